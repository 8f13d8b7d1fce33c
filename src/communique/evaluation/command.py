"""``communique evaluate``: reads the articles of gold sets, scores the claims, and holds them against pinned floors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.evaluation.claims import Tally, score
from communique.evaluation.gate import Verdict, verdicts
from communique.evaluation.sets import GoldSet, triples

if TYPE_CHECKING:
    from communique.reader import Reader

Json = Mapping[str, Any]
Predictor = Callable[[Path], Iterable[Json]]  # a JSONL file of articles → the contract's JSON, in order
COLUMNS = {
    "documents": "docs",
    "facts": "facts",
    "found": "found",
    "precision": "prec.",
    "f1": "f1",
    "right": "right",
    "status_macro": "status\nmacro",
    "date_own": "date\nown",
    "chain_own": "chain\nown",
}
_BY_TYPE = ("facts", "found", "claims", "true")


@dataclass(frozen=True, slots=True)
class Result:
    """One gold set, scored. ``failures`` are the contract's failure objects of the articles that were not read."""

    gold: GoldSet
    tally: Tally
    verdicts: tuple[Verdict, ...]
    failures: tuple[Json, ...]

    @property
    def missed(self) -> bool:
        """True where a floor was missed."""
        return any(v.passed is False for v in self.verdicts)


def reading_predictor(reader: Reader) -> Predictor:
    """The predictor that ``reader`` is: its readings, as ``communique read --format json`` would print them."""
    from communique.documents.language import load_identifier
    from communique.documents.readers import SourceReader
    from communique.views.contract import to_json

    source = SourceReader(load_identifier(), BytesIO())

    def predict(articles: Path) -> Iterator[Json]:
        return (to_json(item, reader.manifest) for item in reader.read(source.read([str(articles)])))

    return predict


def evaluate(sets: Iterable[GoldSet], predict: Predictor, floors: Mapping[str, Mapping[str, Any]]) -> Iterator[Result]:
    """Every set read by ``predict`` and scored, in order. ``floors`` as ``gate.load_floors`` gives them, or empty."""
    for gold in sets:
        lines = list(predict(gold.articles))
        tally = score(triples(gold, (line for line in lines if "failure" not in line)))
        judged = verdicts(gold.name, gold.digest, tally.measures(), floors)
        yield Result(gold, tally, tuple(judged), tuple(line["failure"] for line in lines if "failure" in line))


def unjudged(results: Iterable[Result], floors: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Names of the sets that have floors and were not scored: a gate that was not asked is not a gate that held."""
    return sorted(set(floors) - {result.gold.name for result in results})


def as_json(result: Result, *, by_type: bool) -> str:
    """One line: set, digest, the measures, ``floors`` (measure, value, floor, passed), ``failures``; ``types`` if asked."""
    data: dict[str, Any] = {
        "set": result.gold.name,
        "digest": result.gold.digest,
        **result.tally.measures(),
        "floors": [
            {"measure": v.measure, "value": v.value, "floor": v.floor, "passed": v.passed} for v in result.verdicts
        ],
        "failures": list(result.failures),
    }
    if by_type:
        data["types"] = {
            name: dict(zip(_BY_TYPE, row, strict=True)) for name, row in sorted(result.tally.types.items())
        }
    return json.dumps(data)


def show(results: list[Result], console: Console, *, by_type: bool, missing: Iterable[str] = ()) -> None:
    """Print the scores as tables, then what was not read, and the verdicts that are not plain passes."""
    parts: list[RenderableType] = [_scores(results)]
    if by_type:
        parts += [_types(result) for result in results]
    parts += [Text(line) for result in results for line in _notes(result)]
    judged = [v for result in results for v in result.verdicts]
    if judged:
        parts.append(Text(f"{sum(v.passed is True for v in judged)} of {len(judged)} floors held"))
    parts += [Text(f"{name}: has floors and was not among the sets, so they were not judged") for name in missing]
    console.print(Group(*parts))


def _notes(result: Result) -> Iterator[str]:
    for failure in result.failures:
        where = f"{failure['input']}, line {failure['line']}"
        yield f"{result.gold.name}: an article was not read ({where}): {failure['detail']}; its facts count as missed"
    unjudged = [v for v in result.verdicts if v.passed is None]
    if unjudged:
        yield f"{result.gold.name}: {len(unjudged)} floors not judged: they were measured on other data"
    for v in result.verdicts:
        if v.passed is False:
            yield f"{v.set}: {v.measure} {v.value:.3f}, floor {v.floor:.3f}: below its floor"


def _scores(results: Iterable[Result]) -> Table:
    table = _table({"set": "set", **COLUMNS})
    for result in results:
        measures = result.tally.measures()
        table.add_row(result.gold.name, *(_number(measures[name]) for name in COLUMNS))
    return table


def _types(result: Result) -> Table:
    table = _table({name: name for name in ("type", *_BY_TYPE)})
    table.title, table.title_justify = f"\n{result.gold.name} by type", "left"
    for name, counts in sorted(result.tally.types.items()):
        table.add_row(name, *map(str, counts))
    return table


def _table(headings: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name, heading in headings.items():
        table.add_column(heading, justify="left" if name in ("set", "type") else "right", vertical="bottom")
    return table


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"
