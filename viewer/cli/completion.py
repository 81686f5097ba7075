"""`docshelf completion SHELL`: what a shell needs to complete commands, options and their values, written for that shell.

What may stand where is taken from what the commands say they take. The ids of docsets are asked of the program when they are needed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from viewer.cli import completion_scripts as scripts
from viewer.cli.completion_scripts import Line, Option, Place
from viewer.cli.main import COMMANDS, FINE, WINDOW, module
from viewer.cli.output import write_exactly
from viewer.services.application import Application

SCRIPTS = {"bash": scripts.bash, "zsh": scripts.zsh, "fish": scripts.fish}
_ID = "ID"
_FILES = frozenset({"FILE", "FILE.png", "PATH", "DIR", "SOURCE", "WHEEL"})
"""How commands name what is a file or a folder."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("shell", metavar="SHELL", nargs="?", choices=tuple(SCRIPTS), help="bash, zsh or fish")
    chosen.add_argument("--ids", action="store_true", help="print the ids of all docsets at hand instead, one a line")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Print the script, or the ids."""
    if arguments.ids:
        write_exactly("".join(f"{entry.id}\n" for entry in application.docsets()))
    else:
        write_exactly(SCRIPTS[arguments.shell](list(lines())))
    return FINE


def lines() -> Iterator[Line]:
    """Every command line there is: the window's, which is named by nothing, the commands', and those of their verbs."""
    for name in (WINDOW, *COMMANDS):
        parser = argparse.ArgumentParser()
        module(name).configure(parser)
        words = () if name == WINDOW else (name,)
        yield _line(words, COMMANDS.get(name, ""), parser)
        for verbs in _verbs(parser):
            helps = {choice.dest: choice.help or "" for choice in verbs._choices_actions}  # noqa: SLF001 - as below
            for verb, taking in verbs.choices.items():
                yield _line((*words, verb), helps[verb], taking)


def _verbs(parser: argparse.ArgumentParser) -> list[argparse._SubParsersAction[argparse.ArgumentParser]]:
    return [action for action in _actions(parser) if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001 - as below


def _actions(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    return parser._actions  # noqa: SLF001 - argparse lists nowhere else what it was told


def _line(words: tuple[str, ...], says: str, parser: argparse.ArgumentParser) -> Line:
    taken = [action for action in _actions(parser) if not isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001 - as above
    places = [_place(action, is_verb=len(words) > 1) for action in taken if not action.option_strings]
    place = Place(
        "|".join(dict.fromkeys(place.name for place in places)),
        tuple(word for place in places for word in place.words),
        any(place.ids for place in places),
        any(place.files for place in places),
    )
    options = tuple(
        Option(tuple(name for name in action.option_strings if name != "-h"), action.help or "", None if action.nargs == 0 else _place(action)) for action in taken if action.option_strings
    )
    return Line(words, says, options, place)


def _place(action: argparse.Action, *, is_verb: bool = False) -> Place:
    """What may stand where an action takes a value; the ids that verbs take are those of other things than docsets."""
    name = action.metavar if isinstance(action.metavar, str) else action.dest
    parts = set(name.split("|"))
    return Place(name, tuple(action.choices or ()), _ID in parts and not is_verb, bool(parts & _FILES))
