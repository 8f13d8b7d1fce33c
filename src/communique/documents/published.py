"""The date of publication as sources write it → ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EARLIEST = 1400


def iso_published(value: str) -> str:
    """An ISO date (``2025-06-19``) or date-time, with its zone where it has one.

    Taken: ISO 8601 (basic or extended) and RFC 5322 ("Thu, 19 Jun 2025 18:00:00 +0300"). Raises ``ValueError``.

    >>> iso_published("2025-06-19T18:00:00Z")
    '2025-06-19T18:00:00+00:00'
    """
    text = value.strip()
    if _DAY.fullmatch(text):
        day = date.fromisoformat(text)
        _plausible(day)
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _rfc(text)
    _plausible(moment.date())
    return moment.date().isoformat() if len(text) <= 10 else moment.isoformat()


def _rfc(text: str) -> datetime:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, IndexError) as error:
        raise ValueError(text) from error


def _plausible(day: date) -> None:
    if day.year < _EARLIEST:
        raise ValueError(f"year {day.year}")
