"""How long a query takes: each letter of a name as it is typed, and whole queries with excerpts; over the documentation at hand and 4,000 pages.

Times are the processor's, of the whole way from text to hits with their excerpts, the first time that a word is asked for included: a query
waits for nothing, so that is what a reader waits for where the machine has nothing else to do. Of odd texts, which no reader types, the
slowest counts, by the better of two times: a pause that comes to one of them for other reasons is no fault of the text.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.generator import generate
from tests.bench.outcome import Bar, Outcome, Setup
from viewer.core.docset.library import Entry
from viewer.services import paths
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.finding import Finder

MANY = 4000
BARS = {"corpus": (5.0, 10.0), "many": (10.0, 20.0)}
"""Milliseconds at the 95th percentile: a typed prefix, a full query."""
BUILD_S = 3.0
ODD_MS = 50.0
"""What no text at all may take, over the documentation at hand."""
ODD = ("state", "widget", "st.", '"', "-", "in:", "kind:", " ", " ", "東京", "ab", "xq", "_", ".", "\u0301", "\x00", "\ud800", "😀", "page ")
COMMON = "the of to and a in is for you your with this that use app page widget data state button chart column text write error".split()
SCRIPTS = ((0xC0, 0x24F), (0x900, 0x97F), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0, 0x3000))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES, QUERIES = 60, 150
TYPED = 8
SEED = 1


def run(setup: Setup) -> Outcome:
    """The documentation at hand, then as many pages as no documentation at hand has."""
    many = setup.scratch / "many"
    generate(many, MANY)
    figures: dict[str, float | str] = {}
    bars = []
    for name, source in (("corpus", setup.source), ("many", many)):
        found = _measure(source, setup.scratch / f"home-{name}")
        figures |= {f"{name}_{figure}": value for figure, value in found.items()}
        prefix, full = BARS[name]
        bars += [Bar(f"{name}_prefix_p95_ms", found["prefix_p95_ms"], prefix), Bar(f"{name}_full_p95_ms", found["full_p95_ms"], full)]
    bars += [Bar("corpus_build_s", float(figures["corpus_build_s"]), BUILD_S), Bar("corpus_odd_max_ms", float(figures["corpus_odd_max_ms"]), ODD_MS)]
    return Outcome("search", figures, bars)


def _measure(source: Path, home: Path) -> dict[str, float]:
    application = Application(paths.find({paths.HOME: str(home)}))
    finder = Finder(application)
    try:
        entry = add(application.library, source, Wish("bench", unsearched=True), _quiet).entry
        finder.take_up([entry.id])
        begun = time.process_time()
        finder.build(entry.id, _quiet)
        built = time.process_time() - begun
        titles = sorted(meta.title.replace("`", "") for meta in application.docset(entry.id).docset.pages.values())
        chance = random.Random(SEED)
        typed = [name[:count] for name in chance.sample(titles, min(NAMES, len(titles))) for count in range(1, TYPED + 1)]
        full = [_query(chance, titles) for _ in range(QUERIES)]
        figures = {"pages": float(entry.pages), "build_s": built, "index_mb": _size(application, entry) / 1e6}
        for name, texts in (("prefix", typed), ("full", full)):
            times = sorted(_timed(finder, text) for text in texts)
            figures |= {f"{name}_p50_ms": times[len(times) // 2], f"{name}_p95_ms": times[len(times) * 95 // 100], f"{name}_max_ms": times[-1]}
        finder.find("mispeled")  # the first misspelled word of all has the words of names sorted by what they are without a letter
        return figures | {"odd_max_ms": max(min(_timed(finder, text) for _ in range(2)) for text in odd(SEED))}
    finally:
        finder.close()
        application.close()


def _query(chance: random.Random, titles: list[str]) -> str:
    """One to five words out of two titles, in any order."""
    words = f"{chance.choice(titles)} {chance.choice(titles)}".split()
    chance.shuffle(words)
    return " ".join(words[: chance.randint(1, 5)])


def odd(seed: int) -> list[str]:
    """Texts of syntax, of any characters, of one letter, of very many words; and of what costs a query most: see `_costly`."""
    chance = random.Random(seed)
    texts = ["".join(chance.choices(ODD, k=chance.randrange(120))) for _ in range(300)]
    texts += ["".join(map(chr, chance.choices(range(0x110000), k=chance.randrange(1, 300)))) for _ in range(100)]
    texts += ["x" * 300, " ".join("-" + "abcde"[number % 5 :] for number in range(100)), '"the" "a" "of" "state"', "aB" * 150, "东京" * 150]
    return [*texts, *(text for _ in range(5) for text in _costly(chance))]


def _costly(chance: random.Random) -> Iterator[str]:
    """Words that every page holds, in all ways to join them; words that are no words; phrases that every page might say, and that none may;
    scripts whose words are taken apart by letters, and characters that stand for many.
    """

    def words(count: int) -> list[str]:
        return chance.choices(COMMON, k=count)

    for joint in " ._-":
        yield joint.join(words(50))
        yield joint.join(chance.choices(LETTERS, k=140))
        yield " ".join(joint.join(chance.choices(LETTERS, k=6)) for _ in range(24))
        yield " ".join(joint.join(words(3)) for _ in range(20))
    yield " ".join("".join(word.title() for word in words(4)) for _ in range(12))
    yield " ".join(f"{word.title()}Error" for word in words(24))
    for length in (4, 7, 12, 39):
        yield " ".join("".join(chance.choices(LETTERS, k=length)) for _ in range(300 // length))
    yield " ".join(word[:-1] + chance.choice(LETTERS) + word[-1] for word in words(50))
    yield " ".join(f'"{" ".join(words(2))}"' for _ in range(4))
    yield " ".join(f'"{word}"' for word in words(4))
    yield f"{words(1)[0]} " + " ".join(f'-"{" ".join(words(2))}"' for _ in range(20))
    yield "page " + " ".join(f'-"{sign} {sign}"' for sign in chance.choices(".,:;()=<>", k=20))
    yield " ".join(f'"{sign} {sign}"' for sign in chance.choices(".,:;()=<>", k=4))
    yield f'"{" ".join(words(50))}'
    yield " ".join([*words(12), *(f'"{word}"' for word in words(4)), *(f"-{word}x" for word in words(8))])
    yield " ".join(f"in:{word}" for word in words(50))
    for first, last in SCRIPTS:
        yield "".join(map(chr, chance.choices(range(first, last), k=300)))
        yield " ".join("".join(map(chr, chance.choices(range(first, last), k=11))) for _ in range(24))
    yield "\ufdfa" * 300
    yield "e" + "\u0301" * 299


def _timed(finder: Finder, text: str) -> float:
    begun = time.process_time()
    finder.find(text)
    return (time.process_time() - begun) * 1000


def _size(application: Application, entry: Entry) -> int:
    return sum(file.stat().st_size for file in (application.library.folder(entry) / "search").rglob("*") if file.is_file())


def _quiet(_done: int, _total: int, _what: str) -> None:
    """Report progress to nobody."""
