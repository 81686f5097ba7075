"""`docshelf completion SHELL`: what a shell needs to complete commands and options, written for that shell.

The ids of docsets are asked of the program when they are needed; everything else stands in the script.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from viewer.cli.main import COMMANDS, FINE, WINDOW, module
from viewer.cli.output import write_exactly
from viewer.services.application import Application

SHELLS = ("bash", "zsh", "fish")
WITH_IDS = ("remove", "update", "check", "render", "search")
"""Commands that take the id of a docset."""
_IDS = "docshelf completion --ids 2>/dev/null"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("shell", metavar="SHELL", nargs="?", choices=SHELLS, help="bash, zsh or fish")
    chosen.add_argument("--ids", action="store_true", help="print the ids of all docsets at hand instead, one a line")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Print the script, or the ids."""
    if arguments.ids:
        write_exactly("".join(f"{entry.id}\n" for entry in application.docsets()))
    else:
        write_exactly({"bash": _bash, "zsh": _zsh, "fish": _fish}[arguments.shell](_options()))
    return FINE


def _options() -> Mapping[str, list[str]]:
    """The long options of every command, and its verbs where it has such; the window's under its own name."""
    found = {}
    for name in (WINDOW, *COMMANDS):
        parser = argparse.ArgumentParser()
        module(name).configure(parser)
        actions = parser._actions  # noqa: SLF001 - argparse lists its options nowhere else
        verbs = [verb for action in actions if isinstance(action.choices, dict) for verb in action.choices]
        found[name] = [*verbs, *(option for action in actions for option in action.option_strings if option.startswith("--"))]
    return found


def _bash(options: Mapping[str, list[str]]) -> str:
    cases = "\n".join(f"    {name}) words='{' '.join(options[name])}' ;;" for name in COMMANDS)
    return f"""# Docshelf in bash: eval "$(docshelf completion bash)"
_docshelf() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} words
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='{' '.join((*COMMANDS, *options[WINDOW]))}'
  else
    case ${{COMP_WORDS[1]}} in
{cases}
    esac
    case ${{COMP_WORDS[1]}} in {'|'.join(WITH_IDS)}) words="$words $({_IDS})" ;; esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _docshelf docshelf
"""


def _zsh(options: Mapping[str, list[str]]) -> str:
    described = "\n".join(f"    '{name}:{text}'" for name, text in COMMANDS.items())
    cases = "\n".join(f"    {name}) compadd -- {' '.join(options[name])} ;;" for name in COMMANDS)
    return f"""# Docshelf in zsh: eval "$(docshelf completion zsh)"
_docshelf() {{
  local -a commands
  commands=(
{described}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    compadd -- {' '.join(options[WINDOW])}
    _files
    return
  fi
  case $words[2] in
{cases}
  esac
  case $words[2] in {'|'.join(WITH_IDS)}) compadd -- ${{(f)"$({_IDS})"}} ;; esac
  _files
}}
compdef _docshelf docshelf
"""


def _fish(options: Mapping[str, list[str]]) -> str:
    lines = ["# Docshelf in fish: docshelf completion fish | source"]
    for name, text in COMMANDS.items():
        lines.append(f"complete -c docshelf -n __fish_use_subcommand -a {name} -d '{text}'")
        shown = f"complete -c docshelf -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{shown} -l {word[2:]}" if word.startswith("--") else f"{shown} -a {word}" for word in options[name]]
    lines += [f"complete -c docshelf -n __fish_use_subcommand -l {option[2:]}" for option in options[WINDOW]]
    lines.append(f"complete -c docshelf -n '__fish_seen_subcommand_from {' '.join(WITH_IDS)}' -a '({_IDS})'")
    return "\n".join(lines) + "\n"
