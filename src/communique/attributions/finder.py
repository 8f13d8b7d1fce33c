"""Step 4, WHO SAYS SO: attributions of a document, by grammar and lexicon."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.attributions.boundaries import settle
from communique.attributions.chains import nesting
from communique.attributions.drafts import Draft, joined
from communique.attributions.grammar import chars, conjuncts, holder, is_passive, is_verb, phrase, subtree
from communique.attributions.lexicon import Lexicon
from communique.attributions.phrases import (
    according_draft,
    carried_draft,
    colon_draft,
    hearsay_draft,
    noun_draft,
    view_draft,
)
from communique.attributions.quoted import holding, link_quotations, outermost
from communique.attributions.verbs import adjective_draft, verb_draft
from communique.records import Attribution, Layout, Mention, Quotation, Reading, Span, Syntax
from communique.vocabulary import MentionKind, Stance, Style

MARKS = "\"“”„«»‹›‘’'` \u00a0\t\n"
ASSERTING = frozenset({Stance.SAYS, Stance.CLAIMS, Stance.CONFIRMS, Stance.WARNS})


ACTIVE = frozenset({"that", "aside", "obj", "as", "name", "ger"})


class AttributionFinder:
    """Assigns ``attributions``, and adds to ``mentions`` the sources that none covers (``actor=None``).

    ``lexicon`` is ``load_lexicon()`` or one of your own. ``wide`` also reads attitudes and acts towards something
    ("condemned the plan"), which PolNeAR annotates; the pipeline's claims read those by themselves.
    """

    name = "attributions"
    requires = ("document", "layout", "syntax", "mentions")
    assigns = ("attributions", "mentions")

    def __init__(self, lexicon: Lexicon, *, wide: bool = False) -> None:
        self.lexicon = lexicon
        self.wide = wide

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their attributions."""
        return [self.read(reading) for reading in batch]

    def read(self, reading: Reading) -> Reading:
        """One document."""
        assert reading.layout is not None and reading.syntax is not None
        drafts = find_drafts(reading.document.text, reading.layout, reading.syntax, self.lexicon, wide=self.wide)
        mentions = list(reading.mentions or ())
        if not self.wide:
            drafts = [_spoken_by(reading.syntax, d, self.lexicon) for d in drafts]
        cited = _cite(reading.syntax, drafts, mentions)
        attributions = _records(reading.document.text, reading.layout.quotations, drafts, cited)
        return reading.having(attributions=attributions, mentions=tuple(mentions))


def find_drafts(text: str, layout: Layout, syntax: Syntax, lexicon: Lexicon, *, wide: bool) -> list[Draft]:
    """Attributions with sources still as tokens, in order of their first character."""
    outer = outermost(text, layout.quotations)
    drafts = list(_candidates(layout, syntax, lexicon, wide))
    drafts = [d for d in drafts if not _idle(syntax, d, lexicon, outer)]
    drafts = settle(text, syntax, drafts, lexicon)
    drafts = link_quotations(text, syntax, layout.blocks, layout.quotations, drafts)
    kept = _clean(text, layout.quotations, _cited(drafts))
    return sorted(kept, key=lambda d: (d.start, d.cue.start, d.anchor))


def _candidates(layout: Layout, syntax: Syntax, lexicon: Lexicon, wide: bool) -> Iterator[Draft]:
    for token in syntax.tokens:
        draft = None
        if is_verb(token):
            draft = according_draft(syntax, token.i, lexicon) or carried_draft(syntax, token.i, lexicon)
            draft = draft or verb_draft(syntax, token.i, lexicon, wide)
        elif token.pos == "NOUN":
            draft = view_draft(syntax, token.i, lexicon) or noun_draft(syntax, token.i, lexicon, wide)
        elif token.pos == "ADJ":
            draft = adjective_draft(syntax, token.i, lexicon, wide)
        elif token.pos == "ADV":
            draft = hearsay_draft(syntax, token.i, lexicon)
        elif token.lower == "according":
            draft = according_draft(syntax, token.i, lexicon)
        if draft is not None:
            yield draft
    block = -1
    for sentence in syntax.sentences:
        if sentence.block != block:
            block = sentence.block
            draft = colon_draft(syntax, sentence, layout.blocks[block].end)
            if draft is not None:
                yield draft


def _idle(syntax: Syntax, draft: Draft, lexicon: Lexicon, outer: Sequence[Quotation]) -> bool:
    """The author's own voice, or an assertion that is not made ("has not confirmed that …", "declined to say …", "if X says …")."""
    token = syntax.tokens[draft.anchor]
    quoted = holding(outer, draft.cue.start) is not None
    if not quoted and draft.sources and all(lexicon.has("narrator", syntax.tokens[s].lower) for s in draft.sources):
        return True
    if not draft.sources and is_verb(token) and not is_passive(syntax, token.i) and draft.frame in ACTIVE:
        return True
    if draft.frame == "quote" or token.pos not in {"VERB", "AUX"}:
        return False
    children = syntax.children(token.i, "neg", "aux", "mark", "advmod")
    if any(c.lower in {"if", "unless"} for c in children):
        return True
    if draft.frame == "inf" and lexicon.has("unsaid", token.lemma):
        return any(syntax.tokens[c.i].lemma in lexicon.verbs for c in syntax.children(token.i, "xcomp"))
    if token.dep == "xcomp" and lexicon.has("unsaid", syntax.tokens[token.head].lemma):
        return draft.stance in ASSERTING
    if token.dep in {"acl", "relcl"} and not draft.sources and any(c.tag == "TO" for c in children):
        return True
    if token.dep == "xcomp" and any(c.lower == "yet" for c in (*children, *syntax.children(token.head, "advmod"))):
        return True  # "has yet to confirm"
    unsaid = any(c.dep == "neg" or c.tag == "MD" for c in children)
    return unsaid and draft.stance in ASSERTING


def _cited(drafts: list[Draft]) -> list[Draft]:
    """Those whose words a draft passes on have said what it says; those that carry a draft tell its words and its cue."""
    tellers = {d.anchor: d for d in drafts if d.told_in is None}
    return [d if d.told_in is None else _filled(d, tellers.get(d.told_in)) for d in drafts]


def _filled(draft: Draft, teller: Draft | None) -> Draft:
    if teller is None:
        return draft
    if draft.frame == "carried":
        return replace(draft, content=joined((*teller.content, teller.cue)), told_in=None)
    return replace(draft, content=teller.content)


def _clean(text: str, quotations: Sequence[Quotation], drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with spans bare at their edges: no white space, no quotation mark whose partner is not inside."""
    opened, closed = {q.start: q for q in quotations}, {q.end: q for q in quotations}
    found = []
    for draft in drafts:
        bare = (_bare(text, opened, closed, span) for span in draft.content)
        content = tuple(span for span in bare if span.start < span.end)
        if content:
            found.append(replace(draft, content=content))
    return found


def _bare(text: str, opened: Mapping[int, Quotation], closed: Mapping[int, Quotation], span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in MARKS:
        q = opened.get(start + 1)
        if q is not None and q.end < end - 1 and not text[start].isspace():
            break
        start += 1
    while start < end and text[end - 1] in MARKS:
        q = closed.get(end - 1)
        if q is not None and q.start > start and not text[end - 1].isspace():
            break
        end -= 1
    return Span(start, end)


def _spoken_by(syntax: Syntax, draft: Draft, lexicon: Lexicon) -> Draft:
    """ "a statement by the ministry said": the ministry speaks."""
    light = frozenset(lexicon.words.get("light", {}))
    heads = []
    for head in draft.sources:
        entry = lexicon.nouns.get(syntax.tokens[head].lemma)
        owner = holder(syntax, head, light) if entry is not None and entry.admits("self", False) else None
        heads += conjuncts(syntax, owner) if owner is not None else [head]
    return replace(draft, sources=tuple(dict.fromkeys(heads)))


def _cite(syntax: Syntax, drafts: Sequence[Draft], mentions: list[Mention]) -> list[tuple[str, ...]]:
    """Mention ids of every draft's sources; what no mention covers is appended to ``mentions``."""
    by_head = {m.head: m for m in reversed(mentions) if m.head >= 0}
    number = max((int(m.id.lstrip("m")) for m in mentions if m.id.lstrip("m").isdigit()), default=0)
    cited = []
    for draft in drafts:
        ids = []
        for head in draft.sources:
            known = _mention_of(syntax, head, by_head)
            if known is None:
                number += 1
                span = chars(syntax, phrase(syntax, head))
                known = Mention(f"m{number}", span.start, span.end, _kind(syntax, head), None, head)
                mentions.append(known)
                by_head[head] = known
            ids.append(known.id)
        cited.append(tuple(dict.fromkeys(ids)))
    return cited


def _mention_of(syntax: Syntax, head: int, by_head: dict[int, Mention]) -> Mention | None:
    """The mention of this head, or of its apposition ("the agency Tasin"), or one that holds the head and starts with it."""
    if head in by_head:
        return by_head[head]
    for child in syntax.children(head, "appos"):
        if child.i in by_head:
            return by_head[child.i]
    token = syntax.tokens[head]
    near = (by_head[i] for i in subtree(syntax, head) if i in by_head)
    return next((m for m in near if m.start <= token.start and token.end <= m.end), None)


def _kind(syntax: Syntax, head: int) -> MentionKind:
    pos = syntax.tokens[head].pos
    return {"PRON": MentionKind.PRONOUN, "PROPN": MentionKind.NAME}.get(pos, MentionKind.NOMINAL)


def _records(
    text: str, quotations: Sequence[Quotation], drafts: Sequence[Draft], cited: Sequence[tuple[str, ...]]
) -> tuple[Attribution, ...]:
    parents = nesting(drafts)
    ids = [f"a{n}" for n in range(1, len(drafts) + 1)]
    outer = outermost(text, quotations)
    inner = [q for q in quotations if q.depth == 1]
    found = []
    for n, draft in enumerate(drafts):
        parent = parents[n]
        quotes = outer if holding(outer, draft.cue.start) is None else inner
        style = _style(quotes, draft.content)
        within = ids[parent] if parent is not None else None
        found.append(Attribution(ids[n], cited[n], draft.cue, draft.content, style, draft.stance, within))
    return tuple(found)


def _style(quotations: Sequence[Quotation], content: Sequence[Span]) -> Style:
    """Direct where all is quoted, mixed where some of it is, else indirect."""
    if all(_quoted(quotations, s) for s in content):
        return Style.DIRECT
    return Style.MIXED if any(_touching(quotations, s) for s in content) else Style.INDIRECT


def _quoted(quotations: Sequence[Quotation], span: Span) -> bool:
    at = holding(quotations, span.start)
    return at is not None and span.end <= quotations[at].end


def _touching(quotations: Sequence[Quotation], span: Span) -> bool:
    at = bisect_right(quotations, span.start, key=lambda q: q.end)
    return at < len(quotations) and quotations[at].start < span.end
