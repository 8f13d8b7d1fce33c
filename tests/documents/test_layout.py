"""The parts of an article."""

import pytest

from communique.documents.layout import Furniture, lay_out, load_furniture
from communique.records import Block

BODY = "The two ministers met for three hours and agreed to meet again in the autumn, officials said."


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return load_furniture()


def kinds(text: str, furniture: Furniture, title: str | None = None) -> list[tuple[str, str]]:
    return [(b.kind.value, text[b.start : b.end]) for b in lay_out(text, title, furniture).blocks]


def test_title_section_tag_and_heading(furniture: Furniture) -> None:
    text = f"Ministers meet, agree to meet again | Border talks News\n{BODY}\n‘Rough edges’\n{BODY}\nWhat comes next\n{BODY}"
    found = kinds(text, furniture)
    assert [k for k, _ in found] == ["title", "section", "paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert found[0][1] == "Ministers meet, agree to meet again"
    assert found[1][1] == "Border talks News"


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("GENEVA (Reuters) - ", "GENEVA", "Reuters"),
        ("GENEVA, Switzerland (AP) — ", "GENEVA", "AP"),
        ("MOSCOW, June 19 (Xinhua) -- ", "MOSCOW", "Xinhua"),
        ("ADDIS ABABA, March 3 — ", "ADDIS ABABA", None),
        ("Paris, 19 June 2025 – ", "Paris", None),
        ("Kuala Lumpur (dpa) – ", "Kuala Lumpur", "dpa"),
        ("(Reuters) - ", None, "Reuters"),
    ],
)
def test_datelines(dateline: str, place: str | None, agency: str | None, furniture: Furniture) -> None:
    text = f"Ministers meet again\n\n{dateline}{BODY}"
    layout = lay_out(text, None, furniture)
    assert [b.kind.value for b in layout.blocks] == ["title", "dateline", "paragraph"]
    assert text[layout.blocks[2].start : layout.blocks[2].end] == BODY
    spans = (layout.dateline_place, layout.agency)
    assert tuple(text[s.start : s.end] if s else None for s in spans) == (place, agency)


def test_a_dateline_may_stand_alone(furniture: Furniture) -> None:
    found = kinds(f"NAIROBI/NEW YORK, 3 March 2021\n\n{BODY}", furniture)
    assert found == [("dateline", "NAIROBI/NEW YORK, 3 March 2021"), ("paragraph", BODY)]


@pytest.mark.parametrize(
    "opening", ["U.S. officials met on Monday. ", "He said – after a pause – no. ", "NATO and Russia "]
)
def test_what_is_no_dateline(opening: str, furniture: Furniture) -> None:
    assert "dateline" not in dict(kinds(f"Ministers meet again\n\n{opening}{BODY}", furniture))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read more: what the treaty says", "boilerplate"),
        ("Sign up for our morning newsletter", "boilerplate"),
        ("© 2025 Example News", "boilerplate"),
        ("Reporting by Ann Example; editing by Bo Sample", "credit"),
        ("By Ann Example in Geneva", "credit"),
        ("Source: Example News and agencies", "credit"),
        ("Delegates arrive at the palace [File: Bo Sample/Reuters]", "caption"),
    ],
)
def test_furniture(line: str, kind: str, furniture: Furniture) -> None:
    assert (kind, line) in kinds(f"Ministers meet again\n{BODY}\n{line}\n{BODY}", furniture)


def test_hard_wrapped_text_is_joined_to_paragraphs(furniture: Furniture) -> None:
    wrapped = "The two ministers met for three hours on Monday and then\nagreed to meet again in the autumn, officials of both\n"
    text = f"{wrapped}sides said after the talks in the old palace.\n\n{wrapped}sides said once more, without a date for the talks.\n"
    assert [k for k, _ in kinds(text, furniture)] == ["paragraph", "paragraph"]


def test_a_known_title_need_not_be_in_the_text(furniture: Furniture) -> None:
    assert kinds(f"{BODY}\n{BODY}", furniture, title="Ministers meet") == [("paragraph", BODY), ("paragraph", BODY)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "x", "“", "\r\n|\r\n", "A | B"])
def test_degenerate_texts(text: str, furniture: Furniture) -> None:
    blocks: tuple[Block, ...] = lay_out(text, None, furniture).blocks
    assert all(0 <= b.start < b.end <= len(text) for b in blocks)
