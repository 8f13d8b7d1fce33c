"""``offices.csv``, ``persons.csv`` and ``holders.csv``."""

from __future__ import annotations

import re

from communique.knowledge.tables import plain, slug
from writing import Row, Sources, joined, many

FAMILY_FIRST = {"CHN", "KOR", "PRK", "TWN", "HKG", "SGP"}
PARTICLES = {"al", "el", "bin", "ibn", "ben", "van", "von", "der", "den", "de", "da", "do", "dos", "di", "del", "la",
             "le", "ter", "ten", "abu", "mac", "mc", "st", "san", "o", "du", "des", "della", "dal", "zu", "bint", "ould"}
SUFFIXES = {"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"}
# The role types that one person holds at a time.
SINGLE = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "security_adviser",
          "ambassador_un", "legislature_head", "vice_president", "finance_minister", "interior_minister",
          "io_head", "chief_of_staff", "justice_minister", "energy_minister", "health_minister",
          "information_minister", "trade_minister", "foreign_policy_chief", "opposition_leader", "crown_prince"}
SECTORS = {"military_chief": "MIL", "intelligence_chief": "SPY", "legislature_head": "LEG", "prosecutor": "JUD",
           "io_head": "IGO", "io_spokesperson": "IGO", "foreign_policy_chief": "IGO", "opposition_leader": "OPP",
           "defence_minister": "MIL"}
# Finer role types for the source's "other", by the title; the first that matches wins.
FINER = (
    (r"crown prince", "crown_prince"),
    (r"first vice president|^vice[- ]president|^executive vice president of (iran|ven)", "vice_president"),
    (r"high representative.*(foreign|union)", "foreign_policy_chief"),
    (r"(deputy|vice|first deputy) (prime minister|premier)|deputy head of government", "deputy_head_of_government"),
    (r"(deputy|vice|under|assistant).*(foreign|secretary of state|state for political)", "deputy_foreign_minister"),
    (r"^(secretary of state for the )?home (secretary|department|affairs)|^minister (of|for) (the )?(interior|home)"
     r"|^home minister|minister of internal affairs|^secretary of homeland", "interior_minister"),
    (r"^secretary of the treasury|^minister (of|for) (economy|finance)|finance|chancellor of the exchequer|treasury",
     "finance_minister"),
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
    terms = _without_repeats(terms)
    return {"offices": _offices(terms, tables), "persons": _persons(sources, terms), "holders": _holders(terms)}


def _source_rows(sources: Sources) -> list[Row]:
    rows = [row | {"source": _short_source(row["source"])} for row in sources.csv("officeholders.csv")]
    added = [row | {"source": "memory", "last_seen": ""} for row in sources.csv("holders_additions.csv", hand=True)]
    return [row | {"name": re.sub(r"\s+", " ", row["name"]).strip()} for row in rows + added]


def _short_source(text: str) -> str:
    found = []
    for mark, name in (("current-events", "wikipedia-current-events"), ("Current Events", "wikipedia-current-events"),
                       ("Factbook", "factbook"), ("ikidata", "wikidata"), ("wh-briefings", "white-house-briefings"),
                       ("world-leade", "world-leaders"), ("GitHub text", "github-primers"), ("memory", "memory")):
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
        self._known |= {row["source_name"]: row["id"] for row in sources.csv("targets.csv", hand=True)}
        self._ids = {row["id"] for table in ("groups", "organisations") for row in tables[table]}
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
        if row["source"] == "memory" and any(_overlap(row, other) for other in others):
            continue
        others.append(row)
        kept.append(row)
    return kept


def _overlap(one: Row, two: Row) -> bool:
    return one["since"] < (two["until"] or "9999") and two["since"] < (one["until"] or "9999")


def _office_id(row: Row) -> str:
    return f"office:{slug(row['actor'].split(':')[-1])}-{slug(row['office'])}"


def _offices(terms: list[Row], tables: dict[str, list[Row]]) -> list[Row]:
    sectors = {row["id"]: row["sector"] for table in ("groups", "organisations") for row in tables[table]}
    rows: dict[str, Row] = {}
    for row in terms:
        acting = "acting" in row["office"].lower()
        rows.setdefault(_office_id(row), {
            "id": _office_id(row), "actor": row["actor"], "role_type": row["role_type"], "title": row["office"],
            "sector": SECTORS.get(row["role_type"]) or sectors.get(row["actor"], "GOV"),
            "single": "yes" if row["role_type"] in SINGLE and not acting else "no",
        })
    return [rows[id_] for id_ in sorted(rows)]


def _person_id(row: Row) -> str:
    return f"person:{slug(row['name'])}"


def _persons(sources: Sources, terms: list[Row]) -> list[Row]:
    called = {row["name"]: many(row["surnames"]) for row in sources.csv("surnames.csv", hand=True)}
    rows: dict[str, Row] = {}
    for row in terms:
        made = rows.setdefault(_person_id(row), {
            "id": _person_id(row), "name": row["name"], "aliases": "", "surnames": "", "wikidata": ""})
        made["aliases"] = joined([a for a in [*many(made["aliases"]), *many(row["aliases"])] if a != made["name"]])
        made["wikidata"] = made["wikidata"] or row["wikidata"]
        keys = called.get(row["name"]) or surnames(row["name"], row["actor"])
        made["surnames"] = joined([*many(made["surnames"]), *keys])
    return [rows[id_] for id_ in sorted(rows)]


def surnames(name: str, actor: str) -> list[str]:
    """The short forms by which a person is called: family name with and without particles.

    East Asian names stand family first unless written in Western order (no hyphen and three parts do not tell).
    """
    words = [word for word in name.split() if word.lower() not in SUFFIXES]
    if len(words) < 2:
        return words
    if actor in FAMILY_FIRST and _asian(words):
        return [words[0]]
    last = len(words) - 1
    while last > 1 and plain(words[last - 1]).lower().rstrip(".") in PARTICLES:
        last -= 1
    full = " ".join(words[last:])
    bare = re.sub(r"^(al|el|ad|as|ar|an|az|ash|at|Al|El)-", "", words[-1])
    return list(dict.fromkeys([full, words[-1], *([bare] if len(bare) > 3 else [])]))


_FAMILY = set("""Xi Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie
Han Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai Xia
Zhong Tian Ren Fan Fang Shi Yao Tan Mao Qin Hua Geng Bai Hong Cui Lai Tsai Hsiao Joseph Cho Koo Kim Lee Park Choi Choe Chung
Jung Kang Yoon Lim Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Jeon Ko Moon Yang Son Bae Baek Heo Nam Noh Roh Ha Joo Min Woo
Chang Ban Ri Pak Ro Hyon Ju Kwak Jo Jon So Paek Mun Sim Chon Yun Won Wie Tong Suh Cha Chu Hur Ju Na Myung Thae No Rim U Chin
Qian Hui Qi Shang Wen Mi Miao Rong Hsieh Su Yen Chiang Ong Wong Goh Ho Ng Teo Tharman""".split())


def _asian(words: list[str]) -> bool:
    return words[0] in _FAMILY and not words[-1].isupper()


def _holders(terms: list[Row]) -> list[Row]:
    rows = [{
        "person": _person_id(row), "office": _office_id(row), "since": row["since"], "until": row["until"],
        "last_seen": row["last_seen"], "confidence": row["confidence"], "source": row["source"],
    } for row in terms]
    unique = {tuple(row.values()): row for row in rows}
    return sorted(unique.values(), key=lambda row: (row["office"], row["since"], row["person"]))
