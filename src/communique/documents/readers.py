"""Sources → documents: files, folders, standard input, addresses; plain text, HTML and JSONL.

Every source is read lazily and in order; what cannot be read is a ``Failure`` in its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from communique.documents.decoding import decode
from communique.documents.fetch import Fetched, fetch
from communique.documents.html import looks_like_html, read_page
from communique.documents.language import Identifier, require_english
from communique.documents.published import iso_published
from communique.errors import DocumentError
from communique.records import Document, Failure, Reading
from communique.vocabulary import FailureReason

MAX_CHARACTERS = 2_000_000  # of one document
MAX_BYTES = 4 * MAX_CHARACTERS
SUFFIXES = {".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"}
_JSONL = {".jsonl", ".ndjson"}
_HTML = {".html", ".htm", ".xhtml"}
_FIELDS = ("title", "published", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the caller knows better than the sources: wins over what they say. ``published`` is ISO already."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads sources as documents. ``stdin`` and ``get`` (an address → its page) are given, so tests need no network."""

    identifier: Identifier
    stdin: BinaryIO
    overrides: Overrides = Overrides()
    get: Callable[[str], Fetched] = fetch

    def read(self, sources: Iterable[str]) -> Iterator[Reading | Failure]:
        """A reading (with its document only) or a failure for every document of every source, in order."""
        for source in sources:
            yield from self._source(source)

    def text(self, text: str, fields: Mapping[str, str | None]) -> Reading:
        """A text at hand as a document; ``fields`` are title, published, publisher, url. Raises ``DocumentError``."""
        return self._document(text, "-", None, fields)

    def _source(self, source: str) -> Iterator[Reading | Failure]:
        try:
            if source == "-":
                yield from self._bytes(self.stdin.read(MAX_BYTES * 64), "-", jsonl=None, html=None)
            elif source.startswith(("http://", "https://")):
                yield self._page(self.get(source), source)
            elif Path(source).is_dir():
                yield from self._folder(Path(source))
            else:
                yield from self._file(Path(source))
        except DocumentError as error:
            yield Failure(source, None, FailureReason(error.reason), error.detail)

    def _folder(self, folder: Path) -> Iterator[Reading | Failure]:
        names = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        if not names:
            raise DocumentError(FailureReason.NOT_FOUND, f"no {', '.join(sorted(SUFFIXES))} file in the folder")
        for path in names:
            yield from self._source(str(path))

    def _file(self, path: Path) -> Iterator[Reading | Failure]:
        suffix = path.suffix.lower()
        try:
            if suffix in _JSONL:
                with path.open("rb") as lines:
                    yield from self._jsonl(lines, str(path))
                return
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise DocumentError(FailureReason.TOO_LARGE, f"{size:,} bytes; at most {MAX_BYTES:,}: split the file")
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise DocumentError(FailureReason.NOT_FOUND, "no such file") from error
        except (OSError, ValueError) as error:
            raise DocumentError(FailureReason.UNREADABLE, f"{type(error).__name__}: {error}") from error
        yield from self._bytes(data, str(path), jsonl=False, html=suffix in _HTML or None)

    def _bytes(self, data: bytes, source: str, *, jsonl: bool | None, html: bool | None) -> Iterator[Reading | Failure]:
        """One document, or the lines of JSONL where ``jsonl`` is None and the bytes look like it."""
        if jsonl is None and data.lstrip()[:1] == b"{" and _is_json(data.lstrip().split(b"\n", 1)[0]):
            yield from self._jsonl(data.splitlines(), source)
            return
        text = decode(data)
        if html or (html is None and looks_like_html(text)):
            yield self._html(text, source, None)
        else:
            yield self._document(text, source, None, {})

    def _page(self, page: Fetched, source: str) -> Reading:
        text = decode(page.body, declared=page.charset)
        if page.html or looks_like_html(text):
            return self._html(text, source, page.url)
        return self._document(text, source, None, {"url": page.url})

    def _html(self, markup: str, source: str, url: str | None) -> Reading:
        page = read_page(markup, url=url)
        fields = {"title": page.title, "published": page.published, "publisher": page.publisher, "url": page.url}
        return self._document(page.text, source, None, fields)

    def _jsonl(self, lines: Iterable[bytes], source: str) -> Iterator[Reading | Failure]:
        empty = True
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            empty = False
            try:
                yield self._json_line(line, source, number)
            except DocumentError as error:
                yield Failure(source, number, FailureReason(error.reason), error.detail)
        if empty:
            raise DocumentError(FailureReason.EMPTY, "there is no line in it")

    def _json_line(self, line: bytes, source: str, number: int) -> Reading:
        try:
            data = json.loads(decode(line))
        except (json.JSONDecodeError, RecursionError) as error:
            raise DocumentError(FailureReason.BAD_JSON, f"not a JSON object: {error}") from error
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            raise DocumentError(FailureReason.BAD_FIELD, 'a line must be an object with a string "text"')
        wrong = [name for name in _FIELDS if not isinstance(data.get(name), str | None)]
        if wrong:
            raise DocumentError(FailureReason.BAD_FIELD, f'"{wrong[0]}" must be a string or null')
        return self._document(data["text"], source, number, {name: data.get(name) or None for name in _FIELDS})

    def _document(self, text: str, source: str, line: int | None, fields: Mapping[str, str | None]) -> Reading:
        if len(text) > MAX_CHARACTERS:
            raise DocumentError(
                FailureReason.TOO_LARGE, f"{len(text):,} characters; at most {MAX_CHARACTERS:,}: split the text"
            )
        if not text.strip():
            raise DocumentError(FailureReason.EMPTY, "there is no text in it")
        text = _sound(text)
        language = require_english(text, self.identifier)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        document = Document(
            id=f"d{digest[:16]}",
            sha256=digest,
            url=fields.get("url"),
            publisher=self.overrides.publisher or fields.get("publisher"),
            published=self.overrides.published or _published(fields.get("published")),
            title=self.overrides.title or fields.get("title"),
            language=language,
            text=text,
        )
        return Reading(replace(document, input=source, line=line))


def _sound(text: str) -> str:
    """The text itself; lone surrogates, which no encoding can write, are a failure."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(FailureReason.ENCODING, f"a lone surrogate at character {error.start}") from error
    return text


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _published(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return iso_published(value)
    except ValueError as error:
        raise DocumentError(
            FailureReason.BAD_FIELD, f'"published" is not a date: {value[:40]!r}; write 2025-06-19'
        ) from error
