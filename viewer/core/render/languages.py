"""What the languages of code are called: by documentation, by Pygments, by readers. Knows nothing of how code is coloured."""

from __future__ import annotations

ALIASES = {"sh": "bash", "shell": "bash", "terminal": "bash", "yml": "yaml", "md": "markdown", "dockerfile": "docker", "markup": "html"}
"""Names of languages that documentation uses and Pygments does not, or knows as something else."""

LABELS = {
    "bash": "Terminal", "console": "Terminal", "python": "Python", "toml": "TOML", "sql": "SQL", "javascript": "JavaScript", "css": "CSS",
    "json": "JSON", "typescript": "TypeScript", "docker": "Dockerfile", "yaml": "YAML", "markdown": "Markdown", "html": "HTML", "ini": "INI",
    "tsx": "TSX", "jsx": "JSX", "xml": "XML", "js": "JavaScript", "ts": "TypeScript", "py": "Python",
}  # fmt: skip
"""What a block of a language is called."""

PLAIN_LANGUAGES = frozenset({"none", "text", "txt", "plain", "plaintext"})


def language(name: str) -> str:
    """The one name of a language; "" for plain text."""
    small = name.lower()
    return "" if small in PLAIN_LANGUAGES else ALIASES.get(small, small)


def label(name: str) -> str:
    """What the corner of a block says about its language; "" where that would say nothing."""
    small = language(name)
    return LABELS.get(small, small.capitalize()) if small else ""
