"""What runs through an article: the day the story is on, occasions that were dated before, who issues a resolution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.claims.dating import agreeing, inherited, story_time
from communique.claims.scene import Scene
from communique.records import Claim, ClaimTime, Mention, Party, Sentence, TimeExpression
from communique.vocabulary import Basis, Status, TimeBasis

if TYPE_CHECKING:
    from communique.claims.reader import Draft

LEAD = 8  # sentences, the title's included, in which the story's day may first be told
TOLD = frozenset({Status.OCCURRED, Status.NEGATED})
AT = frozenset({"during", "at", "in"})


class Story:
    """The day the story is on while it is read: that of the sentence before in the paragraph, else that of the lead.

    ``published`` is the document's day or time of publication, ISO.
    """

    def __init__(self, published: str | None) -> None:
        self.published = published
        self.block = -1
        self.paragraph: TimeExpression | None = None
        self.lead: TimeExpression | None = None
        self.seen = 0
        self.occasions: dict[str, ClaimTime] = {}
        self.issuer: Mention | None = None

    def enter(self, scene: Scene, sentence: Sentence, times: dict[int, list[TimeExpression]]) -> None:
        """Come to a sentence."""
        if sentence.block != self.block:
            self.block, self.paragraph = sentence.block, None
        self.seen += 1
        day = story_time(scene, sentence, times)
        self.paragraph = day or self.paragraph
        self.issuer = _subject(scene, sentence) or self.issuer
        if self.lead is None and self.seen <= LEAD:
            self.lead = day

    def dated(self, scene: Scene, draft: Draft) -> Draft:
        """The draft with the time of the occasion it names ("during the visit"), else, on the story's line, the story's day."""
        claim = self._agreed(draft.claim)
        draft = replace(draft, claim=claim)
        if claim.time.basis is not TimeBasis.NONE:
            if draft.trigger.sense.pos == "noun" and claim.time.start_time is not None:
                self.occasions[scene.token(draft.trigger.i).lemma] = replace(claim.time, basis=TimeBasis.ANCHORED)
            return draft
        time = self._occasion(scene, draft)
        day = self.paragraph or self.lead
        if time is None and day is not None and draft.narrative and claim.status in TOLD:
            time = inherited(day)
        return draft if time is None else replace(draft, claim=self._agreed(replace(claim, time=time)))

    def issued(self, scene: Scene, draft: Draft) -> Draft:
        """The draft with the doer that a resolution's verbs share: "The Council … Welcomes …; Calls upon …"."""
        if draft.claim.actors or self.issuer is None or not _is_headless(scene, draft):
            return draft
        taken = {p.actor for p in draft.claim.recipients}
        parties = (Party(self.issuer.id, a, Basis.INHERITED) for a in self.issuer.members or (self.issuer.actor,))
        return replace(draft, claim=replace(draft.claim, actors=tuple(p for p in parties if p.actor not in taken)))

    def _agreed(self, claim: Claim) -> Claim:
        return replace(claim, time=agreeing(claim.time, claim.status, self.published))

    def _occasion(self, scene: Scene, draft: Draft) -> ClaimTime | None:
        """The time of an event told before that the clause is set at."""
        for p in scene.syntax.children(draft.trigger.carrier, "prep"):
            for t in scene.syntax.children(p.i, "pobj") if p.lower in AT else ():
                definite = any(d.lower in ("the", "this", "that") for d in scene.syntax.children(t.i, "det"))
                if definite and t.lemma in self.occasions:
                    return self.occasions[t.lemma]
        return None


def _subject(scene: Scene, sentence: Sentence) -> Mention | None:
    """The mention that is the subject of the sentence's main verb."""
    for t in scene.syntax.children(sentence.root, "nsubj", "nsubjpass"):
        mention = scene.mention_by_head.get(t.i)
        if mention is not None and (mention.actor or mention.members):
            return mention
    return None


def _is_headless(scene: Scene, draft: Draft) -> bool:
    """True of a speech act whose finite verb or participle opens its sentence without a subject."""
    token = scene.token(draft.trigger.carrier)
    if draft.trigger.sense.content != "speech" or token.tag not in ("VBZ", "VBG", "VB"):
        return False
    first = scene.sentence(token.i).first
    opens = all(scene.token(i).pos in ("ADV", "PUNCT", "NUM", "X", "SYM", "CCONJ") for i in range(first, token.i))
    return opens and not scene.syntax.children(token.i, "nsubj", "nsubjpass")
