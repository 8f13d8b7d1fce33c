"""The words a claim rests on: its trigger, its sentence, the quotation and the topic."""

from __future__ import annotations

from collections.abc import Sequence

from communique.claims.detect import Trigger
from communique.claims.grammar import complement, is_verb, prep_children
from communique.claims.patterns import parse_pattern
from communique.claims.scene import Scene
from communique.records import Evidence, Party, Quotation, Sentence, Span
from communique.vocabulary import EventType

CONTEXT = 32  # characters of prefix and suffix, as W3C Web Annotation's examples have it
HYPHENS = ("-", "–")
CLOSERS = ("”", "’", '"', "''", ")")
DANGLING = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "DET", "AUX"})
OTHER_CLAUSES = ("advcl", "conj", "relcl", "parataxis")
DEEDS = frozenset(  # what is done, not said: it has a target, no topic
    {
        EventType.AID,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.SANCTION,
    }
)
_TOPIC_PREPS = ("about", "on", "over", "regarding", "concerning")


def evidence_of(scene: Scene, sentence: Sentence) -> Evidence:
    """The sentence as a TextQuoteSelector."""
    text, start, end = scene.text, sentence.start, sentence.end
    return Evidence(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def trigger_span(scene: Scene, trigger: Trigger) -> Span:
    """The predicate's words: a noun phrase's lexical words, or a verb with the particle that follows it.

    >>> # "military operation", "ruled out"; of "called the talks off" only "called": a trigger is one piece
    """
    token, words = scene.token(trigger.i), len(trigger.sense.lemma.split())
    sentence = scene.sentence(trigger.i)
    if trigger.sense.pos == "noun":
        return Span(scene.token(_first_word(scene, trigger.i, words, sentence.first)).start, token.end)
    last = min(sentence.last - 1, trigger.i + words - 1)
    named = {p for c in parse_pattern(trigger.sense.pattern) if c.kind == "prt:" and not c.negated for p in c.preps}
    after = (t for t in scene.syntax.children(trigger.i) if t.i == trigger.i + 1)
    particles = [t.i for t in after if t.lower in named or (t.dep == "prt" and t.tag == "RP")]
    return Span(token.start, scene.token(max([last, *particles])).end)


def _first_word(scene: Scene, i: int, words: int, least: int) -> int:
    """Where a phrase of so many words that ends at ``i`` begins; hyphens are no words."""
    while words > 1 and i > least:
        i -= 1
        words -= scene.token(i).text not in HYPHENS
    return i


def quote_of(scene: Scene, trigger: Trigger) -> Span | None:
    """The quotation that holds the trigger, or the nearest one after it in its own clause."""
    held = scene.quotes.get(trigger.i)
    if held is not None:
        return Span(held.start, held.end)
    seen: Quotation | None = None
    for i in range(trigger.i, scene.token(trigger.carrier).right):
        found = scene.quotes.get(i)
        if found is not None and found is not seen and _in_clause(scene, i, trigger):
            return Span(found.start, found.end)
        seen = found
    return None


def _in_clause(scene: Scene, i: int, trigger: Trigger) -> bool:
    """True where no other clause (joined, relative, a participle's) stands between token ``i`` and the trigger."""
    for at in (i, *scene.syntax.ancestors(i)):
        if at in (trigger.i, trigger.carrier):
            return True
        token = scene.token(at)
        if token.dep == "advcl" and (token.tag == "VB" or token.left == i):
            continue  # "called for all to “stop”", "expressed his support, “as he trusts …”": the quotation is the whole clause
        if is_verb(token) and token.dep in OTHER_CLAUSES:
            return False
    return False


def topic_of(scene: Scene, trigger: Trigger, recipients: Sequence[Party] = ()) -> Span | None:
    """What speech or talks are about: the object of *about, on, over*, or the clause that is governed.

    Nobody of the ``recipients`` is a topic after *on* ("called on the government").
    """
    sense = trigger.sense
    if sense.type in DEEDS:
        return None
    mentions = (scene.mentions.get(p.mention or "") for p in recipients)
    taken = {m.head for m in mentions if m is not None}
    for i in dict.fromkeys((trigger.i, trigger.carrier)):
        for p in prep_children(scene.syntax, i, *_TOPIC_PREPS):
            for t in scene.syntax.children(p.i, "pobj", "pcomp"):
                if t.i not in scene.times and not (p.lower == "on" and t.i in taken):
                    return _phrase(scene, t.i)
    below = complement(scene.syntax, trigger.i) if sense.content == "speech" else None
    return _phrase(scene, below) if below is not None else None


def _phrase(scene: Scene, head: int) -> Span | None:
    """The words under ``head``, without what dangles at their end where the parser cut them too early; None if nothing is left."""
    first, last = scene.token(head).left, scene.token(head).right - 1
    while last >= first and _dangles(scene, last):
        last -= 1
    return Span(scene.token(first).start, scene.token(last).end) if last >= head else None


def _dangles(scene: Scene, i: int) -> bool:
    """True of a word that no phrase ends in: punctuation, a conjunction, preposition or determiner, a relative clause whose
    object the parser gave to another ("any deal that involves | returning them")."""
    token = scene.token(i)
    if token.dep == "prt" or token.tag == "RP":
        return False
    if token.pos in DANGLING or token.tag in ("WDT", "WP", "WP$", "TO", "POS"):
        return token.text not in CLOSERS
    after = scene.token(i + 1) if i + 1 < scene.sentence(i).last else None
    cut = after is not None and (after.pos in ("NOUN", "PROPN", "PRON", "DET") or after.tag == "VBG")
    return cut and token.dep == "relcl" and is_verb(token)
