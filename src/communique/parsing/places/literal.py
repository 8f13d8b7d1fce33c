"""Whether a place's name stands for the place or for an actor, by the grammar around it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from communique.parsing.places.gazetteer import PlaceKind
from communique.records import Syntax, Token

_CAPABLE = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.CITY, PlaceKind.PROVINCE})
_ACTIVE = frozenset({"nsubj", "csubj", "agent"})


@dataclass(frozen=True, slots=True)
class LiteralRules:
    """Word lists of ``literal.toml``, lemmas."""

    literal_prepositions: frozenset[str]
    actor_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    role_nouns: frozenset[str]
    place_subject_verbs: frozenset[str]
    place_object_verbs: frozenset[str]
    actor_object_verbs: frozenset[str]
    dative_words: frozenset[str]
    relational_nouns: frozenset[str]
    force_words: frozenset[str]


def load_literal_rules() -> LiteralRules:
    """The lists shipped with the package."""
    table = tomllib.loads(files(__package__).joinpath("literal.toml").read_text("utf-8"))
    return LiteralRules(**{name: frozenset(words) for name, words in table.items()})


def is_literal(syntax: Syntax, first: int, last: int, kind: PlaceKind, rules: LiteralRules, *, adjective: bool) -> bool:
    """Whether tokens ``[first, last)``, which name a place of ``kind``, are used as a place."""
    head = _head(syntax, first, last)
    if kind not in _CAPABLE or _dateline(syntax, first):
        return True
    if _embedded(syntax, first, last):
        return False
    return _judged(head, syntax, kind, rules, adjective=adjective, depth=0)


def _dateline(syntax: Syntax, first: int) -> bool:
    """At the head of a block, before a dash: "KOLKATA, India –"."""
    sentence = syntax.sentences[syntax.tokens[first].sentence]
    opens = sentence.i == 0 or syntax.sentences[sentence.i - 1].block != sentence.block
    if (
        not opens
        or first - sentence.first > 3
        or any(t.pos in ("VERB", "AUX") for t in syntax.tokens[sentence.first : first])
    ):
        return False
    window = syntax.tokens[first : min(first + 9, sentence.last)]
    for token in window:
        if token.text in ("-", "–", "—", "--", "_", "("):
            return token.start > window[0].end  # not "Paris-based"
        if token.pos in ("VERB", "AUX", "ADP", "DET") or token.text == "'s":
            return False
    return False


def _head(syntax: Syntax, first: int, last: int) -> Token:
    """The token of a span whose head lies outside it."""
    for i in range(last - 1, first - 1, -1):
        token = syntax.tokens[i]
        if not first <= token.head < last or token.head == i:
            return token
    return syntax.tokens[last - 1]


def _embedded(syntax: Syntax, first: int, last: int) -> bool:
    """Inside the longer name of a body: "Leeds City Council"."""
    if any(syntax.tokens[i].ent not in ("ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT") for i in range(first, last)):
        return False
    start, end = first, last
    while start > 0 and not syntax.tokens[start].ent_start and syntax.tokens[start - 1].ent == syntax.tokens[first].ent:
        start -= 1
    while (
        end < len(syntax.tokens)
        and syntax.tokens[end].ent == syntax.tokens[first].ent
        and not syntax.tokens[end].ent_start
    ):
        end += 1
    return start < first or end > last


def _judged(token: Token, syntax: Syntax, kind: PlaceKind, rules: LiteralRules, *, adjective: bool, depth: int) -> bool:
    head = syntax.tokens[token.head]
    if head.i == token.i or depth > 6:
        return True
    if adjective or token.dep in ("amod", "compound", "nmod", "poss"):
        return (
            head.lemma in rules.place_nouns
            or head.lower in rules.place_nouns
            or (head.text[0].isupper() and (head.dep == "appos" and not adjective))
        )
    if token.dep in ("conj", "appos"):
        return _judged(head, syntax, kind, rules, adjective=False, depth=depth + 1)
    if token.dep in _ACTIVE:
        return head.lemma in rules.place_subject_verbs
    if token.dep in ("dobj", "dative", "iobj"):
        if kind in (PlaceKind.COUNTRY, PlaceKind.REGION):
            return head.lemma in rules.place_object_verbs
        return head.lemma not in rules.actor_object_verbs
    if token.dep == "pobj":
        return _after_preposition(head, syntax, kind, rules)
    return True


def _after_preposition(preposition: Token, syntax: Syntax, kind: PlaceKind, rules: LiteralRules) -> bool:
    word, governor = preposition.lower, syntax.tokens[preposition.head]
    if word == "to":
        return governor.lemma not in rules.dative_words
    if word in rules.literal_prepositions:
        return True
    if governor.lemma in rules.relational_nouns and word in ("with", "as", "like", "between"):
        return True
    if word in ("on", "against") and governor.lemma in rules.force_words:
        return True
    if word == "between" and kind is PlaceKind.CITY:
        return governor.lemma not in rules.role_nouns
    if word in rules.actor_prepositions:
        return False
    if word == "of":
        return governor.lemma not in rules.role_nouns and governor.ent != "PERSON"
    if word == "on":
        return kind is not PlaceKind.COUNTRY
    return True
