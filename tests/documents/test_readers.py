"""Sources → documents, with every kind of bad input as a failure in its place."""

import io
import json
from pathlib import Path

import pytest

from communique.documents.fetch import Fetched
from communique.documents.language import Identifier, load_identifier
from communique.documents.readers import MAX_CHARACTERS, Overrides, SourceReader
from communique.errors import DocumentError
from communique.records import Failure, Reading

ENGLISH = "The foreign minister said on Thursday that the talks had been postponed until the end of the month."
PAGE = f"""<!doctype html><html lang="en"><head><title>Talks postponed - Example News</title>
<meta property="og:site_name" content="Example News"><meta property="og:title" content="Talks postponed">
<meta property="article:published_time" content="2025-06-19T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Talks postponed</h1><p>{ENGLISH}</p><p>{ENGLISH} He gave no reason.</p>
</article><footer>© Example</footer></body></html>"""


@pytest.fixture(scope="module")
def identifier() -> Identifier:
    return load_identifier()


def read(identifier: Identifier, *sources: str, stdin: bytes = b"", **overrides: str) -> list[Reading | Failure]:
    return list(SourceReader(identifier, io.BytesIO(stdin), Overrides(**overrides)).read(sources))


def only(found: list[Reading | Failure]) -> Reading:
    assert len(found) == 1
    assert isinstance(found[0], Reading)
    return found[0]


def reason(found: list[Reading | Failure]) -> str:
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    assert found[0].detail
    return found[0].reason.value


def test_plain_text_is_kept_code_point_for_code_point(identifier: Identifier, tmp_path: Path) -> None:
    text = f"\n  {ENGLISH}\r\n\r\n{ENGLISH}\n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    document = only(read(identifier, str(tmp_path / "a.txt"))).document
    assert document.text == text
    assert (document.published, document.title, document.language) == (None, None, "en")


def test_a_page_gives_its_metadata(identifier: Identifier, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    document = only(read(identifier, str(tmp_path / "a.html"))).document
    assert ENGLISH in document.text
    assert "Home" not in document.text
    assert (document.title, document.publisher, document.published) == ("Talks postponed", "Example News", "2025-06-19")


def test_overrides_win(identifier: Identifier) -> None:
    line = json.dumps({"text": ENGLISH, "title": "A", "published": "2020-01-01", "publisher": "B"}).encode()
    document = only(read(identifier, "-", stdin=line, published="2025-06-19", publisher="C", title="D")).document
    assert (document.published, document.publisher, document.title) == ("2025-06-19", "C", "D")


def test_jsonl_keeps_order_and_fails_line_by_line(identifier: Identifier, tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": ENGLISH, "url": "gold:x", "unknown": [1]}),
        "{broken",
        "",
        json.dumps({"text": 7}),
        json.dumps({"text": ENGLISH, "published": "30 February"}),
        json.dumps({"text": ""}),
        json.dumps({"text": "\ud800 " + ENGLISH}),
        json.dumps([ENGLISH]),
        json.dumps({"text": ENGLISH + " Nothing else was said."}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = read(identifier, str(tmp_path / "a.jsonl"))
    shown = [f.document.url if isinstance(f, Reading) else (f.line, f.reason.value) for f in found]
    assert shown == [
        "gold:x",
        (2, "bad_json"),
        (4, "bad_field"),
        (5, "bad_field"),
        (6, "empty"),
        (7, "encoding"),
        (8, "bad_field"),
        None,
    ]


def test_a_folder_is_read_in_order_and_other_files_are_left(identifier: Identifier, tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.bin", "sub/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE if name.endswith("html") else f"{ENGLISH} {name}")
    found = read(identifier, str(tmp_path))
    assert [Path(f.document.input).name for f in found if isinstance(f, Reading)] == ["a.html", "b.txt", "d.txt"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"12 34 ... !", "empty"),
        (b"%PDF-1.4 text", "pdf"),
        (bytes(range(256)) * 40, "binary"),
        ("Министр сообщил, что переговоры отложены.".encode("cp1251"), "encoding"),
        ("Министр сообщил, что переговоры отложены на месяц.".encode(), "not_english"),
        (b"<html><body><script>alert(1)</script><nav><a href=x>Home</a></nav></body></html>", "no_article"),
        (b"<html><div><p><b><table><tr>" * 3000, "no_article"),
        (("word " * (MAX_CHARACTERS // 5 + 10)).encode(), "too_large"),
        (b"x" * 10_000_000, "too_large"),
    ],
)
def test_bad_input_is_a_failure(data: bytes, expected: str, identifier: Identifier, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text(ENGLISH)
    found = read(identifier, str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert reason(found[:1]) == expected
    assert isinstance(found[1], Reading)


def test_missing_and_strange_names(identifier: Identifier, tmp_path: Path) -> None:
    assert reason(read(identifier, str(tmp_path / "none.txt"))) == "not_found"
    assert reason(read(identifier, str(tmp_path))) == "not_found"
    assert reason(read(identifier, "a\x00b")) in ("unreadable", "not_found")


def test_hostile_html_loses_its_scripts(identifier: Identifier, tmp_path: Path) -> None:
    hostile = PAGE.replace(ENGLISH, f"{ENGLISH}<script>steal()</script><img src=x onerror=alert(1)>", 1)
    (tmp_path / "a.html").write_text(hostile.replace("Talks postponed", "Talks\x1b[31m <b>postponed</b>"))
    document = only(read(identifier, str(tmp_path / "a.html"))).document
    assert "steal" not in document.text
    assert "onerror" not in document.text
    assert "\x1b" not in (document.title or "")


def test_an_address_is_read_through_the_given_getter(identifier: Identifier) -> None:
    def get(url: str) -> Fetched:
        if url.endswith("gone"):
            raise DocumentError("fetch", "the server answered 404")
        return Fetched(PAGE.encode("utf-16"), "utf-16", True, url + "/final")

    found = list(SourceReader(identifier, io.BytesIO(), get=get).read(["http://x.example", "https://x.example/gone"]))
    assert isinstance(found[0], Reading)
    assert found[0].document.publisher == "Example News"
    assert isinstance(found[1], Failure)
    assert found[1].reason.value == "fetch"
