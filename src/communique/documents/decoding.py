"""Bytes → text. What is not text, or cannot be told for sure, is a ``DocumentError`` that says what was found."""

from __future__ import annotations

import codecs
import re

from communique.errors import DocumentError
from communique.vocabulary import FailureReason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x28\xb5\x2f\xfd",
    b"BZh",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_MOJIBAKE = re.compile("â€[™œ\x9d\x9c“”˜¦]|Ã[©¨¼¶¤±§]|ï»¿|Ð[°-¿]Ñ")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_MINIMUM_MOJIBAKE = 3


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Text of ``data``. ``declared`` is the charset of an HTTP header, believed only where it fits.

    Tried in turn: byte order mark, UTF-8, UTF-16 without a mark, the declared or ``<meta>`` charset, Windows-1252.
    Raises ``DocumentError`` (pdf, binary, encoding).

    >>> decode("Genève".encode("utf-16"))
    'Genève'
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        raise DocumentError(
            FailureReason.PDF, "this is a PDF; save its text (for example with pdftotext) and read that"
        )
    if data.startswith(_MAGIC):
        raise DocumentError(FailureReason.BINARY, "this is an archive, picture or program, not text")
    text = _decoded(data, declared)
    _check(text)
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return _strict(data, marked)
    if b"\x00" not in data:
        for encoding in ("utf-8", declared, _meta(data)):
            text = _attempt(data, encoding)
            if text is not None:
                return text
        return _legacy(data)
    utf16 = _utf16(data)
    if utf16 is None:
        raise DocumentError(FailureReason.BINARY, "the file holds zero bytes and is not UTF-16: not text")
    return _strict(data, utf16)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            FailureReason.ENCODING, f"broken {encoding} at byte {error.start}; save the file as UTF-8"
        ) from error


def _attempt(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _meta(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text then has a zero in nearly every second byte."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even == 0:
        return "utf-16-le"
    if even > len(head) * 0.3 and odd == 0:
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    """Windows-1252 where the odd bytes are few and look like punctuation and accents; else nothing is guessed."""
    high = sum(byte >= 0x80 for byte in data)
    text = _attempt(data, "cp1252")
    if text is None or high > len(data) * 0.1:
        raise DocumentError(
            FailureReason.ENCODING,
            "neither UTF-8 nor a Western single-byte text; convert it first, for example: iconv -f CP1251 -t UTF-8",
        )
    return text


def _check(text: str) -> None:
    controls = len(_CONTROL.findall(text[:100_000]))
    if controls > 0.001 * min(len(text), 100_000) + 8:
        raise DocumentError(FailureReason.BINARY, f"{controls} control characters: not text")
    if len(_MOJIBAKE.findall(text)) >= _MINIMUM_MOJIBAKE:
        raise DocumentError(
            FailureReason.ENCODING,
            "UTF-8 that was read as Windows-1252 and saved so (â€™ for ’); quotation marks are lost: get the text again",
        )
