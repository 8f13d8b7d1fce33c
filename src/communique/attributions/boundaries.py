"""Where the content of one attribution ends because another begins: tails, joined verbs, parentheses.

Works sentence by sentence, so that cost stays linear in the length of a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from communique.attributions.drafts import Draft
from communique.attributions.grammar import REPORTED, is_verb
from communique.attributions.lexicon import Lexicon
from communique.records import Span, Syntax, Token

LOOSE = " ,;–—\u00a0"


def settle(text: str, syntax: Syntax, drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Drafts with contents that stop where the next one's words begin."""

    def sentence(draft: Draft) -> int:
        return syntax.tokens[draft.anchor].sentence

    found: list[Draft] = []
    for _, group in groupby(sorted(drafts, key=sentence), key=sentence):
        found += _own_words(text, syntax, _parted(text, _raised(syntax, list(group), lexicon)))
    return found


def _raised(syntax: Syntax, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Tails and joined verbs that the parser hung into the content go on with the speaker of it."""
    for k, draft in enumerate(drafts):
        at = _tail(syntax, draft, lexicon)
        if at is None:
            at = _joined(syntax, draft, lexicon)
        if at is None:
            continue
        hosts = [
            n
            for n, d in enumerate(drafts)
            if n != k and d.cue.start < at and any(s.covers(draft.cue) for s in d.content)
        ]
        for n in hosts:
            drafts[n] = replace(drafts[n], content=tuple(_until(drafts[n].content, at)))
        if hosts:
            drafts[k] = replace(draft, sources=drafts[hosts[0]].sources)
    return drafts


def _until(spans: Iterable[Span], at: int) -> Iterator[Span]:
    for span in spans:
        if span.start < at:
            yield Span(span.start, min(span.end, at))


def _tail(syntax: Syntax, draft: Draft, lexicon: Lexicon) -> int | None:
    """Where ", adding that …" begins."""
    token = syntax.tokens[draft.anchor]
    note = lexicon.words.get("tail", {}).get(token.lemma)
    if note is None or token.tag != "VBG" or token.left == 0 or syntax.tokens[token.left - 1].text != ",":
        return None
    subjects = syntax.children(token.head, "nsubj", "nsubjpass")
    if note == "loose" and not (subjects and subjects[0].pos == "PRON"):
        return None
    return syntax.tokens[token.left - 1].start


def _joined(syntax: Syntax, draft: Draft, lexicon: Lexicon) -> int | None:
    """Where "and denied …" begins, in "said talks had failed and denied …": a second reporting verb of the same tense,
    joined by the parser to a clause that reports nothing and is of another tense."""
    token = syntax.tokens[draft.anchor]
    first = syntax.tokens[token.head]
    if (
        token.dep != "conj"
        or not is_verb(token)
        or first.dep not in REPORTED
        or syntax.children(token.i, "nsubj", "nsubjpass", "aux")
    ):
        return None
    teller = syntax.tokens[first.head]
    same = token.tag == teller.tag or {token.tag, teller.tag} == {"VBD", "VBN"}
    if not same or first.lemma in lexicon.verbs or not _unlike(syntax, first, token):
        return None
    joint = [c for c in syntax.children(first.i, "cc") if c.i < token.i]
    return syntax.tokens[joint[-1].i].start if joint else None


def _unlike(syntax: Syntax, first: Token, second: Token) -> bool:
    """The two verbs are no natural pair: of different tenses, or the first is "there was"."""
    return first.tag != second.tag or bool(syntax.children(first.i, "aux", "auxpass", "expl"))


def _parted(text: str, drafts: list[Draft]) -> list[Draft]:
    """The words of a teller in parentheses (", Reuters reported, ") are no part of what he passes on."""
    found = []
    for draft in drafts:
        holes = [
            d.hole
            for d in drafts
            if d.hole is not None and d is not draft and any(s.covers(draft.cue) for s in d.content)
        ]
        content = draft.content
        for hole in holes:
            content = tuple(cut(text, content, hole))
        found.append(replace(draft, content=content))
    return found


def _own_words(text: str, syntax: Syntax, drafts: Sequence[Draft]) -> list[Draft]:
    """Nobody voices his own cue: "which, he said, was false"."""
    found = []
    for draft in drafts:
        subjects = [c for c in syntax.children(draft.anchor, "nsubj") if c.i < draft.anchor]
        start = min([draft.cue.start, *(syntax.tokens[c.left].start for c in subjects)])
        found.append(replace(draft, content=tuple(cut(text, draft.content, Span(start, draft.cue.end)))))
    return found


def cut(text: str, spans: Iterable[Span], hole: Span) -> Iterator[Span]:
    """Spans without ``hole``; what is left has no commas or blanks at the cut.

    >>> list(cut("A, he said, B", [Span(0, 13)], Span(3, 10)))
    [Span(start=0, end=1), Span(start=12, end=13)]
    """
    for span in spans:
        if not span.covers(hole):
            yield span
            continue
        left, right = hole.start, hole.end
        while left > span.start and text[left - 1] in LOOSE:
            left -= 1
        while right < span.end and text[right] in LOOSE:
            right += 1
        if left > span.start:
            yield Span(span.start, left)
        if right < span.end:
            yield Span(right, span.end)
