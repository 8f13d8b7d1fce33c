"""Who does what to whom in a clause: logical subject and object over a ClearNLP parse. Pure functions on token indices.

Passives, relative clauses, reduced relatives, control ("vowed to strike"), shared subjects of joined verbs and
adverbial clauses are undone here, so that the lexicon and the readers of arguments see one plain shape. Every function
returns head tokens; ``conjuncts`` widens a head to the members of a list. Cost is linear in the tokens looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.records import Syntax, Token

SUBJECTS = ("nsubj", "csubj")
PASSIVES = ("nsubjpass", "csubjpass")
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
OBJECT_CONTROL = frozenset(
    {
        "accuse",
        "advise",
        "allow",
        "ask",
        "authorise",
        "authorize",
        "bar",
        "beg",
        "block",
        "call",
        "challenge",
        "command",
        "compel",
        "convince",
        "dare",
        "direct",
        "discourage",
        "enable",
        "encourage",
        "exhort",
        "expect",
        "forbid",
        "force",
        "get",
        "impel",
        "implore",
        "induce",
        "instruct",
        "invite",
        "keep",
        "lead",
        "let",
        "make",
        "oblige",
        "order",
        "permit",
        "persuade",
        "plead",
        "prepare",
        "press",
        "pressure",
        "prevent",
        "prod",
        "prompt",
        "push",
        "remind",
        "request",
        "require",
        "see",
        "stop",
        "summon",
        "tell",
        "tempt",
        "urge",
        "want",
        "warn",
    }
)
FOR_CONTROL = frozenset(
    {
        "appeal",
        "argue",
        "arrange",
        "ask",
        "call",
        "campaign",
        "hope",
        "lobby",
        "plead",
        "pray",
        "press",
        "push",
        "vote",
        "wait",
    }
)
COMPLEMENTS = ("ccomp", "xcomp")
PREPOSITIONAL = frozenset({"ADP", "SCONJ", "VERB", "ADV", "PART"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_DEPTH = 12  # longest chain of shared subjects followed; real chains have two or three links


def is_verb(token: Token) -> bool:
    """True for verb forms, whatever their part of speech was guessed to be."""
    return token.pos in ("VERB", "AUX") or token.tag.startswith("VB")


def is_passive(syntax: Syntax, i: int) -> bool:
    """True where the verb's surface subject is its logical object.

    >>> # "The base was hit" -> True for *hit*; "a base hit by drones" -> True; "drones hit the base" -> False
    """
    token = syntax.tokens[i]
    if syntax.children(i, "auxpass", *PASSIVES):
        return True
    if token.tag != "VBN":
        return False
    if syntax.children(i, "aux"):
        return _shares_passive(syntax, i)
    if token.dep in ("acl", "amod", "relcl", "advcl"):
        return not syntax.children(i, "dobj", *SUBJECTS)
    return bool(syntax.children(i, "agent")) or _shares_passive(syntax, i)


def _shares_passive(syntax: Syntax, i: int) -> bool:
    """ "was stopped and searched": the second verb has no auxiliary of its own and shares that of the first."""
    token = syntax.tokens[i]
    if token.dep != "conj" or syntax.children(i, "aux", "dobj", *SUBJECTS):
        return False
    head = syntax.tokens[token.head]
    return is_verb(head) and head.i != i and is_passive(syntax, head.i)


def logical_subject(syntax: Syntax, i: int) -> int | None:
    """The head token of who does what verb ``i`` says, in its sentence; None where the grammar names nobody.

    >>> # "Iran was accused by Israel" -> Israel · "Iran vowed to retaliate": retaliate -> Iran
    >>> # "urged Israel to stop": stop -> Israel · "the drone which hit the base": hit -> drone
    """
    return _subject(syntax, i, _DEPTH)


def _subject(syntax: Syntax, i: int, depth: int) -> int | None:
    if depth == 0:
        return None
    if is_passive(syntax, i):
        return agent(syntax, i)
    for t in syntax.children(i, *SUBJECTS):
        return antecedent(syntax, t.i)
    return _controller(syntax, i, depth)


def _controller(syntax: Syntax, i: int, depth: int) -> int | None:
    """The subject a verb without one of its own borrows from what it hangs on."""
    token = syntax.tokens[i]
    head = syntax.tokens[token.head]
    if head.i == i:
        return None
    if token.dep in ("acl", "relcl", "amod"):
        return _controller_of_nominal(syntax, token, head, depth)
    if token.dep == "pcomp":
        return _controller_of_gerund(syntax, head, depth)
    if not (is_verb(head) or head.pos == "ADJ" or head.dep in ("acomp", "attr", "oprd")):
        return head_subject(syntax, head.i, depth - 1) if token.dep in ("xcomp", "advcl", "conj") else None
    asked = for_whom(syntax, head.i, i)
    if asked is not None:
        return asked
    if token.dep in COMPLEMENTS and head.lemma in OBJECT_CONTROL:
        controlled = _objects(syntax, head.i, depth - 1)
        if controlled:
            return controlled[0]
        called = [
            t
            for p in syntax.children(head.i, "prep")
            if p.lower in ("on", "upon", "to")
            for t in syntax.children(p.i, "pobj")
        ]
        if called or token.dep != "xcomp":
            return called[0].i if called else None  # an infinitive without either: "wants to join", "stopped arming"
    if token.dep == "advcl" and token.tag == "VBG" and is_passive(syntax, head.i) and agent(syntax, head.i) is not None:
        return agent(syntax, head.i)  # "was shelled by the army, killing twelve"
    if token.dep in ("xcomp", "ccomp", "advcl", "conj", "dep", "prep", "oprd", "parataxis"):
        return head_subject(syntax, head.i, depth - 1)
    return None


def for_whom(syntax: Syntax, i: int, infinitive: int) -> int | None:
    """Who is to do the infinitive in "called for all parties to stop": the object of *for* between the two."""
    if syntax.tokens[i].lemma not in FOR_CONTROL or not _has_to(syntax, infinitive):
        return None
    if for_clause(syntax, i) == infinitive:
        return next((t.i for t in syntax.children(infinitive, *SUBJECTS)), None)
    for p in syntax.children(i, "prep"):
        if p.lower == "for" and p.i < infinitive:
            for t in syntax.children(p.i, "pobj"):
                return t.i
    return None


def for_clause(syntax: Syntax, i: int) -> int | None:
    """The verb of a clause that *for* introduces: "called for Morocco to free them", parsed with *for* as its mark."""
    if syntax.tokens[i].lemma not in FOR_CONTROL:
        return None
    for t in syntax.children(i, "advcl", "ccomp", "xcomp"):
        if any(m.lower == "for" for m in syntax.children(t.i, "mark")):
            return t.i
    return None


def _has_to(syntax: Syntax, i: int) -> bool:
    return any(t.lower == "to" for t in syntax.children(i, "aux"))


def head_subject(syntax: Syntax, i: int, depth: int = _DEPTH) -> int | None:
    """The surface subject of a predicate (verb, or adjective or noun after *be*): what verbs hung on it share."""
    if depth <= 0:
        return None
    for t in syntax.children(i, *SUBJECTS, *PASSIVES):
        return antecedent(syntax, t.i)
    token = syntax.tokens[i]
    head = syntax.tokens[token.head]
    if is_verb(token):
        if token.dep in ("acl", "amod") and token.tag in ("VBN", "VBG"):
            return head.i
        return _controller(syntax, i, depth)
    if head.i != i and (is_verb(head) or token.dep in ("acomp", "attr", "oprd", "conj", "prep", "pobj")):
        return head_subject(syntax, head.i, depth - 1)
    return None


def _controller_of_nominal(syntax: Syntax, token: Token, noun: Token, depth: int) -> int | None:
    if token.dep == "relcl":
        # "the drone which hit": found as a child; "the drone Iran fired": Iran is a child. Here: "the first to leave".
        return noun.i
    if token.tag == "VBG":
        return noun.i
    held = holder(syntax, noun.i)
    if held is not None:
        return held
    governor = syntax.tokens[noun.head]
    if governor.i != noun.i and is_verb(governor) and noun.dep in ("dobj", "attr"):
        return head_subject(syntax, governor.i, depth - 1)
    return None


def _controller_of_gerund(syntax: Syntax, preposition: Token, depth: int) -> int | None:
    """Of a gerund: "accused Iran of arming": Iran; "ended it by agreeing": the subject; "blame for": the holder."""
    head = syntax.tokens[preposition.head]
    if head.i == preposition.i:
        return None
    if is_verb(head):
        if preposition.lower in ("of", "for", "from", "against", "into"):
            controlled = _objects(syntax, head.i, depth - 1)
            if controlled:
                return controlled[0]
        return head_subject(syntax, head.i, depth - 1)
    held = holder(syntax, head.i)
    if held is not None:
        return held
    governor = syntax.tokens[head.head]
    return head_subject(syntax, governor.i, depth - 1) if is_verb(governor) and governor.i != head.i else None


def agent(syntax: Syntax, i: int) -> int | None:
    """The object of a passive's *by*."""
    for p in syntax.children(i, "agent", "prep"):
        if p.lower == "by":
            for t in syntax.children(p.i, "pobj"):
                return t.i
    return None


def logical_objects(syntax: Syntax, i: int) -> tuple[int, ...]:
    """Heads of what the act is done to: direct object or passive subject; relatives and shared objects undone.

    >>> # "Iran was accused" -> (Iran,) · "the town which rebels took": took -> (town,)
    """
    return _objects(syntax, i, _DEPTH)


def _objects(syntax: Syntax, i: int, depth: int) -> tuple[int, ...]:
    if depth == 0:
        return ()
    if is_passive(syntax, i):
        return _passive_objects(syntax, i, depth)
    found = [antecedent(syntax, t.i) for t in syntax.children(i, "dobj")]
    if found:
        return tuple(found)
    token = syntax.tokens[i]
    subjects = syntax.children(i, *SUBJECTS)
    gapped = token.dep == "relcl" and subjects and not any(t.lower in RELATIVE for t in subjects)
    if gapped and not syntax.children(i, "prep", "ccomp", "xcomp", "acomp"):
        return (token.head,)
    return _shared_object(syntax, i, depth)


def _passive_objects(syntax: Syntax, i: int, depth: int) -> tuple[int, ...]:
    token = syntax.tokens[i]
    surface = syntax.children(i, *PASSIVES)
    if surface:
        return tuple(antecedent(syntax, t.i) for t in surface)
    if token.dep in ("acl", "amod"):
        return (token.head,)
    shared = head_subject(syntax, token.head, depth - 1) if token.head != i else None
    return (shared,) if shared is not None else ()


def _shared_object(syntax: Syntax, i: int, depth: int) -> tuple[int, ...]:
    """ "attacked and destroyed the base": the first verb borrows the object of the verb joined right after it."""
    for t in syntax.children(i, "conj"):
        between = syntax.tokens[i + 1 : t.i]
        joined = all(x.dep in ("cc", "punct", "advmod", "preconj") for x in between)
        if is_verb(t) and joined and t.tag == syntax.tokens[i].tag:
            return _objects(syntax, t.i, depth - 1)
    return ()


def antecedent(syntax: Syntax, i: int) -> int:
    """The noun a relative pronoun stands for; any other token is itself."""
    token = syntax.tokens[i]
    if token.lower not in RELATIVE or token.tag not in ("WDT", "WP", "WP$", "IN", "DT"):
        return i
    for above in syntax.ancestors(i):
        if syntax.tokens[above].dep in ("relcl", "acl"):
            return syntax.tokens[above].head
        if syntax.tokens[above].dep in ("ccomp", "advcl"):
            return i
    return i


def prep_children(syntax: Syntax, i: int, *preps: str) -> list[Token]:
    """Prepositions on token ``i`` (``agent`` *by* and ``dative`` *to* too), of the words ``preps`` where given.

    Compound ones count by their last word too: "out of", "away from", "ahead of", "along with".
    """
    found = [p for p in syntax.children(i, "prep", "agent", "dative") if p.pos in PREPOSITIONAL]
    for outer in [*found, *syntax.children(i, "advmod", "prt")]:
        found.extend(syntax.children(outer.i, "prep"))
    found.sort(key=lambda p: p.i)
    return [p for p in found if not preps or p.lower in preps]


def prep_objects(syntax: Syntax, i: int, *preps: str) -> tuple[int, ...]:
    """Heads of the noun phrases that the prepositions ``preps`` (all where none is given) join to token ``i``.

    >>> # "talks with France on Iran" -> prep_objects(talks, "with") -> (France,)
    """
    return tuple(
        antecedent(syntax, t.i) for p in prep_children(syntax, i, *preps) for t in syntax.children(p.i, "pobj")
    )


def dative(syntax: Syntax, i: int) -> int | None:
    """The receiver of "give Ukraine tanks", "hand the tanks to Ukraine" (only where the parser says dative)."""
    for t in syntax.children(i, "dative"):
        if t.pos in NOMINAL and t.dep == "dative" and t.lower not in ("to", "for"):
            return t.i
        for p in syntax.children(t.i, "pobj"):
            return p.i
    return None


def complement(syntax: Syntax, i: int) -> int | None:
    """The verb of the clause that token ``i`` governs: ccomp, xcomp, infinitive on a noun, gerund after a preposition.

    >>> # "vowed to retaliate" -> retaliate · "said that talks failed" -> failed · "accused Iran of arming" -> arming
    """
    for t in syntax.children(i, *COMPLEMENTS):
        return t.i
    introduced = for_clause(syntax, i)
    if introduced is not None:
        return introduced
    for t in syntax.children(i, "advcl"):
        if for_whom(syntax, i, t.i) is not None:
            return t.i
    if not is_verb(syntax.tokens[i]):
        for t in syntax.children(i, "acl"):
            if t.tag == "VB" or any(c.lower == "that" for c in syntax.children(t.i, "mark")):
                return t.i
    for p in prep_children(syntax, i):
        for t in syntax.children(p.i, "pcomp"):
            return t.i
    return None


def conjuncts(syntax: Syntax, i: int) -> tuple[int, ...]:
    """``i`` and all that is joined to it further on, in text order: "Russia, China and Iran" -> the three heads."""
    found, todo = [i], [i]
    while todo:
        for t in syntax.children(todo.pop(), "conj"):
            found.append(t.i)
            todo.append(t.i)
    return tuple(sorted(found))


def holder(syntax: Syntax, i: int) -> int | None:
    """Whose a noun is: possessor, demonym or name before it, or the object of *by*, *from*, *of*, in this order.

    >>> # "Iran's attack", "the Iranian attack", "an attack by Iran" -> Iran, Iranian, Iran
    """
    for t in possessors(syntax, i):
        return t
    for t in prep_objects(syntax, i, "by"):
        return t
    for t in namesakes(syntax, i):
        return t
    for t in prep_objects(syntax, i, "from"):
        return t
    for t in prep_objects(syntax, i, "of"):
        return t
    return None


def possessors(syntax: Syntax, i: int) -> tuple[int, ...]:
    """Possessors of a noun: "Iran's and Iraq's envoys" -> the two heads' first; "whose" is resolved."""
    return tuple(antecedent(syntax, t.i) for t in syntax.children(i, "poss"))


def namesakes(syntax: Syntax, i: int) -> tuple[int, ...]:
    """Names and demonyms before a noun: *US* in "US strikes", *Israeli* in "Israeli raid", both in "US-Iran talks"."""
    found = []
    for t in syntax.children(i, "amod", "compound", "nmod", "npadvmod"):
        if t.i < i and (t.pos == "PROPN" or t.ent in ("GPE", "NORP", "ORG", "PERSON", "LOC") or t.text[:1].isupper()):
            found.append(t.i)
            found.extend(c.i for c in syntax.children(t.i, "amod", "compound", "nmod", "conj") if c.text[:1].isupper())
    return tuple(sorted(found))


def is_negated(syntax: Syntax, i: int) -> bool:
    """True where the token itself is negated: *not*, *never*, *no longer*, "no attack"."""
    for t in syntax.children(i):
        if t.dep == "neg" or (t.lower in ("no", "neither", "never", "hardly") and t.dep in ("det", "advmod")):
            return True
        if t.lower == "longer" and any(c.lower == "no" for c in syntax.children(t.i)):
            return True
    return False


def modifiers(syntax: Syntax, i: int) -> Iterator[Token]:
    """Compound and adjectival modifiers left of a noun, nearest last."""
    return (t for t in syntax.children(i, "compound", "amod", "nmod", "npadvmod", "nummod") if t.i < i)
