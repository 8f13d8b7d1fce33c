"""The corpora as sheets: words with what each corpus says of them, under the labels of ``communique.model.labels``.

Every corpus keeps its own notion of things where it differs from ours, by a head of its own:

| corpus | teaches | heads | where its labels differ |
|---|---|---|---|
| own (training/corpus) | all | all but those below | – |
| PolNeAR | who voices what | wide_source/cue/content | a wide notion of attribution (attitudes, acts): heads of its own |
| PLV | type of a pair | pair (marked); plv, roles (unmarked) | YIELD, AGREE for future meetings: its own classes |
| UW | factuality | fact | −3…+3: regression of its own |
| TDG | the expression that dates an event | time | an event without expression points at NONE |
| ReLocaR | place or actor | literal | "mixed" is left out |

Words are spaCy's tokens, as at run time; a label stands on the first word of a span (BIO: on each).
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
import sys
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np

from communique.actors.reader import ActorReader
from communique.codebook import load_codebook
from communique.documents.layout import LayoutReader, load_furniture
from communique.documents.quotations import quotations
from communique.evaluation.markup import compile_marked
from communique.knowledge import load_knowledge
from communique.model.labels import HEADS, IGNORE, PLV_TYPES, STATUSES, TYPES
from communique.parsing.places import PlaceTagger, load_gazetteer, load_literal_rules
from communique.parsing.syntax import SyntaxParser, load_model
from communique.parsing.times import TimeTagger
from communique.parsing.times import load_lexicon as load_times
from communique.records import Block, Document, Layout, Reading, Span, Syntax
from communique.vocabulary import BlockKind, MentionKind

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
MODES = sorted({mode for entry in load_codebook().types.values() for mode in entry.modes})
OPEN, CLOSE = {"s": "[unused1]", "t": "[unused3]"}, {"s": "[unused2]", "t": "[unused4]"}


@dataclass
class Sheet:
    """One text. ``tags``: head → label of each word (IGNORE: unknown). ``facts``: word → −3…3.

    ``mentions``: (head word, actor id or None). ``claims``: (trigger word, {"actor": head words, "recipient": head words,
    "time": index into times or None}, ids of the actors that are its parties). ``pairs``: (source words, target words, class).
    """

    name: str
    corpus: str
    words: list[str]
    sentences: list[tuple[int, int]]
    tags: dict[str, list[int]] = field(default_factory=dict)
    facts: dict[int, float] = field(default_factory=dict)
    mentions: list[tuple[int, str | None]] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    claims: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    pairs: list[tuple[list[int], list[int], int]] = field(default_factory=list)
    known: list[tuple[int, str, str | None]] = field(default_factory=list)  # gold mentions: head, actor, country
    anchors: list[tuple[int, str]] = field(default_factory=list)  # words of which the reader knows the country
    label: int = IGNORE
    soft: dict[str, np.ndarray] = field(default_factory=dict)  # a teacher's logits of each word, by head


class Parser:
    """Texts → readings, with the components of the product that a sheet's candidates come from."""

    def __init__(self) -> None:
        self.syntax = SyntaxParser(load_model())
        self.layout = LayoutReader(load_furniture())
        self.times = TimeTagger(load_times())
        self.places = PlaceTagger(load_gazetteer(), load_literal_rules())
        self.actors = ActorReader(load_knowledge())

    def plain(self, text: str) -> Reading:
        """A text whose every line is a paragraph, with its parse alone."""
        blocks = tuple(Block(BlockKind.PARAGRAPH, m.start(), m.end()) for m in re.finditer(r"\S[^\n]*\S|\S", text))
        document = Document("", "", None, None, None, None, "en", text)
        return self.syntax([Reading(document, layout=Layout(blocks, quotations(text, blocks)))])[0]

    def whole(self, text: str, published: str | None, title: str | None, publisher: str | None) -> Reading:
        """A text read as the product reads it, up to its actors."""
        batch = [Reading(Document("", "", None, publisher, published, title, "en", text))]
        for component in (self.layout, self.syntax, self.times, self.places, self.actors):
            batch = component(batch)
        return batch[0]


def head_of(syntax: Syntax, start: int, end: int) -> int | None:
    """The token of ``[start, end)`` whose head lies outside it (the first such)."""
    inside = syntax.within(start, end)
    for i in inside:
        if syntax.tokens[i].head not in inside or syntax.tokens[i].head == i:
            return i
    return None


def blank(name: str, corpus: str, syntax: Syntax) -> Sheet:
    """A sheet that knows its words only."""
    words = [t.text for t in syntax.tokens]
    return Sheet(name, corpus, words, [(s.first, s.last) for s in syntax.sentences])


def bio(syntax: Syntax, spans: Iterable[tuple[int, int]], n: int) -> list[int]:
    """0 outside, 1 begin, 2 inside."""
    tags = [0] * n
    for start, end in sorted(spans, key=lambda s: s[1] - s[0], reverse=True):
        inside = list(syntax.within(start, end))
        for k, i in enumerate(inside):
            tags[i] = 1 if k == 0 else 2
    return tags


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without those inside another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


# --- own corpus -------------------------------------------------------------------------------------------------------


def own(parser: Parser, batches: Sequence[str]) -> Iterator[Sheet]:
    """The Communiqué corpus."""
    for batch in batches:
        for path in built(batch):
            compiled = compile_marked(path.read_text(encoding="utf-8"), load_codebook())
            optional = {name for name, hint in compiled.hints.items() if hint.optional}
            yield own_sheet(parser, compiled.document, batch, optional)


def anchors(reading: Reading) -> list[tuple[int, str]]:
    """Words whose country the reader knows: names of actors, and places."""
    known = {a.id: a.country for a in reading.actors or () if a.country}
    named = [m for m in reading.mentions or () if m.kind is MentionKind.NAME and m.actor in known]
    found = {m.head: known[m.actor] for m in named}
    for place in reading.places or ():
        head = head_of(reading.syntax, place.start, place.end)
        if head is not None and place.country:
            found.setdefault(head, place.country)
    return sorted(found.items())


def built(batch: str) -> list[Path]:
    """The marked files of a batch whose gold has been built."""
    return [p for p in sorted((CORPUS / batch).glob("*.marked")) if p.with_suffix(".gold.json").is_file()]


def own_sheet(parser: Parser, gold: dict[str, Any], batch: str, optional: Set[str] = frozenset()) -> Sheet:
    """One gold document. Whether an ``optional`` claim is told is not learnt, but what it would be."""
    document = gold["document"]
    reading = parser.whole(document["text"], document["published"], document["title"], document["publisher"])
    syntax = reading.syntax
    assert syntax is not None
    sheet = blank(document["id"], batch, syntax)
    n = len(sheet.words)
    mentions = {m["id"]: m for m in gold["mentions"]}
    # candidates: the reader's own mentions, then gold ones that it overlooks
    golden = [(head_of(syntax, m["start"], m["end"]), m) for m in gold["mentions"]]
    countries = {a["id"]: a["country"] for a in gold["actors"]}
    sheet.known = sorted(
        {(h, m["actor"], countries.get(m["actor"])) for h, m in golden if h is not None and m["actor"]}
    )
    sheet.anchors = anchors(reading)
    by_head: dict[int, str | None] = {}
    for head, m in golden:
        if head is not None:
            by_head.setdefault(head, m["actor"])
    for m in reading.mentions or ():
        by_head.setdefault(m.head, None)
    sheet.mentions = sorted(by_head.items())
    head_by_id = {m["id"]: head for head, m in golden}
    expressions = {t["id"]: next(iter(syntax.within(t["start"], t["end"])), None) for t in gold["times"]}
    sheet.times = sorted({i for i in expressions.values() if i is not None})
    tags = {name: [0] * n for name in ("trigger", "mode", "status", "content")}
    for name in ("mode", "status", "content"):
        tags[name] = [IGNORE] * n
    for claim in gold["claims"]:
        at = next(iter(syntax.within(claim["trigger"]["start"], claim["trigger"]["end"])), None)
        if at is None:
            continue
        if tags["trigger"][at] == 0:
            tags["trigger"][at] = IGNORE if claim["id"] in optional else TYPES.index(claim["type"]) + 1
            tags["status"][at] = STATUSES.index(claim["status"])
            tags["content"][at] = STATUSES.index(claim["content_status"]) + 1 if claim["content_status"] else 0
            tags["mode"][at] = MODES.index(claim["mode"]) if claim["mode"] in MODES else IGNORE
        roles: dict[str, Any] = {}
        for role, side in (("actor", "actors"), ("recipient", "recipients")):
            heads = {head_by_id.get(p["mention"]) for p in claim[side]}
            roles[role] = sorted(h for h in heads if h is not None)
            roles[f"{role}_ids"] = sorted({p["actor"] for p in claim[side] if p["actor"]})
        expression = claim["time"]["expression"]
        explicit = claim["time"]["basis"] == "explicit"
        roles["time"] = expressions.get(expression) if explicit and expression else None
        sheet.claims.append((at, roles))
    attributions = gold["attributions"]
    tags["source"] = bio(
        syntax, merged((mentions[s]["start"], mentions[s]["end"]) for a in attributions for s in a["sources"]), n
    )
    tags["cue"] = bio(syntax, merged((a["cue"]["start"], a["cue"]["end"]) for a in attributions if a["cue"]), n)
    tags["content"], content = (
        tags["content"],
        merged((c["start"], c["end"]) for a in attributions for c in a["content"]),
    )
    tags["said"] = bio(syntax, content, n)
    tags["mention"] = bio(syntax, merged((m["start"], m["end"]) for m in gold["mentions"]), n)
    literal = [IGNORE] * n
    for place in gold["places"]:
        head = head_of(syntax, place["start"], place["end"])
        if head is not None:
            literal[head] = 0 if place["literal"] else 1
    tags["literal"] = literal
    sheet.tags = tags
    return sheet


# --- public corpora ---------------------------------------------------------------------------------------------------


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Records of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def judged_texts() -> set[str]:
    """Document ids of the real articles that ``make eval`` scores: nothing is learnt from them."""
    folder = HERE.parent / "benchmarks" / "real_facts"
    return {json.loads(p.read_text(encoding="utf-8"))["doc_id"] for p in folder.glob("*/*.json")}


def polnear(parser: Parser, path: Path) -> Iterator[Sheet]:
    """PolNeAR: three BIO layers of its wide notion of attribution."""
    kept_back = judged_texts()
    for record in lines(path):
        if record["doc_id"] in kept_back:
            continue
        syntax = parser.plain(record["text"]).syntax
        assert syntax is not None
        sheet = blank(record["doc_id"], "polnear", syntax)
        for role in ("source", "cue", "content"):
            spans = merged((s, e) for a in record["attributions"] for s, e in a[role])
            sheet.tags[f"wide_{role}"] = bio(syntax, spans, len(sheet.words))
        yield sheet


def tokenised(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Words of a tokenised sentence and one sentence."""
    words = text.split()
    return words, [(0, len(words))]


def uw(path: Path, known: set[str]) -> Iterator[Sheet]:
    """UW: factuality of target words."""
    for record in lines(path):
        if squeezed(record["text"]) in known:
            continue
        words, sentences = tokenised(record["text"])
        sheet = Sheet(record["id"], "uw", words, sentences)
        sheet.facts = {t["span"][0]: float(t["factuality"]) for t in record["targets"]}
        yield sheet


def squeezed(text: str) -> str:
    """Letters and digits alone, for the same sentence in two tokenisations."""
    return re.sub(r"\W+", "", text.lower())


def fold_of(sentence: str) -> int:
    """One of five folds, by the sentence's letters."""
    return int(hashlib.sha256(squeezed(sentence).encode()).hexdigest(), 16) % 5


def unmark(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """Plain text and spans of ``<s>`` and ``<t>``."""
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    pieces, at, length = [], 0, 0
    for match in re.finditer(r"</?[st]>", marked):
        pieces.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        kind = match.group()[-2]
        if not match.group().startswith("</"):
            opened[kind] = length
        elif kind in opened:
            spans[kind].append(Span(opened.pop(kind), length))
    pieces.append(marked[at:])
    return "".join(pieces), spans


def plv(parser: Parser, rows: Sequence[dict[str, Any]]) -> Iterator[Sheet]:
    """PLV unmarked: a type between two phrases, with its trigger unknown."""
    for k, row in enumerate(rows):
        text, spans = unmark(row["marked"])
        syntax = parser.plain(text).syntax
        assert syntax is not None
        sheet = blank(f"plv-{k}", "plv", syntax)
        heads = {k: [h for s in v if (h := head_of(syntax, s.start, s.end)) is not None] for k, v in spans.items()}
        if heads["s"] and heads["t"]:
            sheet.pairs = [(heads["s"], heads["t"], PLV_TYPES.index(row["type"]))]
        yield sheet


def marked_words(parser: Parser, marked: str) -> list[str]:
    """Words with marker words round source and target."""
    text, spans = unmark(marked)
    syntax = parser.plain(text).syntax
    assert syntax is not None
    before: dict[int, list[str]] = {}
    after: dict[int, list[str]] = {}
    for kind, found in spans.items():
        for span in found:
            inside = syntax.within(span.start, span.end)
            if len(inside):
                before.setdefault(inside[0], []).append(OPEN[kind])
                after.setdefault(inside[-1], []).append(CLOSE[kind])
    words = []
    for t in syntax.tokens:
        words += [*before.get(t.i, ()), t.text, *after.get(t.i, ())]
    return words


def plv_marked(parser: Parser, rows: Sequence[dict[str, Any]]) -> Iterator[Sheet]:
    """PLV with its markers: one class a sentence."""
    for k, row in enumerate(rows):
        words = marked_words(parser, row["marked"])
        yield Sheet(f"plvm-{k}", "pair", words, [(0, len(words))], label=PLV_TYPES.index(row["type"]))


def own_marked(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """Pairs of our own claims in PLV's form: where actor and recipient stand in the trigger's sentence."""
    for sheet in sheets:
        types, statuses = sheet.tags["trigger"], sheet.tags["status"]
        for at, roles in sheet.claims:
            first, last = next(s for s in sheet.sentences if s[0] <= at < s[1])
            if types[at] == IGNORE:
                continue
            type_, status = TYPES[types[at] - 1], STATUSES[statuses[at]]
            if type_ == "STATEMENT" or not roles["actor"] or not roles["recipient"]:
                continue
            a, b = roles["actor"][0], roles["recipient"][0]
            if not (first <= a < last and first <= b < last and a != b):
                continue
            name = plv_type(type_, status)
            if name is None:
                continue
            words: list[str] = []
            for i in range(first, last):
                kind = "s" if i == a else "t" if i == b else None
                words += [OPEN[kind], sheet.words[i], CLOSE[kind]] if kind else [sheet.words[i]]
            yield Sheet(f"{sheet.name}-{at}", "own_pair", words, [(0, len(words))], label=PLV_TYPES.index(name))


UNREAL = frozenset({"denied", "negated", "cancelled"})
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


def plv_type(type_: str, status: str) -> str | None:
    """Our type and status in PLV's classes: YIELD, AGREE for what is to come, REJECT for cooperation that is not."""
    if type_ in COOPERATIVE and status in UNREAL:
        return "REJECT"
    if status in UNREAL or status == "possible":
        return None
    if type_ in ("CONCEDE", "RETREAT"):
        return "AGREE" if status == "planned" else "YIELD"
    if type_ in COOPERATIVE and status == "planned":
        return "AGREE"
    if status in ("requested", "threatened", "offered", "postponed"):
        return None
    return type_


def tdg(path: Path) -> Iterator[Sheet]:
    """TDG: which expression of the text dates an event (NONE where it is the document's day)."""
    for record in lines(path):
        words, sentences, starts = [], [], []
        for tokens in record["sentences"]:
            starts.append(len(words))
            sentences.append((len(words), len(words) + len(tokens)))
            words += [unbracket(t) for t in tokens]
        sheet = Sheet(record["doc_id"], "tdg", words, sentences)
        at = {}
        for edge in record["edges"]:
            for key in (edge["child"], edge["parent"]):
                s, first, _ = (int(x) for x in key.split("_"))
                if s >= 0 and first >= 0 and s < len(starts):
                    at[key] = starts[s] + first
        times = {e["child"] for e in record["edges"] if e["type"] == "Timex"} & set(at)
        sheet.times = sorted({at[k] for k in times if not k.startswith("0_")})
        for edge in record["edges"]:
            if edge["type"] == "Event" and edge["child"] in at and edge["parent"] in times:
                parent = at[edge["parent"]]
                sheet.claims.append((at[edge["child"]], {"time": parent if parent in sheet.times else None}))
        yield sheet


def unbracket(token: str) -> str:
    """Penn's escapes as the characters they stand for."""
    return {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "-LSB-": "[", "-RSB-": "]"}.get(token, token)


def relocar(parser: Parser, path: Path) -> Iterator[Sheet]:
    """ReLocaR: is this name a place or an actor."""
    for record in lines(path):
        if record["label"] not in ("literal", "metonymic"):
            continue
        syntax = parser.plain(record["text"]).syntax
        assert syntax is not None
        sheet = blank(record["id"], "relocar", syntax)
        head = head_of(syntax, record["start"], record["end"])
        if head is None:
            continue
        sheet.tags["literal"] = [IGNORE] * len(sheet.words)
        sheet.tags["literal"][head] = 0 if record["label"] == "literal" else 1
        yield sheet


def news(parser: Parser, share: Path) -> Iterator[Sheet]:
    """Unlabelled news for the teacher to read: world news (MPQA), crises (NP4E), wire (TempEval), politics (a part of PolNeAR).

    No gold of theirs is looked at, and the articles that ``make eval`` scores are left out.
    """
    kept_back = judged_texts()
    sources = {
        "timex_tempeval3/train.jsonl": 1.0,
        "crossdoc/np4e_train.jsonl": 1.0,
        "opinion_mpqa2/train.jsonl": 1.0,
        "attribution_polnear/train.jsonl": 0.3,
    }
    for name, part in sources.items():
        for k, record in enumerate(lines(share / name)):
            if record["doc_id"] in kept_back or (k * part) % 1 + part <= 1 < 1 / part:
                continue
            text = record.get("text") or detokenised(record["sentences"])
            yield news_sheet(parser, f"{name}:{record['doc_id']}", text[:12_000])


def news_sheet(parser: Parser, name: str, text: str) -> Sheet:
    """The words of a text with the candidates that the reader finds."""
    reading = parser.whole(text, None, None, None)
    assert reading.syntax is not None
    sheet = blank(name, "news", reading.syntax)
    sheet.mentions = sorted({(m.head, f"m{m.head}") for m in reading.mentions or () if m.head >= 0})
    sheet.times = sorted({i for t in reading.times or () for i in [*reading.syntax.within(t.start, t.end)][:1]})
    return sheet


def detokenised(sentences: Sequence[Any]) -> str:
    """Running text from tokens: near enough for a parser."""
    rows = [s["tokens"] if isinstance(s, dict) else s for s in sentences]
    text = "\n".join(" ".join(unbracket(t) for t in row) for row in rows)
    return re.sub(r" ([.,;:!?)%]|'s|n't)", r"\1", text).replace("( ", "(")


def cached(name: str, key: str, folder: Path, make: Any) -> list[Sheet]:
    """Sheets from the cache, or made and kept."""
    shape = ",".join([*HEADS, *(f.name for f in fields(Sheet))]) if name.startswith("own") else ",".join(HEADS)
    digest = hashlib.sha256(f"{name} {key} {shape}".encode()).hexdigest()[:12]
    path = folder / f"{name}-{digest}.pickle"
    if path.is_file():
        with path.open("rb") as file:
            return [completed(s) for s in pickle.load(file)]
    sheets = list(make())
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pickle.dump(sheets, file)
    print(f"{name}: {len(sheets)} sheets, {sum(len(s.words) for s in sheets)} words", file=sys.stderr)
    return sheets


def completed(sheet: Sheet) -> Sheet:
    """A sheet from an older cache, with what was added since."""
    for f in fields(Sheet):
        if not hasattr(sheet, f.name):
            setattr(sheet, f.name, f.default_factory() if f.default_factory is not MISSING else f.default)
    return sheet


def own_key(batches: Sequence[str]) -> str:
    """Digest of the gold of these batches."""
    digest = hashlib.sha256()
    for batch in batches:
        for path in built(batch):
            digest.update(path.read_bytes())
    return digest.hexdigest()
