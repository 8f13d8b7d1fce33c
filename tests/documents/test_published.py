"""Dates of publication."""

import pytest

from communique.documents.published import iso_published


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2025-06-19", "2025-06-19"),
        ("20250619", "2025-06-19"),
        ("2025-06-19T18:00:00Z", "2025-06-19T18:00:00+00:00"),
        ("2025-06-19 18:00+03:00", "2025-06-19T18:00:00+03:00"),
        ("Thu, 19 Jun 2025 18:00:00 +0300", "2025-06-19T18:00:00+03:00"),
    ],
)
def test_what_is_a_date(given: str, iso: str) -> None:
    assert iso_published(given) == iso


@pytest.mark.parametrize("given", ["", "yesterday", "2025-02-30", "2025-13-01", "0001-01-01", "19/06/2025", "2025"])
def test_what_is_none(given: str) -> None:
    with pytest.raises(ValueError):
        iso_published(given)
