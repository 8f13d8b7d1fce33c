"""Counts beside a claim: people killed, wounded, held or driven out, money and weapons, with the bounds the words give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.claims.detect import Trigger
from communique.claims.grammar import is_verb, prep_objects
from communique.claims.scene import Scene
from communique.claims.words import Words
from communique.records import Quantity, Sentence, Token
from communique.vocabulary import QuantityKind

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BOUND_WORDS = 4  # tokens before a number in which its bound stands
_GROUP = 1000  # scales from here on close a group of a number: "two million | three hundred"


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words of ``data/quantities.toml``: number words, bounds, and what tells the kind of a count.

    ``bounds``: phrase → whether it is a lower bound; ``currencies``: sign → its unit.
    """

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    bounds: Mapping[str, bool]
    kinds: Mapping[QuantityKind, frozenset[str]]
    people: frozenset[str]
    money: frozenset[str]
    weapons: frozenset[str]
    currencies: Mapping[str, str]


def load_count_words() -> CountWords:
    """The words of ``quantities.toml``.

    Raises:
        DataError: a list is missing, or a kind is none of ours.
    """
    words = Words.load("quantities.toml")
    return CountWords(
        numbers=words.numbers("numbers"),
        scales=words.numbers("scales"),
        bounds={**dict.fromkeys(words.listed("low"), True), **dict.fromkeys(words.listed("high"), False)},
        kinds={words.member(QuantityKind, kind): frozenset(them) for kind, them in words.lists("kinds").items()},
        people=words.listed("people"),
        money=words.listed("money"),
        weapons=words.listed("weapons"),
        currencies=words.texts("currencies"),
    )


def quantities_of(
    scene: Scene, trigger: Trigger, numbers: Sequence[int], claimed: frozenset[int], words: CountWords
) -> tuple[Quantity, ...]:
    """The counts that hang on a trigger: on its arguments, or on it ("killed at least 12 people").

    ``numbers`` are the sentence's, as ``numbers_in`` has them, ``claimed`` its triggers: each count hangs on the nearest.
    """
    made = (_quantity(scene, scene.token(i), words, trigger) for i in numbers if _on(scene, i, trigger, claimed))
    return tuple(quantity for quantity in made if quantity is not None)


def numbers_in(scene: Scene, sentence: Sentence, words: CountWords) -> tuple[int, ...]:
    """Head tokens of the numbers of a sentence that may count something: no dates, no labels ("Resolution 1701")."""
    tokens = scene.syntax.tokens[sentence.first : sentence.last]
    return tuple(
        t.i
        for t in tokens
        if (t.pos == "NUM" or (t.pos == "NOUN" and t.lemma in words.scales and scene.syntax.children(t.i, "prep")))
        and t.dep not in ("compound", "quantmod")
        and t.i not in scene.times
        and not (t.dep == "nummod" and t.head < t.i)
    )


def _on(scene: Scene, i: int, trigger: Trigger, claimed: frozenset[int]) -> bool:
    """True where the nearest predicate or event above the number is the trigger or its carrier."""
    for above in scene.syntax.ancestors(i):
        if above in (trigger.i, trigger.carrier):
            return True
        if above in claimed and not is_verb(scene.token(above)):
            return False
        if is_verb(scene.token(above)) and scene.token(above).dep not in ("acl", "amod"):
            return False
    return False


def _quantity(scene: Scene, token: Token, words: CountWords, trigger: Trigger) -> Quantity | None:
    if token.pos != "NUM":
        return _round(scene, token, words, trigger)
    parts = [c for c in scene.syntax.children(token.i, "compound", "quantmod", "nummod") if c.pos == "NUM"]
    parts = [*(c for c in parts if c.i < token.i), token]
    value = value_of([t.lower for t in parts], words)
    noun = scene.token(token.head) if token.dep == "nummod" else token
    mention = scene.mention_by_head.get(noun.i)
    if value is None or (mention is not None and mention.members):  # "the two neighbours" counts nothing
        return None
    first = parts[0].i
    sign = scene.token(first - 1).lower if first > scene.sentence(first).first else ""
    currency = words.currencies.get(sign)
    before = first if currency is None else first - 1
    bound = bound_of([t.lower for t in scene.syntax.tokens[max(0, before - _BOUND_WORDS) : before]], words)
    unit = currency or (noun.lower if noun.i != token.i else None)
    kind = QuantityKind.MONEY if currency else _kind(scene, noun, words, trigger)
    low, best, high = (
        value if bound is True else None,
        value if bound is None else None,
        value if bound is False else None,
    )
    return Quantity(kind, low, best, high, unit, parts[0].start, token.end)


def _round(scene: Scene, token: Token, words: CountWords, trigger: Trigger) -> Quantity | None:
    """ "dozens of soldiers": at least two dozen."""
    nouns = prep_objects(scene.syntax, token.i, "of")
    if not nouns or token.tag != "NNS":
        return None
    noun = scene.token(nouns[0])
    kind = _kind(scene, noun, words, trigger)
    return Quantity(kind, 2.0 * words.scales[token.lemma], None, None, noun.lower, token.start, token.end)


def bound_of(before: Sequence[str], words: CountWords) -> bool | None:
    """Whether the words before a number make it a lower bound (True), an upper one (False) or neither; the longest phrase
    decides: "no more than" is no "more than"."""
    for length in range(_BOUND_WORDS, 0, -1):
        found = words.bounds.get(" ".join(before[-length:])) if len(before) >= length else None
        if found is not None:
            return found
    return None


def value_of(parts: Iterable[str], words: CountWords) -> float | None:
    """What number words and digits say together: "two hundred" 200, "1,200" 1200, "3.5 million" 3,500,000, "dozen" 12.

    None where one of them is no number.
    """
    total, current = 0.0, 0.0
    for part in parts:
        if _DIGITS.fullmatch(part):
            current += float(part.replace(",", ""))
        elif part in words.scales:
            current = (current or 1.0) * words.scales[part]
            if words.scales[part] >= _GROUP:
                total, current = total + current, 0.0
        elif part in words.numbers:
            current += words.numbers[part]
        else:
            return None
    return total + current


def _kind(scene: Scene, noun: Token, words: CountWords, trigger: Trigger) -> QuantityKind:
    if noun.lemma in words.money:
        return QuantityKind.MONEY
    if noun.lemma in words.weapons:
        return QuantityKind.WEAPONS
    around = [noun.lemma, scene.token(noun.head).lemma, *(scene.token(c).lemma for c in noun.children)]
    if noun.lemma in words.people or noun.pos == "NUM":
        around.append(scene.token(trigger.i).lemma)
    for kind, lemmas in words.kinds.items():
        if any(lemma in lemmas for lemma in around):
            return kind
    return QuantityKind.PEOPLE if noun.lemma in words.people or noun.ent == "NORP" else QuantityKind.OTHER
