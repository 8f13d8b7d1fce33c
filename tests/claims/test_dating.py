"""When and where: what dates a claim, what it inherits, and where it happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.claims.dating import agreeing
from communique.records import ClaimTime
from communique.vocabulary import Precision, Status, TimeBasis

TODAY = "2025-06-19"
INHERITED = TimeBasis.INHERITED


@pytest.mark.parametrize(
    ("status", "start", "end", "kept"),
    [
        ("occurred", "2025-06-20", "2025-06-21", False),
        ("ongoing", "2025-06-20", "2025-06-21", False),
        ("occurred", "2025-06-19", "2025-06-20", True),
        ("occurred", "2025-06-19T21:00", "2025-06-19T22:00", True),
        ("occurred", "2025-06-16", "2025-06-23", True),
        ("occurred", None, "2025-06-21", True),
        ("planned", "2025-06-18", "2025-06-19", False),
        ("planned", "2025-06-18", "2025-06-20", True),
        ("planned", "2025-06-19T08:00", "2025-06-19T09:00", True),
        ("planned", "2025-06-18", None, True),
        ("negated", "2025-06-20", "2025-06-21", True),
        ("requested", "2025-06-18", "2025-06-19", True),
    ],
)
def test_an_inherited_time_agrees_with_the_status(status: str, start: str | None, end: str | None, kept: bool) -> None:
    time = ClaimTime(start, end, Precision.DAY, INHERITED)
    assert agreeing(time, Status(status), f"{TODAY}T10:00+02:00") == (time if kept else ClaimTime())


@pytest.mark.parametrize("basis", [TimeBasis.EXPLICIT, TimeBasis.NONE])
def test_only_what_is_carried_over_is_dropped(basis: TimeBasis) -> None:
    time = ClaimTime("2025-06-20", "2025-06-21", Precision.DAY, basis)
    assert agreeing(time, Status.OCCURRED, TODAY) is time
    late = ClaimTime("2025-06-20", "2025-06-21", Precision.DAY, INHERITED)
    assert agreeing(late, Status.OCCURRED, None) is late


@pytest.mark.parametrize(
    ("text", "type_", "start", "basis"),
    [
        ("Peru expelled the Chilean envoy on Monday.", "SANCTION", "2025-06-16", "explicit"),
        ("On Monday Peru expelled the Chilean envoy.", "SANCTION", "2025-06-16", "explicit"),
        # the noun is dated, not the verb above it
        ("Peru condemned Monday's attack by Chile on Bolivia.", "ASSAULT", "2025-06-16", "explicit"),
        # a treaty's date is not the date of what is done with it
        ("Peru praised the treaty of May 1999.", "SUPPORT", None, "none"),
        # joined verbs share their day
        ("On Monday Peru met Chile and thanked Bolivia.", "SUPPORT", "2025-06-16", "inherited"),
        # what is said has its own time
        ("Peru said on Monday that Chile had freed the sailors.", "RETREAT", None, "none"),
        ("Peru said on Tuesday that Chile had freed the sailors on Sunday.", "RETREAT", "2025-06-15", "explicit"),
        # ... and its own plans
        ("Peru announced on Monday that it would expel the Chilean envoy.", "SANCTION", None, "none"),
        # a relative clause has its own time
        ("Peru, which expelled the Chilean envoy in May, met Bolivia on Monday.", "SANCTION", "2025-05-01", "explicit"),
    ],
)  # fmt: skip
def test_what_dates_a_claim(text: str, type_: str, start: str | None, basis: str, tell: Callable[..., Any]) -> None:
    time = tell(text).of(type_).time
    assert (time.start_time, time.basis.value) == (start, basis)


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        ("Togo and Benin met in Geneva.", "CONSULT", "Geneva"),
        ("In Geneva, Togo and Benin signed an accord.", "AGREE", "Geneva"),
        ("Togo and Benin signed an accord at a ceremony in Geneva.", "AGREE", "Geneva"),
        ("Togo shelled Cotonou.", "ASSAULT", "Cotonou"),
        ("An operation in Cotonou to free the Togolese hostages failed.", "RETREAT", "Cotonou"),
        ("The Togolese minister from Lome met Benin's envoy.", "CONSULT", None),
        ("Togo condemned Benin.", "ACCUSE", None),
    ],
)
def test_where_a_claim_happened(text: str, type_: str, place: str | None, tell: Callable[..., Any]) -> None:
    told = tell(text)
    assert told.place(told.of(type_)) == place
