"""The codebook: PLOVER's and CAMEO's facts, and how claims are written in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.codebook import Codebook, load_codebook
from communique.errors import DataError
from communique.vocabulary import EventType, Status

E, S = EventType, Status


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook()


def test_every_type_is_there_with_plovers_names(book: Codebook) -> None:
    assert set(book.types) == set(EventType)
    assert len(book.contexts) == 37
    plover = {
        E.CONSULT: {"visit", "third-party", "multilateral", "phone"},
        E.RETREAT: {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
        E.REQUEST: {"assist", "change", "yield", "meet"},
        E.REJECT: {"assist", "change", "yield", "meet"},
        E.ACCUSE: {"disapprove", "investigate", "allege"},
        E.THREATEN: {"restrict", "arrest", "relations", "expel", "territory", "violence"},
        E.PROTEST: {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
        E.SANCTION: {"convict", "expel", "withdraw", "discontinue"},
        E.MOBILIZE: {"troops", "weapons", "police", "militia"},
        E.COERCE: {
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        },
        E.ASSAULT: {
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        },
    }
    for type_, modes in plover.items():
        named = {m.name for m in book.types[type_].modes.values() if m.plover == m.name}
        assert modes == named, type_


def test_modes_of_ours_point_to_modes_of_plover(book: Codebook) -> None:
    for entry in book.types.values():
        for mode in entry.modes.values():
            if mode.plover is not None:
                assert mode.plover in entry.modes, (entry.type, mode.name)
            assert -10 <= mode.score <= 10


CODINGS = [
    (E.CONSULT, "visit", S.OCCURRED, "CONSULT", "visit", "042", 1.9, 4.0, 1),
    (E.CONSULT, "call", S.OCCURRED, "CONSULT", "phone", "041", 1.0, 1.5, 1),
    (E.CONSULT, "visit", S.PLANNED, "AGREE", None, "036", 4.0, 2.5, 1),
    (E.AID, "military", S.OFFERED, "AGREE", None, "033", 5.2, 2.5, 1),
    (E.RETREAT, "withdraw", S.PLANNED, "CONCEDE", None, "080", 5.0, 4.5, 1),
    (E.RETREAT, "withdraw", S.OCCURRED, "RETREAT", "withdraw", "0872", 9.0, 8.0, 2),
    (E.RETREAT, "release", S.REQUESTED, "REQUEST", "yield", "105", -5.0, -1.0, 3),
    (E.ASSAULT, "aerial", S.OCCURRED, "ASSAULT", "aerial", "195", -10.0, -9.5, 4),
    (E.ASSAULT, "aerial", S.THREATENED, "THREATEN", "violence", "138", -7.0, -3.5, 3),
    (E.AGREE, "sign", S.OCCURRED, "SUPPORT", None, "057", 8.0, 5.0, 1),
    (E.AGREE, "sign", S.PLANNED, "AGREE", None, "030", 4.0, 2.5, 1),
    (E.CONSULT, "meeting", S.CANCELLED, "REJECT", "meet", "125", -5.0, -2.0, 3),
    (E.ACCUSE, None, S.OCCURRED, "ACCUSE", None, "110", -2.0, -3.0, 3),
]


@pytest.mark.parametrize(("type_", "mode", "status", "plover", "named", "cameo", "goldstein", "score", "quad"), CODINGS)
def test_codings(
    book: Codebook,
    type_: EventType,
    mode: str | None,
    status: Status,
    plover: str,
    named: str | None,
    cameo: str,
    goldstein: float,
    score: float,
    quad: int,
) -> None:
    found = book.coding(type_, mode, status)
    assert (found.plover, found.plover_mode, found.cameo) == (plover, named, cameo)
    assert (found.goldstein, found.intensity, found.quad) == (goldstein, score, quad)


def test_a_statement_has_no_code(book: Codebook) -> None:
    found = book.coding(E.STATEMENT, "warn", S.OCCURRED)
    assert (found.plover, found.cameo, found.goldstein, found.intensity, found.quad) == (None, None, None, None, None)


def test_every_claim_has_a_code_with_a_goldstein_value(book: Codebook) -> None:
    for type_, entry in book.types.items():
        if type_ is E.STATEMENT:
            continue
        for mode in (None, *entry.modes):
            for status in Status:
                found = book.coding(type_, mode, status)
                assert found.plover in {str(t) for t in EventType}
                assert found.goldstein is not None, (type_, mode, status)
                assert found.quad in (1, 2, 3, 4)


def test_damaged_files_are_data_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        load_codebook(tmp_path)
    (tmp_path / "cameo.tsv").write_text("cameo\tplover\tgoldstein\n", encoding="utf-8")
    (tmp_path / "plover.toml").write_text("contexts = []\n[types.TOURISM]\nquad = 1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"plover\.toml"):
        load_codebook(tmp_path)
