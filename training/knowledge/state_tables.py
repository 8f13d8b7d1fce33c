"""``states.csv`` and ``former_states.csv``."""

from __future__ import annotations

import re
from typing import Any

from writing import Row, Sources, joined, many

from communique.knowledge.tables import slug

DISPUTED = {"TWN", "PSE", "XKX", "ESH"}
# Controlling states of the territories (ISO 3166 notes; from knowledge).
PARENTS = {
    "ABW": "NLD",
    "AIA": "GBR",
    "ALA": "FIN",
    "ASM": "USA",
    "ATF": "FRA",
    "BES": "NLD",
    "BLM": "FRA",
    "BMU": "GBR",
    "BVT": "NOR",
    "CCK": "AUS",
    "COK": "NZL",
    "CUW": "NLD",
    "CXR": "AUS",
    "CYM": "GBR",
    "FLK": "GBR",
    "FRO": "DNK",
    "GGY": "GBR",
    "GIB": "GBR",
    "GLP": "FRA",
    "GRL": "DNK",
    "GUF": "FRA",
    "GUM": "USA",
    "HKG": "CHN",
    "HMD": "AUS",
    "IMN": "GBR",
    "IOT": "GBR",
    "JEY": "GBR",
    "MAC": "CHN",
    "MAF": "FRA",
    "MNP": "USA",
    "MSR": "GBR",
    "MTQ": "FRA",
    "MYT": "FRA",
    "NCL": "FRA",
    "NFK": "AUS",
    "NIU": "NZL",
    "PCN": "GBR",
    "PRI": "USA",
    "PYF": "FRA",
    "REU": "FRA",
    "SGS": "GBR",
    "SHN": "GBR",
    "SJM": "NOR",
    "SPM": "FRA",
    "SXM": "NLD",
    "TCA": "GBR",
    "TKL": "NZL",
    "UMI": "USA",
    "VGB": "GBR",
    "VIR": "USA",
    "WLF": "FRA",
}
# Where the code table lacks a value (COW's Serbia is its Yugoslavia; Kosovo's codes are of COW and GW 2008 on).
CODE_FIXES = {
    "SRB": {"cowc": "YUG", "cown": "345"},
    "XKX": {"cowc": "KOS", "cown": "347", "gwc": "KOS", "gwn": "347", "fips": "KV"},
    "YEM": {"gwc": "YEM", "gwn": "678"},
    "SSD": {"fips": "OD"},
    "CZE": {"cowc": "CZR", "cown": "316", "gwc": "CZR", "gwn": "316"},
}
# CAMEO's country codes are ISO alpha-3 but for these (CAMEO manual 2012: Palestine PSE, Kosovo KSV, Romania ROM …).
CAMEO_FIXES = {"XKX": "KSV", "ROU": "ROM", "TLS": "TMP", "SSD": "SSD", "MNE": "MTN"}


def states(sources: Sources) -> list[Row]:
    """One row per state or territory, by ISO3."""
    codes = {row["iso3c"]: row for row in sources.csv("country_codes.csv") if row["iso3c"]}
    factbook = {row["gec"].upper(): row for row in sources.jsonl("factbook_countries.jsonl")}
    hand = {row["iso3"]: row for row in sources.csv("states_additions.csv", hand=True)}
    by_government = {iso3 for line in sources.lines("chiefs.txt") for iso3 in line.split()}
    rows = []
    for country in sources.jsonl("countries.jsonl"):
        iso3 = "XKX" if country["iso3"] == "UNK" else country["iso3"]
        code = codes.get(iso3, {}) | CODE_FIXES.get(iso3, {})
        row = _state(iso3, country, code, factbook.get(code.get("fips", ""), {}), hand.get(iso3, {}))
        row["chief"] = "head_of_government" if iso3 in by_government else "head_of_state"
        rows.append(row)
    unknown = set(hand) - {row["iso3"] for row in rows}
    if unknown:
        raise SystemExit(f"states_additions.csv: unknown iso3 {sorted(unknown)}")
    return sorted(rows, key=lambda row: row["iso3"])


def _state(iso3: str, country: dict[str, Any], code: Row, factbook: dict[str, Any], hand: Row) -> Row:
    name = hand.get("name") or country["name"]
    official = country["official"] if len(country["official"]) > 3 else name
    known = {name, official}
    doubtful = many(hand.get("ambiguous", ""))
    aliases = [a for a in [country["name"], *many(hand.get("aliases", ""))] if a not in known and a not in doubtful]
    shorts = many(hand.get("abbreviations", ""))
    kind = "disputed" if iso3 in DISPUTED else "territory" if iso3 in PARENTS or iso3 == "ATA" else "state"
    return {
        "iso3": iso3,
        "iso2": "XK" if iso3 == "XKX" else country["iso2"],
        "name": name,
        "official": official,
        "kind": kind,
        "parent": PARENTS.get(iso3, ""),
        "aliases": joined([a for a in aliases if a not in shorts]),
        "abbreviations": joined(shorts),
        "ambiguous": joined(doubtful),
        "adjectives": joined(_hand_or(hand, "adjectives", _adjectives(country))),
        "people": joined(_hand_or(hand, "people", _people(country, factbook))),
        "capitals": joined(_hand_or(hand, "capitals", country["capital"])),
        "region": country["subregion"] or country["region"],
        "cow": code.get("cowc", ""),
        "cow_number": code.get("cown", ""),
        "gw": code.get("gwc", ""),
        "gw_number": code.get("gwn", ""),
        "fips": code.get("fips", ""),
        "cameo": CAMEO_FIXES.get(iso3, iso3),
        "latitude": f"{country['latlng'][0]:.4g}",
        "longitude": f"{country['latlng'][1]:.5g}",
        "confidence": "high",
        "source": "countries" + ("+factbook" if factbook else "") + ("+memory" if hand else ""),
    }


def _hand_or(hand: Row, column: str, found: list[str]) -> list[str]:
    written = hand.get(column, "")
    if written == "-":
        return []
    return [re.sub(r"^an? ", "", item) for item in many(written)] if written else found


def _adjectives(country: dict[str, Any]) -> list[str]:
    return [part for text in country["demonym"] for part in re.split(r", | or ", text)]


def _people(country: dict[str, Any], factbook: dict[str, Any]) -> list[str]:
    """Nouns for people, from the factbook's "Malian(s)"; else the demonym."""
    noun = re.sub(r"\(US [a-z ]+\)|\((singular|collective|colloquial)[^)]*\)", "", factbook.get("noun") or "")
    found = []
    for part in re.split(r", | or ", noun):
        word = part.strip()
        if word.endswith("(s)"):
            found += [word[:-3] + "s", word[:-3]]
        elif word and word[0].isupper() and "(" not in word:
            found.append(word)
    return found or [d + "s" if d[-1] in "niro" else d for d in _adjectives(country)]


def former_states(sources: Sources) -> list[Row]:
    """States of the past and breakaway areas."""
    rows = []
    for kind, name in (("former", "former_states.csv"), ("breakaway", "breakaway.csv")):
        for row in sources.csv(name, hand=True):
            rows.append(
                {
                    "id": f"former:{slug(row['name'])}" if kind == "former" else f"area:{slug(row['name'])}",
                    "name": row["name"],
                    "kind": kind,
                    "country": row["iso3"],
                    "aliases": row["aliases"],
                    "abbreviations": row.get("abbreviations", ""),
                    "adjectives": row["adjectives"],
                    "people": joined([re.sub(r"^an? ", "", p) for p in many(row["people"])]),
                    "capitals": row.get("capitals", ""),
                    "since": row.get("since", ""),
                    "until": row.get("until", ""),
                    "note": row["note"],
                    "confidence": "high",
                    "source": "memory",
                }
            )
    return rows
