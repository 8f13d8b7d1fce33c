"""Grammar of the clause, over ClearNLP labels: verb groups, subjects, spans of clauses. Pure functions of ``Syntax``."""

from __future__ import annotations

from collections.abc import Iterator

from communique.records import Span, Syntax, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVES = frozenset({"who", "which", "that", "whom"})
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "ROOT", "parataxis", "pcomp", "xcomp", "csubj", "dep"})
REPORTED = frozenset({"ccomp", "xcomp"})
TRIM = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "...", "…"})
STEPS = 12  # how far up a chain of participles and conjuncts a subject is looked for


def is_verb(token: Token) -> bool:
    """A full verb in any form."""
    return token.pos == "VERB" or (token.tag.startswith("VB") and token.pos != "AUX")


def is_passive(syntax: Syntax, verb: int) -> bool:
    """A passive clause, or a bare past participle behind a noun."""
    token = syntax.tokens[verb]
    if syntax.children(verb, "auxpass", "nsubjpass", "agent"):
        return True
    return token.tag == "VBN" and token.dep == "acl" and not syntax.children(verb, "aux")


def verb_group(syntax: Syntax, verb: int) -> range:
    """Tokens of the verb with its auxiliaries, negation, adverbs before it and particle after it, as one run."""
    first, last = verb, verb + 1
    tokens = syntax.tokens
    while first > 0 and tokens[first - 1].head == verb and _prefix(tokens[first - 1]):
        first -= 1
    while last < len(tokens) and tokens[last].head == verb and tokens[last].dep == "prt":
        last += 1
    while first < verb and tokens[first].dep == "advmod" and tokens[first].lower in {"when", "where", "how", "why"}:
        first += 1
    return range(first, last)


def _prefix(token: Token) -> bool:
    return token.dep in {"aux", "auxpass", "neg"} or (
        token.dep == "advmod" and token.left == token.i == token.right - 1
    )


def conjuncts(syntax: Syntax, head: int) -> list[int]:
    """A noun and those joined to it, in text order."""
    found, queue = [head], [head]
    while queue:
        for child in syntax.children(queue.pop(), "conj"):
            if child.pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
                found.append(child.i)
                queue.append(child.i)
    return sorted(found)


def subject(syntax: Syntax, verb: int) -> int | None:
    """Head token of the understood subject: its own, the noun it describes, or that of the clause above."""
    for _ in range(STEPS):
        token = syntax.tokens[verb]
        own = syntax.children(verb, *SUBJECTS)
        if own:
            return _antecedent(syntax, verb, own[-1].i)
        if token.dep in {"acl", "relcl"}:
            noun = syntax.tokens[token.head]
            to = any(c.tag == "TO" for c in syntax.children(verb, "aux"))
            return _holder(syntax, noun.i) if to else noun.i
        if token.dep == "pcomp" and syntax.tokens[token.head].lower == "as":  # "quoted X as saying"
            above = syntax.tokens[token.head].head
            objects = syntax.children(above, "nsubjpass") or syntax.children(above, "dobj")
            if objects:
                return objects[-1].i
        if token.head == verb or token.dep not in {
            "conj",
            "advcl",
            "xcomp",
            "pcomp",
            "dep",
            "ccomp",
            "prep",
            "parataxis",
        }:
            return None
        verb = token.head
    return None


def _antecedent(syntax: Syntax, verb: int, found: int) -> int:
    """The noun a relative pronoun stands for."""
    token = syntax.tokens[verb]
    steps = 0
    while token.dep in {"conj", "ccomp"} and steps < STEPS and syntax.tokens[token.head].dep == "relcl":
        token, steps = syntax.tokens[token.head], steps + 1
    if syntax.tokens[found].lower in RELATIVES and token.dep == "relcl":
        return token.head
    return found


def _holder(syntax: Syntax, noun: int) -> int | None:
    """Whose plan, decision or promise it is."""
    for child in syntax.children(noun, "poss"):
        return child.i
    return None


def holder(syntax: Syntax, noun: int, light: frozenset[str]) -> int | None:
    """Whose words a speech noun is: its possessor, "by"/"from" X, else the subject of a light verb that has it as object."""
    own = _holder(syntax, noun)
    if own is not None:
        return own
    for prep in syntax.children(noun, "prep"):
        if prep.lower in {"by", "from"}:
            for obj in syntax.children(prep.i, "pobj"):
                return obj.i
    token = syntax.tokens[noun]
    above = syntax.tokens[token.head]
    if token.dep in {"dobj", "nsubjpass"} and above.lemma in light:
        return agent(syntax, above.i) if is_passive(syntax, above.i) else subject(syntax, above.i)
    return None


def agent(syntax: Syntax, verb: int) -> int | None:
    """Head of "by X" in a passive clause."""
    for by in syntax.children(verb, "agent"):
        for obj in syntax.children(by.i, "pobj"):
            return obj.i
    return None


def trimmed(syntax: Syntax, first: int, last: int) -> range:
    """Tokens ``[first, last)`` without punctuation at the edges (quotation marks and brackets stay)."""
    tokens = syntax.tokens
    while first < last and tokens[first].text in TRIM:
        first += 1
    while last > first and tokens[last - 1].text in TRIM:
        last -= 1
    return range(first, last)


def chars(syntax: Syntax, tokens: range) -> Span:
    """Characters from the first of ``tokens`` (not empty) to the end of its last."""
    return Span(syntax.tokens[tokens.start].start, syntax.tokens[tokens.stop - 1].end)


def without(whole: range, hole: range) -> list[range]:
    """What is left of ``whole`` when ``hole`` is cut out.

    >>> without(range(0, 9), range(3, 5))
    [range(0, 3), range(5, 9)]
    """
    pieces = [range(whole.start, min(whole.stop, hole.start)), range(max(whole.start, hole.stop), whole.stop)]
    return [p for p in pieces if len(p)]


def subtree(syntax: Syntax, i: int) -> range:
    """Tokens from the first to the last that depend on ``i``."""
    return range(syntax.tokens[i].left, syntax.tokens[i].right)


def climb(syntax: Syntax, i: int) -> Iterator[int]:
    """``i`` and everything above it."""
    yield i
    yield from syntax.ancestors(i)


def clause_of(syntax: Syntax, i: int) -> int:
    """Head of the clause that ``i`` is in."""
    for above in climb(syntax, i):
        token = syntax.tokens[above]
        if token.head == above or (token.pos in {"VERB", "AUX"} and token.dep in CLAUSES):
            return above
    return i


def phrase(syntax: Syntax, head: int) -> range:
    """The noun phrase of ``head`` for a mention: without relative clauses, appositions, conjuncts and what follows them."""
    first, last = syntax.tokens[head].left, syntax.tokens[head].right
    for child in syntax.children(head, "relcl", "appos", "conj", "acl", "cc", "punct", "advcl", "parataxis", "case"):
        if child.i > head:
            last = min(last, child.left)
        elif child.dep == "punct" and child.left == first:
            first = child.right
    return trimmed(syntax, first, max(last, head + 1))
