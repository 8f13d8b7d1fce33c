"""``offices.csv``, ``persons.csv`` and ``holders.csv``."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from writing import Row, Sources, joined, many

from communique.knowledge.tables import plain, slug

FAMILY_FIRST = {"CHN", "KOR", "PRK", "TWN", "HKG"}
PARTICLES = {
    "al",
    "el",
    "bin",
    "ibn",
    "ben",
    "van",
    "von",
    "der",
    "den",
    "de",
    "da",
    "do",
    "dos",
    "di",
    "del",
    "la",
    "le",
    "ter",
    "ten",
    "abu",
    "mac",
    "mc",
    "st",
    "san",
    "o",
    "du",
    "des",
    "della",
    "dal",
    "zu",
    "bint",
    "ould",
}
SUFFIXES = {"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"}
# The role types that one person holds at a time.
SINGLE = {
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "security_adviser",
    "ambassador_un",
    "legislature_head",
    "vice_president",
    "finance_minister",
    "interior_minister",
    "io_head",
    "chief_of_staff",
    "justice_minister",
    "energy_minister",
    "health_minister",
    "information_minister",
    "trade_minister",
    "foreign_policy_chief",
    "opposition_leader",
    "crown_prince",
}
SECTORS = {
    "military_chief": "MIL",
    "intelligence_chief": "SPY",
    "legislature_head": "LEG",
    "prosecutor": "JUD",
    "io_head": "IGO",
    "io_spokesperson": "IGO",
    "foreign_policy_chief": "IGO",
    "opposition_leader": "OPP",
    "defence_minister": "MIL",
}
SHORT_ROLES = {
    "hos": "head_of_state",
    "hog": "head_of_government",
    "fm": "foreign_minister",
    "io": "io_head",
    "dm": "defence_minister",
    "leader": "party_or_group_leader",
    "envoy": "envoy_or_negotiator",
}
DEFAULT_TITLES = {
    "head_of_state": "Head of state of",
    "head_of_government": "Head of government of",
    "foreign_minister": "Minister of Foreign Affairs",
    "defence_minister": "Minister of Defence",
}
MONARCHS = {
    "BTN": "King",
    "BRN": "Sultan",
    "SWZ": "King",
    "KHM": "King",
    "LSO": "King",
    "LIE": "Prince",
    "MCO": "Prince",
    "SWE": "King",
    "NOR": "King",
    "TON": "King",
    "AND": "Co-Prince",
    "VAT": "Pope",
    "WSM": "O le Ao o le Malo",
    "MYS": "King",
    "DNK": "Monarch",
    "NLD": "Monarch",
    "BEL": "King",
    "LUX": "Grand Duke",
}
# Finer role types for the source's "other", by the title; the first that matches wins.
FINER = (
    (r"crown prince", "crown_prince"),
    (r"first vice president|^vice[- ]president|^executive vice president of (iran|ven)", "vice_president"),
    (r"high representative.*(foreign|union)", "foreign_policy_chief"),
    (r"(deputy|vice|first deputy) (prime minister|premier)|deputy head of government", "deputy_head_of_government"),
    (r"(deputy|vice|under|assistant).*(foreign|secretary of state|state for political)", "deputy_foreign_minister"),
    (
        r"^(secretary of state for the )?home (secretary|department|affairs)|^minister (of|for) (the )?(interior|home)"
        r"|^home minister|minister of internal affairs|^secretary of homeland",
        "interior_minister",
    ),
    (
        r"^secretary of the treasury|^minister (of|for) (economy|finance)|finance|chancellor of the exchequer|treasury",
        "finance_minister",
    ),
    (r"attorney general|minister (of|for) justice|^justice", "justice_minister"),
    (r"trade|commerce", "trade_minister"),
    (r"energy|petroleum|\boil\b", "energy_minister"),
    (r"minister (of|for) health|secretary of health|health secretary", "health_minister"),
    (r"minister (of|for) information", "information_minister"),
    (r"chief of staff", "chief_of_staff"),
    (r"leader of the opposition|opposition leader", "opposition_leader"),
    (r"prosecutor", "prosecutor"),
    (r"central bank|federal reserve|bank of", "central_bank_head"),
    (r"governor|mayor", "regional_head"),
    (r"deputy|vice", "deputy"),
    (r"minister|secretary of", "minister"),
)


def people(sources: Sources, tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Offices, persons and terms from the collected terms and the hand-written ones."""
    actors = _Actors(sources, tables)
    terms = []
    for row in _source_rows(sources):
        actor = actors.of(row["organisation_or_country"])
        if not actor:
            sources.doubt("holders", f"{row['name']}, {row['office']}", f"no actor {row['organisation_or_country']!r}")
        else:
            terms.append(row | {"actor": actor, "role_type": _role_type(row)})
    fixes = sources.csv("holder_fixes.csv", hand=True)
    distinct = {row["new_name"] for row in fixes if row["kind"] == "split"}
    terms = _one_name_each(terms, distinct, set(sources.lines("preferred_names.txt")))
    terms = _without_rivals(_without_repeats(terms), sources)
    terms = _titles(terms, {row["iso3"]: row["name"] for row in tables["states"]})
    offices = _offices(terms, tables)
    holders = _ended_by_successor(_holders(terms), {row["id"] for row in offices if row["single"] == "yes"})
    return {"offices": offices, "persons": _persons(sources, terms), "holders": holders}


def _source_rows(sources: Sources) -> list[Row]:
    rows = [row | {"source": _short_source(row["source"])} for row in sources.csv("officeholders.csv")]
    fixes = {(row["name"], row["organisation_or_country"]): row for row in sources.csv("holder_fixes.csv", hand=True)}
    rows = [_fixed(row, fixes) | {"by_hand": ""} for row in rows]
    seen = {
        (r["name"], r["actor"], r["role_type"]): r["last_seen"] for r in sources.csv("still_in_office.csv", hand=True)
    }
    rows = [_seen_later(row, seen) for row in rows]
    added = _written_by_hand(sources, rows) + _leaders_of_2022(sources, rows)
    return [_proper(row | {"name": re.sub(r"\s+", " ", row["name"]).strip()}) for row in rows + added]


def _same_holder(one: Row, two: Row) -> bool:
    return slug(one["name"]) == slug(two["name"]) and one["actor"] == two["actor"] and _overlap(one, two)


def _written_by_hand(sources: Sources, collected: list[Row]) -> list[Row]:
    """The hand-written terms; without a title they take the title the collected terms use for that office."""
    usual: dict[tuple[str, str], str] = {}
    for row in sorted(collected, key=lambda row: row["since"]):
        if not re.search(r"acting|interim|caretaker|GNU|rival|Sanaa", row["office"]):
            usual[row["organisation_or_country"], row["role_type"]] = row["office"]
    made = []
    for row in sources.csv("holders_additions.csv", hand=True):
        role = SHORT_ROLES.get(row["role"], row["role"])
        title = row["title"] or usual.get((row["actor"], role)) or DEFAULT_TITLES[role]
        made.append(
            {
                "name": row["name"],
                "aliases": row["aliases"],
                "office": title,
                "wikidata": "",
                "organisation_or_country": row["actor"],
                "role_type": role,
                "since": row["since"],
                "until": row["until"],
                "last_seen": "",
                "confidence": "memory",
                "source": "memory",
                "by_hand": "yes",
            }
        )
    return made


def _leaders_of_2022(sources: Sources, collected: list[Row]) -> list[Row]:
    """Heads of state and government of Wikidata's 2022 list, by years; kept only where no other row covers them."""
    names = {c["name"]: c["iso3"].replace("UNK", "XKX") for c in sources.jsonl("countries.jsonl")}
    usual = {
        (row["organisation_or_country"], row["role_type"]): row["office"]
        for row in collected
        if not re.search(r"acting|interim|caretaker|GNU|Sanaa", row["office"])
    }
    made = []
    for row in sources.jsonl("leaders_wikidata_2022.jsonl"):
        role, iso3 = _role_of_label(row["positionLabel"]), names.get(row["country"])
        if (
            not role
            or not iso3
            or re.match(r"Q\d+$", row["officeholderLabel"])
            or row["start_year"] in ("", row["end_year"])
        ):
            continue
        title = usual.get((iso3, role)) or DEFAULT_TITLES[role]
        made.append(
            {
                "name": row["officeholderLabel"],
                "aliases": "",
                "office": title,
                "wikidata": row["officeholder"],
                "organisation_or_country": iso3,
                "role_type": role,
                "since": row["start_year"],
                "until": row["end_year"],
                "last_seen": "" if row["end_year"] else "2022-10",
                "confidence": "medium",
                "source": "wikidata-2022",
                "by_hand": "yes",
            }
        )
    return made


def _role_of_label(label: str) -> str:
    if re.match(r"(president|king|queen|emir|sultan|emperor|grand duke|prince) of", label, re.IGNORECASE):
        return "head_of_state"
    return "head_of_government" if re.match(r"(prime minister|chancellor|premier) of", label, re.IGNORECASE) else ""


def _proper(row: Row) -> Row:
    """The name with Roman numerals and second parts in capitals where the factbook's capitals were lost."""
    name = re.sub(r" [IVXivx]+$", lambda found: found[0].upper(), row["name"])
    if row["organisation_or_country"] not in FAMILY_FIRST and "factbook" in row["source"]:
        name = re.sub(r"(?<=[a-z]{3})-([a-z])", lambda found: "-" + found[1].upper(), name)
    return row | {"name": name}


def _seen_later(row: Row, seen: dict[tuple[str, str, str], str]) -> Row:
    """An open term whose holder is known, from memory, to have been in office later than the source saw."""
    later = seen.get((row["name"], row["organisation_or_country"], row["role_type"]), "")
    if row["until"] or later <= row["last_seen"]:
        return row
    return row | {"last_seen": later, "source": joined([*many(row["source"]), "memory"])}


def _fixed(row: Row, fixes: dict[tuple[str, str], Row]) -> Row:
    """The row under the name that ``holder_fixes.csv`` gives it (two people of one name; a name not in Latin)."""
    fix = fixes.get((row["name"], row["organisation_or_country"]))
    if not fix:
        return row
    aliases = many(row["aliases"]) + ([] if fix["kind"] == "name" else [row["name"]])
    return row | {"name": fix["new_name"], "aliases": joined(aliases)}


def _titles(terms: list[Row], names: dict[str, str]) -> list[Row]:
    """Terms with "Head of state of X" written out: the monarch's title, President, or Prime Minister."""
    heads = [row for row in terms if row["role_type"] == "head_of_state"]
    made = []
    for row in terms:
        title = row["office"]
        place = names.get(row["actor"], "")
        if title.startswith("Head of state of"):
            title = f"{MONARCHS.get(row['actor'], 'President')} of {place}".removesuffix(" of Holy See")
        elif title.startswith("Head of government of"):
            both = row["actor"] not in MONARCHS and any(_same_holder(row, head) for head in heads)
            title = f"{'President' if both else 'Prime Minister'} of {place}"
        made.append(row | {"office": title})
    return made


def _short_source(text: str) -> str:
    found = []
    for mark, name in (
        ("current-events", "wikipedia-current-events"),
        ("Current Events", "wikipedia-current-events"),
        ("Factbook", "factbook"),
        ("ikidata", "wikidata"),
        ("wh-briefings", "white-house-briefings"),
        ("world-leade", "world-leaders"),
        ("GitHub text", "github-primers"),
        ("memory", "memory"),
    ):
        if mark in text:
            found.append(name)
    return joined(found) or "collected"


class _Actors:
    """From the source's name of a state, organisation or group to the id."""

    def __init__(self, sources: Sources, tables: dict[str, list[Row]]) -> None:
        self._known = {row["iso3"]: row["iso3"] for row in tables["states"]}
        for table in ("groups", "organisations"):
            for row in tables[table]:
                for name in (row["name"], *many(row["aliases"]), *many(row["abbreviations"])):
                    self._known.setdefault(name, row["id"])
        self._known |= {row["name"]: row["id"] for row in tables["former_states"]}
        self._known |= {row["source_name"]: row["id"] for row in sources.csv("targets.csv", hand=True)}
        self._ids = {row["id"] for table in ("groups", "organisations", "former_states") for row in tables[table]}
        self._ids |= {row["iso3"] for row in tables["states"]}

    def of(self, name: str) -> str:
        """The id; empty where the actor is in no table."""
        id_ = self._known.get(name, "")
        return id_ if id_ in self._ids else ""


def _role_type(row: Row) -> str:
    title = plain(row["office"]).lower()
    if row["role_type"] != "other":
        return row["role_type"]
    return next((role for pattern, role in FINER if re.search(pattern, title)), "other")


def _without_repeats(terms: list[Row]) -> list[Row]:
    """A hand-written term that repeats a collected one (same person, office type and actor, overlapping) is dropped."""
    kept: list[Row] = []
    by_key: dict[tuple[str, str, str], list[Row]] = {}
    for row in terms:
        key = (slug(row["name"]), row["actor"], row["role_type"])
        others = by_key.setdefault(key, [])
        overlapping = [other for other in others if _overlap(row, other)]
        again = any(other["since"] == row["since"] and other["role_type"] in SINGLE for other in overlapping)
        if again or (overlapping and (row["by_hand"] or row["source"] == "memory")):
            continue
        others.append(row)
        kept.append(row)
    return kept


def _without_rivals(terms: list[Row], sources: Sources) -> list[Row]:
    """Hand-written terms that overlap a collected one of the same office by months are set aside as doubtful.

    Most are one person in two spellings; the collected row stays.
    """
    collected: dict[tuple[str, str], list[Row]] = {}
    known: dict[tuple[str, str], list[Row]] = {}
    for row in terms:
        if not row["by_hand"]:
            collected.setdefault((row["actor"], row["role_type"]), []).append(row)
        if row["source"] != "wikidata-2022":
            known.setdefault((row["actor"], row["role_type"]), []).append(row)
    kept = []
    for row in terms:
        key = (row["actor"], row["role_type"])
        if row["source"] == "wikidata-2022" and any(_months_shared(row, o) > 6 for o in known.get(key, [])):
            continue
        others = collected.get(key, []) if row["source"] != "wikidata-2022" else []
        rival = next((o for o in others if _months_shared(row, o) > 1), None) if row["by_hand"] else None
        if rival and row["role_type"] in SINGLE and not re.search(r"acting|interim", rival["office"]):
            sources.doubt(
                "holders",
                f"{row['name']}, {row['office']}, {row['since']}..{row['until']}",
                f"overlaps {rival['name']}, {rival['since']}..{rival['until']}",
            )
        else:
            kept.append(row)
    return kept


def _months_shared(one: Row, two: Row) -> int:
    """Whole months in which a term overlaps what is known of another; a bare year counts as its middle."""
    begin = max(_month(one["since"] or "1900"), _month(two["since"] or "1900"))
    known = two["until"] or two["last_seen"] or "2027"
    return min(_month(one["until"] or "2027"), _month(known)) - begin


def _month(partial: str) -> int:
    return int(partial[:4]) * 12 + (int(partial[5:7]) if len(partial) > 4 else 7)


def _share_a_word(one: str, two: str) -> bool:
    return bool({w for w in slug(one).split("-") if len(w) > 2} & set(slug(two).split("-")))


def _one_name_each(terms: list[Row], distinct: set[str], preferred: set[str]) -> list[Row]:
    """Terms with one name per person: names that are each other's alias, or share a Wikidata item, become one."""
    counts = Counter(row["name"] for row in terms)
    named: dict[str, str] = {}
    items: dict[str, str] = {}
    for row in terms:
        if row["name"] in distinct:
            continue
        others = [a for a in many(row["aliases"]) if a in counts and a not in distinct]
        if row["wikidata"]:
            others += [n for n in [items.setdefault(row["wikidata"], row["name"])] if _share_a_word(n, row["name"])]
        for other in others:
            best, worse = sorted((row["name"], other), key=lambda name: (name not in preferred, -counts[name], name))
            if best != worse:
                named[worse] = best
    made = []
    for row in terms:
        name = row["name"]
        for _ in range(3):
            name = named.get(name, name)
        aliases = row["aliases"] if name == row["name"] else joined([*many(row["aliases"]), row["name"]])
        made.append(row | {"name": name, "aliases": joined([a for a in many(aliases) if a != name])})
    return _without_repeats(made)


def _ended_by_successor(holders: list[Row], single: set[str]) -> list[Row]:
    """An open term of a single-holder office ends where the next holder begins, if it was not seen after that."""
    made = [dict(row) for row in holders]
    for one, two in pairwise(made):
        same = one["office"] == two["office"] and one["office"] in single and one["person"] != two["person"]
        if same and one["since"] and not one["until"] and (one["last_seen"] or one["since"]) <= two["since"]:
            one |= {"until": two["since"], "confidence": "low", "source": joined([one["source"], "end-inferred"])}
    return made


def _overlap(one: Row, two: Row) -> bool:
    return one["since"] < (two["until"] or "9999") and two["since"] < (one["until"] or "9999")


def _office_id(row: Row) -> str:
    return f"office:{slug(row['actor'].split(':')[-1])}-{slug(row['office'])}"


def _offices(terms: list[Row], tables: dict[str, list[Row]]) -> list[Row]:
    sectors = {row["id"]: row["sector"] for table in ("groups", "organisations") for row in tables[table]}
    sectors |= {row["id"]: "PRE" for row in tables["former_states"] if row["kind"] == "breakaway"}
    rows: dict[str, Row] = {}
    for row in terms:
        acting = "acting" in row["office"].lower()
        rows.setdefault(
            _office_id(row),
            {
                "id": _office_id(row),
                "actor": row["actor"],
                "role_type": row["role_type"],
                "title": row["office"],
                "sector": SECTORS.get(row["role_type"]) or sectors.get(row["actor"], "GOV"),
                "single": "yes" if row["role_type"] in SINGLE and not acting else "no",
            },
        )
    return [rows[id_] for id_ in sorted(rows)]


def _person_id(row: Row) -> str:
    return f"person:{slug(row['name'])}"


def _persons(sources: Sources, terms: list[Row]) -> list[Row]:
    called = {row["name"]: many(row["surnames"]) for row in sources.csv("surnames.csv", hand=True)}
    rows: dict[str, Row] = {}
    for row in terms:
        made = rows.setdefault(
            _person_id(row), {"id": _person_id(row), "name": row["name"], "aliases": "", "surnames": "", "wikidata": ""}
        )
        made["aliases"] = joined([a for a in [*many(made["aliases"]), *many(row["aliases"])] if a != made["name"]])
        made["wikidata"] = made["wikidata"] or row["wikidata"]
        keys = called.get(row["name"]) or surnames(row["name"], row["actor"])
        made["surnames"] = joined([*many(made["surnames"]), *keys])
    _drop_shared_items(sources, rows)
    return [rows[id_] for id_ in sorted(rows)]


def _drop_shared_items(sources: Sources, rows: dict[str, Row]) -> None:
    """A Wikidata item that two people bear in the sources belongs to neither until somebody has looked."""
    bearers: dict[str, list[Row]] = {}
    for row in rows.values():
        if row["wikidata"]:
            bearers.setdefault(row["wikidata"], []).append(row)
    for item, found in bearers.items():
        if len(found) > 1:
            sources.doubt("persons", ", ".join(row["name"] for row in found), f"all bear Wikidata item {item}")
            for row in found:
                row["wikidata"] = ""


def surnames(name: str, actor: str) -> list[str]:
    """The short forms by which a person is called: family name with and without particles.

    By rule of the land (family first, given name, whole name); exceptions are written in ``surnames.csv``.
    """
    words = [word.strip(",") for word in name.split() if word.strip(",").lower() not in SUFFIXES]
    if len(words) > 1 and _ROMAN.match(words[-1]):
        style = "Pope" if actor == "VAT" else "Queen" if words[0] in _QUEENS else "King"
        return [f"{style} {' '.join(words[:-1])}", f"{style} {' '.join(words)}"]
    if len(words) < 2 or actor in _WHOLE_NAME_LANDS:
        return [] if len(words) != 1 else words
    if _family_first(words, actor):
        return [words[0]]
    if actor in _GIVEN_NAME_LANDS:
        return [words[0]]
    last = len(words) - 1
    while last > 1 and actor != "VNM" and plain(words[last - 1]).lower().rstrip(".") in PARTICLES:
        last -= 1
    full = " ".join(words[last:])
    if re.search(r"\b(bin|ibn|ben|bint)\b", full, re.IGNORECASE) and len(words) - last > 1:
        return [full, f"{_GULF_TITLES.get(actor, 'Sheikh')} {words[0]}"]
    if actor in _GULF_TITLES and words[last].startswith("Al") and words[last] in ("Al", "Al-Sabah"):
        return [full, f"{_GULF_TITLES[actor]} {words[0]}"]
    bare = re.sub(r"^(al|el|ad|as|ar|an|az|ash|at|Al|El)-", "", words[-1])
    return list(dict.fromkeys([full, words[-1], *([bare] if len(bare) > 3 else [])]))


# Family names of Singapore's leaders who write the family name first.
_FAMILY = {"Lee", "Goh", "Ng", "Ong", "Chan", "Teo", "Heng", "Gan"}
# Given names in Western order among people of East Asian states.
_WESTERN = {
    "Joseph",
    "John",
    "Carrie",
    "Eric",
    "Paul",
    "Wellington",
    "Jenny",
    "Regina",
    "Teresa",
    "Donald",
    "Michael",
    "Audrey",
    "Kolas",
    "Bi-khim",
    "Matthew",
    "Vivian",
    "Lawrence",
    "Jaw-shieh",
    "Edward",
    "Victor",
    "Alexander",
    "Syngman",
    "Jeff",
    "Joanne",
    "Karen",
    "Sean",
    "Simon",
    "Timothy",
    "David",
    "Johnny",
    "Jason",
    "Francois",
    "Tung-lai",
    "Andrew",
    "Sam",
    "Christopher",
}
_GIVEN_NAME_LANDS = {"ETH", "ERI", "THA", "ISL"}  # people are called by the first name
_WHOLE_NAME_LANDS = {"MMR"}  # no family names
_GULF_TITLES = {"SAU": "Prince", "ARE": "Sheikh", "QAT": "Sheikh", "KWT": "Sheikh", "BHR": "Sheikh"}
_QUEENS = {"Elizabeth", "Margrethe"}
_ROMAN = re.compile(r"^[IVX]+$")


def _family_first(words: list[str], actor: str) -> bool:
    if actor == "SGP":
        return words[0] in _FAMILY
    return actor in FAMILY_FIRST and words[0] not in _WESTERN


def _holders(terms: list[Row]) -> list[Row]:
    rows = [
        {
            "person": _person_id(row),
            "office": _office_id(row),
            "since": row["since"],
            "until": row["until"],
            "last_seen": row["last_seen"],
            "confidence": row["confidence"],
            "source": row["source"],
        }
        for row in terms
    ]
    unique: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        kept = unique.setdefault((row["person"], row["office"], row["since"]), row)
        kept["last_seen"] = max(kept["last_seen"], row["last_seen"])
    return sorted(unique.values(), key=lambda row: (row["office"], row["since"], row["person"]))
