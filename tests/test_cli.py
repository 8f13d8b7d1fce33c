from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from communique.cli import app, main
from communique.cli.progress import counted, watched
from communique.documents.language import Identifier
from communique.reader import Reader, Settings

ONE = "Peru condemned Chile on Monday."
TWO = "Chile’s president will visit Lima next week, the foreign ministry said."
PAGE = (
    "<html><head><title>Peru and Chile talk | Own News</title></head><body><article><h1>Peru and Chile talk</h1><p>"
    "Peru and Chile agreed on Monday to reopen the border crossing that was closed in the spring.</p><p>"
    "The ministers met in Lima and signed an agreement on trade, the foreign ministry said.</p></article></body></html>"
)
DOCS = Path(__file__).parents[1] / "docs"
COMMANDS = ("read", "verify", "schema", "evaluate")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def run(
    reader: Reader, identifier: Identifier, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The command line in this process, with what is dear to load loaded once."""

    def load(settings: Settings) -> Reader:
        return replace(reader, settings=settings, manifest=replace(reader.manifest, settings=str(settings)))

    monkeypatch.setattr("communique.reader.load_reader", load)
    monkeypatch.setattr("communique.documents.language.load_identifier", lambda: identifier)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["communique", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(ONE, encoding="utf-8")
    return path


def test_a_file_as_json(run: Run, one: Path) -> None:
    ran = run("read", one, "--format", "json", "--published", "2025-06-19", "--publisher", "Own", "--title", "Row")
    (data,) = ran.lines
    assert (ran.code, ran.err) == (0, "")
    assert data["document"]["text"] == ONE
    assert [data["document"][k] for k in ("published", "publisher", "title")] == ["2025-06-19", "Own", "Row"]
    assert data["claims"][0]["type"] == "ACCUSE"


def test_json_is_of_the_schema(run: Run, one: Path, tmp_path: Path) -> None:
    schema = json.loads(run("schema").out)
    ran = run("read", one, tmp_path / "missing.txt", "--format", "json", "--published", "2025-06-19")
    for line in ran.lines:
        jsonschema.Draft202012Validator(schema).validate(line)
    assert len(ran.lines) == 2


def test_sources_of_every_kind_in_the_order_given(run: Run, tmp_path: Path, one: Path, server: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "b.html").write_text(PAGE, encoding="utf-8")
    (folder / "a.txt").write_text(TWO, encoding="utf-8")
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps({"text": ONE, "url": "first"}) + "\n{\n" + json.dumps({"text": TWO}), encoding="utf-8")
    ran = run("read", folder, server, "-", lines, one, "--format", "json", stdin=ONE.encode())
    shown = [d["failure"]["reason"] if "failure" in d else d["document"]["text"].split()[0] for d in ran.lines]
    assert shown == ["Chile’s", "Peru", "Peru", "Peru", "Peru", "bad_json", "Chile’s", "Peru"]
    assert ran.lines[5]["failure"]["line"] == 2
    assert ran.lines[2]["document"]["url"].startswith("http://127.0.0.1")
    assert ran.code == 3


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/talk.html"
    httpd.shutdown()
    httpd.server_close()


def test_exit_codes(run: Run, one: Path, tmp_path: Path) -> None:
    assert run("read", one).code == 0
    assert run("read", one, tmp_path / "no.txt").code == 3
    assert run("read", tmp_path / "no.txt", tmp_path / "nor.txt").code == 4
    assert run("read").code == 2
    assert run("raed").code == 2


def test_failures_are_one_line_on_standard_error(run: Run, one: Path, tmp_path: Path) -> None:
    empty = tmp_path / "em\x1b[31mpty.txt"
    empty.write_text(" \n", encoding="utf-8")
    ran = run("read", empty, one)
    assert ran.err == f"communique: {str(empty).replace(chr(27), '␛')}: there is no text in it (empty)\n"
    assert "ACCUSE" in ran.out
    assert run("read", empty, one, "--quiet").err == ""


def test_an_empty_file_of_lines_is_a_failure(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n\n", encoding="utf-8")
    ran = run("read", empty, "--format", "json")
    assert (ran.code, ran.lines[0]["failure"]["reason"]) == (4, "empty")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--published", "2025-02-30"), "--published '2025-02-30' is not a date that exists"),
        (("--published", "yesterday"), "write for example 2025-06-19"),
        (("--format", "xml"), "xml"),
        (("--batch-size", "0"), "batch-size"),
        (("--min-confidence", "1.5"), "min-confidence"),
        (("--format", "json", "--explain"), "--explain is for the terminal"),
        (("--no-text",), "--no-text is for --format json"),
        (("--output", "/no/such/folder/x"), "--output /no/such/folder/x: No such file or directory"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_wrong_usage_says_what_is_wrong(run: Run, one: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = run("read", one, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err and "Traceback" not in ran.err


def test_an_unknown_component_is_wrong_usage(run: Run, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys, "argv", ["communique", "read", str(one), "--component", "nope"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2


def test_a_bug_is_one_line_and_exit_code_1(run: Run, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(settings: Settings) -> Reader:
        raise RuntimeError("two\nlines \x1b[2J")

    monkeypatch.setattr("communique.reader.load_reader", broken)
    ran = run("read", one)
    assert ran.code == 1
    assert ran.err.startswith("communique: internal error: RuntimeError: two lines ␛[2J (COMMUNIQUE_DEBUG=1")
    assert ran.err.count("\n") == 1


def test_interruption(run: Run, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(settings: Settings) -> Reader:
        raise KeyboardInterrupt

    monkeypatch.setattr("communique.reader.load_reader", interrupted)
    ran = run("read", one)
    assert ran.code == 130 and "Traceback" not in ran.err


def test_terminal_view(run: Run, one: Path) -> None:
    ran = run("read", one, "--published", "2025-06-19", "--title", "Row \x1b[2J")
    assert ran.out.splitlines()[0] == "Row ␛[2J"
    assert "Peru → Chile" in ran.out and "Peru [condemned] Chile on Monday." in ran.out
    assert "How to read this" in ran.out and "\x1b" not in ran.out
    assert "How to read this" not in run("read", one, "--quiet").out
    assert run("read", one, "--published", "2025-06-19", "--title", "Row \x1b[2J", "--format", "rich").out == ran.out


def test_the_view_says_when_the_date_of_publication_is_missing(run: Run, one: Path) -> None:
    assert "times stay relative" in run("read", one).out


def test_explain_marks_the_text(run: Run, one: Path) -> None:
    out = run("read", one, "--explain").out
    assert re.search(r"\[m\d+(,p\d+)?:Peru\] \[c1:condemned\]", out)


def test_output_goes_to_a_file(run: Run, one: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    ran = run("read", one, "--format", "json", "--output", target)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["document"]["text"] == ONE


def test_batch_size_changes_no_byte(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    texts = [ONE, "", TWO, "Bonjour à tous et merci pour votre attention soutenue ce matin ici.", ONE, TWO]
    lines.write_text("\n".join(json.dumps({"text": t, "published": "2025-06-19"}) for t in texts), encoding="utf-8")
    outs = {run("read", lines, "--format", "json", "--batch-size", n).out for n in (1, 2, 100)}
    assert len(outs) == 1
    assert ["failure" in json.loads(line) for line in outs.pop().splitlines()] == [
        False,
        True,
        False,
        True,
        False,
        False,
    ]


def test_min_confidence(run: Run, one: Path) -> None:
    assert run("read", one, "--format", "json", "--min-confidence", "1").lines[0]["claims"] == []


def test_standard_input_may_be_jsonl(run: Run) -> None:
    ran = run("read", "-", "--format", "json", stdin=json.dumps({"text": ONE, "published": "2025-06-19"}).encode())
    assert ran.lines[0]["document"]["published"] == "2025-06-19"


@pytest.fixture
def record(run: Run, tmp_path: Path, one: Path) -> Path:
    """Two documents without their texts, and a failure."""
    two = tmp_path / "two.txt"
    two.write_text(TWO, encoding="utf-8")
    out = tmp_path / "record.jsonl"
    arguments = ("--format", "json", "--no-text", "--published", "2025-06-19", "--output", out)
    assert run("read", one, two, tmp_path / "no.txt", *arguments).code == 3
    return out


def test_verify_with_own_copies(run: Run, record: Path, tmp_path: Path) -> None:
    ran = run("verify", record, "--texts", tmp_path)
    assert ran.code == 0
    assert [line.split()[2] for line in ran.out.splitlines()] == ["ok", "ok", "failure"]


def test_verify_finds_moved_and_lost_spans(run: Run, record: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "a.txt").write_text(f"Our note.\n\n{ONE}", encoding="utf-8")
    ran = run("verify", record, "--texts", copies, "--format", "json")
    first, second, failure = ran.lines
    assert ran.code == 3
    assert (first["state"], first["lost"], first["same_text"]) == ("moved", 0, False)
    evidence = next(s for s in first["spans"] if s["part"] == "evidence")
    assert (evidence["start"], evidence["new_start"]) == (0, 11)
    assert (second["state"], failure["state"]) == ("no_text", "failure")
    assert "moved claim c1 evidence [0, 31) → [11, 42)" in run("verify", record, "--texts", copies).out


def test_verify_without_any_text(run: Run, record: Path) -> None:
    assert run("verify", record).code == 4


def test_verify_against_the_text_in_the_line(run: Run, one: Path, tmp_path: Path) -> None:
    line = run("read", one, "--format", "json").out
    assert run("verify", "-", stdin=line.encode()).code == 0
    tampered = json.loads(line)
    tampered["document"]["text"] = "Something else."
    ran = run("verify", "-", stdin=json.dumps(tampered).encode())
    assert ran.code == 4 and "lost claim c1 evidence" in ran.out


@pytest.mark.parametrize("line", [b"nonsense", b"[]", b'{"document": {}}', b"\xff\xfe"])
def test_verify_names_lines_that_are_not_ours(run: Run, line: bytes) -> None:
    ran = run("verify", "-", stdin=line + b"\n")
    assert ran.code == 4 and ran.out.startswith("line 1  unreadable")


def test_verify_of_nothing_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("verify", "-").code == 2
    assert run("verify", tmp_path / "no.jsonl").code == 2
    assert run("verify", "-", "--texts", tmp_path / "none").code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_and_docs_have_every_option(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0 and "Examples:" in ran.out and f"communique {command} " in ran.out
    documented = (
        (DOCS / "commands.md").read_text(encoding="utf-8").split(f"## communique {command}")[1].split("\n## ")[0]
    )
    for option in re.findall(r"--[a-z-]+(?= )", ran.out.split("Options:")[1]):
        if option != "--help":
            assert f"`{option}" in documented


def test_every_command_is_here() -> None:
    named = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert named >= set(COMMANDS)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, communique.cli; print([m for m in ('spacy', 'rich', 'communique.records') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_module_is_the_same_program() -> None:
    ran = subprocess.run([sys.executable, "-m", "communique", "--help"], capture_output=True, text=True, check=True)
    assert all(command in ran.stdout for command in COMMANDS)


def test_a_reader_that_goes_away_ends_the_program_quietly(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text("\n".join(json.dumps({"text": f"{TWO} " * 40}) for _ in range(8)), encoding="utf-8")
    command = [sys.executable, "-m", "communique", "read", str(lines), "--format", "json", "--batch-size", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_for_people_and_long_work() -> None:
    assert watched(Terminal(), io.StringIO(), quiet=False)
    assert not watched(Terminal(), io.StringIO(), quiet=True)
    assert not watched(Terminal(), Terminal(), quiet=False)
    assert not watched(io.StringIO(), io.StringIO(), quiet=False)
    short, long = Terminal(), Terminal()
    assert list(counted([1, 2], show=True, err=short, clock=lambda: 0.0)) == [1, 2]
    assert short.getvalue() == ""
    ticks = iter([0.0, 5.0, 9.0])
    assert list(counted([1, 2], show=True, err=long, clock=lambda: next(ticks))) == [1, 2]
    assert "documents read" in long.getvalue()
    assert list(counted([1], show=False)) == [1]
