"""Regions, organisations, organs, groups, media, metonyms and roles."""

from __future__ import annotations

import re

from state_tables import PARENTS
from writing import Row, Sources, joined, many

from communique.knowledge.tables import slug

GENERIC_MEDIA = "generic_media.csv"


def regions(sources: Sources) -> list[Row]:
    """Named sets of states."""
    return [
        {"id": f"region:{slug(row['name'])}", **row, "source": "memory"}
        for row in sources.csv("regions.csv", hand=True)
    ]


def roles(sources: Sources) -> list[Row]:
    """Nouns for people by role."""
    return [{"id": f"role:{slug(row['noun'])}", **row} for row in sources.csv("roles.csv", hand=True)]


def _members(sources: Sources) -> dict[str, list[str]]:
    """Full members of each organisation, by the factbook's short name for it."""
    codes = {row["fips"]: row["iso3c"] for row in sources.csv("country_codes.csv") if row["fips"] and row["iso3c"]}
    codes |= {"KV": "XKX", "OD": "SSD"}
    found: dict[str, list[str]] = {}
    for row in sources.jsonl("factbook_countries.jsonl"):
        iso3 = codes.get(row["gec"].upper())
        for name in (row.get("orgs") or "").split(","):
            if iso3 and iso3 not in PARENTS and name.strip():
                found.setdefault(name.strip(), []).append(iso3)
    return found


def organisations(sources: Sources) -> list[Row]:
    """International organisations; members from the factbook unless written by hand."""
    members = _members(sources)
    written = sources.csv("organisations.csv", hand=True)
    rows = []
    for row in written:
        known = many(row["members"]) or sorted(members.get(row["factbook"], []))
        rows.append(
            {
                "id": f"org:{slug(row['name'])}",
                "name": row["name"],
                **_names(row["name"], many(row["aliases"]), many(row["abbreviations"]), set(many(row["ambiguous"]))),
                "kind": row["kind"],
                "code": row["code"],
                "sector": "NGO" if row["code"] == "NGO" else "IGO",
                "seat": row["seat"],
                "parent": f"org:{slug(row['parent'])}" if row["parent"] else "",
                "members": joined(known),
                "since": row["since"],
                "until": row["until"],
                "confidence": "high",
                "source": "memory" + ("+factbook" if known and not row["members"] else ""),
            }
        )
    return sorted(rows, key=lambda row: row["id"])


def organs(sources: Sources) -> list[Row]:
    """Organs of state by their usual names, and generic nouns (no country)."""
    rows = []
    for row in sources.csv("organs.csv", hand=True):
        stem = f"{row['country'].lower()}-{slug(row['name'])}" if row["country"] else slug(row["name"])
        rows.append(
            {
                "id": f"organ:{stem}",
                "name": row["name"],
                **_names(row["name"], many(row["aliases"]), many(row["abbreviations"]), set(many(row["ambiguous"]))),
                "country": row["country"],
                "sector": row["sector"],
                "kind": row["kind"],
                "since": row["since"],
                "until": row["until"],
                "confidence": "high",
                "source": "memory",
            }
        )
    return rows


def _names(name: str, aliases: list[str], shorts: list[str], doubtful: set[str]) -> Row:
    shorts = [*shorts, *(a for a in aliases if _is_short(a))]
    kept = [a for a in aliases if a not in shorts and a not in doubtful and a != name]
    return {
        "aliases": joined(kept),
        "abbreviations": joined(shorts),
        "ambiguous": joined(sorted(doubtful, key=lambda text: (text not in aliases, text))),
    }


def _is_short(text: str) -> bool:
    return bool(re.fullmatch(r"[A-ZİÖÜ0-9&+/.-]{2,8}", text))


def groups(sources: Sources, orgs: list[Row], organs_: list[Row]) -> list[Row]:
    """Armed groups, parties, movements; rows that are organisations or organs of state are left to those tables."""
    taken = {text for row in orgs for text in (row["name"], *many(row["aliases"]), *many(row["abbreviations"]))}
    taken |= {row["name"] for row in organs_}
    doubtful = set(sources.lines("ambiguous.txt"))
    skipped = {row["name"] for row in sources.csv("skip.csv", hand=True)}
    written = [row | {"source": "actors/groups.csv"} for row in sources.csv("groups.csv")]
    written += [row | {"source": "memory"} for row in sources.csv("groups_additions.csv", hand=True)]
    rows: dict[str, Row] = {}
    for row in written:
        if row["name"] in taken or row["name"] in skipped:
            continue
        made = _group(row, doubtful)
        rows.setdefault(made["id"], made)
    return [rows[id_] for id_ in sorted(rows)]


def _group(row: Row, doubtful: set[str]) -> Row:
    bare = re.sub(r" \([^)]*\)$", "", row["name"])
    aliases = ([bare] if bare != row["name"] else []) + many(row["aliases"])
    clean = [re.sub(r" \([^)]*\)$", "", alias) for alias in aliases]
    vague = {a for a in [row["name"], *clean] if a in doubtful}
    vague |= {a for a, was in zip(clean, aliases, strict=True) if a != was}
    if bare != row["name"]:
        vague.add(bare)
    sector = row["plover_sector"]
    return {
        "id": f"group:{slug(row['name'])}",
        "name": row["name"],
        **_names(row["name"], clean, [], vague),
        "countries": row["countries"],
        "sector": "PTY" if sector == "OPP" and not row.get("movement") else sector,
        "sectors": joined(["PTY", "OPP"] if sector == "OPP" else [sector]),
        "since": row["active_from"],
        "until": row["active_to"],
        "note": row["note"],
        "confidence": "medium",
        "source": row["source"],
    }


def media(sources: Sources) -> list[Row]:
    """Media by name, and generic nouns (no country)."""
    doubtful = set(sources.lines("ambiguous.txt"))
    skipped = {row["name"] for row in sources.csv("skip.csv", hand=True)}
    rows: dict[str, Row] = {}
    written = [row | {"source": "actors/media.csv"} for row in sources.csv("media.csv")]
    written += [row | {"source": "memory"} for row in sources.csv("media_additions.csv", hand=True)]
    for row in written:
        if row["name"] in skipped:
            continue
        aliases = many(row["aliases"])
        vague = {a for a in [row["name"], *aliases] if a in doubtful}
        made = {
            "id": f"media:{slug(row['name'])}",
            "name": row["name"],
            **_names(row["name"], aliases, [], vague),
            "country": row["country"].replace("United Nations", ""),
            "kind": row["type"].replace(" ", "_"),
            "state_run": row["state_run"],
            "note": row["note"],
            "confidence": "medium",
            "source": row["source"],
        }
        if made["id"] in rows and rows[made["id"]]["country"] != made["country"]:
            made["id"] += f"-{made['country'].lower()}"
        rows.setdefault(made["id"], made)
    for row in sources.csv(GENERIC_MEDIA, hand=True):
        rows[f"media:{slug(row['name'])}"] = {
            "id": f"media:{slug(row['name'])}",
            "name": row["name"],
            "aliases": row["aliases"],
            "abbreviations": "",
            "ambiguous": "",
            "country": "",
            "kind": row["kind"],
            "state_run": row["state_run"],
            "note": "generic",
            "confidence": "high",
            "source": "memory",
        }
    return [rows[id_] for id_ in sorted(rows)]


VAGUE_NOTE = re.compile(r"check|needs|context|ambiguous|usually literal|rarely|elsewhere|also a|by context|when |text")


def metonyms(sources: Sources, tables: dict[str, list[Row]]) -> list[Row]:
    """Seats and metonyms; a capital that stands for its own state is left to ``states.csv``."""
    capitals = {(city, row["iso3"]) for row in tables["states"] for city in many(row["capitals"])}
    isos = {row["iso3"] for row in tables["states"]}
    names = {(p, row["iso3"]) for row in tables["states"] for p in (row["name"], *many(row["aliases"]))}
    targets = {row["source_name"]: row["id"] for row in sources.csv("targets.csv", hand=True)}
    vague = set(sources.lines("metonym_places.txt"))
    written = [row | {"since": "", "until": "", "source": "actors/metonyms.csv"} for row in sources.csv("metonyms.csv")]
    written += [row | {"source": "memory"} for row in sources.csv("metonyms_additions.csv", hand=True)]
    rows: dict[tuple[str, str], Row] = {}
    for row in written:
        target = row["stands_for_ISO3_or_org"]
        actor = target if target in isos or ":" in target else targets.get(target, "")
        if not actor:
            sources.doubt("metonyms", f"{row['phrase']} → {target}", "the actor is in no table")
        elif (row["phrase"], actor) not in capitals and (row["phrase"], actor) not in names:
            rows[row["phrase"], actor] = {
                "phrase": row["phrase"],
                "actor": actor,
                "sector": row["sector"],
                "since": row["since"],
                "until": row["until"],
                "needs_context": "yes" if _is_vague(row, vague) else "no",
                "note": row["note"],
                "confidence": "medium",
                "source": row["source"],
            }
    return list(rows.values())


def _is_vague(row: Row, marked: set[str]) -> bool:
    if f"!{row['phrase']}" in marked:
        return False
    return row["phrase"] in marked or bool(VAGUE_NOTE.search(row["note"]))


def mark_shared(sources: Sources, tables: dict[str, list[Row]]) -> None:
    """Put a name that two actors bear into the ``ambiguous`` column of all but the one ``primary.csv`` prefers."""
    primary = {row["phrase"]: row["id"] for row in sources.csv("primary.csv", hand=True)}
    owners: dict[str, list[Row]] = {}
    for table in ("states", "organisations", "groups", "organs", "media"):
        for row in tables[table]:
            if row.get("country", "x") or table != "media":
                for text in dict.fromkeys((row["name"], *_called(row))):
                    owners.setdefault(text, []).append(row)
    others = {p for row in tables["regions"] + tables["former_states"] + tables["roles"] for p in _called(row)}
    for text, rows in owners.items():
        if len(rows) > 1 or text in others:
            for row in rows:
                if primary.get(text) != (row.get("id") or row["iso3"]):
                    row["ambiguous"] = joined([*many(row["ambiguous"]), text])


def _called(row: Row) -> list[str]:
    columns = ("phrases", "aliases", "abbreviations", "noun", "plural")
    return [text for column in columns for text in many(row.get(column, ""))]
