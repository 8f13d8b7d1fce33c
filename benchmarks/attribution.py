"""PolNeAR: who voices what. See BENCHMARKS.md.

    python benchmarks/attribution.py FILE [--out PREDICTIONS.jsonl] [--by rules|encoder --weights FOLDER]

By the trained encoder's heads for PolNeAR's wide notion of attribution (attitudes, acts), its spans linked to the nearest
cue; or by the rules, whose spans differ from PolNeAR's by convention: this script alone maps them (PolNeAR's content takes
in the quotation marks and the complementizer, its source the whole noun phrase).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from lines import paragraphs

from communique.attributions.finder import AttributionFinder
from communique.attributions.grammar import RELATIVES
from communique.attributions.learned import linked
from communique.attributions.lexicon import load_lexicon
from communique.attributions.quoted import holding, outermost
from communique.documents.quotations import quotations
from communique.evaluation.attribution import ROLES, Spans, Tally
from communique.model.reader import SignalReader
from communique.model.weights import load_weights
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Attribution, Document, Layout, Reading, Span, Syntax

OPENING, CLOSING = "\"“«„‘'", "\"”»“’'"
TWO = re.compile(r"''(?=\w|\.\.\.|\[|\$)|``")


def one_mark(text: str) -> str:
    """Double typewriter quotes as one mark and a space, so that offsets stay."""
    return TWO.sub(' "', text).replace("''", '" ')


def reading_of(line: dict[str, Any]) -> Reading:
    """The text with a paragraph per line."""
    text = one_mark(line["text"])
    blocks = paragraphs(text)
    document = Document(line["doc_id"], "", None, None, line.get("published"), None, "en", text)
    return Reading(document, layout=Layout(blocks, quotations(text, blocks)), mentions=())


def source_span(syntax: Syntax, head: int, cue: Span) -> list[int]:
    """PolNeAR's source: the noun phrase with appositions and relative clauses, as far as the cue."""
    token = syntax.tokens[head]
    first, last = token.left, token.right
    for child in syntax.children(head, "conj", "cc", "parataxis", "prep"):
        dated = any(c.ent in {"DATE", "TIME"} for c in syntax.children(child.i, "pobj"))
        if child.i > head and (child.dep != "prep" or dated):
            last = min(last, child.left)
    span = Span(syntax.tokens[first].start, syntax.tokens[last - 1].end)
    start, end = span.start, span.end
    if cue.start >= token.end:
        end = min(end, cue.start)
    elif cue.end <= token.start:
        start = max(start, cue.end)
    tokens = syntax.within(start, end)
    return trim(syntax, tokens)


def relative_pronoun(syntax: Syntax, cue: Span) -> list[int] | None:
    """PolNeAR's source in "officials who said": the pronoun."""
    for i in syntax.within(cue.start, cue.end):
        for child in syntax.children(i, "nsubj"):
            if child.lower in RELATIVES and syntax.tokens[i].dep == "relcl":
                return [child.start, child.end]
    return None


def trim(syntax: Syntax, tokens: range) -> list[int]:
    """Edges of ``tokens`` without white space and outer marks."""
    first, last = tokens.start, tokens.stop
    while last - 1 > first and syntax.tokens[last - 1].text in {"--", "-", "—", "–", '"', "“", "”", ".", ":", ";"}:
        last -= 1
    while first < last - 1 and syntax.tokens[first].text in {'"', "“", "”", ",", "—", "–"}:
        first += 1
    return [syntax.tokens[first].start, syntax.tokens[last - 1].end]


def content_span(text: str, span: Span) -> list[int]:
    """Our content with its quotation marks and complementizer."""
    start, end = span.start, span.end
    if text[start - 1 : start] in tuple(OPENING):
        start -= 1
        if text[start - 1 : start + 1] == "''":
            start -= 1
    if end < len(text) and text[end] in CLOSING:
        end += 1
        if text[end - 1 : end + 1] == "''":
            end += 1
    if text[max(0, start - 5) : start].lower() == "that ":
        start -= 5
    return [start, end]


def prediction(reading: Reading, original: str) -> list[dict[str, list[list[int]]]]:
    """A reading's attributions in PolNeAR's conventions: it annotates nothing inside quotations or told speech."""
    assert reading.attributions is not None and reading.layout is not None
    outer = outermost(reading.document.text, reading.layout.quotations)
    kept = [a for a in reading.attributions if a.cue is None or holding(outer, a.cue.start) is None]
    return [_one(reading, original, a) for a in kept if a.within is None]


def _one(reading: Reading, original: str, attribution: Attribution) -> dict[str, list[list[int]]]:
    assert reading.syntax is not None and reading.mentions is not None
    heads = {m.id: m.head for m in reading.mentions}
    cue = attribution.cue or attribution.content[0]
    sources = sorted(source_span(reading.syntax, heads[s], cue) for s in attribution.sources)
    relative = relative_pronoun(reading.syntax, cue)
    if relative is not None:
        sources = [relative]
    if len(sources) > 1 and sources[-1][1] - sources[0][0] < 300:  # joined sources are one span there
        sources = [[sources[0][0], sources[-1][1]]]
    return {
        "source": sources,
        "cue": [[attribution.cue.start, attribution.cue.end]] if attribution.cue else [],
        "content": [content_span(original, s) for s in attribution.content],
    }


def by_encoder(reading: Reading, encoder: SignalReader) -> list[dict[str, list[list[int]]]]:
    """The attributions of the encoder's wide heads, in characters."""
    assert reading.syntax is not None
    tokens, sentences = reading.syntax.tokens, reading.syntax.sentences
    signals = encoder.read(reading)
    sources, cues, contents = (signals.spans(f"wide_{role}") for role in ROLES)
    voices = linked(sources, cues, contents, lambda i: sentences[tokens[i].sentence].block)

    def chars(ranges: Iterable[tuple[int, int]]) -> list[list[int]]:
        return [[tokens[a].start, tokens[b - 1].end] for a, b in sorted(ranges)]

    return [{"source": chars(v.sources), "cue": chars([v.cue]), "content": chars(v.contents)} for v in voices]


def spans(attributions: Iterable[dict[str, Any]]) -> list[Spans]:
    """Attributions of either side, for the scorer."""
    return [Spans(*(tuple((s, e) for s, e in a.get(role) or ()) for role in ROLES)) for a in attributions]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Documents of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


Finder = Callable[[Reading, str], list[dict[str, list[list[int]]]]]


def finder_by_rules() -> Finder:
    """Attributions of a parsed reading by grammar and lexicon."""
    finder = AttributionFinder(load_lexicon(), wide=True)
    return lambda reading, text: prediction(finder([reading])[0], text)


def finder_by_encoder(folder: Path) -> Finder:
    """Attributions of a parsed reading by the trained encoder."""
    encoder = SignalReader(load_weights(folder))
    return lambda reading, _: by_encoder(reading, encoder)


def main() -> None:
    """Predict, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--by", choices=("encoder", "rules"), default="rules")
    parser.add_argument("--weights", type=Path, help="a folder of weights, for --by encoder")
    options = parser.parse_args()
    syntax, tally = SyntaxParser(load_model()), Tally()
    find = (
        finder_by_rules()
        if options.by == "rules"
        else finder_by_encoder(options.weights or parser.error("--by encoder needs --weights"))
    )
    out = options.out.open("w", encoding="utf-8") if options.out else sys.stdout
    scored = False
    for line in lines(options.file):
        (reading,) = syntax([reading_of({k: v for k, v in line.items() if k != "attributions"})])
        found = find(reading, line["text"])
        out.write(json.dumps({"doc_id": line["doc_id"], "attributions": found}) + "\n")
        if "attributions" in line:
            scored = True
            tally.add(line["text"], spans(found), spans(line["attributions"]))
    if out is not sys.stdout:
        out.close()
    if scored:
        print(json.dumps(tally.report()), file=sys.stderr)


if __name__ == "__main__":
    main()
