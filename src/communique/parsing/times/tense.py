"""Which way a time expression looks: the tense of the verb it hangs on."""

from __future__ import annotations

from communique.parsing.times.lexer import Lexicon
from communique.records import Syntax, Token

PAST, PRESENT, FUTURE = "past", "present", "future"
_VERBAL = frozenset({"VERB", "AUX"})


def tense_at(syntax: Syntax, offset: int, lexicon: Lexicon) -> str | None:
    """PAST, PRESENT or FUTURE of the nearest verb above the word at ``offset``; None where no verb governs it."""
    i = syntax.token_at(offset)
    if i is None:
        return None
    if _announced(syntax.tokens[i], syntax, lexicon):
        return FUTURE
    for a in syntax.ancestors(i):
        token = syntax.tokens[a]
        if token.pos in _VERBAL:
            return _tense(token, syntax, lexicon)
        if token.lower in ("upcoming", "ahead", "due", "deadline") or token.lemma == "deadline":
            return FUTURE
    return _root_tense(syntax, i)


def _announced(token: Token, syntax: Syntax, lexicon: Lexicon) -> bool:
    """Under "ahead of", "by", "until": the time looks ahead unless its verb is past."""
    head = syntax.tokens[token.head]
    if head.dep == "prep" and head.lower == "of" and syntax.tokens[head.head].lower == "ahead":
        return True
    return False


def _tense(verb: Token, syntax: Syntax, lexicon: Lexicon) -> str:
    helpers = [t for t in syntax.children(verb.i) if t.dep in ("aux", "auxpass")]
    words = {t.lower for t in helpers}
    if words & lexicon.modals or _going_to(verb, syntax):
        return FUTURE
    if verb.lemma in lexicon.future_lemmas and (verb.tag == "VBN" or words & {"is", "are", "be"}) and not (
        words & {"had", "has", "have"}
    ):
        return FUTURE
    if verb.tag == "VB":
        return _infinitive(verb, syntax, lexicon, words)
    if verb.tag in ("VBD",) or words & {"was", "were", "had", "did", "has", "have", "been"}:
        return PAST
    if verb.tag == "VBN":
        return PAST
    if verb.tag == "VBG" and not helpers:
        return _above(verb, syntax, lexicon)
    return PRESENT


def _going_to(verb: Token, syntax: Syntax) -> bool:
    head = syntax.tokens[verb.head]
    return verb.dep == "xcomp" and head.lower == "going" and head.i != verb.i


def _infinitive(verb: Token, syntax: Syntax, lexicon: Lexicon, helpers: set[str]) -> str:
    if "to" not in helpers:
        return PAST if "did" in helpers else FUTURE if helpers & {"can", "may", "could", "might", "must"} else PRESENT
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
