"""Verbs that report: what they say (by frame), who says it, and the words that tell us so."""

from __future__ import annotations

from communique.attributions.drafts import Draft
from communique.attributions.grammar import (
    RELATIVES,
    agent,
    chars,
    clause_of,
    climb,
    conjuncts,
    is_passive,
    is_verb,
    phrase,
    subject,
    subtree,
    trimmed,
    verb_group,
    without,
)
from communique.attributions.lexicon import Entry, Lexicon
from communique.records import Span, Syntax, Token
from communique.vocabulary import Stance

NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"})
FACTS = frozenset({"fact"})
OBJECT_TAILS = frozenset({"for", "of", "as", "against", "over", "with", "to", "about"})


def verb_draft(syntax: Syntax, verb: int, lexicon: Lexicon, wide: bool) -> Draft | None:
    """What ``verb`` reports, if it does; content may be empty where a quotation may still be found for it."""
    token = syntax.tokens[verb]
    entry = lexicon.verbs.get(token.lemma)
    if entry is None or not is_verb(token) or token.dep in {"amod", "compound"}:
        return None
    raised = _raised(syntax, verb, lexicon, wide) or _trailing(syntax, verb, entry)
    if raised is not None:
        return raised
    if lexicon.has("quoter", token.lemma) and not wide and _relays(syntax, verb):
        return _relayed(syntax, verb, entry)
    frame, content = _content(syntax, verb, entry, lexicon, wide)
    if not content and not wide:
        content = _claimed(syntax, verb, lexicon, FACTS)
    if frame == "obj" and not wide:
        content = _claimed(syntax, verb, lexicon) or content
        if lexicon.has("rebuttal", token.lemma) and not _speech_noun(syntax, verb, lexicon):
            return None
    quoting = entry.admits("quote", wide)
    if not content and not quoting:
        return None
    sources = _sources(syntax, verb) or _inverted(syntax, verb, frame)
    cue = _cue(syntax, verb, lexicon, frame)
    hole = chars(syntax, subtree(syntax, verb)) if frame == "aside" and syntax.tokens[verb].head != verb else None
    if not wide:
        content = _named(syntax, verb, content)
    return Draft(verb, sources, cue, content, entry.stance_of(frame), frame, quoting, hole=hole)


def _relays(syntax: Syntax, verb: int) -> bool:
    return is_passive(syntax, verb) or (
        syntax.tokens[verb].tag == "VBG" and syntax.tokens[verb].dep in {"advcl", "acl", "prep"}
    )


def _relayed(syntax: Syntax, verb: int, entry: Entry) -> Draft | None:
    """Whose words are passed on: "quoted by X as saying …", "…, quoted by X, said", "X said, citing Y"."""
    token = syntax.tokens[verb]
    cue = chars(syntax, verb_group(syntax, verb))
    if token.tag == "VBG":
        objects = syntax.children(verb, "dobj")
        teller = _teller(syntax, verb)
        if not objects or teller is None:
            return None
        return Draft(verb, tuple(conjuncts(syntax, objects[0].i)), cue, (), entry.stance, "cited", told_in=teller)
    as_words = [prep.i for prep in syntax.children(verb, "prep") if prep.lower == "as"]
    saying = [c.i for i in as_words for c in syntax.children(i, "pcomp")]
    by = agent(syntax, verb)
    said = [subtree(syntax, i) for i in saying]
    for i in saying if by is None else ():  # "was quoted as saying by X"
        for prep in syntax.children(i, "prep", "agent"):
            if prep.lower == "by" and (objects := syntax.children(prep.i, "pobj")):
                by, said = objects[0].i, [range(i, i + 1)]
    if by is None:
        return None
    if not said and token.dep == "acl" and syntax.tokens[token.head].dep in {"nsubj", "nsubjpass"}:
        said = without(subtree(syntax, syntax.tokens[token.head].head), subtree(syntax, verb))
    content = _spans(syntax, said)
    return Draft(verb, tuple(conjuncts(syntax, by)), cue, content, entry.stance, "relayed") if content else None


def _teller(syntax: Syntax, verb: int) -> int | None:
    """The verb that "citing …" goes with: the one above it, or the one whose subject it describes."""
    token = syntax.tokens[verb]
    above = syntax.tokens[token.head]
    if token.dep == "acl":
        return above.head if above.dep in {"nsubj", "nsubjpass"} else None
    return above.i if above.i != verb else None


def _speech_noun(syntax: Syntax, verb: int, lexicon: Lexicon) -> bool:
    """What is rejected is a report or an accusation, not an offer or a person ("denied" alone rejects facts)."""
    if syntax.tokens[verb].lemma == "deny":
        return True
    nouns = syntax.children(verb, "dobj", "nsubjpass")
    return any(n.lemma in lexicon.nouns and lexicon.nouns[n.lemma].admits("that", False) for n in nouns)


def _named(syntax: Syntax, verb: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The noun instead of the relative pronoun for it ("the raid, which Tehran denies")."""
    found = []
    for span in content:
        i = syntax.token_at(span.start)
        alone = i is not None and syntax.tokens[i].end == span.end and syntax.tokens[i].lower in RELATIVES
        noun = (
            next((syntax.tokens[a].head for a in climb(syntax, verb) if syntax.tokens[a].dep == "relcl"), None)
            if alone
            else None
        )
        found.append(chars(syntax, phrase(syntax, noun)) if noun is not None else span)
    return tuple(found)


def _claimed(syntax: Syntax, verb: int, lexicon: Lexicon, nouns: frozenset[str] = frozenset()) -> tuple[Span, ...]:
    """ "rejected reports that …": what is denied is the clause; "deplored the fact that …" likewise (``nouns``)."""
    for noun in syntax.children(verb, "dobj"):
        if noun.lemma in (nouns or lexicon.nouns):
            for clause in syntax.children(noun.i, "acl"):
                if any(c.lower == "that" for c in syntax.children(clause.i, "mark")):
                    return _spans(syntax, [uttered(syntax, clause.i)])
    return ()


def _content(syntax: Syntax, verb: int, entry: Entry, lexicon: Lexicon, wide: bool) -> tuple[str, tuple[Span, ...]]:
    """The first frame that fits, with what it gives."""
    found = _clauses(syntax, verb)
    if found and entry.admits("that", wide):
        return "that", _spans(syntax, found)
    for frame in ("objinf", "inf", "ger", "name", "as"):
        if entry.admits(frame, wide):
            ranges = FRAMES[frame](syntax, verb)
            if ranges:
                return frame, _spans(syntax, ranges)
    rest = [_object_frame(syntax, verb, entry, wide), _preposition_frame(syntax, verb, entry, wide)]
    for found_frame, ranges in (
        rest if wide else reversed(rest)
    ):  # PolNeAR takes in whom, we what somebody is accused of
        if ranges:
            return found_frame, _spans(syntax, ranges)
    if entry.admits("that", wide) or entry.admits("aside", wide):
        ranges = aside(syntax, verb, lexicon)
        return "aside", _spans(syntax, ranges)
    return "quote", ()


def _object_frame(syntax: Syntax, verb: int, entry: Entry, wide: bool) -> tuple[str, list[range]]:
    return "obj", _objects(syntax, verb) if entry.admits("obj", wide) else []


def _preposition_frame(syntax: Syntax, verb: int, entry: Entry, wide: bool) -> tuple[str, list[range]]:
    for prep in syntax.children(verb, "prep", "agent", "dative"):
        objects = syntax.children(prep.i, "pobj", "pcomp")
        if objects and entry.admits(f"p:{prep.lower}", wide):
            return f"p:{prep.lower}", [range(objects[0].left, objects[-1].right)]
    return "", []


def _spans(syntax: Syntax, ranges: list[range]) -> tuple[Span, ...]:
    kept = [trimmed(syntax, r.start, r.stop) for r in ranges]
    return tuple(chars(syntax, r) for r in kept if len(r))


def _infinitive(syntax: Syntax, verb: int) -> bool:
    return any(c.lower == "to" and c.tag == "TO" for c in syntax.children(verb, "aux"))


def _clauses(syntax: Syntax, verb: int) -> list[range]:
    """Finite clauses that complete the verb."""
    found = []
    for clause in syntax.children(verb, "ccomp"):
        if _infinitive(syntax, clause.i) or _apart(syntax, clause, verb):
            continue
        if _finite(syntax, clause) or syntax.children(clause.i, "nsubj", "nsubjpass"):
            found.append(_after_date(syntax, uttered(syntax, clause.i), verb))
    return [*_relative_object(syntax, verb), *found] if found else []


def _apart(syntax: Syntax, clause: Token, verb: int) -> bool:
    """A clause before a semicolon is not what the next one reports."""
    return clause.i < verb and any(t.text == ";" for t in syntax.tokens[clause.right : verb])


def _relative_object(syntax: Syntax, verb: int) -> list[range]:
    """ "which", in "which he said was a mistake": it belongs to what is said."""
    if syntax.tokens[verb].dep != "relcl":
        return []
    subjects = syntax.children(verb, "nsubj")
    own = subjects[-1].i if subjects else verb
    return [range(c.i, c.i + 1) for c in syntax.children(verb) if c.lower in RELATIVES and c.i < own]


def _after_date(syntax: Syntax, words: range, verb: int) -> range:
    """ "said Tuesday the bridge …": the day is that of the saying."""
    first = syntax.tokens[words.start]
    if words.start == verb + 1 and first.dep == "npadvmod" and first.ent == "DATE" and words.stop > words.start + 3:
        return range(first.right, words.stop) if first.right < words.stop else words
    return words


def uttered(syntax: Syntax, clause: int) -> range:
    """A clause without its complementizer "that"."""
    whole = subtree(syntax, clause)
    first = syntax.tokens[whole.start]
    if first.lower == "that" and len(whole) > 1 and (first.dep in {"mark", "advmod"} or first.tag == "IN"):
        return range(whole.start + 1, whole.stop)
    return whole


def _finite(syntax: Syntax, token: Token) -> bool:
    """Has a tensed verb (or is one); participles and bare words have none."""
    if token.tag in {"VBD", "VBP", "VBZ", "MD"}:
        return True
    return any(
        c.dep in {"aux", "auxpass", "cop"} and c.tag in {"VBD", "VBP", "VBZ", "MD"} for c in syntax.children(token.i)
    ) or (token.tag == "VB" and bool(syntax.children(token.i, "nsubj", "mark")))


def _object_infinitive(syntax: Syntax, verb: int) -> list[range]:
    """ "urged Kyiv to sign": object and infinitive, as one stretch."""
    for clause in syntax.children(verb, "ccomp", "xcomp", "advcl"):
        if clause.i < verb or not _infinitive(syntax, clause.i):
            continue
        whole = subtree(syntax, clause.i)
        objects = [c for c in syntax.children(verb, "dobj", "dative") if verb < c.i < clause.i]
        for prep in syntax.children(verb, "prep"):
            if prep.lower in {"on", "upon", "for"} and verb < prep.i < clause.i:
                objects += syntax.children(prep.i, "pobj")
        if objects:
            return [range(objects[0].left, whole.stop)]
        if clause.dep != "advcl" and (syntax.children(clause.i, "nsubj") or is_passive(syntax, verb)):
            return [whole]
    return []


def _infinitives(syntax: Syntax, verb: int) -> list[range]:
    """ "vowed to fight": the verb's own infinitive."""
    for clause in syntax.children(verb, "xcomp", "ccomp"):
        if clause.i > verb and _infinitive(syntax, clause.i):
            return [subtree(syntax, clause.i)]
    return []


def _names(syntax: Syntax, verb: int, complement: Token) -> bool:
    """What something is called; "as he left" is when, not what."""
    if complement.i < verb or _infinitive(syntax, complement.i):
        return False
    if complement.dep != "advcl":
        return True
    return any(m.lower == "as" for m in syntax.children(complement.i, "mark")) and not syntax.children(
        complement.i, "nsubj", "nsubjpass", "expl"
    )


def _predicatives(syntax: Syntax, verb: int) -> list[range]:
    """ "called him a liar", "described it as absurd", "was branded a spy by …"."""
    named = [c for c in syntax.children(verb, "oprd", "xcomp", "ccomp", "advcl") if _names(syntax, verb, c)]
    named += [c for c in syntax.children(verb, "prep") if c.lower == "as" and c.i > verb]
    if not named:
        return []
    last = max(c.right for c in named)
    objects = syntax.children(verb, "dobj")
    if objects and objects[0].i > verb:
        return [range(objects[0].left, last)]
    first = min(c.left for c in named)
    if syntax.tokens[verb].tag == "VBN" and syntax.tokens[verb].dep == "acl" and agent(syntax, verb) is None:
        return []  # "a group called X" names, nobody speaks
    held = syntax.children(verb, "nsubjpass")
    return [*_relative_object(syntax, verb), *(subtree(syntax, c.i) for c in held), range(first, last)]


def _objects(syntax: Syntax, verb: int) -> list[range]:
    """Object, with the "for …" or "of …" that completes it; the subject of a passive."""
    objects = syntax.children(verb, "dobj")
    if objects:
        whole = subtree(syntax, objects[0].i)
        for prep in syntax.children(verb, "prep"):
            if prep.lower in OBJECT_TAILS and prep.left == whole.stop:
                whole = range(whole.start, prep.right)
        return [whole]
    if is_passive(syntax, verb):
        return [subtree(syntax, c.i) for c in syntax.children(verb, "nsubjpass")]
    return []


def _gerunds(syntax: Syntax, verb: int) -> list[range]:
    """ "denied carrying out the raid"."""
    found = [c for c in syntax.children(verb, "xcomp", "ccomp", "pcomp") if c.i > verb and c.tag == "VBG"]
    return [subtree(syntax, c.i) for c in found[:1]]


def _comparisons(syntax: Syntax, verb: int) -> list[range]:
    """ "described it as absurd": only with "as"."""
    found = _predicatives(syntax, verb)
    here = range(verb, found[-1].stop) if found else range(0)
    return found if any(syntax.tokens[i].lower == "as" for i in here) else []


FRAMES = {"ger": _gerunds, "objinf": _object_infinitive, "inf": _infinitives, "name": _predicatives, "as": _comparisons}


def aside(syntax: Syntax, verb: int, lexicon: Lexicon) -> list[range]:
    """The clause round a parenthesis: ", he said, …", ", Reuters reported.", "as the minister put it"."""
    token = syntax.tokens[verb]
    as_mark = any(c.lower == "as" for c in syntax.children(verb, "mark", "advmod", "prep"))
    if token.dep == "parataxis" or (token.dep in {"advcl", "relcl"} and as_mark):
        hole = subtree(syntax, verb)
        host = clause_of(syntax, token.head)
        if not lexicon.verbs[token.lemma].admits("aside", False):
            host = _outermost(syntax, host, lexicon)
        return without(subtree(syntax, host), hole)
    return _before_tail(syntax, verb) if not as_mark else []


def _outermost(syntax: Syntax, host: int, lexicon: Lexicon) -> int:
    """Out of what others report: a parenthesis inside their words is told by somebody further out."""
    while (token := syntax.tokens[host]).dep == "ccomp" and token.head < host:
        entry = lexicon.verbs.get(syntax.tokens[token.head].lemma)
        if entry is None or not entry.admits("that", False):
            break
        host = clause_of(syntax, token.head)
    return host


def _before_tail(syntax: Syntax, verb: int) -> list[range]:
    """A clause that ends in ", X said" but was parsed otherwise: all of the sentence before the comma."""
    sentence = syntax.sentences[syntax.tokens[verb].sentence]
    own = syntax.children(verb, "nsubj")
    if not own:
        return []
    first = min(own[0].left, verb_group(syntax, verb).start)
    if first - 1 <= sentence.first + 2 or syntax.tokens[first - 1].text not in {",", ",”"}:
        return []
    rest = range(max(own[0].right, verb + 1), sentence.last)
    if len(rest) > 8 or any(syntax.tokens[i].pos in {"VERB", "AUX"} for i in rest):
        return []
    before = range(sentence.first, first - 1)
    return [before] if any(syntax.tokens[i].pos in {"VERB", "AUX"} for i in before) else []


def adjective_draft(syntax: Syntax, word: int, lexicon: Lexicon, wide: bool) -> Draft | None:
    """ "is confident that …", "was critical of …"."""
    token = syntax.tokens[word]
    entry = lexicon.adjectives.get(token.lower)
    if entry is None or token.dep not in {"acomp", "ROOT", "conj", "ccomp"}:
        return None
    frame, content = _complement(syntax, word, entry, wide)
    if not content:
        return None
    copula = token.head if token.dep == "acomp" else word
    head = subject(syntax, copula)
    if head is None or syntax.tokens[head].lower == "it":
        return None
    group = verb_group(syntax, copula)
    cue = chars(syntax, range(group.start, word + 1) if group.start < word < group.start + 6 else range(word, word + 1))
    return Draft(word, tuple(conjuncts(syntax, head)), cue, content, entry.stance, f"adjective {frame}")


def _complement(syntax: Syntax, word: int, entry: Entry, wide: bool) -> tuple[str, tuple[Span, ...]]:
    clauses = _clauses(syntax, word)
    if clauses and entry.admits("that", wide):
        return "that", _spans(syntax, clauses)
    infinitives = _infinitives(syntax, word)
    if infinitives and entry.admits("inf", wide):
        return "inf", _spans(syntax, infinitives)
    for prep in syntax.children(word, "prep"):
        objects = [subtree(syntax, c.i) for c in syntax.children(prep.i, "pobj", "pcomp")]
        if objects and entry.admits(f"p:{prep.lower}", wide):
            return f"p:{prep.lower}", _spans(syntax, objects)
    return "", ()


def _trailing(syntax: Syntax, verb: int, entry: Entry) -> Draft | None:
    """ "…, several newspapers reported Friday." at the end of a sentence, where the parser saw no subject."""
    token = syntax.tokens[verb]
    sentence = syntax.sentences[token.sentence]
    if token.tag not in {"VBD", "VBZ", "VBP"} or syntax.children(
        verb, "nsubj", "nsubjpass", "ccomp", "dobj", "xcomp", "aux"
    ):
        return None
    if not entry.admits("quote", False) or len(range(verb, sentence.last)) > 5:
        return None
    first = verb
    while first > sentence.first and syntax.tokens[first - 1].pos in NOMINAL:
        first -= 1
    rest = [syntax.tokens[i] for i in range(verb + 1, sentence.last)]
    if first == verb or first - 1 <= sentence.first + 2 or syntax.tokens[first - 1].text != ",":
        return None
    before = range(sentence.first, first - 1)
    if any(t.pos in {"VERB", "AUX"} for t in rest) or not any(syntax.tokens[i].pos in {"VERB", "AUX"} for i in before):
        return None
    hole = chars(syntax, range(first, verb + 1))
    cue = Span(token.start, token.end)
    return Draft(verb, (verb - 1,), cue, _spans(syntax, [before]), entry.stance, "trailing", quoting=True, hole=hole)


def _raised(syntax: Syntax, verb: int, lexicon: Lexicon, wide: bool) -> Draft | None:
    """ "is said to have fled": hearsay, its content the subject and the infinitive."""
    token = syntax.tokens[verb]
    note = lexicon.words.get("ambient", {}).get(token.lemma)
    subjects = syntax.children(verb, "nsubjpass")
    if note is None and lexicon.has("raising", token.lemma):
        note, subjects = f"*{lexicon.words['raising'][token.lemma]}", syntax.children(verb, "nsubj")
    if note is None or not subjects or subjects[0].lower == "it" or (note.startswith("*") and not wide):
        return None
    infinitives = _infinitives(syntax, verb)
    if not infinitives:
        return None
    by = agent(syntax, verb)
    content = _spans(syntax, [subtree(syntax, subjects[0].i), infinitives[0]])
    group = chars(syntax, verb_group(syntax, verb))
    return Draft(
        verb, tuple(conjuncts(syntax, by)) if by is not None else (), group, content, Stance(note.strip("*")), "raised"
    )


def _sources(syntax: Syntax, verb: int) -> tuple[int, ...]:
    if is_passive(syntax, verb):
        head = agent(syntax, verb)
    else:
        head = subject(syntax, verb)
        if head is not None and syntax.tokens[head].lower in {"it", "there"} and syntax.tokens[head].dep == "expl":
            head = None
    return tuple(conjuncts(syntax, head)) if head is not None else ()


def _inverted(syntax: Syntax, verb: int, frame: str) -> tuple[int, ...]:
    """ "…," said X: what stands behind the verb and was taken for its object."""
    if frame not in {"quote", "that", "aside"} or is_passive(syntax, verb):
        return ()
    behind = [c for c in syntax.children(verb, "dobj", "oprd", "attr", "npadvmod") if c.left == verb + 1]
    return tuple(conjuncts(syntax, behind[0].i)) if behind and behind[0].pos in {"PROPN", "NOUN"} else ()


def _cue(syntax: Syntax, verb: int, lexicon: Lexicon, frame: str) -> Span:
    """The verb group; with "continued to" before it where that reports nothing itself; with "in a statement" after it."""
    group = verb_group(syntax, verb)
    token = syntax.tokens[verb]
    above = syntax.tokens[token.head]
    if token.dep == "xcomp" and group.start == above.i + 1 and not _reports(lexicon, above):
        group = range(verb_group(syntax, above.i).start, group.stop)
    for prep in syntax.children(verb, "prep"):
        medium = [c for c in syntax.children(prep.i, "pobj") if lexicon.has("medium", c.lemma)]
        if prep.left == group.stop and prep.lower == "in" and medium and prep.right - prep.left <= 4:
            group = range(group.start, prep.right)
    for prep in syntax.children(verb, "prep", "agent"):
        if prep.i == group.stop and (prep.dep == "agent" or f"p:{prep.lower}" == frame):
            group = range(group.start, prep.i + 1)
    return chars(syntax, group)


def _reports(lexicon: Lexicon, token: Token) -> bool:
    entry = lexicon.verbs.get(token.lemma)
    return entry is not None and (entry.admits("inf", True) or entry.admits("objinf", True))
