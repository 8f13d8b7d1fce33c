"""The words a claim rests on: its trigger, its sentence, the quotation and the topic."""

from __future__ import annotations

from communique.claims.detect import Trigger
from communique.claims.grammar import complement, prep_objects
from communique.claims.scene import Scene
from communique.records import Evidence, Sentence, Span

CONTEXT = 32  # characters of prefix and suffix, as W3C Web Annotation's examples have it
_TOPIC_PREPS = ("about", "on", "over", "regarding", "concerning")


def evidence_of(scene: Scene, sentence: Sentence) -> Evidence:
    """The sentence as a TextQuoteSelector."""
    text, start, end = scene.text, sentence.start, sentence.end
    return Evidence(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def trigger_span(scene: Scene, trigger: Trigger) -> Span:
    """The predicate's words: a noun phrase's lexical words, or a verb with its particle."""
    token, words = scene.token(trigger.i), len(trigger.sense.lemma.split())
    if trigger.sense.pos == "noun":
        return Span(scene.token(max(scene.sentence(trigger.i).first, trigger.i - words + 1)).start, token.end)
    last = min(scene.sentence(trigger.i).last - 1, trigger.i + words - 1)
    particles = [t.i for t in scene.syntax.children(trigger.i, "prt") if t.i == trigger.i + 1]
    return Span(token.start, scene.token(max([last, *particles])).end)


def quote_of(scene: Scene, trigger: Trigger) -> Span | None:
    """The quotation that holds the trigger, or the first one in the clause it governs."""
    held = scene.quotes.get(trigger.i)
    if held is not None:
        return Span(held.start, held.end)
    token = scene.token(trigger.carrier)
    for i in range(trigger.i, token.right):
        found = scene.quotes.get(i)
        if found is not None:
            return Span(found.start, found.end)
    return None


def topic_of(scene: Scene, trigger: Trigger) -> Span | None:
    """What speech or talks are about: the object of *about, on, over*, or the clause that is governed."""
    for i in dict.fromkeys((trigger.i, trigger.carrier)):
        for head in prep_objects(scene.syntax, i, *_TOPIC_PREPS):
            if head not in scene.times:
                return scene.syntax.span(head)
    below = complement(scene.syntax, trigger.i) if trigger.sense.content == "speech" else None
    return scene.syntax.span(below) if below is not None else None
