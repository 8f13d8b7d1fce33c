"""The docs are run: console examples, Python examples, docstrings, generated tables, links, and whether all is told."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import io
import pkgutil
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click
import pytest
import typer

import communique
from communique.cli import app, main
from communique.documents.language import Identifier
from communique.reader import Reader, Settings

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "examples", "benchmarks", "training")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.md"))],
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
Shell = Callable[[str], str]
Golden = Callable[[Path, str], None]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path, language: str) -> list[str]:
    return [body for found, body in FENCE.findall(page.read_text(encoding="utf-8")) if found == language]


def having(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


@pytest.fixture
def loaded(reader: Reader, identifier: Identifier, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What is dear to load is loaded once."""

    def load(settings: Settings | None = None) -> Reader:
        chosen = settings or Settings()
        return replace(reader, settings=chosen, manifest=replace(reader.manifest, settings=str(chosen)))

    monkeypatch.setattr("communique.reader.load_reader", load)
    monkeypatch.setattr("communique.documents.language.load_identifier", lambda: identifier)
    monkeypatch.setenv("COLUMNS", "80")
    return monkeypatch


@pytest.fixture
def shell(loaded: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    """A very small shell in an empty folder with ``examples/``: echo, cat, communique, one pipe, ``>``, ``$?``."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    loaded.chdir(tmp_path)
    code = 0

    def words(stage: str, stdin: str) -> tuple[str, str]:
        nonlocal code
        args = [str(code) if word == "$?" else word for word in shlex.split(stage)]
        if args[0] == "echo":
            return " ".join(args[1:]) + "\n", ""
        if args[0] == "cat":
            return "".join(Path(file).read_text(encoding="utf-8") for file in args[1:]), ""
        assert args[0] == "communique", f"the docs use {args[0]!r}, which this shell does not know"
        loaded.setattr(sys, "argv", args)
        loaded.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            main()
        code = int(ended.value.code or 0)
        printed = capsys.readouterr()
        return printed.out, printed.err

    def run(line: str) -> str:
        line, _, target = line.partition(" > ")
        out, errors = "", ""
        for stage in re.split(r" \| (?=communique)", line):
            out, errors = words(stage, out)
        if target:
            (tmp_path / target.strip()).write_text(out, encoding="utf-8")
            out = ""
        return out + errors

    return run


def sessions(block: str) -> Iterator[tuple[str, str]]:
    """Commands and what the docs say they print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


@pytest.mark.parametrize("page", having("console"), ids=name)
def test_console_examples_print_what_they_say(page: Path, shell: Shell) -> None:
    checker = doctest.OutputChecker()
    for block in blocks(page, "console"):
        for command, want in sessions(block):
            got = shell(command)
            assert checker.check_output(want, got, FLAGS), f"$ {command}\nthe docs say:\n{want}\nit prints:\n{got}"


def test_the_check_of_examples_can_fail(shell: Shell) -> None:
    assert shell("echo $?") == "0\n"
    assert not doctest.OutputChecker().check_output("1\n", shell("echo $?"), FLAGS)
    with pytest.raises(AssertionError, match="does not know"):
        shell("rm -rf examples")


@pytest.mark.parametrize("page", having("python"), ids=name)
def test_python_examples_run(page: Path, loaded: pytest.MonkeyPatch) -> None:
    source = "\n".join(block for block in blocks(page, "python") if ">>>" in block)
    failed, tried = examined(doctest.DocTestParser().get_doctest(source, {}, name(page), str(page), 0))
    assert tried and not failed


def examined(test: doctest.DocTest) -> tuple[int, int]:
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    result = runner.run(test, out=sys.stderr.write)
    return result.failed, result.attempted


MODULES = sorted(["communique", *(m.name for m in pkgutil.walk_packages(communique.__path__, "communique."))])


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_run(module: str, loaded: pytest.MonkeyPatch) -> None:
    tests = doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module), module)
    assert not sum(examined(test)[0] for test in tests if test.examples)


SCRIPTS = [p for p in sorted((ROOT / "benchmarks").rglob("*.py")) if ">>>" in p.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_examples_in_scripts_run(path: Path) -> None:
    module = loaded_file(path)
    assert not sum(examined(test)[0] for test in doctest.DocTestFinder().find(module, path.stem) if test.examples)


def test_docstrings_have_examples() -> None:
    assert (
        sum(">>>" in Path(importlib.import_module(m).__file__ or "").read_text(encoding="utf-8") for m in MODULES) > 10
    )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    dead = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert not dead


def tables() -> ModuleType:
    return loaded_file(ROOT / "docs" / "tables.py")


def loaded_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"file_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=name)
def test_tables_are_those_of_the_data(page: Path, golden: Golden) -> None:
    golden(page, tables().filled(page.read_text(encoding="utf-8")))


def test_the_picture_is_what_the_program_prints(loaded: pytest.MonkeyPatch, reader: Reader, golden: Golden) -> None:
    make = loaded_file(ROOT / "docs" / "pictures" / "make.py")
    golden(ROOT / "docs" / "pictures" / "read.svg", make.picture(reader))


def test_a_table_that_is_out_of_date_is_found() -> None:
    filled = tables().filled("<!-- table: contexts -->\nold\n<!-- end -->\nrest")
    assert "old" not in filled and "`military`" in filled and filled.endswith("<!-- end -->\nrest")


def commands() -> dict[str, click.Command]:
    group = typer.main.get_command(app)
    return dict(group.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_told_with_all_its_options(command: str) -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"\n## communique {command}\n" in text
    section = text.split(f"\n## communique {command}\n")[1].split("\n## ")[0]
    for parameter in commands()[command].params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            assert parameter.help, f"{command} {parameter.opts[0]} has no help"  # type: ignore[attr-defined]
            assert f"`{parameter.opts[0]}`" in section, (
                f"docs/commands.md does not tell of {command} {parameter.opts[0]}"
            )


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_and_argument_has_help(command: str) -> None:
    found = commands()[command]
    assert found.help and "Examples:" in found.help
    assert all(getattr(p, "help", None) for p in found.params if p.name != "help")


def test_the_codebook_tells_every_type_and_status() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    from communique.vocabulary import EventType, Status, TimeBasis

    assert not [word for kind in (EventType, Status, TimeBasis) for word in kind if f"`{word}`" not in text]


def test_the_evaluation_page_tells_every_measure() -> None:
    from communique.evaluation.claims import Tally

    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    counts = {"documents", "facts", "claims"}
    assert not [m for m in Tally().measures() if m not in counts and f"| `{m}`" not in text]
