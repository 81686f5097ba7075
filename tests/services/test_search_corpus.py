"""Search over real documentation: what is typed is found, misspelled or not, and judged queries come out as readers would have them."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from tests.bench.search import odd
from viewer.services import paths
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.finding import Finder

SHARED = Path(__file__).parents[3] / "shared"
CORPUS, JUDGED = SHARED / "corpus" / "streamlit-develop", SHARED / "search" / "dev-queries.tsv"
MRR, SUCCESS = 0.80, 0.90
TYPED, ROWS = 8, 5
MISSPELLED, RIGHT = 2000, 0.97
LONGEST_S = 0.05
SEED = 7

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")


@pytest.fixture(scope="module")
def finder(tmp_path_factory):
    application = Application(paths.find({paths.HOME: str(tmp_path_factory.mktemp("home"))}))
    add(application.library, CORPUS, Wish("corpus"), lambda _done, _total, _what: None, application.references)
    made = Finder(application)
    made.take_up(["corpus"])
    assert made.lacking() == ()
    yield made
    made.close()
    application.close()


@pytest.fixture(scope="module")
def docset(finder):
    return finder._application.docset("corpus")


@pytest.fixture(scope="module")
def names(docset):
    """By slug, what a page is called: its title and the names of the API it documents, with the package and without."""
    found = {slug: {meta.title.replace("`", "").casefold()} for slug, meta in docset.docset.pages.items()}
    for name, place in docset.docset.api.places.items():
        found[place.slug].add(name.casefold().removeprefix("streamlit."))
    return {slug: listed | {name.removeprefix("st.") for name in listed} for slug, listed in found.items()}


def slugs(finder, text, most=ROWS):
    return [hit.slug for hit in finder.find(text, most=most).hits]


def test_names_are_found_from_their_first_letters_on(finder, docset, names):
    """Whether they are typed as they are called for short or with their package; a space that was typed counts as a letter."""
    called = {slug: set(listed) for slug, listed in names.items()}
    for name, place in docset.docset.api.places.items():
        called[place.slug].add(name.casefold())
    wrong = []
    for typed in sorted({name[:count] for listed in called.values() for name in listed for count in range(1, TYPED + 1)}):
        sharing = {slug for slug, listed in called.items() if any(name.startswith(typed) for name in listed)}
        equal = {slug for slug, listed in called.items() if typed in listed}
        found = slugs(finder, typed)
        if not set(found[: min(ROWS, len(sharing))]) <= sharing or (equal and found[0] not in equal):
            wrong.append((typed, found))
    assert wrong == []


def test_a_whole_name_is_first(finder, names):
    for name in {name for listed in names.values() for name in listed}:
        assert slugs(finder, name, 1)[0] in {slug for slug, listed in names.items() if name in listed}, name


def test_one_edit_in_a_name(finder, docset, names):
    used = {word for slug in names for word in re.findall(r"[^\W_]+|\w+", docset.text(slug).casefold())} | set().union(*names.values())
    parts = {part for listed in names.values() for name in listed for pattern in (r"\w+", r"[^\W_]+", r".+") for part in re.findall(pattern, name)}
    listed = sorted(part for part in parts if len(part) >= 5)
    chance = random.Random(SEED)
    right = asked = 0
    while asked < MISSPELLED:
        word = chance.choice(listed)
        wrong = misspelled(chance, word)
        if wrong in used or wrong == word:
            continue
        asked += 1
        holding = {slug for slug, called in names.items() if any(word in name for name in called)}
        right += bool(holding & set(slugs(finder, wrong)))
    assert right / asked >= RIGHT


def misspelled(chance, word):
    at, letter = chance.randrange(len(word)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice((
        word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    ))  # fmt: skip


def timed(finder, text):
    begun = time.process_time()
    assert finder.find(text) is not None
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_text_takes_long(finder):
    """In time of the processor, the better of two: how busy the machine is says nothing of search."""
    finder.find("mispeled")  # the first misspelled word of all has the words of names sorted by what they are without a letter
    assert max((min(timed(finder, text) for _ in range(2)), text) for text in odd(SEED))[0] < LONGEST_S


def test_judged_queries(finder):
    ranks = []
    for line in JUDGED.read_text("utf-8").splitlines():
        query, accepted, _, at_hand = line.split("\t")
        if at_hand == "yes":
            found = [slug.lower() for slug in slugs(finder, query, 10)]
            ranks.append(next((rank for rank, slug in enumerate(found, 1) if slug in accepted.lower().split("|")), 0))
    assert sum(1 / rank for rank in ranks if rank) / len(ranks) >= MRR
    assert sum(0 < rank <= ROWS for rank in ranks) / len(ranks) >= SUCCESS
