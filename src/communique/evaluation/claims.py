"""Claims against gold facts, by the conventions of ``docs/codebook.md``: pure functions on plain JSON objects.

A claim can match a fact when its trigger lies in the fact's fragment (or touches it), or, having none, when at most 400
characters of evidence overlap it by half. Pairs are one to one, best agreement first. Facts of kind relation, quantity
and veiled_reference, and optional ones, ask for nothing; a claim that lands only on such a fact is neither right nor
wrong, and so is an unmatched claim that a rightly typed speech act is ``about``. The measures are those of
``score_claims.py`` in the shared gold, against which a test compares them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]
Named = tuple[str | None, frozenset[str]]  # country, words of the names

ASKED = frozenset({"event", "statement", "agreement", "meeting", "mediation", "warning"})
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
COARSE = {
    "occurred": {"occurred"},
    "ongoing": {"ongoing"},
    "planned": {"planned"},
    "offered": {"hypothetical"},
    "requested": {"requested", "hypothetical"},
    "threatened": {"threatened", "hypothetical"},
    "possible": {"hypothetical"},
    "denied": {"denied"},
    "negated": {"denied"},
    "cancelled": {"denied"},
    "postponed": {"planned", "denied"},
}
_DULL = frozenset("the and president minister foreign prime his her their its of a an in".split())  # noqa: SIM905 - a list
_ACCEPTABLE = re.compile(r"\b([A-Z]{3,})\b(?=[^.]*acceptable)")
_LONGEST_EVIDENCE = 400  # characters
_TYPED, _ASKED_FOR = 4.0, 0.5  # weight of a right type and of an asked fact when pairs are chosen


def content_words(text: str) -> frozenset[str]:
    """Words that identify an actor, in lower case; short ones only where they are written in capitals (UN, G7)."""
    return frozenset(
        w.lower() for w in re.findall(r"\w+", text) if (len(w) > 2 or w.upper() == w) and w.lower() not in _DULL
    )


def accepted_types(fact: Json) -> frozenset[str]:
    """Types that are right for a fact: its own, those its note calls acceptable, STATEMENT for speech without a type."""
    types = {fact["plover"]} if fact.get("plover") else set()
    types |= set(_ACCEPTABLE.findall(fact.get("note") or ""))
    if fact["kind"] in {"statement", "warning"} and not fact.get("plover"):
        types.add("STATEMENT")
    return frozenset(types)


def asked(fact: Json) -> bool:
    """Whether a reader is expected to have a claim for the fact."""
    return fact["kind"] in ASKED and not fact.get("optional")


class Prediction:
    """One predicted document (the contract's JSON) with its look-ups."""

    def __init__(self, data: Json) -> None:
        self.text: str = data["document"].get("text") or ""
        self.claims: Sequence[Json] = data["claims"]
        self._mentions = {m["id"]: m for m in data["mentions"]}
        self._actors = {a["id"]: a for a in data["actors"]}
        self._attributions = {a["id"]: a for a in data["attributions"]}

    def named(self, mention: str | None, actor: str | None) -> Named:
        """Country and name words of a party."""
        m = self._mentions.get(mention or "")
        a = self._actors.get(actor or (m["actor"] if m else None) or "", {})
        said = self.text[m["start"] : m["end"]] if m else ""
        return a.get("country"), content_words(f"{a.get('name', '')} {said}")

    def parties(self, claim: Json, role: str) -> list[Named]:
        """Who is on one side of a claim."""
        return [self.named(p.get("mention"), p.get("actor")) for p in claim.get(role, ())]

    def chain(self, claim: Json) -> list[frozenset[str]]:
        """Name words of each link, nearest teller first."""
        links = (self._attributions.get(i, {}).get("sources", ()) for i in claim.get("chain", ()))
        return [frozenset().union(*(self.named(m, None)[1] for m in sources)) for sources in links]


def nearness(fact: Json, claim: Json) -> float:
    """0 where the claim cannot be about the fact, else up to 1."""
    start, end = fact["start"], fact["end"]
    trigger, evidence = claim.get("trigger"), claim["evidence"]
    if trigger:
        inside = trigger["end"] > start - 1 and trigger["start"] < end + 1
        return 0.5 + _overlap(start, end, trigger["start"], trigger["end"]) / 2 if inside else 0.0
    near = _overlap(start, end, evidence["start"], evidence["end"])
    return near if near >= 0.5 and evidence["end"] - evidence["start"] <= _LONGEST_EVIDENCE else 0.0


def _overlap(a: int, b: int, c: int, d: int) -> float:
    return max(0, min(b, d) - max(a, c)) / max(1, min(b - a, d - c))


def same_actor(gold: Json, ours: Named) -> bool:
    """Same state (members and organs carry its code), or a shared name word."""
    country, names = ours
    known = content_words(gold["entity"]) | content_words(gold.get("person") or "")
    return (country is not None and country == gold["entity"]) or bool(names & known)


def covers(gold: Sequence[Json], ours: Sequence[Named]) -> bool:
    """Every gold actor is named and no other is."""
    every = all(any(same_actor(g, o) for o in ours) for g in gold)
    return every and all(any(same_actor(g, o) for g in gold) for o in ours)


def parties_agree(fact: Json, claim: Json, prediction: Prediction) -> bool:
    """Doers and recipients right; in symmetric acts the order of the sides is free."""
    doers, recipients = prediction.parties(claim, "actors"), prediction.parties(claim, "recipients")
    if claim["type"] in SYMMETRIC:
        return covers([*fact["sources"], *fact["targets"]], [*doers, *recipients])
    return covers(fact["sources"], doers) and covers(fact["targets"], recipients)


def date_agrees(gold: str, claim: Json) -> bool:
    """A gold date, month, year, interval ``A/B`` or open ``../B`` against a claim's time."""
    start = (claim.get("time") or {}).get("from")
    first, _, last = gold.partition("/")
    last = last or first
    if first == "..":
        return not start or start[: len(last)] <= last
    if not start:
        return False
    n = min(len(first), len(start), 10)
    if len(first) <= 7 or first == last:
        return bool(start[:n] == first[:n])
    return bool(first <= start[:10] <= last)


def chain_agrees(fact: Json, claim: Json, prediction: Prediction) -> bool:
    """Every link, in order, none added; links that are the doer itself do not count."""
    doers = frozenset().union(
        *(content_words(s["entity"]) | content_words(s.get("person") or "") for s in fact["sources"])
    )
    wanted = [w for w in map(content_words, fact["attribution"]) if not w <= doers]
    ours = [o for o in prediction.chain(claim) if not o or not o <= doers]
    return len(ours) == len(wanted) and all(w & o for w, o in zip(wanted, ours, strict=True))


@dataclass(frozen=True, slots=True)
class Pair:
    """Fact ``fact`` (index) is met by claim ``claim`` (index), of an accepted type or not."""

    fact: int
    claim: int
    typed: bool


def paired(facts: Sequence[Json], prediction: Prediction) -> list[Pair]:
    """One-to-one pairs, best agreement first; ties go to the earlier fact, then the earlier claim."""
    scored = sorted(_candidates(facts, prediction), reverse=True)
    pairs: list[Pair] = []
    used_facts: set[int] = set()
    used_claims: set[int] = set()
    for _, i, j, typed in scored:
        if -i not in used_facts and -j not in used_claims:
            pairs.append(Pair(-i, -j, typed))
            used_facts.add(-i)
            used_claims.add(-j)
    return pairs


def _candidates(facts: Sequence[Json], prediction: Prediction) -> Iterator[tuple[float, int, int, bool]]:
    for i, fact in enumerate(facts):
        for j, claim in enumerate(prediction.claims):
            near = nearness(fact, claim)
            if near:
                typed = claim["type"] in accepted_types(fact)
                weight = _TYPED * typed + _shared(fact, claim, prediction) + _ASKED_FOR * asked(fact) + near
                yield weight, -i, -j, typed


def _shared(fact: Json, claim: Json, prediction: Prediction) -> int:
    doers, recipients = prediction.parties(claim, "actors"), prediction.parties(claim, "recipients")
    return sum(any(same_actor(g, o) for o in doers) for g in fact["sources"]) + sum(
        any(same_actor(g, o) for o in recipients) for g in fact["targets"]
    )


@dataclass(slots=True)
class Tally:
    """Counts over documents, from which the measures are made."""

    documents: int = 0
    facts: int = 0
    claims: int = 0
    true: int = 0
    found: int = 0
    right: int = 0
    status: int = 0
    chain: int = 0
    told: int = 0
    told_right: int = 0
    dated: int = 0
    date: int = 0
    own: int = 0
    own_right: int = 0
    statuses: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    types: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))

    def measures(self) -> dict[str, float]:
        """Shares between 0 and 1, and the counts they rest on; see ``docs/evaluation.md`` for what each means."""
        found, precision = _share(self.found, self.facts), _share(self.true, self.claims)
        macro = [sum(v) / len(v) for v in self.statuses.values()]
        return {
            "documents": self.documents,
            "facts": self.facts,
            "claims": self.claims,
            "found": found,
            "precision": precision,
            "f1": round(2 * found * precision / (found + precision), 3) if found + precision else 0.0,
            "right": _share(self.right, self.facts),
            "status": _share(self.status, self.found),
            "status_macro": round(sum(macro) / len(macro), 3) if macro else 0.0,
            "date": _share(self.date, self.dated),
            "date_own": _share(self.own_right, self.own),
            "chain": _share(self.chain, self.found),
            "chain_own": _share(self.told_right, self.told),
        }


def _share(a: int, b: int) -> float:
    return round(a / b, 3) if b else 0.0


def score(pairs: Iterable[tuple[Json, Json | None, str | None]]) -> Tally:
    """The tally over ``(gold, prediction, published)`` triples; a document that was not read counts as all missed.

    Args:
        pairs: gold ``{"facts": […]}``, the contract's JSON of the same document or None, and its date of publication.
    """
    tally = Tally()
    for gold, data, published in pairs:
        tally.documents += 1
        if data is None:
            tally.facts += sum(asked(f) and bool(accepted_types(f)) for f in gold["facts"])
        else:
            _score_document(gold["facts"], Prediction(data), published, tally)
    return tally


def _score_document(facts: Sequence[Json], prediction: Prediction, published: str | None, tally: Tally) -> None:
    pairs = paired(facts, prediction)
    by_fact = {p.fact: p for p in pairs}
    for i, fact in enumerate(facts):
        if asked(fact) and accepted_types(fact):
            _score_fact(fact, by_fact.get(i), prediction, published, tally)
    by_claim = {p.claim: p for p in pairs}
    contents = {c for p in pairs if p.typed for c in prediction.claims[p.claim].get("about") or ()}
    for j, claim in enumerate(prediction.claims):
        pair = by_claim.get(j)
        typed = pair is not None and pair.typed
        neutral = not typed and (claim["id"] in contents or (pair is not None and not asked(facts[pair.fact])))
        if not neutral:
            tally.claims += 1
            tally.true += typed
            tally.types[claim["type"]][2] += 1
            tally.types[claim["type"]][3] += typed


def _score_fact(fact: Json, pair: Pair | None, prediction: Prediction, published: str | None, tally: Tally) -> None:
    tally.facts += 1
    row = tally.types[fact["plover"] or "STATEMENT"]
    row[0] += 1
    if pair is None or not pair.typed:
        return
    claim = prediction.claims[pair.claim]
    row[1] += 1
    tally.found += 1
    tally.right += parties_agree(fact, claim, prediction)
    status = fact["status"] in COARSE.get(claim["status"], set())
    tally.status += status
    tally.statuses[fact["status"]].append(status)
    chain = chain_agrees(fact, claim, prediction)
    tally.chain += chain
    if fact["attribution"]:
        tally.told += 1
        tally.told_right += chain
    if fact["date"]:
        dated = date_agrees(fact["date"], claim)
        tally.dated += 1
        tally.date += dated
        if not fact["date"].startswith("..") and fact["date"] != published:
            tally.own += 1
            tally.own_right += dated
