"""Bytes → text: what is text is read as it is, what is not is a clear failure."""

import pytest

from communique.documents.decoding import decode
from communique.errors import DocumentError

ENGLISH = "The minister said the talks in Genève had “stalled”.\r\nNo date was set."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_survives_code_point_for_code_point(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_a_declared_charset_is_believed_where_it_fits() -> None:
    russian = "Министр сообщил о встрече в Женеве."
    assert decode(russian.encode("koi8-r"), declared="koi8-r") == russian
    assert decode(russian.encode("utf-8"), declared="koi8-r") == russian


def test_a_meta_charset_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head>Переговоры'
    assert decode(page.encode("cp1251")) == page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
        (b"PK\x03\x04" + bytes(range(256)), "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "binary"),
        (bytes(range(256)) * 8, "binary"),
        ("Переговоры в Женеве завершились без результата".encode("cp1251"), "encoding"),
        (b"\xff\xfea", "encoding"),
        (
            "The minister’s aide said “no”. They didn’t meet. It’s over.".encode().decode("cp1252", "replace").encode(),
            "encoding",
        ),
    ],
)
def test_what_is_no_text_is_a_failure_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data)
    assert caught.value.reason == reason
    assert caught.value.detail
