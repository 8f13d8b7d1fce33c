"""The house itself: its licence, its wheel, its one-way imports, and that no text of others has moved in."""

from __future__ import annotations

import json
import pkgutil
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import communique

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PACKAGE = ROOT / "src" / "communique"
RUN = 12  # consecutive words that are a copy
STEP = 6  # words between two looks; each looks at RUN + 1 - STEP words, so no run of RUN is missed
FACTS = ("actors", "gazetteer")  # tables of facts, which may be carried into the project
NAMES = [
    "high representative of the european union for foreign affairs and security policy"
]  # titles longer than a run
WORD = re.compile(r"\w+")
Gram = tuple[str, ...]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files() -> list[Path]:
    """The files of the project: those in git, and those that could be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def test_the_licence_is_apache_2() -> None:
    text = " ".join((ROOT / "LICENSE").read_text(encoding="utf-8").split())
    assert text.startswith("Apache License Version 2.0, January 2004") and text.endswith(
        "limitations under the License."
    )
    assert project()["project"]["license"] == "Apache-2.0"


@pytest.mark.parametrize(
    "name", ["GeoNames", "Natural Earth", "PLOVER", "World Countries", "Wikidata", "Factbook", "spaCy"]
)
def test_the_notice_names_whose_data_we_carry(name: str) -> None:
    assert name in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_the_notice_names_every_library_of_run_time() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    names = [re.split(r"[<>=~! ]", line)[0].lower() for line in project()["project"]["dependencies"]]
    assert not [name for name in names if name not in notice]


def test_every_public_name_has_a_docstring() -> None:
    assert not [n for n in communique.__all__ if n != "__version__" and not getattr(communique, n).__doc__]


def test_the_wheel_carries_all_data_and_both_licences(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {str(path.relative_to(PACKAGE.parent)) for path in files() if path.is_relative_to(PACKAGE)}
    assert sources and not sources - names
    assert {Path(name).name for name in names if "/licenses/" in name} >= {"LICENSE", "NOTICE"}
    assert not [name for name in names if name.startswith(("tests/", "training/", "docs/"))]


def test_the_imports_are_one_way() -> None:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    ran = subprocess.run([sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_part_of_the_package_has_its_place_in_the_contract() -> None:
    (contract,) = project()["tool"]["importlinter"]["contracts"]
    placed = {name.strip().removeprefix("communique.") for layer in contract["layers"] for name in layer.split("|")}
    assert {m.name for m in pkgutil.iter_modules(communique.__path__)} - {"__main__"} == placed


@pytest.mark.parametrize("name", ["print", "except"])
def test_no_library_code_prints_or_catches_everything_unnamed(name: str) -> None:
    found = {"print": r"^\s*print\(", "except": r"^\s*except\s*:"}[name]
    modules = [p for p in PACKAGE.rglob("*.py") if p.name != "__main__.py"]
    assert not [p.name for p in modules if re.search(found, p.read_text(encoding="utf-8"), re.MULTILINE)]


def test_changelog_fragments_are_of_known_kinds() -> None:
    kinds = {"feature", "bugfix", "doc", "removal", "misc"}
    fragments = [p for p in (ROOT / "changelog.d").iterdir() if p.name not in (".gitignore", "README.md")]
    assert not [p.name for p in fragments if p.suffixes[:1] and p.suffixes[0][1:] not in kinds]


def test_what_make_reads_is_there() -> None:
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"\b(?:examples|benchmarks|docs)/[\w./-]+\w", rules)
    assert len(named) > 3 and not [name for name in named if not (ROOT / name).exists()]


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def grams(tokens: list[str], n: int) -> Iterator[Gram]:
    return (tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def copied(texts: Iterable[str], ours: Iterable[list[str]]) -> list[str]:
    """Runs of ``RUN`` words of ``ours`` that stand in ``texts``."""
    ours = list(ours)
    short = RUN + 1 - STEP
    known = {gram for tokens in ours for gram in grams(tokens, short)}
    suspects: set[Gram] = set()
    for text in texts:
        tokens = words(text)
        for i in range(0, len(tokens) - short + 1, STEP):
            if tuple(tokens[i : i + short]) in known:
                first = max(0, i - STEP + 1)
                suspects.update(grams(tokens[first : i + RUN], RUN))
    if not suspects:
        return []
    found = {gram for tokens in ours for gram in grams(tokens, RUN) if gram in suspects}
    return sorted(" ".join(gram) for gram in found)


def test_the_look_for_copies_finds_a_run_wherever_it_stands() -> None:
    run = [f"w{i}" for i in range(RUN)]
    for before in range(2 * STEP):
        text = " ".join([*(f"a{i}" for i in range(before)), *run, "z"])
        assert copied([text], [["x", *run, "y"]]) == [" ".join(run)]
        assert copied([text], [["x", *run[:-1], "y"]]) == []


def strings(value: Any) -> Iterator[str]:
    """All texts inside JSON: strings, and lists of words joined."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield " ".join(value)
        else:
            for item in value:
                yield from strings(item)


def shared_texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    yield from (text for text in strings(json.loads(line)) if len(text) > 40)
        elif path.suffix == ".json":
            yield from (text for text in strings(json.loads(path.read_text(encoding="utf-8"))) if len(text) > 40)
        elif path.suffix in (".txt", ".tsv", ".csv"):
            column = (line.split("\t")[0].split(" ")[0] for line in path.read_text(encoding="utf-8").splitlines())
            yield " ".join(column)  # CoNLL: a word a line


def our_texts() -> Iterator[list[str]]:
    for path in files():
        if path.name not in ("LICENSE",) and not path.name.endswith((".lock", ".gz", ".png", ".svg")):
            yield words(path.read_text(encoding="utf-8", errors="replace"))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared: whether its texts were copied is not checked")
def test_no_text_of_others_is_in_the_project() -> None:
    data = [f for f in sorted((SHARED / "data").iterdir()) if f.is_dir() and f.name not in FACTS]
    texts = (text for folder in [SHARED / "gold", *data] for text in shared_texts(folder))
    assert [run for run in copied(texts, our_texts()) if run not in NAMES] == []
