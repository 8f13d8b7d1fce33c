"""HTML → text and metadata, by trafilatura (body) and htmldate (date of publication)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from communique.errors import DocumentError
from communique.vocabulary import FailureReason

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|script)\b", re.IGNORECASE)
_MINIMUM = 80  # characters of body below which a page holds no article
_UNTRUSTED = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. ``published`` is an ISO date."""

    text: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


def looks_like_html(text: str) -> bool:
    """True where markup begins within the first kilobyte."""
    return bool(_HTML.search(text[:1024]))


def read_page(markup: str, *, url: str | None = None) -> Page:
    """The article of a page. Raises ``DocumentError`` (no_article).

    Comments are left out, tables and list items kept; ``text`` has a line for every block element.
    """
    import trafilatura

    quiet()
    try:
        found = trafilatura.bare_extraction(
            markup, url=url, with_metadata=False, include_comments=False, favor_precision=False
        )
        meta = trafilatura.extract_metadata(markup, default_url=url)
    except (ValueError, TypeError, AssertionError, RecursionError) as error:
        raise DocumentError(FailureReason.NO_ARTICLE, f"the page cannot be parsed ({type(error).__name__})") from error
    text = str(getattr(found, "text", None) or "")
    if len(text.strip()) < _MINIMUM:
        raise DocumentError(
            FailureReason.NO_ARTICLE, "no article was found in the page (a menu, a login wall, or a script)"
        )
    title = _clean(meta.title if meta else None)
    publisher = _clean(meta.sitename if meta else None)
    address = _clean(meta.url if meta else None)
    absolute = address if address and address.startswith(("http://", "https://")) else None
    return Page(text, title, publisher, _date(markup, url), absolute or url)


def _date(markup: str, url: str | None) -> str | None:
    import htmldate

    try:
        found = htmldate.find_date(markup, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError):
        return None
    return found or None


def _clean(value: str | None) -> str | None:
    """One line without control characters; None where nothing is left."""
    if not value:
        return None
    return " ".join(_UNTRUSTED.sub(" ", value).split())[:500] or None


def quiet() -> None:
    """Keep the libraries' own log lines, which quote the page, off the terminal."""
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
