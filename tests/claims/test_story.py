"""What runs through an article: its day, its occasions, and who issues a resolution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_the_day_of_the_lead_is_that_of_later_paragraphs(tell: Callable[..., Any]) -> None:
    told = tell("Iraq freed the sailors on Monday.\n\nIt also expelled two Omani diplomats.")
    time = told.of("SANCTION").time
    assert (time.start_time, time.basis.value) == ("2025-06-16", "inherited")


def test_the_nearer_day_wins(tell: Callable[..., Any]) -> None:
    told = tell("Iraq freed the sailors on Monday.\n\nOman thanked Iraq on Tuesday. It expelled two Kuwaiti diplomats.")
    assert told.of("SANCTION").time.start_time == "2025-06-17"


def test_background_and_plans_are_not_on_the_storys_day(tell: Callable[..., Any]) -> None:
    text = "Iraq freed the sailors on Monday. It had arrested a Kuwaiti officer. It will expel the Omani envoy."
    told = tell(text)
    assert told.of("COERCE").time.start_time is None
    assert told.of("SANCTION").time.start_time is None


def test_a_day_to_come_is_no_day_of_what_occurred(tell: Callable[..., Any]) -> None:
    told = tell("Iraq and Oman agreed to hold talks on 30 June. Iraq thanked Oman.")
    assert told.of("SUPPORT").time.start_time is None


def test_an_occasion_without_article_dates_nothing(tell: Callable[..., Any]) -> None:
    text = "Iraq and Oman held a meeting on Monday.\n\nKuwait expelled two Iraqi diplomats last month.\n\n"
    told = tell(text + "At a meeting with Qatar, Iraq had accused Kuwait of stealing oil.")
    assert told.of("ACCUSE").time.start_time is None


def test_the_verbs_of_a_resolution_have_its_issuer(tell: Callable[..., Any]) -> None:
    told = tell("The Security Council met on Monday.\n\nCondemns the attack by Chad on Libya.")
    claim = told.of("ACCUSE", "Condemns")
    assert len(claim.actors) == 1 and "United Nations" in next(iter(told.sides(claim.actors)))
    assert {p.basis.value for p in claim.actors} == {"inherited"}
