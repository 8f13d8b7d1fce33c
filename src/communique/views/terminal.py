"""The terminal view: one article's claims in time order, for people who read many.

A gutter holds dates, ids and confidences; beside it stand the facts, and beneath them (from ``WIDE`` columns on: beside
them) the sentence they were read from, its trigger marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.records import Claim, Reading
from communique.views.safe import one_line
from communique.views.wording import (
    Index,
    begins,
    chain_words,
    in_time_order,
    parties_words,
    place_words,
    published_words,
    quantity_words,
    side_words,
    when_words,
)
from communique.vocabulary import BlockKind, EventType, Status

GUTTER = 11  # columns, as many as ``wording.begins`` takes
WIDE = 120  # columns from which evidence stands beside the facts
LONGEST = 400  # characters of a sentence shown on either side of its trigger
FACTS = 64  # columns of the facts then
_STYLES = (
    ("blue", (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE)),
    ("green", (EventType.COOPERATE, EventType.AID, EventType.RETREAT)),
    ("yellow", (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN)),
    ("red", (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT)),
)
TYPE_STYLE = {type: style for style, types in _STYLES for type in types}
_HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
_NOT = frozenset({Status.DENIED, Status.NEGATED, Status.CANCELLED})
TRIGGER = "bold underline"
_LEGEND = (
    (
        "date",
        "when it begins; “2014–” goes on, “–2025-06” has no known beginning. Claims stand in time order; those the "
        "text does not date come last, in the order of the text. Below the date: the claim's id and its confidence, 0–1",
    ),
    (
        "TYPE · mode",
        "what was done (PLOVER's types, and STATEMENT), then whether it happened; “content” is the status of "
        "what a speech act speaks of",
    ),
    (
        "A → B",
        "who did it, to whom; with the country. implied: a veiled reference; inherited: carried over from the "
        "clause before; —: nobody is named",
    ),
    ("when", "the interval (precision, basis: the text's words)"),
    ("source", "who tells it, nearest teller first: Ushakov ‹ news agencies. No source: the publisher's own voice"),
    ("about", "the claims that this one speaks of"),
    ("text", "the sentence it was read from; the words that gave it away are marked"),
)


def article(reading: Reading, *, width: int, marks: bool) -> RenderableType:
    """Header and claims. ``width`` in columns; ``marks`` puts the trigger in brackets (where there is no style)."""
    index, claims = Index.of(reading), in_time_order(reading.claims or ())
    parts: list[RenderableType] = [header(reading)]
    if not claims:
        parts.append(Padding(Text("No claims were found in this text.", style="dim"), (1, 0, 0, 0)))
    for claim in claims:
        parts.append(Padding(_claim(claim, index, width=width, marks=marks), (1, 0, 0, 0)))
    return Group(*parts)


def header(reading: Reading) -> RenderableType:
    """Title, then publisher, date, number of claims and where the text is from."""
    document, count = reading.document, len(reading.claims or ())
    line = [document.publisher, published_words(document.published), "1 claim" if count == 1 else f"{count} claims"]
    origin = document.url or (document.input if document.input != "-" else None)
    if document.contexts:
        line.append(", ".join(document.contexts))
    head = Text(title_of(reading), style="bold")
    details = Text(" · ".join(one_line(part) for part in line if part))
    if document.published is None:
        details.highlight_words(["date of publication unknown"], "yellow")
    return Group(head, details, *([Text(one_line(origin), style="dim", overflow="fold")] if origin else []))


def title_of(reading: Reading) -> str:
    """The known title, else the one that stands in the text, else the text's first words."""
    if reading.document.title:
        return one_line(reading.document.title)
    blocks = reading.layout.blocks if reading.layout else ()
    text = reading.document.text
    found = next((one_line(text[b.start : b.end]) for b in blocks if b.kind is BlockKind.TITLE), None)
    if found:
        return found
    words = one_line(text[:200])
    return f"(untitled) {words[:59].rstrip()}…" if len(words) > 60 else f"(untitled) {words}"


def _claim(claim: Claim, index: Index, *, width: int, marks: bool) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=False)
    grid.add_column(width=GUTTER, no_wrap=True)
    sentence = evidence(claim, marks=marks)
    if width < WIDE:
        grid.add_column(max_width=width - GUTTER - 2)
        grid.add_row(_gutter(claim), _facts(claim, index, sentence))
        return grid
    grid.add_column(width=FACTS)
    grid.add_column(max_width=width - GUTTER - FACTS - 4)
    grid.add_row(_gutter(claim), _facts(claim, index, None), sentence)
    return grid


def _gutter(claim: Claim) -> RenderableType:
    time = claim.time
    date = begins(time.start_time, time.end_time, time.precision)
    dated = time.start_time is not None or time.end_time is not None
    return Group(
        Text(one_line(date), style="" if dated else "dim"),
        Text(f"{one_line(claim.id)} {claim.confidence:.2f}", style="dim"),
    )


def _facts(claim: Claim, index: Index, sentence: Text | None) -> RenderableType:
    """Type, status and parties; below them the details, labelled, with the sentence last where it is given."""
    style = TYPE_STYLE.get(claim.type, "")
    head = Text().append(claim.type.value, style=f"bold {style}".strip())
    if claim.mode:
        head.append(f" · {one_line(claim.mode)}", style=style)
    head.append("   ").append(claim.status.value, style=_status_style(claim.status))
    if claim.content_status is not None:
        head.append(", content ").append(claim.content_status.value, style=_status_style(claim.content_status))
    details = Table.grid(padding=(0, 2, 0, 0))
    details.add_column(width=6, no_wrap=True, style="dim")
    details.add_column()
    for label, words in _details(claim, index):
        if words:
            details.add_row(label, Text(one_line(words)))
    if sentence is not None:
        details.add_row("text", sentence)
    return Group(head, Text(one_line(parties_words(claim, index)), style="bold"), details)


def _details(claim: Claim, index: Index) -> Iterator[tuple[str, str | None]]:
    place, topic = index.places.get(claim.place or ""), claim.topic
    yield "third", side_words(claim.third_parties, index) if claim.third_parties else None
    yield "topic", index.text[topic.start : topic.end] if topic else None
    yield "when", when_words(claim, index)
    yield "where", place_words(place) if place else None
    yield "source", chain_words(claim, index)
    yield "count", "; ".join(quantity_words(q) for q in claim.quantities)
    yield "about", ", ".join(claim.about)


def _status_style(status: Status) -> str:
    if status in _HAPPENED:
        return ""
    return "magenta" if status in _NOT else "cyan"


def evidence(claim: Claim, *, marks: bool) -> Text:
    """The quoted sentence, its trigger styled and, where ``marks``, in square brackets; monsters lose both their ends."""
    exact, start = claim.evidence.exact, claim.evidence.start
    first = min(max(claim.trigger.start - start, 0), len(exact))
    last = min(max(claim.trigger.end - start, first), len(exact))
    before, word, after = exact[:first], exact[first:last], exact[last:]
    if len(before) > LONGEST:
        before = f"…{before[-LONGEST:].partition(' ')[2]}"
    if len(after) > LONGEST:
        after = f"{after[:LONGEST].rpartition(' ')[0]}…"
    text = Text(_flat(before)).append(_flat(f"[{word}]" if marks and word else word), style=TRIGGER)
    return text.append(_flat(after))


def _flat(text: str) -> str:
    """Safe, on one line, with the blanks at its ends kept."""
    flat = one_line(text)
    left = " " if text[:1].isspace() else ""
    right = " " if flat and text[-1:].isspace() else ""
    return f"{left}{flat}{right}"


def legend() -> RenderableType:
    """What the words and signs of the view mean."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=12, no_wrap=True, style="dim")
    grid.add_column(max_width=100, style="dim")
    for sign, meaning in _LEGEND:
        grid.add_row(Text(sign), Text(meaning))
    return Group(Text("How to read this", style="dim bold"), grid)
