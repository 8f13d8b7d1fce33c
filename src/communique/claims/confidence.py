"""How far to trust a claim: the share of right claims of its shape, measured, not felt.

Without the trained encoder: shares of claims of the right type among those that the development sets judge (``make eval``: 15
real articles, 5 of our own), rounded. With it: that share and the encoder's probability of the claim's type, joined by a
logistic regression that ``benchmarks/calibration.py --fit`` fits on development sets and scores on others.
"""

from __future__ import annotations

import math

from communique.records import Claim
from communique.vocabulary import Status

BOTH_SIDES, DOER_ALONE, RECIPIENT_ALONE, NOBODY = 0.88, 0.75, 0.65, 0.4
REPORTED = 0.93  # told by somebody, or inside quotation marks
UNREAL = 0.85  # asked for, offered, possible
SHARES = {(True, True): BOTH_SIDES, (True, False): DOER_ALONE, (False, True): RECIPIENT_ALONE, (False, False): NOBODY}
_SHAKY = frozenset({Status.POSSIBLE, Status.REQUESTED, Status.OFFERED})


INTERCEPT, OF_SHARE, OF_CHANCE = 0.0, 1.0, 0.3  # benchmarks/calibration.py --fit


def calibrated(share: float, chance: float) -> float:
    """The share of a claim's shape and the encoder's probability of its type as one probability, two decimals.

    >>> calibrated(0.88, 0.9) > calibrated(0.88, 0.1) > 0
    True
    """
    score = INTERCEPT + OF_SHARE * logit(share) + OF_CHANCE * logit(chance)
    return round(1 / (1 + math.exp(-score)), 2)


def logit(p: float) -> float:
    """Log odds, kept finite: probabilities below .005 or above .995 count as those."""
    bounded = min(0.995, max(0.005, p))
    return math.log(bounded / (1 - bounded))


def confidence_of(claim: Claim) -> float:
    """Between 0 and 1, two decimals: the share of its shape.

    >>> 0 < NOBODY * REPORTED * UNREAL < BOTH_SIDES < 1
    True
    """
    share = SHARES[bool(claim.actors), bool(claim.recipients)]
    if claim.chain or claim.quote:
        share *= REPORTED
    if claim.status in _SHAKY:
        share *= UNREAL
    return round(share, 2)
