"""Confidence: the measured share of right claims of a shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from communique.claims.confidence import (
    BOTH_SIDES,
    DOER_ALONE,
    NOBODY,
    RECIPIENT_ALONE,
    REPORTED,
    UNREAL,
    confidence_of,
)
from communique.vocabulary import Status


def test_confidence_of_each_shape(tell: Callable[..., Any]) -> None:
    claim = tell("Ghana condemned Togo.").of("ACCUSE")
    assert confidence_of(claim) == BOTH_SIDES == claim.confidence
    assert confidence_of(replace(claim, recipients=())) == DOER_ALONE
    assert confidence_of(replace(claim, actors=())) == RECIPIENT_ALONE
    assert confidence_of(replace(claim, actors=(), recipients=())) == NOBODY
    assert confidence_of(replace(claim, chain=("a1",))) == round(BOTH_SIDES * REPORTED, 2)
    assert confidence_of(replace(claim, status=Status.POSSIBLE)) == round(BOTH_SIDES * UNREAL, 2)
    assert confidence_of(replace(claim, status=Status.NEGATED)) == BOTH_SIDES
    told = replace(claim, chain=("a1",), quote=claim.trigger, status=Status.OFFERED)
    assert confidence_of(told) == round(BOTH_SIDES * REPORTED * UNREAL, 2)
