"""The vocabulary of the step, from ``words.toml`` and ``given_names.txt``: grammar words, not facts about actors."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lower-case words; ``genders`` gives "m" or "f" for a given name."""

    pronouns: Mapping[str, str]
    people: frozenset[str]
    leaders: frozenset[str]
    state_nouns: frozenset[str]
    igo_nouns: frozenset[str]
    group_nouns: frozenset[str]
    medium_nouns: frozenset[str]
    organ_nouns: frozenset[str]
    company_nouns: frozenset[str]
    heads: frozenset[str]
    societies: frozenset[str]
    leader_sets: frozenset[str]
    state_sets: frozenset[str]
    counts: Mapping[str, int]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    titles: frozenset[str]
    past: frozenset[str]
    lesser: frozenset[str]
    locative: frozenset[str]
    place_nouns: frozenset[str]
    geography: frozenset[str]
    motion: frozenset[str]
    force: frozenset[str]
    mental: frozenset[str]
    aimed: frozenset[str]
    addressed: frozenset[str]
    things: frozenset[str]
    takes_people: frozenset[str]
    speech: frozenset[str]
    leading: frozenset[str]
    genders: Mapping[str, str]
    homes: Mapping[str, str]
    publishing: frozenset[str]
    own: frozenset[str]
    their: frozenset[str]
    armed: frozenset[str]
    enemies: frozenset[str]
    local: frozenset[str]
    soldiers: frozenset[str]
    others: frozenset[str]
    abroad: frozenset[str]

    @property
    def body_nouns(self) -> frozenset[str]:
        """Nouns for bodies of any kind but states."""
        return self.igo_nouns | self.group_nouns | self.medium_nouns | self.organ_nouns | self.company_nouns


def load_words() -> Words:
    """Read the vocabulary that ships with the package.

    >>> load_words().pronouns["she"]
    'f'
    """
    folder = files("communique.actors")
    read = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))
    people, bodies, places, titles = read["people"], read["bodies"], read["places"], read["titles"]
    male, female = _set(titles["male"]), _set(titles["female"])
    return Words(
        pronouns=read["pronouns"],
        people=_set(people["nouns"]),
        leaders=_set(people["leaders"]),
        state_nouns=_set(bodies["state"]),
        igo_nouns=_set(bodies["igo"]),
        group_nouns=_set(bodies["group"]),
        medium_nouns=_set(bodies["medium"]),
        organ_nouns=_set(bodies["organ"]),
        company_nouns=_set(bodies["company"]),
        heads=_set(bodies["heads"]),
        societies=_set(bodies["societies"]),
        leader_sets=_set(read["sets"]["leaders"]),
        state_sets=_set(read["sets"]["states"]),
        counts=read["counts"],
        male_titles=male,
        female_titles=female,
        titles=male | female | _set(titles["neutral"]),
        past=_set(titles["past"]),
        lesser=_set(titles["lesser"]),
        locative=_set(places["prepositions"]),
        place_nouns=_set(places["nouns"]),
        geography=_set(places["geography"]),
        motion=_set(places["motion"]),
        force=_set(places["force"]),
        mental=_set(places["mental"]),
        aimed=_set(places["aimed"]),
        addressed=_set(places["addressed"]),
        things=_set(read["names"]["things"]),
        takes_people=_set(read["names"]["takes_people"]),
        speech=_set(read["speech"]["verbs"]),
        leading=_set(read["speech"]["leading"]),
        genders=_genders(folder.joinpath("given_names.txt").read_text(encoding="utf-8")),
        homes=read["homes"],
        publishing=_set(read["sides"]["publishing"]),
        own=_set(read["sides"]["own"]),
        their=_set(read["sides"]["their"]),
        armed=_set(read["sides"]["armed"]),
        enemies=_set(read["sides"]["enemies"]),
        local=_set(people["local"]),
        soldiers=_set(people["soldiers"]),
        others=_set(people["others"]),
        abroad=_set(people["abroad"]),
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _genders(text: str) -> dict[str, str]:
    """``m: name name …`` or ``f: …`` a line."""
    lines = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {name: gender for gender, _, names in lines for name in names.split()}
