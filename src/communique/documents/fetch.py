"""One address → bytes: http and https, with time-outs, a size cap, few redirects and a user agent that says who we are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from communique.errors import DocumentError
from communique.vocabulary import FailureReason

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

USER_AGENT = "communique/0.1 (reads one page when asked to; +https://pypi.org/project/communique/)"
TIMEOUT = 20.0  # seconds, to connect and between two packets
MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of a page, its charset as the header has it, and the address it came from after redirects."""

    body: bytes
    charset: str | None
    html: bool
    url: str


def fetch(url: str, *, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> Fetched:
    """The page at ``url``. Raises ``DocumentError`` (fetch, too_large) saying what went wrong."""
    import urllib3

    pool = urllib3.PoolManager(
        headers={"User-Agent": USER_AGENT, "Accept": "text/html, text/plain;q=0.9", "Accept-Encoding": "gzip, deflate"},
        timeout=urllib3.Timeout(connect=timeout, read=timeout),
        retries=urllib3.Retry(total=MAX_REDIRECTS, connect=1, read=0, redirect=MAX_REDIRECTS, status=0, other=0),
    )
    try:
        with pool.request("GET", url, preload_content=False) as response:
            if response.status >= 400:
                raise DocumentError(FailureReason.FETCH, f"the server answered {response.status} for {url}")
            body = bytearray()
            for chunk in response.stream(_CHUNK, decode_content=True):
                body += chunk
                if len(body) > max_bytes:
                    raise DocumentError(FailureReason.TOO_LARGE, f"the page is larger than {max_bytes:,} bytes")
            kind = response.headers.get("Content-Type", "")
            return Fetched(bytes(body), _charset(kind), "html" in kind.lower(), _address(url, response))
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        raise DocumentError(FailureReason.FETCH, f"{url} cannot be fetched: {type(error).__name__}: {error}") from error


def _address(url: str, response: BaseHTTPResponse) -> str:
    """Where the page came from in the end: each redirect may be relative to the one before (``geturl`` gives a path)."""
    for step in response.retries.history if response.retries else ():
        url = urljoin(url, step.redirect_location or "")
    return url


def _charset(content_type: str) -> str | None:
    _, found, value = content_type.lower().partition("charset=")
    return value.split(";")[0].strip(" \"'") or None if found else None
