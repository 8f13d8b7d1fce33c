"""Fetching from a local server that behaves and misbehaves."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique.documents.fetch import USER_AGENT, fetch
from communique.errors import DocumentError

SEEN: list[str] = []


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        SEEN.append(self.headers["User-Agent"])
        if self.path == "/slow":
            time.sleep(2)
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
            return
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html; charset=ISO-8859-1")
        body = b"<p>caf\xe9</p>"
        if self.path == "/bomb":
            body = gzip.compress(bytes(20_000_000))
            self.send_header("Content-Encoding", "gzip")
        length = len(body) + (100 if self.path == "/cut" else 0)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    pages = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=pages.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{pages.server_address[1]}"
    pages.shutdown()
    pages.server_close()


def test_a_page_with_its_charset_and_our_name(server: str) -> None:
    page = fetch(f"{server}/page")
    assert (page.body, page.charset, page.html) == (b"<p>caf\xe9</p>", "iso-8859-1", True)
    assert SEEN[-1] == USER_AGENT
    assert "communique" in USER_AGENT


def test_redirects_are_followed_and_the_last_address_kept(server: str) -> None:
    assert fetch(f"{server}/moved").url.endswith("/page")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/gone", "fetch"), ("/loop", "fetch"), ("/bomb", "too_large"), ("/slow", "fetch"), ("/cut", "fetch")],
)
def test_what_goes_wrong_is_said(server: str, path: str, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        fetch(server + path, timeout=0.5, max_bytes=1_000_000)
    assert caught.value.reason == reason


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "http://[bad", "https://"])
def test_addresses_that_lead_nowhere(url: str) -> None:
    with pytest.raises(DocumentError):
        fetch(url, timeout=0.5)
