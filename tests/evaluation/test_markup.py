"""The notation of gold documents: hand-made tiny documents, every error with its line, and the shipped examples."""

from __future__ import annotations

import hashlib
import html
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.codebook import Codebook, load_codebook
from communique.evaluation.marked_facts import Hint, facts_of
from communique.evaluation.marked_lines import actor_id, amount, interval, period, value_type
from communique.evaluation.marked_text import MarkupError
from communique.evaluation.markup import compile_marked, compile_markup, dumps, main
from communique.records import Manifest
from communique.views.contract import from_json, to_json

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.marked"))
SCORER = ROOT.parent / "shared" / "gold" / "score_claims.py"
ACTORS = '@mli state MLI Mali\n@ner state NER Niger\n@envoy person MLI GOV "Awa Traoré" office=envoy\n'


def marked(body: str, tail: str = ACTORS, header: str = "id: t\npublished: 2025-03-05") -> str:
    """A marked file; the body begins at line 4 with the default header."""
    return f"{header}\n---\n{body}\n---\n{tail}"


def told(body: str, tail: str = ACTORS) -> dict[str, Any]:
    """Compiled, without complaints about unused actors."""
    used = [
        line for line in tail.splitlines() if f"@{line[1:].split()[0]}" in body or f" {line[1:].split()[0]}" in body
    ]
    return compile_markup(marked(body, "\n".join(used)))


def words(document: dict[str, Any], span: dict[str, int]) -> str:
    return str(document["document"]["text"][span["start"] : span["end"]])


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


SIMPLE = """[@mli Mali] [!c1|>a1 accused] [@ner Niger] of [=a1 [!c2 shelling] [+p1 Ayorou]] on [^t1 Monday].
: ^t1 2025-03-03
: +p1 Ayorou NER 14.73 0.92
: >a1 mli claims
: !c1 ACCUSE/allege mli > ner occurred:possible about=c2 time=t1
: !c2 ASSAULT/heavy-weapons ner > - possible place=p1"""


def test_a_simple_document_has_every_field_of_the_contract() -> None:
    data = told(SIMPLE)
    assert data["document"]["text"] == "Mali accused Niger of shelling Ayorou on Monday."
    assert data["document"]["url"] == "gold:t"
    assert data["document"]["sha256"] == hashlib.sha256(data["document"]["text"].encode()).hexdigest()
    accused, shelling = data["claims"]
    assert words(data, accused["trigger"]) == "accused"
    assert accused["actors"] == [{"mention": "m1", "actor": "MLI", "basis": "named"}]
    assert accused["recipients"] == [{"mention": "m2", "actor": "NER", "basis": "named"}]
    assert accused["about"] == ["c2"] and accused["content_status"] == "possible"
    assert accused["time"] == {
        "from": "2025-03-03",
        "to": "2025-03-04",
        "precision": "day",
        "basis": "explicit",
        "expression": "t1",
    }
    assert accused["chain"] == [] and shelling["chain"] == ["a1"]
    assert shelling["time"] == {"from": None, "to": None, "precision": None, "basis": "none", "expression": None}
    assert shelling["place"] == "p1" and shelling["plover"] == "ASSAULT"
    assert shelling["evidence"] == {
        "start": 0,
        "end": 48,
        "exact": data["document"]["text"],
        "prefix": "",
        "suffix": "",
    }
    assert data["attributions"][0]["sources"] == ["m1"] and data["attributions"][0]["stance"] == "claims"


def test_a_compiled_document_is_a_reading_of_the_contract() -> None:
    data = told(SIMPLE)
    again = to_json(from_json(data), Manifest("gold", "none", "none", "none"))
    assert again == data


def test_prefix_and_suffix_are_32_characters() -> None:
    body = "∅ Some words which stand before it all.\n[@mli Mali] [!c1 protested].\n: !c1 ACCUSE mli occurred\n"
    body += "∅ And some more words which come after it."
    data = told(body)
    evidence = data["claims"][0]["evidence"]
    assert evidence["exact"] == "Mali protested."
    assert evidence["prefix"] == "ords which stand before it all. " and len(evidence["prefix"]) == 32
    assert evidence["suffix"] == " And some more words which come "


def test_marks_nest_join_and_run_over_sentences() -> None:
    body = """“[=a1 [@mli|+p1 Mali] will [!c1,c2 talk].
: !c1 CONSULT/talks mli planned
: !c2 STATEMENT/comment envoy^ occurred chain=-
It will not [!c3 yield].]” [@envoy Awa Traoré] [>a1 said].
: !c3 CONCEDE mli^ denied
: +p1 Mali MLI literal=no
: >a1 envoy"""
    data = told(body)
    text = data["document"]["text"]
    assert text == "“Mali will talk. It will not yield.” Awa Traoré said."
    content = data["attributions"][0]["content"]
    assert [words(data, span) for span in content] == ["Mali will talk. It will not yield."]
    assert data["attributions"][0]["style"] == "direct"
    assert data["mentions"][0]["start"] == data["places"][0]["start"] and not data["places"][0]["literal"]
    assert data["claims"][0]["trigger"] == data["claims"][1]["trigger"]
    assert data["claims"][1]["chain"] == [] and data["claims"][2]["chain"] == ["a1"]
    assert data["claims"][2]["actors"] == [{"mention": "m1", "actor": "MLI", "basis": "inherited"}]


def test_characters_outside_the_basic_plane_count_once() -> None:
    data = told("𝔐𝔞𝔩𝔦 🇲🇱 [@mli Mali] [!c1 warned] 🕊 [@ner Niger].\n: !c1 THREATEN mli > ner occurred")
    text = data["document"]["text"]
    assert data["mentions"][0]["start"] == 8 == text.index("Mali")
    assert words(data, data["claims"][0]["trigger"]) == "warned"


def test_escaped_brackets_and_indented_lines() -> None:
    data = told(
        "[@mli Mali] [!c1 spoke] \\[twice\\] of a \\\\ sign,\n  then [!c2 left].\n: !c1 STATEMENT mli occurred\n"
        ": !c2 STATEMENT mli occurred"
    )
    assert data["document"]["text"] == "Mali spoke [twice] of a \\ sign, then left."
    assert words(data, data["claims"][1]["trigger"]) == "left"


def test_paragraph_breaks() -> None:
    body = "∅ One.\n∅ Two.\n\n∅ Three."
    assert compile_markup(marked(body, ""))["document"]["text"] == "One. Two.\n\nThree."
    single = marked(body, "", "id: t\nparagraphs: single")
    assert compile_markup(single)["document"]["text"] == "One. Two.\nThree."


def test_joint_mentions_and_labels() -> None:
    body = (
        "[@mli Mali] and [@ner Niger] met, and [@mli,ner~#both both states] [!c1 warned] [@mli,ner*#each each other].\n"
    )
    data = told(body + ": !c1 THREATEN #both > #each occurred")
    claim = data["claims"][0]
    assert [p["actor"] for p in claim["actors"]] == ["MLI", "NER"]
    both = [m for m in data["mentions"] if words(data, m) == "both states"]
    assert [(m["actor"], m["kind"]) for m in both] == [("MLI", "nominal"), ("NER", "nominal")]
    assert [m["kind"] for m in data["mentions"][-2:]] == ["pronoun", "pronoun"]


def test_the_side_of_the_trigger_decides_between_mentions() -> None:
    body = "[@mli#one Mali] [!c1 warned] [@ner Niger] that [@mli#two it] would act.\n: !c1 THREATEN mli > ner occurred"
    data = told(body)
    assert data["claims"][0]["actors"][0]["mention"] == "m1"


def test_bases() -> None:
    body = "[@mli Mali] spoke and [!c1 warned] certain states, a nod to [@ner Niamey].\n: !c1 THREATEN envoy^ > ner? occurred"
    claim = told(body)["claims"][0]
    assert claim["actors"] == [{"mention": None, "actor": "person:awa-traore", "basis": "inherited"}]
    assert claim["recipients"][0]["basis"] == "implied"


def test_nested_attributions_give_the_chain() -> None:
    body = "[=a2 [@envoy Awa Traoré] [>a1 said] [=a1 [@ner Niger] [!c1 attacked]]], [@mli Mali] [>a2 reported].\n"
    data = told(body + ": >a1 envoy\n: >a2 mli\n: !c1 ASSAULT ner occurred")
    assert [a["within"] for a in data["attributions"]] == ["a2", None]
    assert data["claims"][0]["chain"] == ["a1", "a2"]


def test_the_order_of_tellers_of_the_same_words_is_given_by_in() -> None:
    body = "“[=z,a [@ner Niger] [!c1 attacked]],” [@envoy she] [>z said], [>a according to] [@mli Mali].\n"
    data = told(body + ": >z envoy in=a\n: >a mli in=-\n: !c1 ASSAULT ner occurred")
    assert data["claims"][0]["chain"] == ["z", "a"]


@pytest.mark.parametrize(
    ("content", "style"),
    [("“[=a1 yes]”", "direct"), ("[=a1 it would “act”]", "mixed"), ("[=a1 it would]", "indirect")],
)
def test_style_follows_from_quotation_marks(content: str, style: str) -> None:
    data = told(f"[@mli Mali] [!c1|>a1 said] {content} today.\n: >a1 mli\n: !c1 STATEMENT mli occurred")
    assert data["attributions"][0]["style"] == style


def test_discontinuous_content() -> None:
    data = told("[=a1 War], [@mli Mali] [!c1|>a1 said], [=a1 is over].\n: >a1 mli\n: !c1 STATEMENT mli occurred")
    assert [words(data, span) for span in data["attributions"][0]["content"]] == ["War", "is over"]


def test_times_of_claims() -> None:
    body = """[@mli Mali] [!c1 met] and [!c2 agreed] and [!c3 left] and [!c4 came] on [^t1 Monday].
: ^t1 2025-03-03
: !c1 CONSULT mli occurred time=t1/inherited
: !c2 AGREE mli occurred time=c1
: !c3 STATEMENT mli occurred time=2025-03-04..2025-03-05/anchored
: !c4 STATEMENT mli occurred time=..2025-02/inherited"""
    times = [claim["time"] for claim in told(body)["claims"]]
    assert [(t["from"], t["to"], t["precision"], t["basis"], t["expression"]) for t in times] == [
        ("2025-03-03", "2025-03-04", "day", "inherited", "t1"),
        ("2025-03-03", "2025-03-04", "day", "anchored", None),
        ("2025-03-04", "2025-03-06", "day", "anchored", None),
        (None, "2025-03-01", "month", "inherited", None),
    ]


def test_words_in_options_stand_for_marks() -> None:
    body = 'Mali and [@ner Niger] fell out with “words in it”.\n: !c1 ACCUSE ner occurred trigger="fell out" quote='
    data = told(body + '"words in it"')
    assert words(data, data["claims"][0]["quote"]) == "words in it"
    assert words(data, data["claims"][0]["trigger"]) == "fell out"
    for missing, how in (("silence", "not"), ("i", "more than once")):
        with pytest.raises(MarkupError, match=f"occurs {how} in"):
            told(body + f'"{missing}"')


# ---------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025", ("2025-01-01", "2026-01-01", "year")),
        ("2025-12", ("2025-12-01", "2026-01-01", "month")),
        ("2025-Q4", ("2025-10-01", "2026-01-01", "month")),
        ("2025-W01", ("2024-12-30", "2025-01-06", "week")),
        ("2024-02-29", ("2024-02-29", "2024-03-01", "day")),
        ("2025-06-19TEV", ("2025-06-19", "2025-06-20", "day")),
        ("2025-12-31T23", ("2025-12-31T23:00", "2026-01-01T00:00", "hour")),
        ("2025-06-19T14:30:05+03:00", ("2025-06-19T14:30+03:00", "2025-06-19T14:31+03:00", "minute")),
        ("2025-02-29", None),
        ("2025-13", None),
        ("2025-06-19T24:00", None),
        ("P3D", None),
        ("PAST_REF", None),
    ],
)
def test_period(value: str, expected: object) -> None:
    assert period(value) == expected


def test_interval_refuses_what_it_cannot_read() -> None:
    assert interval("2024-05..") == ("2024-05-01", None, "month")
    assert interval("..") is None and interval("soon..2025") is None and interval("2025..later") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", (12, 12, 12)),
        ("12+", (12, 12, None)),
        ("..200", (None, None, 200)),
        ("~30", (None, 30, None)),
        ("10..15", (10, None, 15)),
        ("1,200.5", (1200.5, 1200.5, 1200.5)),
        ("~10..15", None),
        ("many", None),
    ],
)
def test_amount(text: str, expected: object) -> None:
    assert amount(text) == expected


def test_value_types_and_actor_ids() -> None:
    assert [value_type(v) for v in ("PT5H", "PXD", "2025", "2025-06-19TMO", "PRESENT_REF")] == [
        "DURATION",
        "DURATION",
        "DATE",
        "TIME",
        "DATE",
    ]
    assert actor_id("state", None, "Somaliland") == "org:somaliland"
    assert actor_id("person", "TUR", "Yaşar Güler") == "person:yasar-guler"
    assert actor_id("other", None, "北京") == "org:unnamed"


# ---------------------------------------------------------------------- errors

OK = "[@mli Mali] [!c1 spoke].\n: !c1 STATEMENT mli occurred"
MLI = "@mli state MLI Mali"
ERRORS = [
    ("[@mli Mali [!c1 spoke].", 4, "is never closed"),
    ("Mali] spoke.", 4, "closes nothing"),
    ("[?x Mali] spoke.", 4, "bad mark"),
    ("[@mli|x Mali] spoke.", 4, "does not begin with one of"),
    ("[@mli Mali ] spoke.", 4, "white space at its edge"),
    ("[!c1, Mali] spoke.", 4, "bad id"),
    (OK + "\n[@ner Niger] left.\n: !c2 STATEMENT mli^ occurred trigger=left", 6, "no line describes @ner"),
    (OK.replace("STATEMENT", "SPEECH"), 5, "unknown type 'SPEECH'"),
    (OK.replace("STATEMENT", "STATEMENT/shout"), 5, "unknown mode of STATEMENT"),
    (OK.replace(" occurred", ""), 5, "has no status"),
    (OK.replace("occurred", "occurred:perhaps"), 5, "unknown content status"),
    (OK + " soon", 5, "not an option"),
    (OK + " when=now", 5, "unknown option 'when'"),
    (OK + " about=c9", 5, "no such claim"),
    (OK + " about=c1", 5, "no such claim"),
    (OK + " time=t9", 5, "no time, no earlier claim"),
    (OK + " time=2025", 5, "say its basis"),
    (OK + " time=2025/guessed", 5, "unknown time basis"),
    (OK + " place=p1", 5, "no such place"),
    (OK + " ctx=weather", 5, "unknown context"),
    (OK + " chain=a1", 5, "no attribution a1"),
    (OK + ' note="x" note="y"', 5, "option note twice"),
    (OK + ' note="x', 5, "unbalanced quotation marks"),
    (OK.replace("mli occ", "mli ner occ"), 5, "with commas"),
    (OK.replace("mli occ", "mli > occ"), 5, "ACTORS > RECIPIENTS"),
    (OK.replace("mli occ", "#x occ"), 5, "no mention has the label"),
    (OK + ' evidence="Mali"', 5, "not inside its evidence"),
    (OK.replace("[!c1 spoke]", "spoke"), 5, "has no trigger"),
    (OK.replace("[!c1 spoke]", "[!c1 spoke] and [!c1 sang]"), 4, "occurs twice"),
    (OK + " quote=spoke", 5, "does not stand in quotation marks"),
    (OK + "\n: !c1 STATEMENT mli occurred", 6, "described twice"),
    (OK + "\n: ?c1 what", 6, "a line begins with one of"),
    (OK + "\n: ^t1 2025", 6, "no mark in the body"),
    (OK + "\n: >a1 mli", 6, "has no content"),
    (OK.replace("spoke]", "spoke] [^t1 now]") + "\n: ^t1", 6, "has no value"),
    (OK.replace("spoke]", "spoke] [^t1 now]") + "\n: ^t1 WHEN 2025", 6, "unknown time type"),
    (OK.replace("spoke]", "spoke] [+p1 there]") + "\n: +p1 there", 6, "a place is"),
    (OK.replace("spoke]", "spoke] to [%q1 12]") + "\n: %q1 people 12 men", 6, "no claim has qty=q1"),
    (OK.replace("spoke]", "spoke] to [%q1 12]") + " qty=q1\n: %q1 people dozens men", 6, "none of 12"),
    (OK.replace("spoke]", "spoke] [=a1 it]") + "\n: >a1 mli shouts", 6, "unknown stance or style"),
    (OK + "\n∅ [@mli#x One].\n∅ [@mli#x Two].", 7, "label #x is on two different spans"),
    (OK + "\nNothing here.", 6, "has no claim"),
    ("∅ " + OK, 4, "marked ∅ but has a claim"),
    (OK + "\n\n  Indented.", 7, "must follow the sentence"),
]


@pytest.mark.parametrize(("body", "line", "message"), ERRORS, ids=[message for _, _, message in ERRORS])
def test_errors_name_the_line(body: str, line: int, message: str) -> None:
    with pytest.raises(MarkupError) as caught:
        compile_markup(marked(body, MLI))
    found = [problem for problem in caught.value.problems if message in problem.message]
    assert found, str(caught.value)
    assert found[0].line == line
    assert f"line {line}: " in str(caught.value)


@pytest.mark.parametrize(
    ("tail", "message"),
    [
        ("@mli nation MLI Mali", "unknown actor kind"),
        ("@mli state ML Mali", "three capitals"),
        ("@mli state MLI XYZ Mali", "unknown sector"),
        ("@mli state MLI", "has no name"),
        ("@mli state MLI Mali colour=green", "unknown option"),
        ("@mli state MLI Mali\n@ner state NER Niger", "neither mentioned nor a party"),
    ],
)
def test_errors_in_actor_lines(tail: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        compile_markup(marked(OK, tail))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("title: no id", "the header has no id"),
        ("id: t\npublished: yesterday", "published must be"),
        ("id: t\ncolour: red", "unknown header key"),
        ("id: t\nid: u", "twice"),
        ("id t", "must be 'key: value'"),
        ("id: t\ncontexts: weather", "unknown context"),
        ("id: t\nparagraphs: triple", "must be one of"),
    ],
)
def test_errors_in_the_header(header: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        compile_markup(marked(OK, MLI, header))


def test_a_named_party_must_be_mentioned_in_the_evidence() -> None:
    with pytest.raises(MarkupError, match="mli is not mentioned in the evidence of c1"):
        compile_markup(marked("It [!c1 spoke].\n: !c1 STATEMENT mli occurred", MLI))


def test_all_problems_are_told_at_once_in_line_order() -> None:
    body = "It [!c1 spoke].\n: !c1 SPEECH mli occurred\nNothing.\n: !c2 STATEMENT mli^ maybe"
    with pytest.raises(MarkupError) as caught:
        compile_markup(marked(body, MLI))
    lines = [problem.line for problem in caught.value.problems]
    assert len(lines) > 2 and lines == sorted(lines)


@pytest.mark.parametrize("source", ["", "id: t", "id: t\n---\n", "a\n---\nb\n---\nc\n---\nd"])
def test_a_file_without_its_parts(source: str) -> None:
    with pytest.raises(MarkupError):
        compile_markup(source)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=30))
def test_any_text_can_be_marked(words_: str) -> None:
    escaped = words_.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    data = compile_markup(marked(f"Mali [!c1 {escaped}].\n: !c1 STATEMENT - occurred", ""))
    assert data["document"]["text"] == f"Mali {words_}."
    assert words(data, data["claims"][0]["trigger"]) == words_


# ---------------------------------------------------------------------- facts


def test_facts_of_a_document() -> None:
    data = told(SIMPLE)
    facts = facts_of(data, {"c2": Hint(optional=True, note="RETREAT acceptable")})["facts"]
    accused, shelling = facts
    assert accused["kind"] == "statement" and shelling["kind"] == "event"
    assert accused["sources"] == [{"entity": "MLI", "person": None}]
    assert accused["fragment"] == "Mali accused Niger" and accused["date"] == "2025-03-03"
    assert shelling["status"] == "hypothetical" and shelling["date"] is None
    assert shelling["place"] == "Ayorou, Niger" and shelling["attribution"] == ["Mali"]
    assert shelling["optional"] and shelling["note"] == "RETREAT acceptable"
    assert "optional" not in accused and accused["content_status"] == "hypothetical"


def test_facts_of_persons_numbers_and_veiled_references() -> None:
    body = """[@envoy Awa Traoré] [!c1 accused] [@ner~#v some states] of [%q1 12] [!c2 deaths], a nod to [@ner Niamey].
: %q1 killed 12 people
: !c1 ACCUSE envoy > #v? occurred
: !c2 ASSAULT - > - negated qty=q1"""
    facts = facts_of(told(body))["facts"]
    assert [fact["kind"] for fact in facts] == ["statement", "veiled_reference", "event", "quantity"]
    assert facts[0]["sources"] == [{"entity": "MLI", "person": "Awa Traoré"}]
    assert facts[0]["targets"] == [{"entity": "some states", "person": None}]
    assert facts[1]["targets"] == [{"entity": "NER", "person": None}] and facts[1]["fragment"] == "Niamey"
    assert facts[2]["author_negated"] and facts[2]["status"] == "denied" and facts[2]["plover"] == "ASSAULT"
    assert facts[3]["fragment"] == "12" and facts[3]["plover"] is None


@pytest.mark.parametrize(
    ("time", "status", "expected"),
    [
        ("", "occurred", None),
        ("", "ongoing", "../2025-03-05"),
        ("time=2025-02/anchored", "occurred", "2025-02"),
        ("time=2024/anchored", "occurred", "2024"),
        ("time=2024-12/anchored", "occurred", "2024-12"),
        ("time=2025-03-01/anchored", "occurred", "2025-03-01"),
        ("time=2025-03-01T14/anchored", "occurred", "2025-03-01"),
        ("time=2025-03-01..2025-03-03/anchored", "occurred", "2025-03-01/2025-03-03"),
        ("time=..2025-03-03/anchored", "occurred", "../2025-03-03"),
        ("time=2014../anchored", "ongoing", "2014-01-01/2025-03-05"),
    ],
)
def test_dates_of_facts(time: str, status: str, expected: str | None) -> None:
    data = told(f"[@mli Mali] [!c1 fought].\n: !c1 ASSAULT mli {status} {time}")
    assert facts_of(data)["facts"][0]["date"] == expected


def test_a_fragment_stops_at_another_claims_trigger() -> None:
    body = "[@mli Mali] [!c1 threatened] and [!c2 attacked] [@ner Niger].\n: !c1 THREATEN mli > ner occurred\n"
    facts = facts_of(told(body + ": !c2 ASSAULT mli > ner occurred"))["facts"]
    assert [fact["fragment"] for fact in facts] == ["Mali threatened", "attacked Niger"]


# ---------------------------------------------------------------------- files


def test_the_example_in_the_guide_compiles() -> None:
    guide = (ROOT / "docs" / "corpus-notation.md").read_text(encoding="utf-8")
    data = compile_markup(guide.split("```")[1].lstrip("\n"))
    assert [claim["type"] for claim in data["claims"]] == ["ACCUSE", "ASSAULT", "STATEMENT"]
    assert data["claims"][1]["quantities"][0]["low"] == 3


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.marked").write_text(marked(OK, MLI), encoding="utf-8")
    assert main(["build", str(tmp_path)]) == 0
    assert (tmp_path / "good.txt").read_text(encoding="utf-8") == "Mali spoke."
    assert json.loads((tmp_path / "good.gold.json").read_text(encoding="utf-8"))["claims"][0]["id"] == "c1"
    assert main(["facts", str(tmp_path), str(tmp_path / "facts")]) == 0
    assert json.loads((tmp_path / "facts" / "t.json").read_text(encoding="utf-8"))["facts"][0]["status"] == "occurred"
    assert main(["inputs", str(tmp_path), str(tmp_path / "in.jsonl")]) == 0
    assert json.loads((tmp_path / "in.jsonl").read_text(encoding="utf-8"))["url"] == "gold:t"
    (tmp_path / "bad.marked").write_text(marked("Mali] spoke.", MLI), encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "bad.marked: line 4: ']' closes nothing" in capsys.readouterr().err
    assert main([]) == main(["facts", str(tmp_path)]) == main(["build", str(tmp_path / "none")]) == 2


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_recompile_byte_for_byte(path: Path, codebook: Codebook) -> None:
    document = compile_marked(path.read_text(encoding="utf-8"), codebook, path.name).document
    assert path.with_suffix(".gold.json").read_bytes() == dumps(document).encode("utf-8"), "run: markup build examples/"
    assert path.with_suffix(".txt").read_bytes() == document["document"]["text"].encode("utf-8")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_keep_the_contract(path: Path) -> None:
    data = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    assert to_json(from_json(data), Manifest("gold", "none", "none", "none")) == data
    text = data["document"]["text"]
    assert 300 <= len(text.split()) <= 650
    for claim in data["claims"]:
        start, end = claim["evidence"]["start"], claim["evidence"]["end"]
        assert start <= claim["trigger"]["start"] < claim["trigger"]["end"] <= end
        assert claim["evidence"]["exact"] == text[start:end]
    assert len({claim["status"] for claim in data["claims"]}) >= 5


def test_the_web_page_has_the_text_of_its_article() -> None:
    text = (ROOT / "examples" / "wire-border-clash.txt").read_text(encoding="utf-8")
    page = (ROOT / "examples" / "wire-border-clash.html").read_text(encoding="utf-8")
    paragraphs = [html.unescape(p) for p in re.findall(r"<p>(.*?)</p>", page) if "Yerevan" in p or len(p) > 150]
    assert [p for p in paragraphs if p in text] == text.split("\n")


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/gold/score_claims.py")
def test_gold_scores_perfectly_against_its_own_facts(codebook: Codebook) -> None:
    spec = importlib.util.spec_from_file_location("score_claims", SCORER)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    for path in EXAMPLES:
        compiled = compile_marked(path.read_text(encoding="utf-8"), codebook, path.name)
        tally, details = scorer.Counter(), []
        facts = facts_of(compiled.document, compiled.hints)
        published = compiled.document["document"]["published"]
        scorer.score(facts, scorer.Reading(compiled.document), published, tally, scorer.defaultdict(list), details)
        assert not details, f"{path.stem}: {details}"
        assert tally["facts"] == tally["found"] == tally["right"] == tally["status"] == tally["chain"] > 0
