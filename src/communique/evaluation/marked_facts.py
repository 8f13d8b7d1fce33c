"""Compiled gold as facts: the coarser format of the shared gold (`facts/ID.json`), which `score_claims.py` reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from communique.knowledge import load_knowledge

Json = dict[str, Any]
COARSE = {
    "offered": "hypothetical",
    "possible": "hypothetical",
    "negated": "denied",
    "cancelled": "denied",
    "postponed": "planned",
}
SPEECH = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "STATEMENT"}


@dataclass(frozen=True, slots=True)
class Hint:
    """What the author says of a fact beyond the claim: its fragment's characters, kind, optionality, a note."""

    fragment: tuple[int, int] | None = None
    kind: str | None = None
    optional: bool = False
    note: str | None = None


class Gold:
    """A compiled document with its look-ups."""

    def __init__(self, document: Json) -> None:
        self.document: Json = document["document"]
        self.text: str = self.document["text"]
        self.claims: list[Json] = document["claims"]
        self.actors = {actor["id"]: actor for actor in document["actors"]}
        self.mentions = {mention["id"]: mention for mention in document["mentions"]}
        self.attributions = {item["id"]: item for item in document["attributions"]}
        self.places = {place["id"]: place for place in document["places"]}
        self.countries = state_names()


@cache
def state_names() -> dict[str, str]:
    """The name of every state by its ISO 3166-1 alpha-3 code."""
    return {state.id: state.name for state in load_knowledge().states.values()}


def facts_of(document: Json, hints: Mapping[str, Hint] | None = None) -> Json:
    """The facts of compiled gold in the format of ``facts/ID.json``: one a claim, quantity and veiled reference.

    Statuses and dates are as coarse as that format wants them: an ongoing act of unknown start is ``../published``, an
    occurred one which the text does not date is null. ``hints`` come from `compile_marked`, by claim id.
    """
    gold, hints = Gold(document), hints or {}
    facts: list[Json] = []
    for claim in gold.claims:
        hint = hints.get(claim["id"], Hint())
        fact = claim_fact(gold, claim, hint)
        facts.append(fact)
        facts += [quantity_fact(gold, fact, quantity, i) for i, quantity in enumerate(claim["quantities"], 1)]
        facts += veiled_facts(gold, claim, fact)
    keys = ("id", "published", "publisher", "title")
    return {**{key: gold.document[key] for key in keys}, "facts": facts}


def claim_fact(gold: Gold, claim: Json, hint: Hint) -> Json:
    """The fact of one claim."""
    start, end = hint.fragment or fragment(gold, claim)
    quote = claim["quote"]
    fact = {
        "id": claim["id"],
        "kind": hint.kind or kind_of(claim),
        "plover": None if claim["type"] == "STATEMENT" else claim["type"],
        "sources": parties(gold, claim["actors"]),
        "targets": parties(gold, claim["recipients"]),
        "status": COARSE.get(claim["status"], claim["status"]),
        "date": fact_date(claim, gold.document["published"]),
        "place": place_name(gold, claim["place"]),
        "attribution": [source_names(gold, name) for name in claim["chain"]],
        "quote": gold.text[quote["start"] : quote["end"]] if quote else None,
        "fragment": gold.text[start:end],
        "start": start,
        "end": end,
    }
    content = claim["content_status"]
    extra = {
        "content_status": COARSE.get(content, content),
        "author_negated": claim["status"] == "negated" or None,
        "optional": hint.optional or None,
        "note": hint.note,
    }
    return fact | {key: value for key, value in extra.items() if value is not None}


def kind_of(claim: Json) -> str:
    """The kind of fact a claim is, from its type and mode."""
    if claim["mode"] == "mediation":
        return "mediation"
    if claim["type"] == "STATEMENT":
        return "warning" if claim["mode"] == "warn" else "statement"
    if claim["type"] in SPEECH:
        return "statement"
    return {"CONSULT": "meeting", "AGREE": "agreement"}.get(claim["type"], "event")


def parties(gold: Gold, given: list[Json]) -> list[Json]:
    """The parties, each once; a veiled reference by its words ("major powers")."""
    found = [veil(gold, p) if p["basis"] == "implied" and p["mention"] else party(gold, p) for p in given]
    return [one for i, one in enumerate(found) if one not in found[:i]]


def veil(gold: Gold, given: Json) -> Json:
    """The words of a veiled reference."""
    mention = gold.mentions[given["mention"]]
    return {"entity": gold.text[mention["start"] : mention["end"]], "person": None}


def party(gold: Gold, given: Json) -> Json:
    """``{entity, person}``: the state's ISO3, else the name; the person where it is one."""
    actor = gold.actors.get(given["actor"])
    if actor is None:
        return veil(gold, given)
    return {"entity": actor["country"] or actor["name"], "person": actor["name"] if actor["kind"] == "person" else None}


def source_names(gold: Gold, attribution: str) -> str:
    """The sources of one attribution by their actors' names."""
    names = [party_name(gold, gold.mentions[mention]) for mention in gold.attributions[attribution]["sources"]]
    return " and ".join(names)


def party_name(gold: Gold, mention: Json) -> str:
    """The actor's name, else the words of the mention."""
    actor = gold.actors.get(mention["actor"])
    return str(actor["name"]) if actor else gold.text[mention["start"] : mention["end"]]


def fragment(gold: Gold, claim: Json) -> tuple[int, int]:
    """From the first to the last of trigger, quote and parties, inside the evidence.

    A party is left out where another claim's trigger stands between it and this one: it belongs to another clause.
    """
    low, high = claim["evidence"]["start"], claim["evidence"]["end"]
    trigger, others = claim["trigger"], [other["trigger"] for other in gold.claims]
    spans = [trigger] + ([claim["quote"]] if claim["quote"] else [])
    for given in [*claim["actors"], *claim["recipients"]]:
        mention = gold.mentions.get(given["mention"])
        if mention and low <= mention["start"] and mention["end"] <= high and not parted(mention, trigger, others):
            spans.append(mention)
    return min(span["start"] for span in spans), max(span["end"] for span in spans)


def parted(one: Json, two: Json, others: list[Json]) -> bool:
    """True where one of ``others`` lies between the two spans."""
    gap = min(one["end"], two["end"]), max(one["start"], two["start"])
    return any(gap[0] <= other["start"] and other["end"] <= gap[1] for other in others)


def fact_date(claim: Json, published: str | None) -> str | None:
    """ISO day, month or year, ``A/B`` with both ends included, ``../B``, or null."""
    time, today = claim["time"], (published or "")[:10] or None
    start, end = time["from"], time["to"]
    if start is None and end is None:
        return f"../{today}" if claim["status"] == "ongoing" and today else None
    last = last_day(end) if end else today
    if start is None:
        return f"../{last}"
    if time["precision"] in {"year", "month"} and end == next_unit(start, time["precision"]):
        return str(start[: 4 if time["precision"] == "year" else 7])
    return str(start[:10]) if last in {start[:10], None} else f"{start[:10]}/{last}"


def last_day(end: str) -> str:
    """The last day before a half-open end."""
    day = date.fromisoformat(end[:10])
    return (day if len(end) > 10 else day - timedelta(1)).isoformat()


def next_unit(start: str, precision: str) -> str:
    """The first day of the next year or month."""
    year, month = int(start[:4]), int(start[5:7])
    if precision == "year":
        return date(year + 1, 1, 1).isoformat()
    return date(year + month // 12, month % 12 + 1, 1).isoformat()


def place_name(gold: Gold, name: str | None) -> str | None:
    """``Bushehr, Iran``; a country alone, or a place of no country, as it is."""
    place = gold.places.get(name or "")
    if place is None:
        return None
    country = gold.countries.get(place["country"])
    return str(place["name"]) if country in {None, place["name"]} else f"{place['name']}, {country}"


def quantity_fact(gold: Gold, fact: Json, quantity: Json, number: int) -> Json:
    """A number beside its event; it asks for no claim."""
    start, end = quantity["start"], quantity["end"]
    kept = {key: fact[key] for key in ("sources", "targets", "status", "date", "place", "attribution")}
    words = gold.text[start:end]
    return {
        "id": f"{fact['id']}q{number}",
        "kind": "quantity",
        "plover": None,
        **kept,
        "quote": None,
        "fragment": words,
        "start": start,
        "end": end,
        "value": f"{words} {quantity['kind']}",
        "same_as": fact["id"],
    }


def veiled_facts(gold: Gold, claim: Json, fact: Json) -> list[Json]:
    """The author's reading that somebody is meant, beside the claim; it asks for no claim."""
    veiled = [p for p in claim["recipients"] if p["basis"] == "implied" and p["mention"]]
    return [veiled_fact(gold, claim, fact, given, number) for number, given in enumerate(veiled, 1)]


def veiled_fact(gold: Gold, claim: Json, fact: Json, given: Json, number: int) -> Json:
    """One veiled reference; its fragment is the actor's name in the evidence where the author gives it."""
    evidence, words = claim["evidence"], gold.mentions[given["mention"]]
    named = [m for m in gold.mentions.values() if m["actor"] == given["actor"] and m["kind"] == "name"]
    told = [m for m in named if evidence["start"] <= m["start"] and m["end"] <= evidence["end"]]
    start, end = ((told or [words])[0][key] for key in ("start", "end"))
    return {
        "id": f"{fact['id']}v{number}",
        "kind": "veiled_reference",
        "plover": None,
        "sources": fact["sources"],
        "targets": [party(gold, given)],
        "status": fact["status"],
        "date": fact["date"],
        "place": None,
        "attribution": [],
        "quote": None,
        "fragment": gold.text[start:end],
        "start": start,
        "end": end,
    }
