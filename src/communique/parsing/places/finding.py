"""Where the text names places: gazetteer phrases and spaCy's GPE, LOC and FAC entities, the longer of the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.parsing.places.gazetteer import Entry, Gazetteer, PlaceKind
from communique.parsing.places.names import key_of
from communique.records import Syntax, Token

LONGEST = 7  # tokens of a name
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_COMMON_NAMES = frozenset(
    {"valley", "west", "east", "north", "south", "central", "city", "union", "center", "centre", "bay", "lake", "island", "hill",
     "liberty", "independence", "republic", "church", "university", "congress", "parliament", "mosque", "green", "summit", "march"}
)  # fmt: skip
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_BUILDINGS = frozenset(
    {
        "university", "college", "hospital", "cathedral", "church", "mosque", "stadium", "airport", "museum", "school", "park",
        "street", "road", "avenue", "square", "bridge", "station", "hotel", "palace", "prison", "camp", "port", "crossing",
        "airbase", "centre", "center", "theatre", "theater", "mall", "market", "hall", "factory", "refinery", "plant", "dam", "clinic",
    }
)  # fmt: skip
_WHERE = frozenset(
    {"in", "at", "near", "from", "to", "into", "around", "outside", "across", "toward", "towards", "of", "on"}
)
_NAMES = frozenset({"NNP", "NNPS"})
_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ar", "at", "az", "ad"})
_GENERIC = frozenset(
    {
        "county", "province", "region", "state", "city", "district", "oblast", "governorate", "prefecture",
        "municipality", "town", "village", "township", "territory", "area", "islands", "island", "republic",
    }
)  # fmt: skip
_BEFORE = frozenset(
    {
        "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "upper",
        "lower", "greater", "downtown", "mid",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a place: tokens ``[first, last)`` and what they may mean. ``partial``: found by a part of the name."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]
    partial: bool

    @property
    def adjective(self) -> bool:
        """Whether it is a name like "Syrian"."""
        return bool(self.entries) and all(e.adjective for e in self.entries)


def find(text: str, syntax: Syntax, gazetteer: Gazetteer) -> list[Found]:
    """All names of places in the parsed blocks, in text order, not overlapping."""
    found: list[Found] = []
    people = _people(syntax)
    for sentence in syntax.sentences:
        i = sentence.first
        while i < sentence.last:
            item = _at(Page(text, syntax, gazetteer, people, found[-1] if found else None), i, sentence.last)
            if item is None:
                i += 1
            else:
                found.append(item)
                i = item.last
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """What the finder looks at: the text, its parse, words that are parts of people's names, the name found last."""

    text: str
    syntax: Syntax
    gazetteer: Gazetteer
    people: frozenset[str]
    before: Found | None


def _people(syntax: Syntax) -> frozenset[str]:
    """Words of people's names of two words and more: "Jordan" where a Jordan Smith is in the article."""
    words: set[str] = set()
    for token in syntax.tokens:
        if token.ent == "PERSON" and not token.ent_start:
            words |= {token.text, syntax.tokens[token.i - 1].text}
    return frozenset(words)


def _at(page: Page, i: int, limit: int) -> Found | None:
    syntax, token = page.syntax, page.syntax.tokens[i]
    capital = token.text[0].isupper()
    if not capital and token.ent not in _PLACES and token.lower not in _ARTICLES:
        return None
    phrase = _phrase(page, i, limit) if capital or token.lower in _ARTICLES else None
    entity = _entity(page.text, syntax, page.gazetteer, i, limit) if token.ent_start else None
    if phrase and entity:
        return _told(entity if entity.last > phrase.last else phrase, syntax)
    return _told(phrase or entity, syntax)


def _told(item: Found | None, syntax: Syntax) -> Found | None:
    """ "New York state" is the province, "New York City" the city."""
    after = syntax.tokens[item.last].lower if item and item.last < len(syntax.tokens) else ""
    if item is None or after not in ("state", "province", "oblast", "region", "governorate"):
        return item
    provinces = tuple(e for e in item.entries if e.kind in (PlaceKind.PROVINCE, PlaceKind.REGION))
    return replace(item, entries=provinces) if provinces else item


def _phrase(page: Page, i: int, limit: int) -> Found | None:
    """The longest acceptable gazetteer name that begins at token ``i``."""
    tokens, best = page.syntax.tokens, None
    for j in range(i + 1, min(limit, i + LONGEST) + 1):
        last = tokens[j - 1]
        piece = page.text[tokens[i].start : last.end]
        key = key_of(piece)
        if last.text[0].isalnum() and (last.text[0].isupper() or j - i > 1) and last.tag != "POS":
            entries = page.gazetteer.lookup(piece)
            kept = _acceptable(entries, page, i, j) if entries else ()
            if kept:
                best = Found(i, j, tokens[i].start, last.end, kept, False)
        if not page.gazetteer.opens(key):
            break
    return best


def _entity(text: str, syntax: Syntax, gazetteer: Gazetteer, i: int, limit: int) -> Found | None:
    """spaCy's entity that begins at token ``i``, looked up whole, then by its telling part."""
    tokens, j = syntax.tokens, i + 1
    while j < limit and tokens[j].ent == tokens[i].ent and not tokens[j].ent_start:
        j += 1
    while j > i and (tokens[j - 1].tag == "POS" or not tokens[j - 1].text[0].isalnum()):
        j -= 1
    if tokens[i].ent not in _PLACES and not _building(tokens[i:j], syntax):
        return None
    while (
        i < j
        and tokens[i].lower in ("the", "a", "an")
        and not gazetteer.has(key_of(text[tokens[i].start : tokens[j - 1].end]))
    ):
        i += 1
    if i >= j or not any(t.text[0].isupper() for t in tokens[i:j]):
        return None
    while j - i > 1 and tokens[j - 1].text in _GENERIC:  # "Henan province": the name is Henan
        j -= 1
    span = (tokens[i].start, tokens[j - 1].end)
    whole = tuple(e for e in gazetteer.lookup(text[span[0] : span[1]]) if not e.adjective)
    if whole:
        return Found(i, j, *span, whole, False)
    a, b = i, j
    while b - a > 1 and tokens[b - 1].lower in _GENERIC:
        b -= 1
    while b - a > 1 and tokens[a].lower in _BEFORE:
        a += 1
    part = () if (a, b) == (i, j) else gazetteer.lookup(text[tokens[a].start : tokens[b - 1].end])
    if not part and tokens[i].ent != "GPE" and j - i > 1:
        part = _city_in(text, tokens[i:j], gazetteer)
    kept = tuple(e for e in part if not e.adjective)
    if not kept and (tokens[i].ent == "ORG" or (j - i == 1 and not _located(tokens[i], syntax))):
        return None  # a single unknown word is a place only where one is told
    return Found(i, j, *span, kept, True)


def _building(name: Sequence[Token], syntax: Syntax) -> bool:
    """A body named as the building one is in: "at Leeds General Hospital"."""
    return bool(name) and name[0].ent == "ORG" and name[-1].lower in _BUILDINGS and _located(name[-1], syntax)


def _city_in(text: str, name: Sequence[Token], gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The town that a building's name begins with: "Manila Cathedral"."""
    for end in range(len(name) - 1, 0, -1):
        found = gazetteer.lookup(text[name[0].start : name[end - 1].end])
        cities = tuple(e for e in found if e.kind is PlaceKind.CITY and e.weight >= 50_000 and not e.faint)
        if cities:
            return cities
    return ()


def _acceptable(entries: tuple[Entry, ...], page: Page, i: int, j: int) -> tuple[Entry, ...]:
    """The entries a span of tokens may well mean; none where the words are no place here."""
    syntax = page.syntax
    tokens = syntax.tokens[i:j]
    if len(tokens) == 1 and _common(tokens[0], entries, syntax, page.before):
        return ()
    kinds = {t.ent for t in tokens}
    located = _located(tokens[-1], syntax)
    if "PERSON" in kinds:
        if not _whole_entity(syntax, i, j) or any(t.text in page.people for t in tokens):
            return ()
        return (
            entries
            if located
            else tuple(e for e in entries if e.weight >= 1_000_000 and not _name_beside(syntax, i, j))
        )
    if kinds & _NUMBERS:
        entries = tuple(e for e in entries if e.kind is PlaceKind.COUNTRY)
    if any(e.adjective for e in entries) and not kinds <= _PLACES:
        entries = tuple(e for e in entries if e.kind is not PlaceKind.CITY)
    if i and syntax.tokens[i - 1].lower == "the" and j - i == 1 and tokens[0].dep not in ("compound", "nmod", "poss"):
        entries = tuple(e for e in entries if e.kind is not PlaceKind.CITY or e.weight >= 3_000_000)
    if kinds <= _PLACES:
        return entries
    return tuple(e for e in entries if _plausible(e, syntax, i, j, kinds, located=located))


def _common(token: Token, entries: tuple[Entry, ...], syntax: Syntax, before: Found | None) -> bool:
    """A single word that is no name here: "us", "CA" without a city, people ("the French"), a language."""
    if entries and all(e.adjective for e in entries):
        return token.tag in ("NNS", "NNPS") or token.dep not in ("amod", "compound", "nmod", "poss", "conj")
    if token.lower in _COMMON_NAMES and all(e.kind is PlaceKind.CITY for e in entries):
        return True
    letters = token.text.replace(".", "")
    if len(letters) <= 3 and not letters.isupper() and token.ent not in _PLACES and token.text[-1] != ".":
        return True
    if len(letters) == 2 and all(e.kind is not PlaceKind.COUNTRY for e in entries):
        return not (
            before is not None
            and token.i >= 2
            and before.last == token.i - 1
            and syntax.tokens[token.i - 1].text == ","
        )
    return len(letters) < 2


def _located(token: Token, syntax: Syntax) -> bool:
    """After "in", "near" … or joined to a name that is, or that is a place to spaCy."""
    head = syntax.tokens[token.head]
    if token.dep == "conj":
        return head.ent in _PLACES or (
            head.dep != "conj" and head.ent in ("", "ORG", "PERSON") and _located(head, syntax)
        )
    return token.dep == "pobj" and head.lower in _WHERE


def _whole_entity(syntax: Syntax, i: int, j: int) -> bool:
    tokens = syntax.tokens
    return tokens[i].ent_start and (j == len(tokens) or tokens[j].ent != tokens[i].ent or tokens[j].ent_start)


def _plausible(entry: Entry, syntax: Syntax, i: int, j: int, kinds: set[str], *, located: bool) -> bool:
    tokens = syntax.tokens
    if entry.adjective:
        return kinds <= {"NORP", "", "GPE", "LANGUAGE", "ORG"} and "LANGUAGE" not in kinds
    named = all(t.tag in _NAMES or not t.text[0].isupper() for t in tokens[i:j])
    if entry.kind is PlaceKind.COUNTRY:
        return named or "NORP" not in kinds
    if "ORG" in kinds and not _whole_entity(syntax, i, j):
        return entry.weight >= 100_000 and not entry.other
    if entry.kind is not PlaceKind.CITY:
        return named and (j - i > 1 or entry.weight >= 200_000)
    lone = not _name_beside(syntax, i, j)
    if not named or (entry.other and entry.weight < 100_000):
        return False
    return (located and lone) or (lone and entry.weight >= (500_000 if "ORG" in kinds else 200_000)) or j - i > 2


def _name_beside(syntax: Syntax, i: int, j: int) -> bool:
    """Another capitalised name stands directly before or after, so that this may be a part of it."""
    tokens = syntax.tokens
    before = tokens[i - 1] if i else None
    after = tokens[j] if j < len(tokens) else None
    return any(t is not None and t.tag in _NAMES and t.sentence == tokens[i].sentence for t in (before, after))


def neighbours(found: list[Found], syntax: Syntax) -> Iterator[tuple[int, int]]:
    """Index pairs of names joined by a comma alone, "Rafah, Gaza", but for lists: "Rome, Paris and Bonn"."""
    joins = frozenset({"and", "or", "&"})
    for k, (left, right) in enumerate(pairwise(found)):
        after = syntax.tokens[right.last].lower if right.last < len(syntax.tokens) else ""
        if right.first - left.last == 1 and syntax.tokens[left.last].text == "," and after not in joins:
            yield k, k + 1


def lies_in(left: Found, right: Found, syntax: Syntax) -> bool:
    """True of "Kani in Sagaing Region", "Goma in the Congo": the second name holds the first."""
    between = [t.lower for t in syntax.tokens[left.last : right.first]]
    return between in (["in"], ["in", "the"])
