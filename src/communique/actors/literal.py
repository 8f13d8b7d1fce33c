"""Place or actor: whether the name of a state or capital only says where ("in Moscow") or who ("Moscow said")."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.words import Words
from communique.knowledge import Phrase, PhraseKind
from communique.records import Syntax, Token

_MODIFIER = frozenset({"compound", "nmod", "amod", "npadvmod"})


def is_place(syntax: Syntax, head: int, phrases: Sequence[Phrase], words: Words) -> bool:
    """True where the name at token ``head`` is only a place: capitals more readily than states."""
    t = syntax.tokens[head]
    kinds = {p.kind for p in phrases}
    if PhraseKind.DEMONYM in kinds and t.dep in _MODIFIER:
        return False
    if _after_city(syntax, t):
        return True
    city = _is_city(kinds, phrases)
    t = _first_conjunct(syntax, t)
    if t.dep == "pobj":
        return _after_preposition(syntax, t, words, kinds, city=city)
    if not city:
        return False
    if t.dep in {"nsubj", "agent"}:
        return syntax.tokens[t.head].pos == "AUX" and not syntax.children(t.head, "xcomp", "ccomp", "acomp", "attr")
    if t.dep in {"dobj", "nsubjpass"}:
        return syntax.tokens[t.head].lemma in words.force | words.motion
    if t.dep == "poss":
        return syntax.tokens[t.head].lemma in words.place_nouns
    if t.dep in _MODIFIER:
        return True
    return t.dep not in {"conj", "dative", "appos"}


def _after_city(syntax: Syntax, t: Token) -> bool:
    """ "Mombasa, Kenya": the name after a comma says where the place before it lies."""
    if t.i < 2 or syntax.tokens[t.i - 1].text != "," or t.dep not in {"appos", "npadvmod"}:
        return False
    return syntax.tokens[t.i - 2].ent == "GPE"


def _is_city(kinds: set[PhraseKind], phrases: Sequence[Phrase]) -> bool:
    """A city's name, even one that is listed as a seat of government; not one that is a state's name too."""
    if kinds & {PhraseKind.STATE, PhraseKind.FORMER_STATE, PhraseKind.REGION}:
        return False
    return PhraseKind.CAPITAL in kinds or (PhraseKind.METONYM in kinds and all(p.needs_context for p in phrases))


def _first_conjunct(syntax: Syntax, t: Token) -> Token:
    """The first of coordinated names: it alone shows the role of all."""
    while t.dep in {"conj", "appos"} and t.head != t.i and syntax.tokens[t.head].pos == "PROPN":
        t = syntax.tokens[t.head]
    return t


def _after_preposition(syntax: Syntax, t: Token, words: Words, kinds: set[PhraseKind], *, city: bool) -> bool:
    prep = syntax.tokens[t.head]
    governor = syntax.tokens[prep.head]
    if not city and kinds & {PhraseKind.METONYM, PhraseKind.ORGAN}:
        return prep.lower in {"in", "at", "near", "inside", "outside"}
    if prep.lower == "at":  # "anger at Peru", "a swipe at Lima"
        return city and governor.lemma not in words.aimed
    if prep.lower in words.locative:
        return not (prep.lower in {"in", "from"} and governor.lemma in words.mental)
    if prep.lower in {"to", "toward", "towards", "for"}:
        return governor.lemma in words.motion or (
            city and prep.lower == "to" and governor.lemma not in words.speech and governor.lemma not in words.addressed
        )
    if not city:
        return False
    if prep.lower == "of":
        return governor.lemma in words.place_nouns | words.force
    if prep.lower == "on":
        return governor.lemma in words.force | words.motion
    return prep.lower == "over" and governor.lemma in words.force
