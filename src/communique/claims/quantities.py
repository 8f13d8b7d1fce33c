"""Counts beside a claim: people killed, wounded, held or driven out, money and weapons, with the bounds the words give."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.claims.detect import Trigger
from communique.claims.grammar import is_verb
from communique.claims.scene import Scene, span_of
from communique.records import Quantity, Sentence, Token
from communique.vocabulary import QuantityKind

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BOUND_WORDS = 4  # tokens before a number in which its bound stands


@dataclass(frozen=True, slots=True)
class CountWords:
    """Words of ``data/quantities.toml``: number words, bounds, and what tells the kind of a count."""

    numbers: dict[str, float]
    scales: dict[str, float]
    low: tuple[str, ...]
    high: tuple[str, ...]
    about: tuple[str, ...]
    kinds: dict[QuantityKind, frozenset[str]]
    people: frozenset[str]
    money: frozenset[str]
    weapons: frozenset[str]


def quantities_of(scene: Scene, trigger: Trigger, sentence: Sentence, words: CountWords) -> tuple[Quantity, ...]:
    """The counts that hang on a trigger: on its arguments, or on it ("killed at least 12 people")."""
    found: list[Quantity] = []
    for i in range(sentence.first, sentence.last):
        token = scene.token(i)
        if (
            token.pos != "NUM"
            or token.dep in ("compound", "quantmod")
            or i in scene.times
            or not _on(scene, i, trigger)
        ):
            continue
        quantity = _quantity(scene, token, words, trigger)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _on(scene: Scene, i: int, trigger: Trigger) -> bool:
    """True where the nearest predicate or event above the number is the trigger or its carrier."""
    for above in scene.syntax.ancestors(i):
        if above in (trigger.i, trigger.carrier):
            return True
        if is_verb(scene.token(above)) and scene.token(above).dep not in ("acl", "amod"):
            return False
    return i in (trigger.i, trigger.carrier)


def _quantity(scene: Scene, token: Token, words: CountWords, trigger: Trigger) -> Quantity | None:
    parts = [
        c for c in scene.syntax.children(token.i, "compound", "quantmod", "nummod") if c.pos == "NUM" and c.i < token.i
    ]
    value = _value([*parts, token], words)
    if value is None:
        return None
    span = span_of(scene, [token.i, *(p.i for p in parts)])
    first = min([token.i, *(p.i for p in parts)])
    before = " ".join(t.lower for t in scene.syntax.tokens[max(0, first - _BOUND_WORDS) : first])
    low = value if any(before.endswith(b) for b in words.low) else None
    high = value if any(before.endswith(b) for b in words.high) else None
    noun = scene.token(token.head) if token.dep == "nummod" else token
    mention = scene.mention_by_head.get(noun.i)
    if mention is not None and mention.members:  # "the two neighbours" counts nothing
        return None
    best = None if low is not None or high is not None else value
    unit = noun.lower if noun.i != token.i else ("dollars" if _dollar(scene, first) else None)
    return Quantity(
        _kind(scene, noun, words, trigger, dollar=_dollar(scene, first)), low, best, high, unit, span.start, span.end
    )


def _dollar(scene: Scene, first: int) -> bool:
    return first > 0 and scene.token(first - 1).text in ("$", "€", "£")


def _value(tokens: list[Token], words: CountWords) -> float | None:
    """ "two hundred" 200, "1,200" 1200, "3.5 million" 3,500,000, "a dozen" 12."""
    total, current = 0.0, 0.0
    known = False
    for token in tokens:
        digits = _DIGITS.fullmatch(token.text)
        if digits:
            current, known = current + float(digits.group().replace(",", "")), True
        elif token.lower in words.scales:
            current, known = max(current, 1.0) * words.scales[token.lower], True
            if words.scales[token.lower] >= 1000:
                total, current = total + current, 0.0
        elif token.lower in words.numbers:
            current, known = current + words.numbers[token.lower], True
        else:
            return None
    return total + current if known else None


def _kind(scene: Scene, noun: Token, words: CountWords, trigger: Trigger, *, dollar: bool) -> QuantityKind:
    if dollar or noun.lemma in words.money:
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
