"""The compact notation in which gold documents are written: the compiler of `.marked` files and its commands.

`docs/corpus-notation.md` is the author's guide. `compile_markup` gives the JSON of one document as DESIGN has it;
`marked_facts.facts_of` turns that into the coarser `facts/ID.json` format of the shared gold.

    python -m communique.evaluation.markup build examples/          .txt and .gold.json beside every .marked
    python -m communique.evaluation.markup check examples/          only look for problems
    python -m communique.evaluation.markup facts examples/ OUTDIR   facts/ID.json files
    python -m communique.evaluation.markup inputs examples/ OUT.jsonl   the articles for `communique read`
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.codebook import Codebook, load_codebook
from communique.evaluation.marked_facts import Hint, facts_of
from communique.evaluation.marked_lines import (
    ClaimWords,
    Words,
    amount,
    claim_words,
    interval,
    is_quoted,
    period,
    style_of,
    value_type,
)
from communique.evaluation.marked_sheet import Near, Sheet, listed
from communique.evaluation.marked_text import Marked, MarkupError, read_marked
from communique.vocabulary import (
    EventType,
    Precision,
    QuantityKind,
    Stance,
    Status,
    Style,
    TimeBasis,
    TimexType,
)

Json = dict[str, Any]
CONTEXT = 32  # characters of prefix and suffix in a quote selector
OPENING, CLOSING = '“‘"«„', '”’"»“'
CLAIM_OPTIONS = {
    *("about", "time", "place", "qty", "chain", "ctx", "third", "trigger", "evidence"),
    *("frag", "quote", "topic", "kind", "note", "optional", "confidence"),
}
USAGE = """usage: python -m communique.evaluation.markup build|check FOLDER
       python -m communique.evaluation.markup facts FOLDER OUTDIR
       python -m communique.evaluation.markup inputs FOLDER OUT.jsonl
"""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A gold document in DESIGN's JSON, and what its facts need besides, by claim id."""

    document: Json
    hints: dict[str, Hint]


def compile_markup(text: str, codebook: Codebook | None = None) -> Json:
    """The JSON of one document (DESIGN, "The JSON of one document") from the text of a `.marked` file.

    Offsets are code points into ``document.text``. ``codebook`` gives modes, contexts and codes (else the package's).
    Raises `MarkupError`, which lists every problem with its line number.

    >>> source = "id: x\\n---\\n[@a Mali] [!c1 condemned] [@b Niger].\\n: !c1 ACCUSE a > b occurred\\n"
    >>> source += "---\\n@a state MLI Mali\\n@b state NER Niger\\n"
    >>> compile_markup(source)["claims"][0]["trigger"]
    {'start': 5, 'end': 14}
    """
    return compile_marked(text, codebook or load_codebook()).document


def compile_marked(text: str, codebook: Codebook, name: str = "") -> Compiled:
    """`compile_markup` together with the hints for `facts_of`; ``name`` goes before the problems."""
    try:
        return Compiler(read_marked(text), codebook).compiled()
    except MarkupError as error:
        if not name:
            raise
        raise MarkupError(list(error.problems), name) from error


class Compiler(Sheet):
    """Compiles one document, part by part."""

    def __init__(self, marked: Marked, codebook: Codebook) -> None:
        super().__init__(marked, codebook)
        self.hints: dict[str, Hint] = {}
        self.times: dict[str, Json] = {}
        self.places: dict[str, Json] = {}
        self.quantities: dict[str, Json] = {}
        self.attributions: dict[str, Json] = {}
        self.claims: dict[str, Json] = {}

    def compiled(self) -> Compiled:
        """Compile everything; raises `MarkupError` with all problems found."""
        self.read_lines(self.marked.lines)
        header = self.header()
        self.actors = {name: self.actor(words) for name, words in self.entries["@"].items()}
        self.mentions = self.find_mentions()
        self.check_marks()
        self.times = {name: self.time(name, words) for name, words in self.entries["^"].items()}
        self.places = {name: self.place(name, words) for name, words in self.entries["+"].items()}
        self.quantities = {name: self.quantity(name, words) for name, words in self.entries["%"].items()}
        self.attributions = {name: self.attribution(name, words) for name, words in self.entries[">"].items()}
        self.nest_attributions()
        for name, words in self.entries["!"].items():
            claim = self.claim(name, words)
            if claim is not None:
                self.claims[name] = claim
        self.check_use()
        self.check_sentences()
        if self.problems:
            raise MarkupError(self.problems)
        return Compiled(self.document(header), self.hints)

    # ------------------------------------------------------------------ times, places, quantities

    def time(self, name: str, words: Words) -> Json:
        """``^id [TYPE] VALUE [from=…|-] [to=…|-] [precision=…]``; ``-`` is an open side."""
        self.only(words, {"from", "to", "precision"})
        value = words.plain[-1] if words.plain else ""
        kind = words.plain[0] if len(words.plain) > 1 else value_type(value)
        self.word(words, kind, TimexType, "time type")
        start, end, precision = period(value) or (None, None, None)
        options = words.options
        if not value:
            self.problem(words.line, f"time {name} has no value")
        span = self.span("^", name)
        return {
            "id": name,
            **span,
            "type": kind,
            "value": value,
            "from": open_end(options.get("from", start)),
            "to": open_end(options.get("to", end)),
            "precision": self.word(words, options.get("precision", precision), Precision, "precision"),
        }

    def place(self, name: str, words: Words) -> Json:
        """``+id NAME COUNTRY|- [LATITUDE LONGITUDE [GEONAMES]] [precision=1|2|3] [literal=no]``."""
        self.only(words, {"precision", "literal", "geonames"})
        match = re.fullmatch(r"(.+?) ([A-Z]{3}|-)(?: (-?[\d.]+) (-?[\d.]+))?", " ".join(words.plain))
        if not match:
            self.problem(words.line, "a place is: +id NAME COUNTRY [LATITUDE LONGITUDE] [precision=1] [literal=no]")
            return {"id": name, **self.span("+", name)}
        called, country, latitude, longitude = match.groups()
        precision = self.word(words, words.options.get("precision", "1"), "123", "place precision")
        geonames = words.options.get("geonames")
        return {
            "id": name,
            **self.span("+", name),
            "name": called,
            "literal": self.word(words, words.options.get("literal", "yes"), ["yes", "no"], "literal") == "yes",
            "country": None if country == "-" else country,
            "latitude": float(latitude) if latitude else None,
            "longitude": float(longitude) if longitude else None,
            "geonames": int(geonames) if geonames else None,
            "precision": int(precision) if precision in {"1", "2", "3"} else None,
        }

    def quantity(self, name: str, words: Words) -> Json:
        """``%id KIND AMOUNT [UNIT]``; amounts: ``12``, ``12+``, ``..200``, ``~30``, ``10..15``."""
        self.only(words, set())
        kind, figure, unit = (*words.plain[:2], " ".join(words.plain[2:]))[:3] if len(words.plain) > 1 else ("", "", "")
        self.word(words, kind, QuantityKind, "quantity kind")
        bounds = amount(figure)
        if bounds is None:
            self.problem(words.line, f"amount {figure!r} is none of 12, 12+, ..200, ~30, 10..15")
        low, best, high = bounds or (None, None, None)
        return {"kind": kind, "low": low, "best": best, "high": high, "unit": unit or None, **self.span("%", name)}

    # ------------------------------------------------------------------ attributions

    def attribution(self, name: str, words: Words) -> Json:
        """``>id SOURCES|- [STANCE] [STYLE] [in=ID|-]``; its marks are ``[>id cue]`` and ``[=id content]``."""
        self.only(words, {"in"})
        sources, rest = (words.plain[0], words.plain[1:]) if words.plain else ("-", [])
        cue = self.one(">", name)
        contents = self.marks.get(("=", name), [])
        if not contents:
            self.problem(words.line, f"attribution {name} has no content: mark it with [={name} …]")
            return {"id": name, "content": [], "within": None}
        near = Near(cue.start, cue.end) if cue else Near(contents[0].start, contents[-1].end)
        stances, styles = [str(s) for s in Stance], [str(s) for s in Style]
        for word in rest:
            if word not in stances and word not in styles:
                self.problem(words.line, f"unknown stance or style {word!r}")
        style = next((word for word in rest if word in styles), None)
        content = [{"start": mark.start, "end": mark.end} for mark in contents]
        return {
            "id": name,
            "sources": self.sources(words, sources, near),
            "cue": {"start": cue.start, "end": cue.end} if cue else None,
            "content": content,
            "style": style or style_of(self.text, content),
            "stance": next((word for word in rest if word in stances), "says"),
            "within": words.options.get("in"),
        }

    def sources(self, words: Words, given: str, near: Near) -> list[str]:
        """Mention ids of the sources, nearest to the cue in its sentence."""
        found: list[str] = []
        for alias in listed(given):
            mentions = self.resolve(words, alias, near, self.sentence_at(near.start))
            if not mentions:
                self.problem(words.line, f"source {alias} is not mentioned in the sentence of the cue; use a #label")
            found += [mention.json["id"] for mention in mentions]
        return found

    def nest_attributions(self) -> None:
        """`within`: as written, else the smallest content that holds the cue (or, without a cue, the whole content)."""
        for name, json_ in self.attributions.items():
            given = json_["within"]
            if given == "-":
                json_["within"] = None
            elif given is not None:
                if given not in self.attributions or given == name:
                    self.problem(self.entries[">"][name].line, f"in={given}: no such attribution")
            elif json_["content"]:
                inner = json_["cue"] or {"start": json_["content"][0]["start"], "end": json_["content"][-1]["end"]}
                json_["within"] = self.innermost(inner, without=name)

    def innermost(self, inner: Json, without: str | None = None) -> str | None:
        """The attribution with the smallest content that covers the span ``inner``."""
        holding = [
            (span["end"] - span["start"], -len(self.outwards(name)), name)
            for name, other in self.attributions.items()
            for span in other["content"]
            if name != without and span["start"] <= inner["start"] and inner["end"] <= span["end"]
        ]
        return min(holding)[-1] if holding else None

    def chain(self, words: Words, trigger: Json) -> list[str]:
        """As written, else the attributions whose contents hold the trigger, nearest teller first.

        A voice that nobody has ("it was reported") is no link.
        """
        given = words.options.get("chain")
        if given is not None:
            for name in listed(given):
                if name not in self.attributions:
                    self.problem(words.line, f"chain={given}: no attribution {name}")
        links = listed(given) if given is not None else self.outwards(self.innermost(trigger))
        return [name for name in links if self.attributions.get(name, {}).get("sources")]

    def outwards(self, name: str | None) -> list[str]:
        """An attribution and those it is told in."""
        found: list[str] = []
        while name in self.attributions and name not in found:
            found.append(name)
            name = self.attributions[name]["within"]
        return found

    # ------------------------------------------------------------------ claims

    def claim(self, name: str, words: Words) -> Json | None:
        """``!id TYPE[/MODE] ACTORS [> RECIPIENTS] STATUS[:CONTENT] [option=…]``; None where the line cannot be read."""
        self.only(words, CLAIM_OPTIONS)
        try:
            head = claim_words(words, [str(s) for s in Status])
        except ValueError as error:
            self.problem(words.line, str(error))
            return None
        if not self.check_head(words, head):
            return None
        trigger = self.trigger(name, words)
        start, end = self.evidence(words, trigger)
        doers, others = (Near(trigger["start"], trigger["end"], side) for side in ("before", "after"))
        within = (start, end)
        coding = self.codebook.coding(EventType(head.type), head.mode, Status(head.status))
        fragment = self.part(name, "&", "frag", words, within)
        self.hints[name] = Hint(
            (fragment["start"], fragment["end"]) if fragment else None,
            words.options.get("kind"),
            "optional" in words.options,
            words.options.get("note"),
        )
        return {
            "id": name,
            "type": head.type,
            "mode": head.mode,
            "contexts": [
                self.word(words, c, self.codebook.contexts, "context") for c in listed(words.options.get("ctx"))
            ],
            "actors": self.parties(words, head.actors, doers, within),
            "recipients": self.parties(words, head.recipients, others, within),
            "third_parties": self.parties(words, words.options.get("third", "-"), others, within),
            "status": head.status,
            "content_status": head.content_status,
            "about": self.known(words, "about", self.entries["!"], "claim"),
            "time": self.claim_time(words),
            "place": next(iter(self.known(words, "place", self.places, "place")), None),
            "quantities": [self.quantities[q] for q in self.known(words, "qty", self.quantities, "quantity")],
            "topic": self.part(name, "/", "topic", words, (0, len(self.text))),
            "trigger": trigger,
            "evidence": self.selector(start, end),
            "chain": self.chain(words, trigger),
            "quote": self.quote(name, words, within),
            "cameo": coding.cameo,
            "plover": coding.plover,
            "confidence": float(words.options.get("confidence", 1)),
        }

    def check_head(self, words: Words, head: ClaimWords) -> bool:
        """Type, mode and content status are in the vocabulary; false where the type is not."""
        self.word(words, head.content_status, Status, "content status")
        if self.word(words, head.type, EventType, "type") not in [str(t) for t in EventType]:
            return False
        self.word(words, head.mode, self.codebook.types[EventType(head.type)].modes, f"mode of {head.type}")
        return True

    def known(self, words: Words, key: str, table: Iterable[str], what: str) -> list[str]:
        """The ids in option ``key``, which must be in ``table``."""
        given, names = listed(words.options.get(key)), set(table)
        for name in given:
            if name not in names or name == words.id:
                self.problem(words.line, f"{key}={name}: no such {what}")
        return [name for name in given if name in names]

    def trigger(self, name: str, words: Words) -> Json:
        """The ``[!id …]`` mark, or the words in ``trigger="…"``."""
        found = self.literal(words, "trigger", (0, len(self.text)))
        mark = self.one("!", name)
        if found is None and mark is None:
            self.problem(words.line, f"claim {name} has no trigger: mark it with [!{name} …]")
        return found or ({"start": mark.start, "end": mark.end} if mark else {"start": 0, "end": 0})

    def evidence(self, words: Words, trigger: Json) -> tuple[int, int]:
        """The sentence of the trigger, or the words in ``evidence="…"``, which must hold the trigger."""
        sentence = self.sentence_at(trigger["start"])
        within = (sentence.start, sentence.end)
        if "evidence" in words.options:
            span = self.literal(words, "evidence", (0, len(self.text))) or {"start": 0, "end": 0}
            within = (span["start"], span["end"])
        if not within[0] <= trigger["start"] < trigger["end"] <= within[1] and trigger["end"]:
            self.problem(words.line, f"the trigger of {words.id} is not inside its evidence")
        return within

    def selector(self, start: int, end: int) -> Json:
        """W3C TextQuoteSelector and TextPositionSelector."""
        return {
            "start": start,
            "end": end,
            "exact": self.text[start:end],
            "prefix": self.text[max(0, start - CONTEXT) : start],
            "suffix": self.text[end : end + CONTEXT],
        }

    def part(self, name: str, sigil: str, key: str, words: Words, within: tuple[int, int]) -> Json | None:
        """A quote, topic or fragment: its mark, or the words of its option."""
        mark = self.one(sigil, name)
        return {"start": mark.start, "end": mark.end} if mark else self.literal(words, key, within)

    def quote(self, name: str, words: Words, within: tuple[int, int]) -> Json | None:
        """The verbatim words, which must stand in quotation marks."""
        span = self.part(name, "$", "quote", words, within)
        if span and not is_quoted(self.text, span["start"]):
            self.problem(words.line, f"the quote of {name} does not stand in quotation marks")
        return span

    def claim_time(self, words: Words) -> Json:
        """``time=TIME|CLAIM|PERIOD[/BASIS]``; without it the text is silent."""
        given = words.options.get("time")
        if given is None:
            return {"from": None, "to": None, "precision": None, "basis": "none", "expression": None}
        name, _, basis = given.partition("/")
        expression = None
        if name in self.times:
            source, expression, default = self.times[name], name, "explicit"
        elif name in self.claims:
            source, default = self.claims[name]["time"], "anchored"
        else:
            found = interval(name)
            source, default = dict(zip(("from", "to", "precision"), found, strict=True)) if found else {}, ""
            if not found:
                self.problem(
                    words.line, f"time={given}: no time, no earlier claim, and no period such as 2025-06..2025-08"
                )
        basis = basis or default
        self.word(words, basis or None, TimeBasis, "time basis")
        if not basis:
            self.problem(words.line, f"time={given}: say its basis, as in time={given}/inherited")
        return {key: source.get(key) for key in ("from", "to", "precision")} | {
            "basis": basis,
            "expression": expression,
        }

    # ------------------------------------------------------------------ the whole

    def check_use(self) -> None:
        """What is described is used."""
        used = {q["start"] for claim in self.claims.values() for q in claim["quantities"]}
        for name, quantity in self.quantities.items():
            if quantity["start"] not in used:
                self.problem(self.entries["%"][name].line, f"no claim has qty={name}")
        parties = {
            p["actor"]
            for claim in self.claims.values()
            for role in ("actors", "recipients", "third_parties")
            for p in claim[role]
        }
        mentioned = {m.alias for m in self.mentions}
        for alias, actor in self.actors.items():
            if alias not in mentioned and actor["id"] not in parties:
                self.problem(self.entries["@"][alias].line, f"actor {alias} is neither mentioned nor a party")
        first: dict[str, Json] = {}
        for mention in self.mentions:
            if mention.label and first.setdefault(mention.label, mention.json)["start"] != mention.json["start"]:
                self.problem(mention.line, f"label #{mention.label} is on two different spans")

    def check_sentences(self) -> None:
        """Every sentence has a claim or is marked as silent, and not both."""
        triggers = [claim["trigger"]["start"] for claim in self.claims.values()]
        for sentence in self.marked.sentences:
            told = any(sentence.start <= start < sentence.end for start in triggers)
            if told and sentence.silent:
                self.problem(sentence.line, "the sentence is marked ∅ but has a claim")
            if not told and not sentence.silent:
                self.problem(sentence.line, "the sentence has no claim; mark it ∅ if it asserts nothing")

    def document(self, header: dict[str, str]) -> Json:
        """DESIGN's JSON."""
        return {
            "document": {
                "id": header["id"],
                "sha256": hashlib.sha256(self.text.encode("utf-8")).hexdigest(),
                "url": header.get("url", f"gold:{header['id']}"),
                "publisher": header.get("publisher"),
                "published": header.get("published"),
                "title": header.get("title"),
                "language": header.get("language", "en"),
                "text": self.text,
                "contexts": listed(header.get("contexts")),
            },
            "manifest": {"version": "gold", "weights": "none", "knowledge": "none", "settings": "none"},
            "actors": list(self.actors.values()),
            "mentions": [mention.json for mention in self.mentions],
            "times": in_text_order(self.times.values()),
            "places": in_text_order(self.places.values()),
            "attributions": list(self.attributions.values()),
            "claims": list(self.claims.values()),
        }


def open_end(value: str | None) -> str | None:
    """``-`` leaves a side of an interval open."""
    return None if value == "-" else value


def in_text_order(spans: Iterable[Json]) -> list[Json]:
    """Sorted by start, the longer first."""
    return sorted(spans, key=lambda s: (s["start"], -s["end"]))


# ---------------------------------------------------------------------- files


def dumps(document: Json) -> str:
    """The bytes of a `.gold.json` file: indented, so that changes can be read."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def compile_file(path: Path, codebook: Codebook) -> Compiled:
    """Compile one `.marked` file; problems carry its name."""
    return compile_marked(path.read_text(encoding="utf-8"), codebook, path.name)


def build(path: Path, codebook: Codebook) -> list[Path]:
    """Write NAME.txt and NAME.gold.json beside NAME.marked."""
    document = compile_file(path, codebook).document
    text, gold = path.with_suffix(".txt"), path.with_suffix(".gold.json")
    text.write_text(document["document"]["text"], encoding="utf-8")
    gold.write_text(dumps(document), encoding="utf-8")
    return [text, gold]


def input_line(path: Path, codebook: Codebook) -> str:
    """The article as one line of JSONL that ``communique read`` takes, with the url that `score_claims.py` looks for."""
    document = compile_file(path, codebook).document["document"]
    given = {key: document[key] for key in ("text", "title", "published", "publisher")}
    return json.dumps({**given, "url": f"gold:{document['id']}"}, ensure_ascii=False) + "\n"


def write_facts(path: Path, out: Path, codebook: Codebook) -> list[Path]:
    """Write OUT/ID.json with the facts of NAME.marked."""
    compiled = compile_file(path, codebook)
    facts = facts_of(compiled.document, compiled.hints)
    target = out / f"{facts['id']}.json"
    target.write_text(dumps(facts), encoding="utf-8")
    return [target]


def main(arguments: Sequence[str]) -> int:
    """The commands of this module: exit code 0, 1 where a file has problems, 2 for a wrong call."""
    sizes = {"build": 2, "check": 2, "facts": 3, "inputs": 3}
    if not arguments or sizes.get(arguments[0]) != len(arguments) or not Path(arguments[1]).exists():
        sys.stderr.write(USAGE)
        return 2
    command, source, out = arguments[0], Path(arguments[1]), Path(arguments[-1])
    if command == "facts":
        out.mkdir(parents=True, exist_ok=True)
    elif command == "inputs":
        out.write_text("", encoding="utf-8")
    codebook, failed = load_codebook(), 0
    for path in sorted(source.glob("*.marked")) if source.is_dir() else [source]:
        try:
            written = run(command, path, out, codebook)
        except MarkupError as error:
            failed += 1
            sys.stderr.write(f"{error}\n")
        else:
            sys.stdout.write("".join(f"{target}\n" for target in written))
    return 1 if failed else 0


def run(command: str, path: Path, out: Path, codebook: Codebook) -> list[Path]:
    """One command on one file; gives the files written."""
    if command == "build":
        return build(path, codebook)
    if command == "facts":
        return write_facts(path, out, codebook)
    if command == "inputs":
        with out.open("a", encoding="utf-8") as lines:
            lines.write(input_line(path, codebook))
        return []
    compile_file(path, codebook)
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
