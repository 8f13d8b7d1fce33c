"""Which way a time expression looks: the tense of the verb it hangs on."""

from __future__ import annotations

from communique.parsing.times.lexer import Lexicon
from communique.records import Syntax, Token

PAST, PRESENT, FUTURE = "past", "present", "future"
_OPEN_MODALS = frozenset({"can", "may", "might", "must", "would", "should"})
_TELLING = frozenset({"say", "tell", "report", "claim", "show", "accuse", "deny", "add"})  # headlines
_VERBAL = frozenset({"VERB", "AUX"})


def tense_at(syntax: Syntax, offset: int, lexicon: Lexicon) -> str | None:
    """PAST, PRESENT or FUTURE of the nearest verb above the word at ``offset``; None where no verb governs it."""
    i = syntax.token_at(offset)
    if i is None:
        return None
    if _announced(syntax.tokens[i], syntax, lexicon):
        return FUTURE
    beside = _verb_beside(syntax, i)
    if beside is not None:
        return _tense(beside, syntax, lexicon)
    for a in syntax.ancestors(i):
        token = syntax.tokens[a]
        if token.pos in _VERBAL:
            return _tense(token, syntax, lexicon)
        if token.lower in ("upcoming", "ahead", "due", "deadline") or token.lemma == "deadline":
            return FUTURE
    return _root_tense(syntax, i)


def _verb_beside(syntax: Syntax, i: int) -> Token | None:
    """The past verb right before a time, "said (on) Thursday": the parser may hang the time on the clause after it."""
    k = i - 1
    if k > 0 and syntax.tokens[k].lower == "on":
        k -= 1
    token = syntax.tokens[k] if k >= 0 else None
    same = token is not None and token.sentence == syntax.tokens[i].sentence
    return token if token is not None and same and token.tag == "VBD" and token.pos == "VERB" else None


def _announced(token: Token, syntax: Syntax, lexicon: Lexicon) -> bool:
    """Under "ahead of", "by", "until": the time looks ahead unless its verb is past."""
    head = syntax.tokens[token.head]
    return head.dep == "prep" and head.lower == "of" and syntax.tokens[head.head].lower == "ahead"


def _tense(verb: Token, syntax: Syntax, lexicon: Lexicon) -> str:
    helpers = [t for t in syntax.children(verb.i) if t.dep in ("aux", "auxpass")]
    words = {t.lower for t in helpers}
    if words & lexicon.modals or _going_to(verb, syntax):
        return FUTURE
    if (
        verb.lemma in lexicon.future_lemmas
        and (verb.tag == "VBN" or words & {"is", "are", "be"})
        and "had" not in words
    ):
        return FUTURE
    if verb.tag == "VB":
        return _infinitive(verb, syntax, lexicon, words)
    if verb.tag in ("VBD",) or words & {"was", "were", "had", "did", "has", "have", "been"}:
        return PAST
    if verb.tag == "VBN":
        return PRESENT if words & {"is", "are", "be", "being"} else PAST
    if verb.tag in ("VBZ", "VBP") and verb.lemma in _TELLING:
        return PAST
    if verb.tag == "VBG" and not helpers:
        return _above(verb, syntax, lexicon)
    return PRESENT


def _going_to(verb: Token, syntax: Syntax) -> bool:
    head = syntax.tokens[verb.head]
    return verb.dep == "xcomp" and head.lower == "going" and head.i != verb.i


def _infinitive(verb: Token, syntax: Syntax, lexicon: Lexicon, helpers: set[str]) -> str:
    if "to" not in helpers:
        return PAST if "did" in helpers else FUTURE if helpers & _OPEN_MODALS else PRESENT
    head = syntax.tokens[verb.head]
    if head.i == verb.i:  # a headline's "to": "Leaders to meet Friday"
        return FUTURE
    if head.lemma in lexicon.future_lemmas or head.pos in ("NOUN", "ADJ", "PROPN"):
        return FUTURE
    if head.lower in ("is", "are") or head.lemma == "be":
        return FUTURE if head.tag != "VBD" else PAST
    return _tense(head, syntax, lexicon) if head.pos in _VERBAL else PAST


def _above(verb: Token, syntax: Syntax, lexicon: Lexicon) -> str:
    for a in syntax.ancestors(verb.i):
        if syntax.tokens[a].pos in _VERBAL:
            return _tense(syntax.tokens[a], syntax, lexicon) if syntax.tokens[a].tag != "VBG" else PRESENT
    return PRESENT


def _root_tense(syntax: Syntax, i: int) -> str | None:
    root = syntax.tokens[syntax.sentences[syntax.tokens[i].sentence].root]
    return PAST if root.tag == "VBD" else None
