"""The event type between a marked source and target, by the trained encoder or by the rules. See BENCHMARKS.md.

    python benchmarks/plover_pairs.py FILE [--out PREDICTIONS.jsonl] [--by rules|encoder --weights FOLDER] [--half seen|unseen]

The encoder reads the sentence twice, unmarked (which word links the two, and what it tells) and marked; the two are averaged.
The rules go by the lexicon and the dependency path. The shipped weights have learnt from all of PLV's train part: for it,
``training/folds.py`` gives the honest figure.

``FILE`` holds ``{"marked": "<s>…</s> … <t>…</t>", "type"?}`` a line, or is a .tsv with columns marked_sentence, gold_root.
``--half`` keeps the sentences whose digest is even (seen while the lexicon was written) or odd (only ever scored).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from communique.claims import grammar
from communique.claims.lexicon import Lexicon, Sense, load_lexicon, verb_with_particle
from communique.codebook import FUTURE, Codebook, load_codebook
from communique.model.encoder import Encoder
from communique.model.labels import PLV_TYPES
from communique.model.signals import Signals
from communique.model.weights import load_weights
from communique.model.windows import MARKERS
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Block, Document, Layout, Reading, Span, Syntax
from communique.vocabulary import BlockKind, EventType, Status

if TYPE_CHECKING:
    from spacy.language import Language

MARK = re.compile(r"</?[st]>")
PLOVER = tuple(str(t) for t in EventType if t is not EventType.STATEMENT)
FALLBACK = EventType.ACCUSE  # what is said of somebody in conflict news, where no trigger is found
YIELD = frozenset({"CONCEDE", "RETREAT"})
# PLV goes by PLOVER's table of 2021 from CAMEO (163 -> COERCE, 116 -> ACCUSE) where the manual's modes say SANCTION
PLV: Mapping[str | None, EventType] = {"economic": EventType.COERCE, "convict": EventType.ACCUSE}
COOPERATIVE = frozenset(
    {
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.CONSULT,
        EventType.CONCEDE,
        EventType.RETREAT,
    }
)


def unmark(marked: str) -> tuple[str, list[Span], list[Span]]:
    """The plain text of a marked sentence, the spans of its sources and of its targets.

    >>> unmark("<s>Oz</s> sued <t>Ev</t>.")
    ('Oz sued Ev.', [Span(start=0, end=2)], [Span(start=8, end=10)])
    """
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    pieces: list[str] = []
    at = length = 0
    for match in MARK.finditer(marked):
        piece = marked[at : match.start()]
        pieces.append(piece)
        length += len(piece)
        at = match.end()
        kind = match.group()[-2]
        if not match.group().startswith("</"):
            opened[kind] = length
        elif kind in opened:
            spans[kind].append(Span(opened.pop(kind), length))
    pieces.append(marked[at:])
    return "".join(pieces), spans["s"], spans["t"]


def parse(texts: Iterable[str], model: Language) -> Iterator[Syntax]:
    """One parse a text."""
    parser = SyntaxParser(model)
    for text in texts:
        document = Document(
            id="", sha256="", url=None, publisher=None, published=None, title=None, language="en", text=text
        )
        layout = Layout((Block(BlockKind.PARAGRAPH, 0, len(text)),), ())
        yield parser.parse(Reading(document, layout))


def heads(syntax: Syntax, spans: Sequence[Span]) -> list[int]:
    """Tokens inside the spans whose heads lie outside them."""
    found = []
    for span in spans:
        inside = set(syntax.within(span.start, span.end))
        found += [i for i in sorted(inside) if syntax.tokens[i].head not in inside or syntax.tokens[i].head == i]
    return found


def senses(syntax: Syntax, lexicon: Lexicon) -> dict[int, Sense]:
    """Triggers by token: the sense of the verb, noun or adjective that stands there."""
    found: dict[int, Sense] = {}
    for t in syntax.tokens:
        sense = lexicon.verb(syntax, t.i) or lexicon.noun(syntax, t.i) or lexicon.adjective(syntax, t.i)
        if sense is not None:
            found[t.i] = sense
    return found


def _future(syntax: Syntax, i: int) -> bool:
    return bool({t.lower for t in syntax.children(i, "aux")} & {"will", "'ll", "shall", "wo"})


def _promised(syntax: Syntax, i: int, aux: set[str]) -> bool:
    """ "said it would release": a promise in reported speech, unless it hangs on a condition."""
    if "would" not in aux or syntax.children(i, "advcl"):
        return False
    above = syntax.tokens[syntax.tokens[i].head]
    return syntax.tokens[i].dep == "ccomp" and above.tag == "VBD"


def governor(syntax: Syntax, i: int, found: Mapping[int, Sense] | None = None) -> int | None:
    """The verb (or adjective trigger) that a trigger hangs on, through prepositions and lists."""
    for above in syntax.ancestors(i):
        token = syntax.tokens[above]
        if found is not None and above in found and found[above].pos == "adjective":
            return above
        if grammar.is_verb(token) and token.dep not in ("aux", "auxpass"):
            return above
        if token.dep == "ROOT":
            return None
    return None


def status_of(syntax: Syntax, i: int, found: Mapping[int, Sense]) -> Status:
    """A rough status: future, modal, negation, and what the governing verb imposes."""
    aux = {t.lower for t in syntax.children(i, "aux")}
    if grammar.is_negated(syntax, i):
        return Status.NEGATED
    if _future(syntax, i) or _promised(syntax, i, aux):
        return Status.PLANNED
    if aux & {"must", "should"}:
        return Status.REQUESTED
    above = governor(syntax, i, found)
    if above is None:
        return Status.OCCURRED
    sense = found.get(above)
    if sense is not None and sense.status is not None and sense.content in ("control", "speech", "aspect", "report"):
        return sense.status
    if syntax.tokens[i].pos in ("NOUN", "PROPN") and _future(syntax, above):
        return Status.PLANNED
    return Status.OCCURRED


def coded(syntax: Syntax, i: int, found: Mapping[int, Sense], lexicon: Lexicon, book: Codebook) -> EventType | None:
    """PLOVER's type of the trigger at ``i``, with its status and what a governing verb does to it."""
    sense = found[i]
    if sense.type is None:
        return None
    type_, mode, status = sense.type, sense.mode, status_of(syntax, i, found)
    above = governor(syntax, i)
    if sense.pos == "noun" and above is not None:
        effect = lexicon.effect(verb_with_particle(syntax, above), sense)
        if effect is not None and effect.type is not None:
            type_, mode, status = effect.type, effect.mode, Status.OCCURRED
        elif effect is not None and effect.status is not None:
            status = effect.status
        elif effect is not None and effect.kind == "light" and status in FUTURE and not _future(syntax, above):
            status = Status.OCCURRED
        if above in found and grammar.is_negated(syntax, above) and status is Status.OCCURRED:
            status = Status.NEGATED
    if status is Status.NEGATED and type_ in COOPERATIVE:
        return EventType.REJECT
    if type_ is EventType.SANCTION and status is Status.OCCURRED and mode in PLV:
        return PLV[mode]
    if status in FUTURE and type_ in COOPERATIVE:
        return EventType.AGREE  # PLV writes a promised release or withdrawal as AGREE, the manual as CONCEDE
    name = book.coding(type_, mode, status).plover
    return EventType(name) if name is not None else EventType.STATEMENT


def path(syntax: Syntax, source: int, target: int) -> tuple[list[int], list[int]]:
    """Tokens from the source up to the lowest common head (last), and from there down to the target."""
    up = [source, *syntax.ancestors(source)]
    down = [target, *syntax.ancestors(target)]
    common = next((i for i in up if i in down), None)
    if common is None:
        return up, down[::-1]
    return up[: up.index(common) + 1], down[: down.index(common)][::-1]


def dominated(syntax: Syntax, i: int | None, marked: frozenset[int]) -> bool:
    """True where the noun phrase of ``i`` or what is joined to it holds a marked token."""
    return i is not None and any(m in marked for j in grammar.conjuncts(syntax, i) for m in _phrase(syntax, j))


def _phrase(syntax: Syntax, i: int) -> range:
    return range(syntax.tokens[i].left, min(syntax.tokens[i].right, i + 12))


def weigh(
    syntax: Syntax, i: int, sense: Sense, sources: frozenset[int], targets: frozenset[int], route: Mapping[int, float]
) -> float:
    """How well the trigger at ``i`` links source and target: on their path, and with them in its slots."""
    weight = route.get(i, 0.0)
    if sense.pos == "noun":
        around = [
            *grammar.possessors(syntax, i),
            *grammar.namesakes(syntax, i),
            *grammar.prep_objects(syntax, i, "by", "from", "of"),
        ]
        weight += 1.0 if any(j in sources for j in around) else 0.0
        weight += 1.0 if any(dominated(syntax, j, targets) for j in grammar.prep_objects(syntax, i)) else 0.0
        return weight - (2.0 if i in sources else 1.0 if i in targets else 0.0)
    weight += 1.0 if dominated(syntax, grammar.logical_subject(syntax, i), sources) else 0.0
    after = [*grammar.logical_objects(syntax, i), *grammar.prep_objects(syntax, i)]
    clause = grammar.complement(syntax, i)
    if clause is not None:
        after.append(clause)
    weight += 1.0 if any(dominated(syntax, j, targets) for j in after) else 0.0
    return weight - (2.0 if i in sources or i in targets else 0.0)


def predict(
    syntax: Syntax, source: Sequence[Span], target: Sequence[Span], lexicon: Lexicon, book: Codebook
) -> dict[str, Any]:
    """``{"type", "scores"}`` for one sentence."""
    found = senses(syntax, lexicon)
    routes = routes_between(syntax, heads(syntax, source), heads(syntax, target))
    sources = frozenset(i for s in source for i in syntax.within(s.start, s.end))
    targets = frozenset(i for s in target for i in syntax.within(s.start, s.end))
    weights: dict[str, float] = defaultdict(float)
    for i, sense in found.items():
        type_ = coded(syntax, i, found, lexicon, book)
        if type_ is None:
            continue
        weight = weigh(syntax, i, sense, sources, targets, routes)
        if type_ is EventType.STATEMENT:
            type_, weight = FALLBACK, min(weight, 0.0) - 2.0
        weights[str(type_)] = max(weights.get(str(type_), -9.0), weight - 0.001 * i)
    weights.setdefault(str(FALLBACK), -4.0)
    return {"type": max(PLOVER, key=lambda t: weights.get(t, -9.0)), "scores": softmax(weights)}


def by_encoder(
    syntax: Syntax, source: Sequence[Span], target: Sequence[Span], encoder: Encoder, weight: float = 0.5
) -> dict[str, Any]:
    """``{"type", "scores"}`` for one sentence by the trained encoder; ``weight`` is the marked reading's share."""
    words = [t.text for t in syntax.tokens]
    sides = heads(syntax, source), heads(syntax, target)
    total = np.zeros(len(PLV_TYPES), np.float32)
    if all(sides):
        total += (1 - weight) * signals_of(words, encoder).between(*sides)
    marked = with_markers(syntax, source, target)
    opening = [marked.index(MARKERS[k]) if MARKERS[k] in marked else 0 for k in (0, 2)]
    total += weight * signals_of(marked, encoder).marked(*opening)
    shares = dict(zip(PLV_TYPES, (total / max(float(total.sum()), 1e-9)).tolist(), strict=True))
    shares["CONCEDE"] = shares.pop("YIELD")
    found = {t: round(shares.get(t, 0.0), 4) for t in PLOVER}
    return {"type": max(PLOVER, key=lambda t: found[t]), "scores": found}


def signals_of(words: Sequence[str], encoder: Encoder) -> Signals:
    """Signals of one sentence."""
    return Signals(encoder.states(words, [(0, len(words))]), encoder.weights.heads, encoder.weights.modes)


def with_markers(syntax: Syntax, source: Sequence[Span], target: Sequence[Span]) -> list[str]:
    """The words with marker words round each source and target."""
    before: dict[int, list[str]] = defaultdict(list)
    after: dict[int, list[str]] = defaultdict(list)
    for spans, (opening, closing) in ((source, MARKERS[:2]), (target, MARKERS[2:])):
        for span in spans:
            inside = syntax.within(span.start, span.end)
            if len(inside):
                before[inside[0]].append(opening)
                after[inside[-1]].append(closing)
    return [w for t in syntax.tokens for w in (*before[t.i], t.text, *after[t.i])]


def routes_between(syntax: Syntax, sources: Sequence[int], targets: Sequence[int]) -> dict[int, float]:
    """Weight of each token by its place on a path: the common head most, then what leads to the target, then to the source."""
    route: dict[int, float] = defaultdict(float)
    for s in sources[:3]:
        for t in targets[:3]:
            if syntax.tokens[s].sentence != syntax.tokens[t].sentence:
                continue
            up, down = path(syntax, s, t)
            for i in up[:-1]:
                route[i] = max(route[i], 1.5)
            for i in down:
                route[i] = max(route[i], 2.0)
            route[up[-1]] = max(route[up[-1]], 2.5)
            for c in syntax.tokens[up[-1]].children:
                route[c] = max(route[c], 0.7)
    return route


def softmax(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights as shares that sum to 1, over PLOVER's sixteen."""
    powers = {t: math.exp(weights.get(t, -9.0)) for t in PLOVER}
    total = sum(powers.values())
    return {t: round(p / total, 4) for t, p in powers.items()}


def merged(type_: str) -> str:
    """CONCEDE and RETREAT are one class in the gold."""
    return "YIELD" if type_ in YIELD else type_


def scores(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, Any]:
    """Accuracy, macro-F1 over the classes of the gold, and each class's F1."""
    pairs = [(merged(g), merged(p)) for g, p in zip(gold, predicted, strict=True)]
    truth, guesses = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    hits = Counter(g for g, p in pairs if g == p)
    each = {t: 2 * hits[t] / (truth[t] + guesses[t]) for t in sorted(truth)}
    return {
        "n": len(pairs),
        "accuracy": round(sum(hits.values()) / len(pairs), 4) if pairs else 0.0,
        "macro_f1": round(sum(each.values()) / len(each), 4) if each else 0.0,
        "f1": {t: round(f, 3) for t, f in each.items()},
    }


def half_of(text: str) -> str:
    """Which half of the development data a sentence is in, by its words alone."""
    words = re.sub(r"\W+", " ", text.lower()).strip()
    return "seen" if int(hashlib.sha256(words.encode()).hexdigest(), 16) % 2 == 0 else "unseen"


def read(file: Path) -> list[dict[str, Any]]:
    """Rows with ``marked`` and, where there is gold, ``type``."""
    if file.suffix == ".tsv":
        with file.open(encoding="utf-8", newline="") as lines:
            return [
                {"marked": row["marked_sentence"], **({"type": row["gold_root"]} if row.get("gold_root") else {})}
                for row in csv.DictReader(lines, delimiter="\t")
            ]
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the file, write predictions, print scores on standard error where there is gold."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("file", type=Path)
    options.add_argument("--out", type=Path)
    options.add_argument("--half", choices=("seen", "unseen"))
    options.add_argument("--by", choices=("encoder", "rules"), default="rules")
    options.add_argument("--weights", type=Path, help="a folder of weights, for --by encoder")
    chosen = options.parse_args(arguments)
    rows = read(chosen.file)
    unmarked = [unmark(row["marked"]) for row in rows]
    if chosen.half:
        kept = [k for k, (text, _, _) in enumerate(unmarked) if half_of(text) == chosen.half]
        rows, unmarked = [rows[k] for k in kept], [unmarked[k] for k in kept]
    parses = parse((text for text, _, _ in unmarked), load_model())
    pairs = [(syntax, source, target) for syntax, (_, source, target) in zip(parses, unmarked, strict=True)]
    if chosen.by == "rules":
        lexicon, book = load_lexicon(), load_codebook()
        results = [predict(*pair, lexicon, book) for pair in pairs]
    else:
        encoder = Encoder(load_weights(chosen.weights or options.error("--by encoder needs --weights")))
        results = [by_encoder(*pair, encoder) for pair in pairs]
    lines = "".join(json.dumps(result) + "\n" for result in results)
    if chosen.out:
        chosen.out.write_text(lines, encoding="utf-8")
    else:
        sys.stdout.write(lines)
    if rows and all("type" in row for row in rows):
        print(json.dumps(scores([r["type"] for r in rows], [r["type"] for r in results])), file=sys.stderr)


if __name__ == "__main__":
    main()
