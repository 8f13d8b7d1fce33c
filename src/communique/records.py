"""All record types, in the order of the path. Nothing of ours is imported but ``vocabulary``.

Records are frozen; what is missing is ``None``. Text is stored once, in ``Document.text``; everything else points into it
with half-open ranges ``[start, end)`` of Unicode code points. Fields with ``json=False`` in their metadata help the steps
and are not part of the JSON contract.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from communique.vocabulary import (
    ActorKind,
    Basis,
    BlockKind,
    EventType,
    FailureReason,
    MentionKind,
    Precision,
    QuantityKind,
    Sector,
    Stance,
    Status,
    Style,
    TimeBasis,
    TimexType,
)

INTERNAL: dict[str, Any] = {"json": False}


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read. ``input`` is the file, address or ``-``; ``line`` counts from 1 in JSONL."""

    input: str
    line: int | None
    reason: FailureReason
    detail: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``[start, end)`` of a document's text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One text as published. ``published`` is an ISO date or date-time, with its zone where the source gave one."""

    id: str
    sha256: str
    url: str | None
    publisher: str | None
    published: str | None
    title: str | None
    language: str | None
    text: str
    contexts: tuple[str, ...] = ()
    input: str = field(default="-", metadata=INTERNAL)
    line: int | None = field(default=None, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the layout; blocks are in text order, do not overlap and carry no surrounding white space."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks: ``[start, end)`` without the marks. ``depth`` is 0 for outer quotes, 1 inside them.

    ``closed`` is false where the closing mark is missing (a quote that goes on in the next paragraph, or an error).
    """

    start: int
    end: int
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How the article is set. ``dateline_place`` and ``agency`` are spans inside a DATELINE block, where there is one."""

    blocks: tuple[Block, ...]
    quotations: tuple[Quotation, ...]
    dateline_place: Span | None = None
    agency: Span | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse. ``head`` is a token index (its own at the root); ``left``/``right`` are the first token of
    its subtree and the one after the last; ``tag`` is a Penn tag, ``dep`` a ClearNLP label, ``ent`` a type such as GPE."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    left: int
    right: int
    ent: str
    ent_start: bool
    sentence: int
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)``, characters ``[start, end)``; ``block`` is an index into ``Layout.blocks``."""

    i: int
    start: int
    end: int
    first: int
    last: int
    block: int
    root: int


@dataclass(frozen=True, slots=True)
class Syntax:
    """The parse of a whole document, tokens and sentences in text order."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]

    def token_at(self, offset: int) -> int | None:
        """Index of the token that holds the character at ``offset``; None in white space or unparsed blocks."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.tokens[i].end else None

    def within(self, start: int, end: int) -> range:
        """Indices of the tokens that begin in ``[start, end)``."""
        return range(bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1))

    def span(self, i: int) -> Span:
        """Characters of the whole subtree of token ``i``."""
        t = self.tokens[i]
        return Span(self.tokens[t.left].start, self.tokens[t.right - 1].end)

    def sentence_of(self, offset: int) -> Sentence | None:
        """The sentence that holds ``offset``."""
        for i in self.within(offset, offset + 1):
            return self.sentences[self.tokens[i].sentence]
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return None
        sentence = self.sentences[self.tokens[i].sentence]
        return sentence if offset < sentence.end else None

    def ancestors(self, i: int) -> Iterator[int]:
        """Token indices from the head of ``i`` up to the root of its sentence."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def children(self, i: int, *deps: str) -> list[Token]:
        """Children of ``i`` in text order, of the labels ``deps`` where any are given."""
        found = (self.tokens[c] for c in self.tokens[i].children)
        return [t for t in found if not deps or t.dep in deps]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 and the half-open interval ``[start_time, end_time)`` it stands for, ISO dates or date-times.

    ``from``/``to`` in JSON. Both are None for sets, for durations that hang on no date, and for relative values without a
    publication date.
    ``start_time`` or ``end_time`` alone is None where the expression leaves that side open ("since 2014", "until June").
    """

    id: str
    start: int
    end: int
    type: TimexType
    value: str
    start_time: str | None = field(default=None, metadata={"json": "from"})
    end_time: str | None = field(default=None, metadata={"json": "to"})
    precision: Precision | None = None
    mod: str | None = field(default=None, metadata=INTERNAL)
    relative: bool = field(default=False, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym. ``literal`` is false where the name stands for an actor. Degrees WGS84; precision 1–3 as ACLED has it."""

    id: str
    start: int
    end: int
    name: str
    literal: bool
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    precision: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another actor that a mention may mean."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant. ``id`` is global: ``RUS`` for states, ``person:vladimir-putin``, ``org:…``, ``new:…`` for unknown ones."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: Sector | None = None
    sectors: tuple[Sector, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor. ``head`` is the head token; ``members`` are the actor ids of a set ("both leaders").

    ``speaker_scope``: a first person pronoun inside a quotation, to be resolved when the speaker is known.
    """

    id: str
    start: int
    end: int
    kind: MentionKind
    actor: str | None
    head: int = field(default=-1, metadata=INTERNAL)
    members: tuple[str, ...] = field(default=(), metadata=INTERNAL)
    speaker_scope: bool = field(default=False, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who voices what. ``sources`` are mention ids (empty: "it was reported"); ``within`` the attribution it is told in.

    ``content`` spans exclude quotation marks and the complementizer "that".
    """

    id: str
    sources: tuple[str, ...]
    cue: Span | None
    content: tuple[Span, ...]
    style: Style
    stance: Stance
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A side of a claim. ``actor`` alone is set where nobody is mentioned (``basis`` implied or inherited)."""

    mention: str | None
    actor: str | None
    basis: Basis = Basis.NAMED


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When a claim happened: half-open ``[start_time, end_time)``; both None where the text is silent (basis none)."""

    start_time: str | None = field(default=None, metadata={"json": "from"})
    end_time: str | None = field(default=None, metadata={"json": "to"})
    precision: Precision | None = None
    basis: TimeBasis = TimeBasis.NONE
    expression: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with its bounds; ``unit`` as the text has it ("people", "dollars"); the span is the number's words."""

    kind: QuantityKind
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """At most one sentence, with W3C Web Annotation's TextQuoteSelector (32 characters of prefix and suffix)."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says happened, or will, might, must, did not. See ``docs/codebook.md``."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    third_parties: tuple[Party, ...]
    status: Status
    content_status: Status | None
    about: tuple[str, ...]
    time: ClaimTime
    place: str | None
    quantities: tuple[Quantity, ...]
    topic: Span | None
    trigger: Span
    evidence: Evidence
    chain: tuple[str, ...]
    quote: Span | None
    cameo: str | None
    plover: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One document on its way through the pipeline. A field is None until the component that assigns it has run."""

    document: Document
    layout: Layout | None = None
    syntax: Syntax | None = None
    signals: Any = field(default=None, metadata=INTERNAL)  # ``model.signals.Signals``: what the trained encoder says
    times: tuple[TimeExpression, ...] | None = None
    places: tuple[Place, ...] | None = None
    actors: tuple[Actor, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    claims: tuple[Claim, ...] | None = None

    def having(self, **fields: Any) -> Reading:
        """A copy with ``fields`` assigned."""
        return replace(self, **fields)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a reading: the same manifest and text give the same bytes."""

    version: str
    weights: str
    knowledge: str
    settings: str
