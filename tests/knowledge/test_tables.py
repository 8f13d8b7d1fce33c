"""Reading tables: faults name their file and line; the validator finds what is planted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique.knowledge import KnowledgeError, load_knowledge
from communique.knowledge.check import faults
from communique.knowledge.tables import TABLES, data_folder, plain, slug


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in (*TABLES, "known_conflicts.txt"):
        shutil.copy(str(data_folder().joinpath(name)), tmp_path / name)
    return tmp_path


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_the_shipped_tables_are_sound() -> None:
    assert [str(fault) for fault in faults()] == []


def test_a_row_of_the_wrong_length_names_its_line(copy: Path) -> None:
    last = len((copy / "regions.csv").read_text(encoding="utf-8").splitlines()) + 1
    append(copy / "regions.csv", "region:nowhere,Nowhere")
    with pytest.raises(KnowledgeError, match=rf"regions\.csv:{last}: 2 fields"):
        load_knowledge(copy)


def test_a_missing_table_is_named(copy: Path) -> None:
    (copy / "organs.csv").unlink()
    with pytest.raises(KnowledgeError, match=r"organs\.csv"):
        load_knowledge(copy)


def test_a_number_that_is_none_names_its_line(copy: Path) -> None:
    text = (copy / "states.csv").read_text(encoding="utf-8")
    (copy / "states.csv").write_text(text.replace(",GMY,255,", ",GMY,many,"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"states\.csv:\d+: .*many"):
        load_knowledge(copy)


@pytest.mark.parametrize(
    ("table", "line", "rule"),
    [
        ("holders.csv", "person:joe-biden,office:usa-president-of-the-united-states,2022-31-01,,,high,test", "date"),
        ("holders.csv", "person:joe-biden,office:gbr-secretary-of-nothing,2022,,,high,test", None),
        (
            "holders.csv",
            "person:joe-biden,office:usa-president-of-the-united-states,2019-01-01,2018-01-01,,high,t",
            "order",
        ),
        (
            "holders.csv",
            "person:al-gore,office:usa-president-of-the-united-states,2022-01-01,2023-01-01,,high,t",
            "overlap",
        ),
        ("holders.csv", "person:nobody-at-all,office:usa-president-of-the-united-states,1888,1889,,high,test", None),
        ("metonyms.csv", "the Tower,QQQ,GOV,,,no,,low,test", "id"),
        ("metonyms.csv", "the Tower,USA,XYZ,,,no,,low,test", "sector"),
        ("regions.csv", "region:atlantis,Atlantis,Atlantis,ATL,test", "iso3"),
        ("regions.csv", "region:gulf-states,Again,Again,SAU,test", "repeated"),
        ("organs.csv", "organ:usa-hamas,Hamas,,,,USA,GOV,agency,,,low,test", "shared"),
    ],
)
def test_the_validator_finds_a_planted_fault(copy: Path, table: str, line: str, rule: str | None) -> None:
    append(copy / table, line)
    if rule is None:
        with pytest.raises(KnowledgeError, match=table):
            load_knowledge(copy)
        return
    number = len((copy / table).read_text(encoding="utf-8").splitlines())
    found = [fault for fault in faults(copy) if fault.rule == rule]
    assert found, rule
    assert any(fault.file == table for fault in found)
    assert rule == "overlap" or any(fault.line == number for fault in found) or rule == "shared"


def test_check_exits_with_one_where_there_is_a_fault(copy: Path) -> None:
    append(copy / "regions.csv", "region:atlantis,Atlantis,Atlantis,ATL,test")
    done = subprocess.run(
        [sys.executable, "-m", "communique.knowledge", "check", "--folder", str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "regions.csv:" in done.stdout


def test_the_digest_follows_the_tables(copy: Path) -> None:
    before = load_knowledge(copy).digest
    assert before == load_knowledge().digest
    append(copy / "regions.csv", "region:atlantis,Atlantis,Atlantis,GRC,test")
    assert load_knowledge(copy).digest != before


def test_phrases_come_in_a_fixed_order_without_repeats() -> None:
    one, two = list(load_knowledge().phrases()), list(load_knowledge().phrases())
    assert one == two
    keys = [(phrase.text, phrase.kind, phrase.id) for phrase in one]
    assert len(keys) == len(set(keys))
    assert all(phrase.text == phrase.text.strip() and phrase.text for phrase in one)


def test_every_id_is_found_and_says_its_kind() -> None:
    base = load_knowledge()
    assert all(base.entry(phrase.id) is not None for phrase in base.phrases())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élysée", "Elysee"),
        ("Erdoğan", "Erdogan"),
        ("Wałęsa", "Walesa"),
        ("N’Djamena", "N'Djamena"),
        ("plain", "plain"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_slug() -> None:
    assert slug("Donetsk People's Republic (DPR)") == "donetsk-peoples-republic-dpr"
