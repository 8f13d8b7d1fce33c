"""Whether it happened: the algebra of statuses, and the words that decide them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.claims.status import FACTUAL, combine, load_status_words
from communique.vocabulary import Status


@pytest.mark.parametrize(
    ("inner", "outer", "result"),
    [
        ("occurred", None, "occurred"),
        ("occurred", "possible", "possible"),
        ("occurred", "ongoing", "ongoing"),
        ("ongoing", "occurred", "ongoing"),
        ("planned", "occurred", "planned"),
        ("planned", "requested", "requested"),
        ("planned", "threatened", "threatened"),
        ("possible", "planned", "possible"),
        ("requested", "planned", "requested"),
        ("possible", "denied", "denied"),
        ("negated", "denied", "negated"),
        ("negated", "requested", "requested"),
        ("negated", "possible", "negated"),
        ("cancelled", "possible", "cancelled"),
    ],
)
def test_combine(inner: str, outer: str | None, result: str) -> None:
    assert combine(Status(inner), Status(outer) if outer else None) is Status(result)


@pytest.mark.parametrize("inner", list(Status))
def test_a_fact_above_makes_nothing_a_fact(inner: Status) -> None:
    assert combine(inner, None) is inner
    assert inner in FACTUAL or combine(inner, Status.OCCURRED) is inner


def test_the_lists_of_modals_are_apart() -> None:
    words = load_status_words()
    assert not words.possible_modals & words.planned_modals
    assert not words.deontic_modals & (words.possible_modals | words.planned_modals)
    assert words.ability <= words.possible_modals | {"ca"}
    assert words.future_in_past <= words.possible_modals


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        # negation and modals
        ("Kenya did not expel the Ugandan envoy.", "SANCTION", "negated"),
        ("Kenya has never attacked Uganda.", "ASSAULT", "negated"),
        ("Kenya will not expel the Ugandan envoy.", "SANCTION", "negated"),
        ("Kenya would not expel the Ugandan envoy.", "SANCTION", "negated"),
        ("Kenya may not expel the Ugandan envoy.", "SANCTION", "possible"),
        ("Kenya could expel the Ugandan envoy.", "SANCTION", "possible"),
        ("Kenya will expel the Ugandan envoy.", "SANCTION", "planned"),
        ("Kenya should expel the Ugandan envoy.", "SANCTION", "requested"),
        ("Kenya nearly attacked Uganda.", "ASSAULT", "negated"),
        ("Kenya reportedly attacked Uganda.", "ASSAULT", "possible"),
        ("No Kenyan minister met the Ugandan envoy.", "CONSULT", "negated"),
        ("Neither Kenya nor Uganda signed the treaty.", "AGREE", "negated"),
        # be and an infinitive
        ("Kenya is to expel the Ugandan envoy.", "SANCTION", "planned"),
        ("Kenya is about to expel the Ugandan envoy.", "SANCTION", "planned"),
        ("Kenya was expected to expel the Ugandan envoy.", "SANCTION", "planned"),
        # control verbs
        ("Kenya plans to expel the Ugandan envoy.", "SANCTION", "planned"),
        ("Kenya refused to expel the Ugandan envoy.", "SANCTION", "negated"),
        ("Kenya did not plan to expel the Ugandan envoy.", "SANCTION", "negated"),
        ("Kenya did not refuse to expel the Ugandan envoy.", "SANCTION", "possible"),
        ("Kenya had to withdraw its troops from Uganda.", "RETREAT", "occurred"),
        ("Kenya stopped shelling Uganda.", "ASSAULT", "negated"),
        ("Kenya did not stop shelling Uganda.", "ASSAULT", "ongoing"),
        # conditions
        ("If Kenya attacks Uganda, Chad will arm the Ugandans.", "ASSAULT", "possible"),
        ("Kenya will expel the envoy unless Uganda frees the sailors.", "RETREAT", "possible"),
        # joined infinitives
        ("Kenya wants to free the sailors and expel the Ugandan envoy.", "SANCTION", "planned"),
        # event nouns
        ("Kenya condemned Uganda's raids on Chad.", "ASSAULT", "occurred"),
        ("Kenya called for the release of the Ugandan sailors.", "RETREAT", "requested"),
        ("Kenya warned against the deployment of Ugandan troops in Chad.", "MOBILIZE", "possible"),
        ("Kenya and Uganda agreed on the withdrawal of Ugandan troops.", "RETREAT", "planned"),
        ("Planned talks between Kenya and Uganda worry Chad.", "CONSULT", "planned"),
        ("No agreement between Kenya and Uganda was reached.", "AGREE", "negated"),
        ("The visit of the Kenyan president to Uganda was called off.", "CONSULT", "cancelled"),
        # what lasts
        ("Kenya is at war with Uganda.", "ASSAULT", "ongoing"),
        ("Kenya is shelling Uganda.", "ASSAULT", "ongoing"),
        ("Kenya was shelling Uganda.", "ASSAULT", "occurred"),
        ("Kenya keeps shelling Uganda.", "ASSAULT", "ongoing"),
        ("The Kenyan siege of Entebbe continued.", "COERCE", "ongoing"),
    ],
)  # fmt: skip
def test_status(text: str, type_: str, status: str, tell: Callable[..., Any]) -> None:
    assert tell(text).of(type_).status.value == status
