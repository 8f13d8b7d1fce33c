"""The thread of time through an article: the day the story is on, and occasions that were dated before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.claims.dating import inherited, story_time
from communique.claims.scene import Scene
from communique.records import ClaimTime, Sentence, TimeExpression
from communique.vocabulary import Status, TimeBasis

if TYPE_CHECKING:
    from communique.claims.reader import Draft

LEAD = 8  # sentences, the title's included, in which the story's day may first be told
AT = frozenset({"during", "at", "in"})


class Story:
    """The day the story is on while it is read: that of the sentence before in the paragraph, else that of the lead."""

    def __init__(self) -> None:
        self.block = -1
        self.paragraph: TimeExpression | None = None
        self.lead: TimeExpression | None = None
        self.seen = 0
        self.occasions: dict[str, ClaimTime] = {}

    def enter(self, scene: Scene, sentence: Sentence, times: dict[int, list[TimeExpression]]) -> None:
        """Come to a sentence."""
        if sentence.block != self.block:
            self.block, self.paragraph = sentence.block, None
        self.seen += 1
        day = story_time(scene, sentence, times)
        self.paragraph = day or self.paragraph
        if self.lead is None and self.seen <= LEAD:
            self.lead = day

    def dated(self, scene: Scene, draft: Draft) -> Draft:
        """The draft with the time of the occasion it names ("during the visit"), else, on the story's line, the story's day."""
        claim = draft.claim
        if claim.time.basis is not TimeBasis.NONE:
            if draft.trigger.sense.pos == "noun" and claim.time.start_time is not None:
                self.occasions[scene.token(draft.trigger.i).lemma] = replace(claim.time, basis=TimeBasis.ANCHORED)
            return draft
        time = self._occasion(scene, draft)
        day = self.paragraph or self.lead
        if time is None and day is not None and draft.narrative and claim.status is Status.OCCURRED:
            time = inherited(day)
        return draft if time is None else replace(draft, claim=replace(claim, time=time))

    def _occasion(self, scene: Scene, draft: Draft) -> ClaimTime | None:
        """The time of an event told before that the clause is set at."""
        for p in scene.syntax.children(draft.trigger.carrier, "prep"):
            for t in scene.syntax.children(p.i, "pobj") if p.lower in AT else ():
                definite = any(d.lower in ("the", "this", "that") for d in scene.syntax.children(t.i, "det"))
                if definite and t.lemma in self.occasions:
                    return self.occasions[t.lemma]
        return None
