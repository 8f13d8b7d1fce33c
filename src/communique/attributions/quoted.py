"""Quotations and the cues they belong to: before, after, in the middle, in the sentence or paragraph before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.attributions.drafts import Draft, joined
from communique.records import Block, Quotation, Span, Syntax

ENDS = ".?!…"
INNER_ENDS = ",.?!…—–-"
SHORT = 4  # words; a shorter quotation is speech only where a reporting verb takes it as its complement
REACH = 24  # tokens between a quotation and the verb after it ("…," the ministry of X and its spokesman Y told)


@dataclass(slots=True)
class _Linker:
    """The work in hand for one document: drafts by index, the draft each outer quotation went to, those drafts,
    and what they were given."""

    text: str
    syntax: Syntax
    quotations: Sequence[Quotation]
    drafts: list[Draft]
    owner: dict[int, int] = field(default_factory=dict)
    quoted: set[int] = field(default_factory=set)
    given: dict[int, list[Span]] = field(default_factory=dict)

    def silent(self, n: int) -> bool:
        """The draft has no content yet."""
        return not self.drafts[n].content and n not in self.given


def link_quotations(
    text: str, syntax: Syntax, blocks: Sequence[Block], quotations: Sequence[Quotation], drafts: Sequence[Draft]
) -> list[Draft]:
    """Drafts with quotations as content: extended where they touch one, given one where a speech verb stands beside it."""
    outer = outermost(text, quotations)
    work = _Linker(text, syntax, outer, [_inside(d, outer) for d in drafts])
    _take_touching(work)
    _take_adjacent(work)
    _take_continued(work, blocks)
    return [replace(d, content=joined((*d.content, *work.given.get(n, ())))) for n, d in enumerate(work.drafts)]


def outermost(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Quotations of depth 0; one that is never closed ends where the same mark opens again, and that one is outer too.

    Printers open every paragraph of a long quotation anew and close only the last; run together on one line such a text
    would be one quotation to its end.
    """
    found: list[Quotation] = []
    for q in quotations:
        last = found[-1] if found else None
        if last is None or q.start >= last.end:
            found.append(replace(q, depth=0))
        elif not last.closed and text[q.start - 1] == text[last.start - 1]:
            found[-1] = replace(last, end=_rstrip(text, last.start, q.start - 1))
            found.append(replace(q, depth=0))
    return [q for q in found if q.start < q.end]


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def holding(quotations: Sequence[Quotation], offset: int) -> int | None:
    """Index of the outer quotation that holds ``offset``."""
    i = bisect_right(quotations, offset, key=lambda q: q.start) - 1
    return i if i >= 0 and offset < quotations[i].end else None


def _inside(draft: Draft, outer: Sequence[Quotation]) -> Draft:
    """Speech reported inside a quotation does not leave it."""
    at = holding(outer, draft.cue.start)
    if at is None:
        return draft
    q = outer[at]
    cut = (Span(max(s.start, q.start), min(s.end, q.end)) for s in draft.content)
    return replace(draft, content=tuple(s for s in cut if s.start < s.end))


def _take_touching(work: _Linker) -> None:
    """A draft whose content shares characters with a quotation takes the whole of it."""
    for n, draft in enumerate(work.drafts):
        if not draft.content or holding(work.quotations, draft.cue.start) is not None:
            continue
        spans: list[Span] = []
        for span in draft.content:
            spans += _widened(work, n, draft, span)
        work.drafts[n] = replace(draft, content=joined(tuple(spans)))


def _widened(work: _Linker, n: int, draft: Draft, span: Span) -> list[Span]:
    found = [span]
    i = bisect_right(work.quotations, span.start, key=lambda q: q.end)
    while i < len(work.quotations) and work.quotations[i].start < span.end:
        q = work.quotations[i]
        if _speech_edge(work, q, span) and draft.quoting and q.start <= span.start + 2:
            found = [s for s in found if s != span]
            span = Span(q.start, q.end)
        else:
            found = [s for s in found if s != span]
            span = _united(span, q)
        found.append(span)
        if draft.quoting or draft.frame in {"that", "aside", "according"}:
            work.quoted.add(work.owner.setdefault(i, n))
        i += 1
    return found


def _united(span: Span, q: Quotation) -> Span:
    """Both, with the quotation's marks where they fall inside."""
    start = q.start - 1 if q.start - 1 > span.start or q.end + 1 < span.end else q.start
    end = q.end + int(q.closed) if span.start < q.start - 1 else q.end
    return Span(min(span.start, start), max(span.end, end))


def _speech_edge(work: _Linker, q: Quotation, span: Span) -> bool:
    """The quotation ends as speech does (a comma or stop before its closing mark)."""
    return q.end - 1 >= 0 and work.text[q.end - 1] in INNER_ENDS


def _take_adjacent(work: _Linker) -> None:
    """Free quotations go to the speech verb right behind them, else right before them."""
    anchors = sorted((d.anchor, n) for n, d in enumerate(work.drafts) if d.quoting)
    for i in range(len(work.quotations)):
        if i in work.owner:
            continue
        n = _behind(work, i, anchors)
        if n is None:
            n = _before(work, i, anchors)
        if n is not None:
            _give(work, i, n)


def _give(work: _Linker, i: int, n: int) -> None:
    q = work.quotations[i]
    work.given.setdefault(n, []).append(Span(q.start, q.end))
    work.owner[i] = n
    work.quoted.add(n)


def _behind(work: _Linker, i: int, anchors: Sequence[tuple[int, int]]) -> int | None:
    """ "…," said the minister / the minister said."""
    q = work.quotations[i]
    if work.text[q.end - 1] not in INNER_ENDS and work.text[q.end + 1 : q.end + 2] != ",":
        return None
    first = bisect_left(work.syntax.starts, q.end + 1)
    if work.text[q.end - 1] == "." and not work.text[q.end + 1 : q.end + 3].strip()[:1].islower():
        return None  # a full stop inside: what follows is another sentence
    stop = work.quotations[i + 1].start if i + 1 < len(work.quotations) else len(work.text)
    at = bisect_left(anchors, (first, -1))
    for anchor, n in anchors[at : at + 3]:
        token = work.syntax.tokens[anchor]
        if anchor > first + REACH or token.start >= stop or _stops(work, q.end, token.start):
            return None
        if (token.tag != "VBG" or token.dep == "pcomp") and not _owned_elsewhere(work, n):
            return n  # but '…, saying' brings what follows
    return None


def _before(work: _Linker, i: int, anchors: Sequence[tuple[int, int]]) -> int | None:
    """The minister said: "…" — and short quotations only after a colon or comma."""
    q = work.quotations[i]
    at = bisect_left(anchors, (bisect_left(work.syntax.starts, q.start), -1)) - 1
    floor = work.quotations[i - 1].end if i else 0
    lead = work.text[max(0, q.start - 3) : q.start - 1].rstrip()[-1:]
    if lead not in {",", ":"} and not _speaks(work, q):
        return None
    for anchor, n in reversed(anchors[max(0, at - 2) : at + 1]):
        token = work.syntax.tokens[anchor]
        if token.start < floor or _stops(work, token.end, q.start - 1):
            return None
        if work.silent(n) or (lead == "," and work.owner.get(i - 1) == n):
            return n
    return None


def _owned_elsewhere(work: _Linker, n: int) -> bool:
    """The draft already has content that is no quotation."""
    return not work.silent(n) and n not in work.quoted


def _stops(work: _Linker, start: int, end: int) -> bool:
    """A sentence or paragraph ends between the two offsets."""
    between = work.text[start:end]
    if "\n" in between:
        return True
    tokens = work.syntax.within(start, end)
    return any(work.syntax.tokens[i].text in {".", "?", "!"} for i in tokens)


def _speaks(work: _Linker, q: Quotation) -> bool:
    """Long enough, or ended, like a sentence somebody said; names, titles and scare quotes are not."""
    words = work.syntax.within(q.start, q.end)
    if len(words) >= 2 * SHORT:
        return True
    if len(words) >= SHORT - 1 and work.text[q.start].isupper() and work.text[q.end - 1] in ENDS:
        return True
    return len(words) >= SHORT and any(work.syntax.tokens[i].pos in {"VERB", "AUX"} for i in words)


def _take_continued(work: _Linker, blocks: Sequence[Block]) -> None:
    """Quoted sentences with no cue of their own belong to whoever spoke last."""
    starts = [b.start for b in blocks]
    for i, q in enumerate(work.quotations):
        if i in work.owner or not i or not _sentence_like(work, q) or not _speaks(work, q):
            continue
        here, there = (bisect_right(starts, work.quotations[k].start) - 1 for k in (i, i - 1))
        last = work.owner.get(i - 1)
        if last is None or here - there > 1:
            continue
        gap = work.text[work.quotations[i - 1].end : q.start]
        opens_block = not work.text[starts[here] : q.start - 1].strip()
        goes_on = here == there or (
            opens_block and (not work.quotations[i - 1].closed or _last_in_block(work, i - 1, blocks[there]))
        )
        if goes_on and len(gap) < 400:
            _give(work, i, last)


def _last_in_block(work: _Linker, i: int, block: Block) -> bool:
    """Nothing but a cue follows the quotation in its block."""
    return len(work.syntax.within(work.quotations[i].end, block.end)) <= SHORT * 3


def _sentence_like(work: _Linker, q: Quotation) -> bool:
    """Starts where a sentence may start."""
    before = (
        work.text[: q.start - 1].rstrip()[-1:]
        if q.start < 2
        else work.text[max(0, q.start - 4) : q.start - 1].rstrip()[-1:]
    )
    return before == "" or before in ENDS + ':,”"\n' or work.text[q.start - 2 : q.start - 1] == "\n"
