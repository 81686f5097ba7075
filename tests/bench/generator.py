"""A documentation tree out of a seed, for sizes that no documentation at hand has.

The words are made up; how often they come, how long pages are and which components stand on them is as in real documentation.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

COMMON = (
    "the to a of in and is you for your that it with this can be app use an as on are data if or when by from we not have page value each which "
    "will file set run new one function name at has code example but how using more any state see all them into make default add between only "
    "so after returns other also show user get same like some time then number list first want out does create need two its up within while"
).split()
PLAIN = (
    "account action adapter alert anchor archive argument array asset axis badge batch block border box bucket buffer builder button cache call "
    "canvas caption card cell channel chart check child class click client column command config connection container content context counter "
    "cursor dashboard database date default delay device dialog dictionary display document editor element embed endpoint engine entry error "
    "event expander export field figure filter folder font form format fragment frame gallery grid group handler header height hook icon image "
    "index input instance item key label layer layout legend library line link loader log map marker menu message method metric model module "
    "node object option order output package panel parameter parser password path pattern picker placeholder plot point popup port position "
    "preview process profile progress project prompt property query range record region release render report request reset resource response "
    "result role route row sample scale schema scope score script scroll secret section select sequence series server service session setting "
    "shape sidebar signal size slider slot snapshot sort source spinner stack status step storage stream string style submit switch symbol table "
    "target task template term test text theme thread tick title toast toggle token tool total track trigger tuple type unit update upload "
    "variable vector version video view warning widget width window worker write zone"
).split()
VERBS = "add bind build clear close copy count draw fetch find get hide join keep load make merge open parse pick pull push read send set show sort split take trim update wait wrap write".split()
SYLLABLES = "ba bel cor da den dor fa fin gal har in ka lan lo mar mel mi nor ol pa per qui ran ri sal sen ta tel tor ul ven vi wel zan".split()
ENDINGS = ("", "", "s", "ing", "ed", "er", "able", "tion", "ly")

PAGES_A_PART = 40
VOCABULARY = 9000
NAMES = 3000
ZIPF_SHIFT = 2.7
"""Mandelbrot's: the word of rank r comes as often as 1 / (r + shift)."""


class Text:
    """Words and names in their proportions."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        rare = [
            "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))) + chance.choice(ENDINGS)
            for _ in range(VOCABULARY - len(COMMON) - len(PLAIN))
        ]
        self._words = [*COMMON, *chance.sample(PLAIN, len(PLAIN)), *rare]
        self._names = [self._new_name() for _ in range(NAMES)]
        self._word_weights = list(accumulate(1 / (rank + ZIPF_SHIFT) for rank in range(1, len(self._words) + 1)))
        self._name_weights = list(accumulate(1 / (rank + ZIPF_SHIFT) for rank in range(1, NAMES + 1)))

    def words(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._word_weights, k=count)

    def name(self) -> str:
        return self.chance.choices(self._names, cum_weights=self._name_weights)[0]

    def title(self) -> str:
        return " ".join([self.chance.choice(VERBS), *self.chance.sample(PLAIN, self.chance.choice((1, 2, 2, 3)))]).capitalize()

    def sentence(self) -> str:
        words = self.words(self.chance.randint(6, 22))
        if self.chance.random() < 0.35:
            words[self.chance.randrange(len(words))] = f"`sh.{self.name()}`"
        if self.chance.random() < 0.08:
            at = self.chance.randrange(len(words))
            words[at] = f"**{words[at]}**"
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(1, 5)))

    def _new_name(self) -> str:
        parts = [self.chance.choice(VERBS), *self.chance.sample(PLAIN, self.chance.choice((1, 1, 2)))]
        return f"{self.chance.choice(PLAIN)}.{'_'.join(parts)}" if self.chance.random() < 0.3 else "_".join(parts)


class Author:
    """Writes pages; `slugs` is what they may link to."""

    def __init__(self, text: Text, slugs: list[str]) -> None:
        self._text, self._chance, self._slugs = text, text.chance, slugs
        self._blocks: dict[Callable[[], str], int] = {
            text.paragraph: 40, self._heading: 14, self._code: 12, self._list: 8, self._link: 8, self._note: 5, self._cards: 4,
            self._terminal: 3, self._table: 3, self._collapse: 2,
        }  # fmt: skip

    def page(self, slug: str, title: str) -> str:
        """A whole file. Half the pages have under 1.5 KB, one in ten over 9."""
        count = max(2, min(120, round(self._chance.lognormvariate(1.6, 1.1))))
        blocks = self._chance.choices(list(self._blocks), list(self._blocks.values()), k=count)
        head = f"---\ntitle: {title}\nslug: {slug}\ndescription: {self._text.sentence()!r}\nkeywords: {', '.join(self._text.words(4))}\n---\n\n# {title}\n"
        return "\n".join([head, self._text.paragraph() + "\n", *(f"{block()}\n" for block in blocks)])

    def _heading(self) -> str:
        return f"{'#' * self._chance.choice((2, 2, 2, 3))} {self._text.title()}\n\n{self._text.paragraph()}"

    def _code(self) -> str:
        lines = ["import shelf as sh", ""]
        for _ in range(self._chance.randint(2, 14)):
            word, kind = self._chance.choice(PLAIN), self._chance.randrange(4)
            name, other = self._text.name(), self._text.name()
            lines += (
                [f'{word} = sh.{name}("{self._chance.choice(PLAIN)}", {self._chance.randint(0, 99)})'],
                [f"if sh.{name}({word}=True):", f"    print({word}, {self._chance.random():.3f})"],
                [f"for {word} in sh.{name}():  # {' '.join(self._text.words(5))}", f"    sh.{other}({word})"],
                [f"@sh.{name}", f"def {word}(value: int) -> str:", f"    return str(sh.{other}(value))"],
            )[kind]
        return "```python\n" + "\n".join(lines) + "\n```"

    def _terminal(self) -> str:
        return f"```bash\nshelf {self._chance.choice(VERBS)} --{self._chance.choice(PLAIN)} {self._chance.choice(PLAIN)}.toml\n```"

    def _list(self) -> str:
        return "\n".join(f"- {self._text.sentence()}" for _ in range(self._chance.randint(2, 7)))

    def _link(self) -> str:
        return f"{self._text.sentence()} See [{self._text.title()}]({self._chance.choice(self._slugs)})."

    def _note(self) -> str:
        kind = self._chance.choice(("Note", "Tip", "Important", "Warning"))
        return f"<{kind}>\n\n{self._text.paragraph()}\n\n</{kind}>"

    def _cards(self) -> str:
        cards = (f'<RefCard href="{self._chance.choice(self._slugs)}">\n\n#### {self._text.title()}\n\n{self._text.sentence()}\n\n</RefCard>'
                 for _ in range(self._chance.randint(2, 5)))
        return "<TileContainer>\n\n" + "\n\n".join(cards) + "\n\n</TileContainer>"

    def _table(self) -> str:
        rows = (f"| `{self._text.name()}` | {self._chance.choice(PLAIN)} | {self._text.sentence()} |" for _ in range(self._chance.randint(2, 8)))
        return "| Name | Type | Description |\n| --- | --- | --- |\n" + "\n".join(rows)

    def _collapse(self) -> str:
        return f'<Collapse title="{self._text.title()}" expanded={{false}}>\n\n{self._code()}\n\n{self._text.paragraph()}\n\n</Collapse>'


def generate(folder: Path, pages: int, seed: int = 1) -> None:
    """Write a documentation tree of `pages` pages into `folder`: the same one for the same seed."""
    text = Text(random.Random(seed))
    titles = ["Shelf", *(text.title() for _ in range(pages - 1))]
    files: list[tuple[str, str]] = [("", "_index.md")]
    for number in range(1, pages):
        part, place = divmod(number - 1, PAGES_A_PART)
        name = f"{titles[number].lower().replace(' ', '-')}-{number}"
        files.append((f"/part-{part}", f"part-{part}/_index.md") if place == 0 else (f"/part-{part}/{name}", f"part-{part}/{name}.md"))
    author = Author(text, [f"/shelf{slug}" for slug, _ in files])
    for title, (slug, path) in zip(titles, files, strict=True):
        file = folder / "content" / "shelf" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(author.page(f"/shelf{slug}", title), "utf-8")
