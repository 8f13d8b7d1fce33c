"""A reading made by hand, with something of everything that views show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pytest

from communique.records import (
    Actor,
    Attribution,
    Claim,
    ClaimTime,
    Document,
    Evidence,
    Manifest,
    Mention,
    Party,
    Place,
    Quantity,
    Reading,
    Span,
    TimeExpression,
)
from communique.vocabulary import (
    ActorKind,
    Basis,
    EventType,
    MentionKind,
    Precision,
    QuantityKind,
    Sector,
    Stance,
    Status,
    Style,
    TimeBasis,
    TimexType,
)

TEXT = (
    "Finland denies sending drone over border\n\n"
    "HELSINKI, Aug 12 — Finnish Foreign Minister Aino Laine called her Russian counterpart on Tuesday and denied that "
    "a Finnish drone had crossed the border. “We did not send it,” she said, according to the newspaper Kaiku.\n\n"
    "Russia has massed troops near Ivalo since 2024, and between 10 and 12 people were wounded in shelling last week, "
    "the ministry warned. The two ministers plan to meet in Geneva.\n\n"
    "Helsinki may close four crossings, an apparent reply to “those who send drones”."
)


@dataclass(frozen=True)
class Words:
    """Finds spans by their words."""

    text: str

    def span(self, words: str, nth: int = 1) -> Span:
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def at(self, words: str, nth: int = 1) -> tuple[int, int]:
        span = self.span(words, nth)
        return span.start, span.end

    def evidence(self, words: str) -> Evidence:
        start, end = self.at(words)
        return Evidence(start, end, words, self.text[max(0, start - 32) : start], self.text[end : end + 32])


def _document() -> Document:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    title = "Finland denies sending drone over border"
    return Document(
        f"d{digest[:16]}", digest, "gold:drone", "Kaiku", "2025-08-12T18:00:00+03:00", title, "en", TEXT, ("territory",)
    )


def _claims(w: Words) -> tuple[Claim, ...]:
    call = w.evidence(
        "Finnish Foreign Minister Aino Laine called her Russian counterpart on Tuesday and denied that a Finnish drone "
        "had crossed the border."
    )
    troops = w.evidence(
        "Russia has massed troops near Ivalo since 2024, and between 10 and 12 people were wounded in shelling last week, "
        "the ministry warned."
    )
    meet, close = w.evidence("The two ministers plan to meet in Geneva."), w.evidence(TEXT.rsplit("\n", 1)[-1])
    laine, tuesday = (
        Party("m1", "person:aino-laine"),
        ClaimTime("2025-08-12", "2025-08-13", Precision.DAY, TimeBasis.EXPLICIT, "t1"),
    )
    russia = Party(None, "RUS", Basis.INHERITED)
    inherited = ClaimTime("2025-08-12", "2025-08-13", Precision.DAY, TimeBasis.INHERITED)
    since = ClaimTime("2024-01-01", None, Precision.YEAR, TimeBasis.EXPLICIT, "t2")
    week = ClaimTime("2025-08-04", "2025-08-11", Precision.WEEK, TimeBasis.EXPLICIT, "t3")
    hurt = Quantity(QuantityKind.WOUNDED, 10, 12, 12, "people", *w.at("between 10 and 12 people"))

    def claim(id: str, type: EventType, mode: str | None, trigger: str, evidence: Evidence, **more: object) -> Claim:
        values: dict[str, object] = {
            "contexts": (),
            "actors": (),
            "recipients": (),
            "third_parties": (),
            "status": Status.OCCURRED,
            "content_status": None,
            "about": (),
            "time": ClaimTime(),
            "place": None,
            "quantities": (),
            "topic": None,
            "trigger": w.span(trigger),
            "chain": (),
            "quote": None,
            "cameo": None,
            "plover": None,
            "confidence": 0.75,
        }
        return Claim(id=id, type=type, mode=mode, evidence=evidence, **{**values, **more})  # type: ignore[arg-type]

    return (
        claim("c1", EventType.CONSULT, "call", "called", call, actors=(laine,), recipients=(Party("m2", "RUS"),), time=tuesday),
        claim(
            "c2", EventType.REJECT, "deny", "denied", call, actors=(laine,), content_status=Status.DENIED, about=("c3",),
            time=inherited, topic=w.span("a Finnish drone had crossed the border"),
        ),
        claim(
            "c3", EventType.MOBILIZE, None, "crossed", call, actors=(Party("m3", "FIN"),), recipients=(russia,),
            status=Status.DENIED, chain=("a1", "a2"), quote=w.span("We did not send it"),
        ),
        claim("c4", EventType.MOBILIZE, "troops", "massed", troops, actors=(Party("m5", "RUS"),), status=Status.ONGOING, time=since,
              place="p1", chain=("a3",)),
        claim("c5", EventType.ASSAULT, "artillery", "shelling", troops, time=week, quantities=(hurt,), chain=("a3",), confidence=0.5),
        claim("c6", EventType.CONSULT, "meeting", "meet", meet, actors=(Party("m6", None),), status=Status.PLANNED, place="p2",
              third_parties=(Party(None, "CHE", Basis.IMPLIED),)),
        claim("c7", EventType.SANCTION, "border", "close", close, actors=(Party("m7", "FIN"),),
              recipients=(Party(None, "RUS", Basis.IMPLIED),), status=Status.POSSIBLE),
    )  # fmt: skip


@pytest.fixture(scope="session")
def words() -> Words:
    return Words(TEXT)


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    return Manifest("0.1.0", "none", "none", "none")


@pytest.fixture(scope="session")
def reading(words: Words) -> Reading:
    w = words
    name, nominal = MentionKind.NAME, MentionKind.NOMINAL
    return Reading(
        _document(),
        times=(
            TimeExpression("t1", *w.at("Tuesday"), TimexType.DATE, "2025-08-12", "2025-08-12", "2025-08-13", Precision.DAY),
            TimeExpression("t2", *w.at("2024"), TimexType.DATE, "2024", "2024-01-01", "2025-01-01", Precision.YEAR),
            TimeExpression("t3", *w.at("last week"), TimexType.DATE, "2025-W32", "2025-08-04", "2025-08-11", Precision.WEEK),
        ),
        places=(
            Place("p1", *w.at("Ivalo"), "Ivalo", True, "FIN", 68.66, 27.54, 656820, 1),
            Place("p2", *w.at("Geneva"), "Geneva", True, "CHE", 46.2, 6.15, 2660646, 1),
        ),
        actors=(
            Actor("person:aino-laine", "Aino Laine", ActorKind.PERSON, "FIN", Sector.GOV, (Sector.GOV,), "foreign minister"),
            Actor("FIN", "Finland", ActorKind.STATE, "FIN"),
            Actor("RUS", "Russia", ActorKind.STATE, "RUS"),
            Actor("CHE", "Switzerland", ActorKind.STATE, "CHE"),
            Actor("media:kaiku", "Kaiku", ActorKind.MEDIUM, "FIN", Sector.MED, (Sector.MED,)),
        ),
        mentions=(
            Mention("m1", *w.at("Aino Laine"), name, "person:aino-laine"),
            Mention("m2", *w.at("her Russian counterpart"), nominal, "RUS"),
            Mention("m3", *w.at("Finnish", 2), name, "FIN"),
            Mention("m4", *w.at("she"), MentionKind.PRONOUN, "person:aino-laine"),
            Mention("m5", *w.at("Russia", 2), name, "RUS"),
            Mention("m6", *w.at("The two ministers"), nominal, None),
            Mention("m7", *w.at("Helsinki"), name, "FIN"),
            Mention("m8", *w.at("the ministry"), nominal, None),
            Mention("m9", *w.at("Kaiku"), name, "media:kaiku"),
        ),
        attributions=(
            Attribution("a1", ("m4",), w.span("said"), (w.span("We did not send it"),), Style.DIRECT, Stance.SAYS, "a2"),
            Attribution("a2", ("m9",), w.span("according to"), (w.span("“We did not send it,” she said"),), Style.INDIRECT,
                        Stance.SAYS),
            Attribution("a3", ("m8",), w.span("warned"), (w.span("Russia has massed troops near Ivalo since 2024, and between 10 "
                        "and 12 people were wounded in shelling last week"),), Style.INDIRECT, Stance.WARNS),
        ),
        claims=_claims(w),
    )  # fmt: skip
