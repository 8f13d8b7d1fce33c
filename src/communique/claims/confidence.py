"""How far to trust a claim: the share of right claims of its shape, measured, not felt.

Shares are those of claims of the right type among those that the development sets judge (``make eval``: 15 real articles,
5 of our own), rounded; a trained reader will replace them by calibrated probabilities.
"""

from __future__ import annotations

from communique.records import Claim
from communique.vocabulary import Status

BOTH_SIDES, DOER_ALONE, RECIPIENT_ALONE, NOBODY = 0.88, 0.75, 0.65, 0.4
REPORTED = 0.93  # told by somebody, or inside quotation marks
UNREAL = 0.85  # asked for, offered, possible
SHARES = {(True, True): BOTH_SIDES, (True, False): DOER_ALONE, (False, True): RECIPIENT_ALONE, (False, False): NOBODY}
_SHAKY = frozenset({Status.POSSIBLE, Status.REQUESTED, Status.OFFERED})


def confidence_of(claim: Claim) -> float:
    """Between 0 and 1, two decimals.

    >>> 0 < NOBODY * REPORTED * UNREAL < BOTH_SIDES < 1
    True
    """
    share = SHARES[bool(claim.actors), bool(claim.recipients)]
    if claim.chain or claim.quote:
        share *= REPORTED
    if claim.status in _SHAKY:
        share *= UNREAL
    return round(share, 2)
