"""Attribution without a reporting verb: nouns ("his warning that"), "according to", "reportedly", "in X's view", "X: …"."""

from __future__ import annotations

from communique.attributions.drafts import Draft
from communique.attributions.grammar import (
    agent,
    chars,
    clause_of,
    conjuncts,
    holder,
    is_verb,
    subtree,
    trimmed,
    verb_group,
    without,
)
from communique.attributions.lexicon import Lexicon
from communique.attributions.verbs import uttered
from communique.records import Sentence, Span, Syntax, Token
from communique.vocabulary import Stance

SPEAKER_WORDS = 8  # longest "NAME, office:" before a colon
NAMED = frozenset({"PERSON", "ORG", "NORP"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


def noun_draft(syntax: Syntax, noun: int, lexicon: Lexicon, wide: bool) -> Draft | None:
    """ "the ministry's warning that …", "issued a call for …", "rumours that …"."""
    token = syntax.tokens[noun]
    entry = lexicon.nouns.get(token.lemma)
    if entry is None or token.pos != "NOUN":
        return None
    light = frozenset(lexicon.words.get("light", {}))
    found: tuple[str, range] | None = None
    for clause in syntax.children(noun, "acl", "ccomp", "relcl"):
        frame = _clause_frame(syntax, clause)
        if frame is not None and entry.admits(frame, wide):
            found = frame, uttered(syntax, clause.i)
            break
    if found is None:
        for prep in syntax.children(noun, "prep"):
            objects = syntax.children(prep.i, "pobj", "pcomp")
            if entry.admits(f"p:{prep.lower}", wide) and objects:
                found = f"p:{prep.lower}", range(objects[0].left, objects[-1].right)
                break
    above = syntax.tokens[token.head]
    head = holder(syntax, noun, light)
    rebutted = token.dep == "dobj" and head is None and lexicon.has("rebuttal", above.lemma)
    if found is None or rebutted or (found[0] != "that" and head is None):
        return None
    start = noun
    while start > 0 and syntax.tokens[start - 1].head == noun and syntax.tokens[start - 1].dep == "amod":
        start -= 1
    if token.dep == "dobj" and above.lemma in light and above.i < noun:
        start = verb_group(syntax, above.i).start
    elif start > 0 and syntax.tokens[start - 1].tag == "POS":
        start -= 1
    stop = noun + 1
    if found[0].startswith("p:") and found[1].start == stop + 1:
        stop += 1
    content = trimmed(syntax, found[1].start, found[1].stop)
    if not len(content):
        return None
    sources = tuple(conjuncts(syntax, head)) if head is not None else ()
    return Draft(
        noun, sources, chars(syntax, range(start, stop)), (chars(syntax, content),), entry.stance, f"noun {found[0]}"
    )


def _clause_frame(syntax: Syntax, clause: Token) -> str | None:
    if clause.dep in {"acl", "ccomp"} and any(
        c.lower in {"that", "whether"} for c in syntax.children(clause.i, "mark")
    ):
        return "that"
    if clause.dep == "acl" and any(c.tag == "TO" for c in syntax.children(clause.i, "aux")):
        return "inf"
    return None


def according_draft(syntax: Syntax, word: int, lexicon: Lexicon) -> Draft | None:
    """ "according to X": its clause; the whole sentence where it opens or ends that."""
    second = lexicon.words.get("according", {}).get(syntax.tokens[word].lower)
    if second is None:
        return None
    for prep in (t for t in syntax.children(word) if t.lower == second):
        for obj in syntax.children(prep.i, "pobj"):
            content = _around(syntax, word)
            if content:
                cue = chars(syntax, range(word, prep.i + 1))
                hole = chars(syntax, subtree(syntax, word))
                sources = tuple(conjuncts(syntax, obj.i))
                return Draft(word, sources, cue, content, Stance.SAYS, "according", hole=hole)
    return None


def _around(syntax: Syntax, i: int) -> tuple[Span, ...]:
    """The clause that the adverbial ``i`` belongs to, without it."""
    hole = subtree(syntax, i)
    sentence = syntax.sentences[syntax.tokens[i].sentence]
    host = clause_of(syntax, syntax.tokens[i].head)
    opens = hole.start == sentence.first
    ends = not len(trimmed(syntax, hole.stop, sentence.last)) and syntax.tokens[hole.start - 1].text == ","
    if opens or ends:
        host = sentence.root
    pieces = [_to_semicolon(syntax, p, hole) for p in without(uttered(syntax, host), hole)]
    pieces = [trimmed(syntax, p.start, p.stop) for p in pieces]
    return tuple(chars(syntax, p) for p in pieces if len(p) > 1 or (len(p) and syntax.tokens[p.start].dep != "mark"))


def _to_semicolon(syntax: Syntax, piece: range, hole: range) -> range:
    """The part of ``piece`` next to ``hole``, up to a semicolon."""
    marks = [i for i in piece if syntax.tokens[i].text == ";"]
    if not marks:
        return piece
    return range(piece.start, marks[0]) if piece.start >= hole.stop else range(marks[-1] + 1, piece.stop)


def carried_draft(syntax: Syntax, verb: int, lexicon: Lexicon) -> Draft | None:
    """ "said in a statement carried by X": X passes on what is said; the content is filled in by what tells it."""
    token = syntax.tokens[verb]
    by = agent(syntax, verb)
    if by is None or token.dep != "acl" or not lexicon.has("carrier", token.lemma):
        return None
    medium = syntax.tokens[token.head]
    prep = syntax.tokens[medium.head]
    if not lexicon.has("medium", medium.lemma) or prep.dep != "prep" or not is_verb(syntax.tokens[prep.head]):
        return None
    sources = tuple(conjuncts(syntax, by))
    return Draft(verb, sources, chars(syntax, verb_group(syntax, verb)), (), Stance.SAYS, "carried", told_in=prep.head)


def hearsay_draft(syntax: Syntax, word: int, lexicon: Lexicon) -> Draft | None:
    """ "reportedly", "allegedly": nobody's words in particular."""
    token = syntax.tokens[word]
    note = lexicon.words.get("hearsay", {}).get(token.lower)
    if note is None or token.head == word:
        return None
    above = syntax.tokens[token.head]
    host = above.i if above.pos == "ADJ" and above.dep == "amod" else clause_of(syntax, above.i)
    pieces = [trimmed(syntax, p.start, p.stop) for p in without(subtree(syntax, host), range(word, word + 1))]
    content = tuple(chars(syntax, p) for p in pieces if len(p))
    return Draft(word, (), Span(token.start, token.end), content, Stance(note), "hearsay") if content else None


def view_draft(syntax: Syntax, word: int, lexicon: Lexicon) -> Draft | None:
    """ "in X's view", "in the words of X"."""
    token = syntax.tokens[word]
    note = lexicon.words.get("view", {}).get(token.lemma)
    if note is None or token.dep != "pobj" or syntax.tokens[token.head].lower not in {"in", "by"}:
        return None
    owner = [c.i for c in syntax.children(word, "poss")]
    for prep in syntax.children(word, "prep"):
        if prep.lower == "of":
            owner += [c.i for c in syntax.children(prep.i, "pobj")]
    content = _around(syntax, token.head) if owner else ()
    if not content:
        return None
    return Draft(word, tuple(conjuncts(syntax, owner[0])), Span(token.start, token.end), content, Stance(note), "view")


def colon_draft(syntax: Syntax, sentence: Sentence, block_end: int) -> Draft | None:
    """ "Lavrov: We are ready": a name and a colon at the head of a paragraph; the rest of it is what he says."""
    limit = min(sentence.last, sentence.first + SPEAKER_WORDS + 1)
    colon = next((i for i in range(sentence.first, limit) if syntax.tokens[i].text == ":"), None)
    if colon is None or colon == sentence.first or len(syntax.within(syntax.tokens[colon].end, block_end)) < 3:
        return None
    before = syntax.tokens[sentence.first : colon]
    if all(t.ent in PLACES for t in before if t.pos == "PROPN") and not any(t.ent in NAMED for t in before):
        return None  # a dateline, or no name at all
    if any(t.pos in {"VERB", "AUX", "ADP", "PUNCT"} for t in before):
        return None
    head = next((t.i for t in before if t.head < sentence.first or t.head >= colon), before[-1].i)
    mark = syntax.tokens[colon]
    last = syntax.within(mark.end, block_end)
    content = chars(syntax, trimmed(syntax, last.start, last.stop))
    return Draft(colon, (head,), Span(mark.start, mark.end), (content,), Stance.SAYS, "colon", quoting=True)
