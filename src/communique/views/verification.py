"""Does a reading still hold against a text? Every span is looked for again, by hash and by quote selector.

Where the text's SHA-256 is the document's, offsets are as they were, and each is checked. Where it is not (an edited copy,
another paragraph before it, other white space), a claim's evidence is found by its W3C TextQuoteSelector (exact, then
prefix and suffix to choose between places), its other spans by where they lie relative to it, and the remaining spans by
the evidence that holds them, or that stands before and after them and moved by as much. What nothing vouches for is lost;
so is a span whose words, where the record still has its text, are no longer there.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from communique.records import Claim, Evidence, Reading, Span

_MOST_PLACES = 1_000  # places of one quote that are compared by their contexts
_SPACE = re.compile(r"\s+")


class State(StrEnum):
    """What became of a span."""

    OK = "ok"
    MOVED = "moved"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Checked:
    """A span of the record and where it is now. ``part`` names the field, ``reason`` says why it is lost."""

    kind: str
    id: str
    part: str
    start: int
    end: int
    state: State
    new_start: int | None = None
    new_end: int | None = None
    exact: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote found again: characters ``[start, end)`` of the old text are ``[new_start, new_end)`` of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int
    exact: str
    found: str

    def place(self, start: int, end: int) -> Span:
        """Where an old span is now, which lies within the quote or at a fixed distance from its nearer end."""
        return Span(self._offset(start), self._offset(end))

    def _offset(self, old: int) -> int:
        if old <= self.start:
            return self.new_start + old - self.start
        if old >= self.end:
            return self.new_end + old - self.end
        if self.exact == self.found:
            return self.new_start + old - self.start
        return self.new_start + _same_letter(self.exact, self.found, old - self.start)


def verify(reading: Reading, text: str) -> list[Checked]:
    """Every span of ``reading`` (its own text may be missing) checked against ``text``, in the order of the record."""
    if sha256(text) == reading.document.sha256:
        return [_in_place(*named, text) for named in _spans(reading)]
    anchors = {c.id: a for c in reading.claims or () if (a := locate(c.evidence, text)) is not None}
    around = sorted(anchors.values(), key=lambda a: (a.start, -a.end))
    checked = [_elsewhere(*named, anchors, around, text) for named in _spans(reading)]
    original = reading.document.text
    return [_reread(c, original, text) for c in checked] if sha256(original) == reading.document.sha256 else checked


def sha256(text: str) -> str:
    """The hash that documents carry: of the text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def locate(evidence: Evidence, text: str) -> Anchor | None:
    """Where a quote stands in ``text``: as it stands, else with other white space; None where it is not there.

    Of several places the one whose surroundings agree best with prefix and suffix, then the nearest to the old one.

    >>> anchor = locate(Evidence(0, 4, "Talk", "", "s"), "More: Talks")
    >>> (anchor.new_start, anchor.new_end)
    (6, 10)
    """
    if not evidence.exact.strip():
        return None
    places = _places(evidence.exact, text)
    if not places:
        return None
    best = max(places, key=lambda s: (_agreement(evidence, text, s), -abs(s.start - evidence.start), -s.start))
    return Anchor(evidence.start, evidence.end, best.start, best.end, evidence.exact, text[best.start : best.end])


def _places(exact: str, text: str) -> list[Span]:
    found, at = list[Span](), text.find(exact)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(Span(at, at + len(exact)))
        at = text.find(exact, at + 1)
    if found:
        return found
    loose = re.compile(r"\s+".join(re.escape(word) for word in exact.split()))
    return [Span(m.start(), m.end()) for m, _ in zip(loose.finditer(text), range(_MOST_PLACES), strict=False)]


def _agreement(evidence: Evidence, text: str, place: Span) -> int:
    """How many characters before and after agree with prefix and suffix."""
    before = _common(
        reversed(evidence.prefix), reversed(text[max(0, place.start - len(evidence.prefix)) : place.start])
    )
    after = _common(iter(evidence.suffix), iter(text[place.end : place.end + len(evidence.suffix)]))
    return before + after


def _common(a: Iterator[str], b: Iterator[str]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _same_letter(exact: str, found: str, offset: int) -> int:
    """The offset in ``found`` of the letter at ``offset`` in ``exact``; the two differ in white space only."""
    letters = len(_SPACE.sub("", exact[:offset]))
    seen = 0
    for i, character in enumerate(found):
        if not character.isspace():
            if seen == letters:
                return i
            seen += 1
    return len(found)


_Named = tuple[str, str, str, int, int, Claim | None]


def _spans(reading: Reading) -> Iterator[_Named]:
    """``(kind, id, part, start, end, its claim)`` of every span of the record."""
    for m in reading.mentions or ():
        yield "mention", m.id, "", m.start, m.end, None
    for t in reading.times or ():
        yield "time", t.id, "", t.start, t.end, None
    for p in reading.places or ():
        yield "place", p.id, "", p.start, p.end, None
    for a in reading.attributions or ():
        if a.cue is not None:
            yield "attribution", a.id, "cue", a.cue.start, a.cue.end, None
        for span in a.content:
            yield "attribution", a.id, "content", span.start, span.end, None
    for claim in reading.claims or ():
        yield from _claim_spans(claim)


def _claim_spans(claim: Claim) -> Iterator[_Named]:
    yield "claim", claim.id, "evidence", claim.evidence.start, claim.evidence.end, claim
    for part, span in (("trigger", claim.trigger), ("topic", claim.topic), ("quote", claim.quote)):
        if span is not None:
            yield "claim", claim.id, part, span.start, span.end, claim
    for quantity in claim.quantities:
        yield "claim", claim.id, "quantity", quantity.start, quantity.end, claim


def _in_place(kind: str, id: str, part: str, start: int, end: int, claim: Claim | None, text: str) -> Checked:
    """The text is the one that was read: the span must lie in it, and a quote must be what it says."""
    evidence = claim.evidence if claim is not None and part == "evidence" else None
    exact = evidence.exact if evidence else None
    if not 0 <= start < end <= len(text):
        return Checked(kind, id, part, start, end, State.LOST, exact=exact, reason="not a span of the text")
    if evidence is None or text[start:end] == exact:
        return Checked(kind, id, part, start, end, State.OK, start, end, exact)
    anchor = locate(evidence, text)
    if anchor is None:
        return Checked(kind, id, part, start, end, State.LOST, exact=exact, reason="its quote is not in the text")
    return Checked(kind, id, part, start, end, State.MOVED, anchor.new_start, anchor.new_end, exact)


def _elsewhere(
    kind: str,
    id: str,
    part: str,
    start: int,
    end: int,
    claim: Claim | None,
    anchors: dict[str, Anchor],
    around: Sequence[Anchor],
    text: str,
) -> Checked:
    """The text is another one: the span is where its quote, or the quotes around it, went."""
    exact = claim.evidence.exact if claim is not None and part == "evidence" else None
    anchor = (
        _of_claim(anchors.get(claim.id), start, end, around) if claim is not None else _vouching(start, end, around)
    )
    if anchor is None:
        reason = "its quote is not in the text" if claim is not None else "no quote that was found vouches for it"
        return Checked(kind, id, part, start, end, State.LOST, exact=exact, reason=reason)
    now = anchor.place(start, end)
    if not 0 <= now.start < now.end <= len(text):
        return Checked(kind, id, part, start, end, State.LOST, exact=exact, reason="not a span of the text")
    state = State.OK if (now.start, now.end) == (start, end) else State.MOVED
    return Checked(kind, id, part, start, end, state, now.start, now.end, exact)


def _of_claim(anchor: Anchor | None, start: int, end: int, around: Sequence[Anchor]) -> Anchor | None:
    """What tells where a span of a claim is: its evidence, or beyond it another quote, else the distance to it."""
    if anchor is None or (anchor.start <= start and end <= anchor.end):
        return anchor
    return _vouching(start, end, around) or (anchor if anchor.exact == anchor.found else None)


def _reread(checked: Checked, original: str, text: str) -> Checked:
    """Lost after all where other words stand at the new place."""
    if checked.new_start is None or checked.new_end is None:
        return checked
    if original[checked.start : checked.end].split() == text[checked.new_start : checked.new_end].split():
        return checked
    return replace(checked, state=State.LOST, new_start=None, new_end=None, reason="other words stand there")


def _vouching(start: int, end: int, around: Sequence[Anchor]) -> Anchor | None:
    """The quote that holds the span; else the one before it, where the one after it has moved by as much."""
    at = bisect_right(around, start, key=lambda a: a.start)
    before, after = around[max(0, at - 8) : at], around[at : at + 1]
    holding = next((a for a in reversed(before) if end <= a.end), None)
    if holding is not None or not before or not after:
        return holding
    nearest = max(before, key=lambda a: a.end)
    moved_alike = nearest.new_end - nearest.end == after[0].new_start - after[0].start
    return nearest if moved_alike and nearest.end <= start and end <= after[0].start else None
