"""How work that a child process did is told: a sentence where the reader looks, the problems that were found, or why it failed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from viewer.shell.message_bar import MessageBar
from viewer.shell.tasks import Failure

Problem = Mapping[str, object]


class Reading(Struct, frozen=True):
    """What a child said of a docset that it read."""

    ident: str
    name: str
    text: str
    """How many pages, and how many problems in them."""
    problems: tuple[Problem, ...]


def reading(document: Mapping[str, object]) -> Reading:
    """The report of `add`, `update` or `check`, as far as it is one."""
    docset, found = document.get("docset"), document.get("problems")
    facts = docset if isinstance(docset, dict) else {}
    name = f"{facts.get('title', '')} {facts.get('version', '')}".strip()
    problems = tuple(entry for entry in found if isinstance(entry, dict) and entry.get("level") != "info") if isinstance(found, list) else ()
    pages = counted(int(str(document.get("pages", 0))), "page")
    return Reading(str(facts.get("id", "")), name, f"{pages}, {counted(len(problems), 'problem')} in what was read" if problems else pages, problems)


def counted(number: int, thing: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


class Outcome:
    """Tells in the first of several windows that is open: the one that asked may be closed when the work is done."""

    def __init__(self, *bars: MessageBar) -> None:
        self._bars = bars

    def say(self, text: str, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Say a sentence, with a button that calls `act` if one is named."""
        self._bar.say(text, button, act)

    def clear(self) -> None:
        """What was said before is over."""
        for bar in self._bars:
            bar.hide()

    def report(self, text: str, name: str, problems: Sequence[Problem]) -> None:
        """Say a sentence, and offer the problems that were found."""
        if problems:
            self.say(text, "Show problems", lambda: self._list(name, problems))
        else:
            self.say(text)

    def explain(self, line: str, failure: Failure) -> None:
        """Say why something did not work. What nobody expected comes with its details at once, all else when asked for."""
        if failure.unexpected:
            self._box(line, failure)
        else:
            self.say(line, "Show details", lambda: self._box(line, failure))

    def _list(self, name: str, problems: Sequence[Problem]) -> None:
        from viewer.shell import dialogs  # noqa: PLC0415 - not for a start

        dialogs.problems(name, problems, self._bar.window()).open()

    def _box(self, line: str, failure: Failure) -> None:
        from viewer.shell.error_box import ErrorBox, details  # noqa: PLC0415 - as above

        ErrorBox(line, "Nothing in the library has changed.", details(failure.details), self._bar.window()).open()

    @property
    def _bar(self) -> MessageBar:
        return next((bar for bar in self._bars if bar.window().isVisible()), self._bars[-1])
