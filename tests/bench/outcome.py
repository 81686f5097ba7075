"""What a bench has found: figures, and bars that they must clear. Knows no bench."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure that must not be above `limit`."""

    name: str
    value: float
    limit: float

    @property
    def ok(self) -> bool:
        return self.value <= self.limit

    def as_json(self) -> Mapping[str, object]:
        return {"name": self.name, "value": round(self.value, 3), "limit": self.limit, "ok": self.ok}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one bench. A figure that is a sentence says why there is no number."""

    bench: str
    figures: Mapping[str, float | str]
    bars: Sequence[Bar]

    def as_json(self) -> Mapping[str, object]:
        figures = {name: round(value, 3) if isinstance(value, float) else value for name, value in self.figures.items()}
        return {"bench": self.bench, "figures": figures, "bars": [bar.as_json() for bar in self.bars]}

    def as_text(self) -> str:
        width = max(map(len, [*self.figures, *(bar.name for bar in self.bars)]), default=0)
        figures = [f"{name:{width}}  {f'{value:.2f}' if isinstance(value, float) else value}" for name, value in self.figures.items()]
        bars = [f"{bar.name:{width}}  {bar.value:.2f}, at most {bar.limit:g}: {'holds' if bar.ok else 'DOES NOT HOLD'}" for bar in self.bars]
        return "\n".join([self.bench, *figures, "", *bars])


@dataclass(frozen=True, slots=True)
class Setup:
    """What a bench works with: a documentation tree of ordinary size, how many pairs to take, a folder for whatever it writes."""

    source: Path
    pairs: int
    scratch: Path


def ratio(program: Sequence[float], baseline: Sequence[float]) -> float:
    """Median against median."""
    return median(program) / median(baseline)
