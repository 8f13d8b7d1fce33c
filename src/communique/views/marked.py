"""``--explain``: the text with the spans that claims were read from, labelled in place, and a key to the labels.

Labels are the ids of the record, so the view reads alike with and without colour. What a source voices stands in angle
brackets ``⟨a1:…⟩``; all else (mentions, times, places, cues, triggers) in square ones ``[m1:…]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.records import Attribution, Mention, Reading, TimeExpression
from communique.views.safe import one_line, safe
from communique.views.terminal import TYPE_STYLE
from communique.views.wording import Index, mention_words, period, place_words
from communique.vocabulary import TimexType

STYLES = {
    "mention": "green",
    "time": "cyan",
    "place": "blue",
    "cue": "magenta",
    "trigger": "bold red",
    "content": "magenta",
}
_SIGNS = (
    ("[c1:…]", "trigger", "the words that give a claim away"),
    ("[m1:…]", "mention", "words that name an actor"),
    ("[t1:…]", "time", "a time expression"),
    ("[p1:…]", "place", "a place"),
    ("[a1:…]", "cue", "the words that say somebody says so"),
    ("⟨a1:…⟩", "content", "what that source voices"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``[start, end)`` to be labelled ``ids``."""

    start: int
    end: int
    kind: str
    ids: tuple[str, ...]


def marked(reading: Reading) -> RenderableType:
    """The text with its spans marked, the legend of the signs, and the key to the ids."""
    lines = marked_text(reading.document.text, marks_of(reading)).split("\n", allow_blank=True)
    return Group(
        Text("The text, marked", style="bold"),
        Padding(Group(*lines), (1, 0, 1, 0)),
        _signs(),
        Padding(_key(reading), (1, 0, 0, 0)),
    )


def marks_of(reading: Reading) -> list[Mark]:
    """All marks in the order in which they open; spans of the same characters share one."""
    found: dict[tuple[int, int, bool], list[tuple[str, str]]] = {}
    for start, end, kind, id in _spans(reading):
        found.setdefault((start, end, kind == "content"), []).append((kind, id))
    marks = [Mark(s, e, named[0][0], tuple(dict.fromkeys(i for _, i in named))) for (s, e, _), named in found.items()]
    return sorted(marks, key=lambda m: (m.start, -m.end, m.kind != "content"))


def _spans(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    for claim in reading.claims or ():
        yield claim.trigger.start, claim.trigger.end, "trigger", claim.id
    for mention in reading.mentions or ():
        yield mention.start, mention.end, "mention", mention.id
    for time in reading.times or ():
        yield time.start, time.end, "time", time.id
    for place in reading.places or ():
        yield place.start, place.end, "place", place.id
    for attribution in reading.attributions or ():
        if attribution.cue is not None:
            yield attribution.cue.start, attribution.cue.end, "cue", attribution.id
        for span in attribution.content:
            yield span.start, span.end, "content", attribution.id


def marked_text(text: str, marks: Iterable[Mark]) -> Text:
    """``text`` with labels put in; every mark is closed, and none opens where another one ends."""
    opens: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.start < mark.end <= len(text):
            opens.setdefault(mark.start, []).append(mark)
    closes: dict[int, list[Mark]] = {}
    for group in opens.values():
        for mark in group:
            closes.setdefault(mark.end, []).append(mark)
    out, position, stack = Text(), 0, list[str]()
    for offset in sorted({*opens, *closes}):
        out.append(safe(text[position:offset]), style=" ".join(stack[-1:]))
        for mark in sorted(closes.get(offset, ()), key=lambda m: -m.start):
            style = STYLES[mark.kind]
            out.append("⟩" if mark.kind == "content" else "]", style=f"{style} dim")
            if mark.kind != "content":
                stack.remove(style)
        for mark in opens.get(offset, ()):
            style = STYLES[mark.kind]
            out.append(f"{'⟨' if mark.kind == 'content' else '['}{one_line(','.join(mark.ids))}:", style=f"{style} dim")
            if mark.kind != "content":
                stack.append(style)
        position = offset
    return out.append(safe(text[position:]))


def _signs() -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for sign, kind, meaning in _SIGNS:
        grid.add_row(Text(sign, style=STYLES[kind]), Text(meaning, style="dim"))
    return grid


def _key(reading: Reading) -> RenderableType:
    index = Index.of(reading)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for claim in reading.claims or ():
        words = " · ".join(word for word in (claim.type.value, claim.mode, claim.status.value) if word)
        grid.add_row(
            Text(one_line(claim.id), style=STYLES["trigger"]),
            Text(one_line(words), style=TYPE_STYLE.get(claim.type, "")),
        )
    for mention in reading.mentions or ():
        grid.add_row(Text(one_line(mention.id), style=STYLES["mention"]), Text(one_line(_mention(mention, index))))
    for time in reading.times or ():
        grid.add_row(Text(one_line(time.id), style=STYLES["time"]), Text(one_line(_time(time))))
    for place in reading.places or ():
        words = place_words(place) if place.literal else f"{place_words(place)}, standing for an actor"
        grid.add_row(Text(one_line(place.id), style=STYLES["place"]), Text(one_line(words)))
    for attribution in reading.attributions or ():
        grid.add_row(
            Text(one_line(attribution.id), style=STYLES["cue"]), Text(one_line(_attribution(attribution, index)))
        )
    return grid


def _mention(mention: Mention, index: Index) -> str:
    known = mention.actor in index.actors or any(m in index.actors for m in mention.members)
    return mention_words(mention, index) if known else "nobody known"


def _time(time: TimeExpression) -> str:
    meaning = period(time.start_time, time.end_time, time.precision)
    if time.start_time is None and time.end_time is None:
        relative = time.type in (TimexType.DATE, TimexType.TIME)
        return f"{time.type.value} {time.value}" + (
            ", relative: the date of publication is not known" if relative else ""
        )
    return meaning


def _attribution(attribution: Attribution, index: Index) -> str:
    mentions = [index.mentions[m] for m in attribution.sources if m in index.mentions]
    who = ", ".join(dict.fromkeys(mention_words(m, index) for m in mentions)) or "unnamed"
    within = f", told in {attribution.within}" if attribution.within else ""
    return f"{who}: {attribution.stance.value}, {attribution.style.value} speech{within}"
