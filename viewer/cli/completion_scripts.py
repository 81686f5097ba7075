"""The scripts by which bash, zsh and fish complete a command line. Knows command lines as records, and each shell's way to say what they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

_IDS = "docshelf completion --ids 2>/dev/null"


class Place(Struct, frozen=True):
    """What may stand at a place that has a `name`: one of some words, the id of a docset, a file; anything where all of that is empty."""

    name: str
    words: tuple[str, ...] = ()
    ids: bool = False
    files: bool = False


class Option(Struct, frozen=True):
    """An option in all its spellings, and what its value may be; None where it takes none."""

    names: tuple[str, ...]
    says: str
    value: Place | None


class Line(Struct, frozen=True):
    """What may follow the words of a command, which are its name and its verb if it has one; no words are the window's."""

    words: tuple[str, ...]
    says: str
    options: tuple[Option, ...]
    place: Place


def bash(lines: Sequence[Line]) -> str:
    """The script for bash."""
    after = [
        f"    '{' '.join((*line.words, name))}') {_in_bash(option.value)} ;;"
        for line in lines for option in line.options if option.value for name in option.names
    ]  # fmt: skip
    here = []
    for line in lines:
        words = [*(following.words[-1] for following in _following(line, lines)), *(name for option in line.options for name in option.names if name.startswith("--"))]
        here.append(f"      '{' '.join(line.words)}') {_in_bash(line.place, words)} ;;")
    cases, others = "\n".join(after), "\n".join(here)
    return f"""# Docshelf in bash: eval "$(docshelf completion bash)"
_docshelf() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} name= words=
  if [ "$current" = = ]; then current=
  elif [ "$before" = = ]; then before=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  [ "$COMP_CWORD" -gt 1 ] && name=${{COMP_WORDS[1]}}
  case $name in {'|'.join(_with_verbs(lines))}) [ "$COMP_CWORD" -gt 2 ] && name="$name ${{COMP_WORDS[2]}}" ;; esac
  case "${{name:+$name }}$before" in
{cases}
    *) case $name in
{others}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -F _docshelf docshelf
"""


def _in_bash(place: Place, more: Sequence[str] = ()) -> str:
    words = " ".join((*place.words, *more))
    found = f'words="{words}{" " if words else ""}$({_IDS})"' if place.ids else f"words='{words}'"
    return f"{found}; compopt -o default 2>/dev/null" if place.files else found


def zsh(lines: Sequence[Line]) -> str:
    """The script for zsh."""
    cases = "\n".join(f"    '{' '.join(line.words)}') {_in_zsh(line, lines)} ;;" for line in lines)
    return f"""# Docshelf in zsh: eval "$(docshelf completion zsh)"
_docshelf_ids() {{ local -a ids=(${{(f)"$({_IDS})"}}); compadd -a ids }}
_docshelf_ids_and_files() {{ _docshelf_ids; _files }}
_docshelf() {{
  local curcontext=$curcontext name= state line
  local -A opt_args
  while (( CURRENT > 2 )) && [[ -z $name || $name == ({'|'.join(_with_verbs(lines))}) ]]; do
    shift words; (( CURRENT-- )); name="${{name:+$name }}$words[1]"
  done
  case $name in
{cases}
  esac
}}
compdef _docshelf docshelf
"""


def _in_zsh(line: Line, lines: Sequence[Line]) -> str:
    listed = " ".join(_quoted(f"{following.words[-1]}:{following.says}") for following in _following(line, lines))
    first = f"local -a verbs=({listed}); _describe command verbs; " if listed else ""
    specs = []
    for option in line.options:
        value = f":{_plain_in_zsh(option.value.name)}:{_action_in_zsh(option.value)}" if option.value else ""
        specs += [_quoted(f"*{name}{'=' if value and name.startswith('--') else ''}[{_plain_in_zsh(option.says)}]{value}") for name in option.names]
    specs.append(_quoted(f"*:{_plain_in_zsh(line.place.name) or ' '}:{_action_in_zsh(line.place)}"))
    return f"{first}_arguments {' '.join(specs)}"


def _action_in_zsh(place: Place) -> str:
    if place.words:
        return f"({' '.join(place.words)})"
    if place.ids:
        return "_docshelf_ids_and_files" if place.files else "_docshelf_ids"
    return "_files" if place.files else " "


def _plain_in_zsh(text: str) -> str:
    return text.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def fish(lines: Sequence[Line]) -> str:
    """The script for fish."""
    told = []
    for line in lines:
        here = f"__docshelf_in{''.join(f' {word}' for word in line.words)}"
        told += [f"complete -c docshelf -n '__docshelf_next{here[13:]}' -a {following.words[-1]} -d {_quoted(following.says)}" for following in _following(line, lines)]
        told += [f"complete -c docshelf -n '{here}' {offer}" for offer in _offers_in_fish(line.place)]
        for option in line.options:
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            takes = [f"-x {offer}" for offer in _offers_in_fish(option.value)] or ["-x"] if option.value else [""]
            told += [f"complete -c docshelf -n '{here}' {names} -d {_quoted(option.says)} {take}".rstrip() for take in takes]
    listed = "\n".join(told).replace("-x -F", "-r -F")
    return f"""# Docshelf in fish: docshelf completion fish | source
function __docshelf_in
    set -l words (commandline -opc)
    set -e words[1]
    test (count $argv) -eq 0 -a (count $words) -eq 0; and return
    test (count $argv) -gt 0; and string match -q -- "$argv *" "$words "
end
function __docshelf_next
    set -l words (commandline -opc)
    set -e words[1]
    test "$argv" = "$words"
end
complete -c docshelf -f
{listed}
"""


def _offers_in_fish(place: Place) -> list[str]:
    offers = [f"-a '{' '.join(place.words)}'"] if place.words else []
    offers += [f"-a '({_IDS})'"] if place.ids else []
    return [*offers, "-F"] if place.files else offers


def _following(line: Line, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that go on from one with another word."""
    return (other for other in lines if other.words and other.words[:-1] == line.words)


def _with_verbs(lines: Sequence[Line]) -> list[str]:
    return list(dict.fromkeys(line.words[0] for line in lines if len(line.words) > 1))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
