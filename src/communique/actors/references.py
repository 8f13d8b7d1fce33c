"""Referring phrases of the parse: what may be a mention, with what its own words tell (country, role, owner)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum, auto

from communique.actors.literal import is_place
from communique.actors.names import Match
from communique.actors.words import Words
from communique.knowledge import Knowledge, Phrase, PhraseKind
from communique.records import Layout, Syntax, Token
from communique.vocabulary import MentionKind

_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod", "predet", "npadvmod",
                   "punct", "case", "prt", "appos"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod"})


class Sort(Enum):
    """What a phrase is by its form."""

    STATE = auto()  # a state, its capital, or its adjective
    PEOPLE = auto()  # "Iranians", "the Kurds"
    PERSON = auto()  # a person's name
    BODY = auto()  # a name of an organisation, group, organ or medium
    ORGAN = auto()  # a generic noun for one: "the foreign ministry", "state media"
    ROLE = auto()  # "Kremlin aide", "rebels", "both leaders"
    COUNTRY = auto()  # "his country", "the kingdom"
    PRONOUN = auto()
    PLACE = auto()  # a state that is only a place here; no mention, but "the country" may take it up


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens ``[first, last)``: ``head`` is the one by which it hangs in the sentence, ``noun`` that of the ``core``,
    the name or role inside ("his *counterpart* Xi *Jinping*"); ``phrases`` are the entries of the core.

    ``country`` and ``affiliation`` are ids named inside the phrase; ``owner`` is the head token of a possessor or of
    an "of" phrase; ``namesake`` the surname in "the Kim regime"; ``apposed`` the head token of the phrase that stands for the same.
    """

    first: int
    last: int
    head: int
    noun: int
    sort: Sort
    kind: MentionKind
    core: tuple[int, int]
    phrases: tuple[Phrase, ...] = ()
    role: str | None = None
    country: str | None = None
    countries: tuple[str, ...] = ()
    affiliation: str | None = None
    owner: int | None = None
    namesake: str | None = None
    apposed: int | None = None
    plural: bool = False
    definite: bool = False
    bare: bool = True
    count: int | None = None
    gender: str | None = None
    lesser: bool = False
    past: bool = False
    quoted: bool = False
    nested: bool = False
    title: bool = False


class References:
    """Finds the references of one document. ``places``: states that are only places are kept as `Sort.PLACE`."""

    def __init__(self, syntax: Syntax, layout: Layout | None, matches: list[Match], words: Words,
                 knowledge: Knowledge) -> None:
        self.syntax, self.words, self.knowledge = syntax, words, knowledge
        self.tokens = syntax.tokens
        self.matches = matches
        self.quoted = _quoted(syntax, layout)
        self.named = _named(matches)

    def find(self) -> list[Reference]:
        """References in text order: by first token, the longer first."""
        cores = [ref for ref in map(self._core, self.matches) if ref is not None]
        cores += self._halves({i for ref in cores for i in range(*ref.core)})
        cores += self._plain_nouns({i for ref in cores for i in range(*ref.core)})
        phrases = self._absorbed(sorted(map(self._widened, cores), key=lambda r: (r.core[0], r.core[1])))
        found = [self._detailed(ref) for ref in phrases]
        found += self._pronouns({i for ref in found for i in range(*ref.core)})
        return sorted(found, key=lambda r: (r.first, -r.last, r.head))

    # -- cores --------------------------------------------------------------------------------------------------------

    def _core(self, match: Match) -> Reference | None:
        phrases = self._sensible(match)
        sort = self._sort(match, phrases)
        if sort is None:
            return None
        head = self._head(match.first, match.last)
        t = self.tokens[head]
        if sort in {Sort.ROLE, Sort.ORGAN} and (t.pos not in {"NOUN", "PROPN"}) and not self._stands_for_noun(t):
            return None
        if sort is Sort.BODY and t.dep in _MODIFIER and self.tokens[t.head].lower in self.words.things:
            return None
        kind = MentionKind.NOMINAL if sort in {Sort.ROLE, Sort.ORGAN} else MentionKind.NAME
        return Reference(match.first, match.last, head, head, sort, kind, (match.first, match.last), phrases,
                         quoted=self.quoted[head])

    def _stands_for_noun(self, t: Token) -> bool:
        """"the accused", "the wounded"."""
        return t.pos in {"ADJ", "VERB"} and t.dep not in _MODIFIER and any(
            c.lower == "the" for c in self.syntax.children(t.i, "det"))

    def _sensible(self, match: Match) -> tuple[Phrase, ...]:
        """The phrases that fit the recogniser's opinion; a doubtful state is none where it says PERSON."""
        phrases = match.phrases
        if not phrases:
            return ()
        tokens = self.tokens[match.first:match.last]
        person = all(t.ent == "PERSON" for t in tokens)
        kinds = {p.kind for p in phrases}
        if PhraseKind.SURNAME in kinds and len(kinds) > 1:
            keep = person or not kinds & {PhraseKind.STATE, PhraseKind.CAPITAL, PhraseKind.DEMONYM, PhraseKind.ROLE}
            phrases = tuple(p for p in phrases if (p.kind is PhraseKind.SURNAME) == (keep and person)) or phrases
        if person:
            named = tuple(p for p in phrases if p.kind in {PhraseKind.PERSON, PhraseKind.SURNAME})
            return named or tuple(p for p in phrases if not p.needs_context)
        if kinds == {PhraseKind.SURNAME} and not any(t.pos == "PROPN" for t in tokens):
            return ()
        firm = tuple(p for p in phrases if not p.needs_context or p.kind in _NEEDLESS)
        if PhraseKind.CAPITAL in kinds:
            return phrases
        return firm or (phrases if self._supported(match, kinds) else ())

    def _supported(self, match: Match, kinds: set[PhraseKind]) -> bool:
        """A phrase that is never enough alone: here the recogniser or a speech verb vouches for it."""
        head = self.tokens[self._head(match.first, match.last)]
        if head.ent in {"ORG", "GPE", "NORP"} or PhraseKind.METONYM in kinds:
            return head.text[:1].isupper()
        parent = self.tokens[head.head]
        return head.dep == "nsubj" and parent.lemma in self.words.speech and head.text[:1].isupper()

    def _sort(self, match: Match, phrases: tuple[Phrase, ...]) -> Sort | None:
        if not phrases:
            return _by_entity(match, self.tokens)
        kinds = [p.kind for p in phrases]
        if any(p.kind is PhraseKind.ROLE for p in phrases) and all(
                p.kind is PhraseKind.ROLE or self._generic(p) for p in phrases):
            return Sort.ROLE
        if all(self._generic(p) for p in phrases):
            return Sort.ORGAN
        for kind in kinds:
            if kind in _SORTS:
                return self._people_or_state(match) if kind is PhraseKind.PEOPLE else _SORTS[kind]
        return None

    def _generic(self, phrase: Phrase) -> bool:
        """A noun for organs or media that takes its country from the text."""
        if phrase.kind is PhraseKind.ORGAN:
            return self.knowledge.organs[phrase.id].country is None
        return phrase.kind is PhraseKind.MEDIUM and self.knowledge.media[phrase.id].country is None

    def _people_or_state(self, match: Match) -> Sort:
        return Sort.STATE if self.tokens[match.last - 1].dep in _MODIFIER else Sort.PEOPLE

    def _head(self, first: int, last: int) -> int:
        outside = [i for i in range(first, last) if not first <= self.tokens[i].head < last or self.tokens[i].head == i]
        nouns = [i for i in outside if self.tokens[i].pos in {"NOUN", "PROPN", "ADJ", "PRON"}]
        chosen = nouns or outside
        if not nouns:
            inside = [i for i in range(first, last) if self.tokens[i].pos in {"NOUN", "PROPN"}]
            chosen = inside or outside or [last - 1]
        of = any(self.tokens[i].lower in {"of", "for"} for i in range(first, last))
        return chosen[0] if of else chosen[-1]

    def _plain_nouns(self, taken: set[int]) -> list[Reference]:
        """Role, country and body nouns of the vocabulary that the base has no phrase for."""
        found = []
        for t in self.tokens:
            if t.i in taken or t.pos not in {"NOUN", "PROPN"}:
                continue
            sort = self._noun_sort(t)
            if sort is not None:
                found.append(Reference(t.i, t.i + 1, t.i, t.i, sort, MentionKind.NOMINAL, (t.i, t.i + 1),
                                       quoted=self.quoted[t.i]))
        return found

    def _halves(self, taken: set[int]) -> list[Reference]:
        """"the North" for the state whose name begins so, where the text has that name too."""
        full = {p.text.split()[0]: p for m in self.matches for p in m.phrases
                if p.kind is PhraseKind.STATE and p.text.startswith(("North ", "South "))}
        if not full:
            return []
        return [
            Reference(t.i, t.i + 1, t.i, t.i, Sort.STATE, MentionKind.NAME, (t.i, t.i + 1), (full[t.text],),
                      quoted=self.quoted[t.i])
            for t in self.tokens
            if t.text in full and t.i not in taken and (self._alone(t) or self._halved(t))
        ]

    def _alone(self, t: Token) -> bool:
        return t.i > 0 and self.tokens[t.i - 1].lower == "the" and t.dep not in _MODIFIER

    def _halved(self, t: Token) -> bool:
        """"North and South Korea": the first half."""
        return t.i + 2 < len(self.tokens) and self.tokens[t.i + 1].lower in {"and", "or"} and \
            self.tokens[t.i + 2].text in {"North", "South"}

    def _noun_sort(self, t: Token) -> Sort | None:
        words, lemma = self.words, singular(t)
        if t.dep in _MODIFIER and self.tokens[t.head].i != t.i and lemma not in words.people:
            return None
        if lemma in words.state_nouns:
            return Sort.COUNTRY if lemma not in {"island", "power", "superpower"} or t.tag == "NNS" else None
        if lemma in words.people or t.lower in words.people:
            return Sort.ROLE
        if lemma in words.body_nouns or lemma in {"side", "party", "foe", "rival", "enemy", "adversary", "partner"}:
            return Sort.ORGAN
        return None

    # -- phrases ------------------------------------------------------------------------------------------------------

    def _widened(self, ref: Reference) -> Reference:
        """The words before the name or role that belong to its phrase."""
        if ref.sort is Sort.STATE:
            return ref
        first = ref.core[0]
        edge = self._left(ref.noun, first)
        while edge < first:
            first = edge
            edge = self._left(first, first)
        return replace(ref, first=self._coordinated(ref, first))

    def _coordinated(self, ref: Reference, first: int) -> int:
        """The start with the first half of "US and Chinese officials", where the parse cut it off."""
        t = self.tokens[ref.noun]
        if t.tag not in {"NNS", "NNPS"} or first < 2 or first == ref.core[0] or self.tokens[first - 1].lower != "and":
            return first
        before = [m for m in self._matches(max(0, first - 4), first - 1) if m.last == first - 1]
        after = self._matches(first, ref.core[0])[:1]
        countries = [bool({p.kind for p in m.phrases} & _COUNTRY) for m in (*before, *after)]
        adjective = self.tokens[first - 2].dep in _MODIFIER or self.tokens[first - 2].pos == "ADJ"
        return before[0].first if countries == [True, True] and adjective else first

    def _left(self, head: int, first: int) -> int:
        """The start of the modifiers that end right before ``first``."""
        children = [self.tokens[c] for c in self.tokens[head].children if c < first]
        for child in reversed(children):
            if child.dep not in _LEFT or child.right < first or (child.dep == "punct" and child.text not in {"-", "‑"}):
                break
            if child.dep == "appos" or (child.left < first and self._cut(child)):
                break
            first = min(first, child.left)
        return first

    def _cut(self, child: Token) -> bool:
        """True for a modifier that holds a comma or a clause: it is no part of the phrase."""
        inside = self.tokens[child.left:child.right]
        return any(t.text in {",", ";", ":", "“", "”", '"', "—", "–"} for t in inside)

    def _absorbed(self, refs: list[Reference]) -> list[Reference]:
        """References that are not part of a longer one; a role right before a name joins it."""
        kept: list[Reference] = []
        for ref in refs:
            while kept and self._joins(kept[-1], ref):
                before = kept.pop()
                ref = replace(ref, first=min(before.first, ref.first), title=True)
            kept.append(ref)
        return [replace(ref, head=self._anchor(ref)) for ref in kept if not self._inside(ref, kept)]

    def _anchor(self, ref: Reference) -> int:
        head = ref.noun
        while self.tokens[head].head != head and ref.first <= self.tokens[head].head < ref.last:
            head = self.tokens[head].head
        return head

    def _joins(self, before: Reference, ref: Reference) -> bool:
        """"Kremlin aide" right before "Yuri Ushakov", "Russian" right before "President"."""
        if before.core[1] != ref.core[0]:
            return False
        if ref.sort is Sort.PERSON:
            role = self.tokens[before.head]
            single = role.tag != "NNS" and role.dep not in {"nsubj", "nsubjpass", "dobj", "pobj"}
            return before.sort is Sort.ROLE and (single or self.tokens[ref.head].dep == "appos")
        return False

    def _inside(self, ref: Reference, kept: list[Reference]) -> bool:
        """True where another phrase holds ``ref`` as a modifier before its head (possessors stay, nested)."""
        if self._possessor(ref):
            return False
        return any(
            other is not ref and other.sort not in {Sort.STATE, Sort.PLACE}
            and other.first <= ref.core[0] and ref.core[1] <= other.core[0] and other.noun > ref.noun
            for other in self._near(ref, kept))

    def _near(self, ref: Reference, kept: list[Reference]) -> list[Reference]:
        """The references of ``kept`` (in order of core) whose core begins within twenty tokens after ``ref``."""
        low, high = 0, len(kept)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if kept[middle].core[0] < ref.core[1] else (low, middle)
        near = []
        for other in kept[low:low + 8]:
            if other.core[0] > ref.core[1] + 20:
                break
            near.append(other)
        return near

    def _possessor(self, ref: Reference) -> bool:
        after = ref.core[1]
        return (after < len(self.tokens) and self.tokens[after].tag == "POS") or self.tokens[ref.head].dep == "poss"

    # -- what the words of the phrase tell ----------------------------------------------------------------------------

    def _detailed(self, ref: Reference) -> Reference:
        t = self.tokens[ref.noun]
        inside = self.tokens[ref.first:ref.core[0]]
        lower = [w.lower for w in inside] + [w.lower for w in self.tokens[ref.core[0]:ref.core[1] - 1]]
        count = next((self.words.counts[w] for w in lower if w in self.words.counts), None)
        plural = t.tag in {"NNS", "NNPS"} or (count is not None and ref.kind is MentionKind.NOMINAL)
        plural = plural or (ref.sort is Sort.PEOPLE and t.tag != "NN") or t.lower in {"people", "police", "media"}
        definite = any(w in _DEFINITE for w in lower) or any(w.dep == "poss" or w.tag == "PRP$" for w in inside)
        ref = replace(
            ref, plural=plural and ref.sort is not Sort.PERSON, definite=definite, count=count,
            bare=all(w.pos in {"DET", "PUNCT", "NUM", "PRON"} or w.lower == "same" for w in inside),
            gender=self._gender(ref, lower), lesser=any(w in self.words.lesser for w in lower),
            past=any(w in self.words.past for w in lower), apposed=self._apposed(ref),
        )
        if ref.sort is Sort.STATE:
            place = is_place(self.syntax, ref.head, ref.phrases, self.words)
            return replace(ref, sort=Sort.PLACE) if place else ref
        return self._affiliated(ref)

    def _affiliated(self, ref: Reference) -> Reference:
        countries: list[str] = []
        affiliation, role = None, None
        for match in self._matches(ref.first, ref.core[0]):
            if self._hyphened(match) or self._belongs_elsewhere(match, ref):
                continue
            for phrase in self._sensible(match):
                if phrase.kind is PhraseKind.ROLE:
                    role = role or phrase.id
                elif phrase.kind in _COUNTRY:
                    countries.extend(self._which(match))
                    break
                elif phrase.kind in _BODY:
                    affiliation = affiliation or phrase.id
                elif phrase.kind in {PhraseKind.PERSON, PhraseKind.SURNAME} and ref.sort is Sort.ORGAN:
                    ref = replace(ref, namesake=self.tokens[match.last - 1].lower)
        if ref.sort is Sort.ROLE:
            role = next((p.id for p in ref.phrases if p.kind is PhraseKind.ROLE), None)
        for phrase in self._inner(ref):
            if phrase.kind in _COUNTRY:
                countries.append(self._country(phrase))
            elif phrase.kind in _BODY:
                affiliation = affiliation or phrase.id
        ref = replace(ref, country=next(iter(countries), None), countries=tuple(dict.fromkeys(countries)),
                      affiliation=affiliation, role=role)
        return self._owned(ref)

    def _inner(self, ref: Reference) -> tuple[Phrase, ...]:
        """The body or state that the role itself begins with; of a title before a name too."""
        return tuple(p for m in self._matches(ref.first, ref.core[1]) for p in m.inner)

    def _belongs_elsewhere(self, match: Match, ref: Reference) -> bool:
        """A possessor inside the phrase is its owner, not its adjective."""
        after = self.tokens[match.last] if match.last < len(self.tokens) else None
        return after is not None and after.tag == "POS"

    def _which(self, match: Match) -> list[str]:
        """The country of an adjective; of several ("Congolese") the one that the text names, else none."""
        ids = list(dict.fromkeys(self._country(p) for p in match.phrases if p.kind in _COUNTRY))
        if len(ids) == 1:
            return ids
        most = max(self.named[id_] for id_ in ids)
        likely = [id_ for id_ in ids if self.named[id_] == most]
        return likely if len(likely) == 1 else []

    def _country(self, phrase: Phrase) -> str:
        former = self.knowledge.former_states.get(phrase.id)
        return former.country if former is not None else phrase.id

    def _hyphened(self, match: Match) -> bool:
        """"pro-Russian" and "US-backed" do not give the country of what follows; "Moscow-based" does."""
        before = self.tokens[match.first - 1].text if match.first else ""
        after = self.tokens[match.last].text if match.last < len(self.tokens) else ""
        former = match.first > 1 and self.tokens[match.first - 2].lower in self.words.past
        return (before in {"-", "‑"} and not former) or after in {"-", "‑"}

    def _matches(self, first: int, last: int) -> list[Match]:
        low, high = 0, len(self.matches)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.matches[middle].first < first else (low, middle)
        found = []
        for match in self.matches[low:]:
            if match.last > last:
                break
            found.append(match)
        return found

    def _owned(self, ref: Reference) -> Reference:
        """The possessor before the head, else the noun after "of" or "for", which then is part of the phrase."""
        head = self.tokens[ref.noun]
        for child in self.syntax.children(ref.noun, "poss"):
            if child.i < ref.core[0]:
                return replace(ref, owner=child.i)
        inner = [w for w in self.tokens[ref.first:ref.core[0]] if w.dep == "poss"]
        if inner:
            return replace(ref, owner=inner[0].i)
        if ref.sort is Sort.PERSON and ref.role is None:
            return ref
        for prep in self.syntax.children(head.i, "prep"):
            if prep.i < ref.core[1] or prep.lower not in {"of", "for", "from", "in", "at", "with", "to"}:
                continue
            for noun in self.syntax.children(prep.i, "pobj"):
                wide = prep.lower in {"of", "for"} and prep.i == ref.last and ref.sort is not Sort.PERSON
                return replace(ref, owner=noun.i, last=self._end(noun) if wide else ref.last)
        return ref

    def _end(self, noun: Token) -> int:
        """One past the last token of the noun phrase of ``noun``, its "of" phrases included."""
        end = noun.i + 1
        for child in self.syntax.children(noun.i):
            if child.i != end:
                continue
            if child.dep == "prep" and child.lower == "of":
                return max([end, *(self._end(c) for c in self.syntax.children(child.i, "pobj"))])
            if child.dep == "case":
                end = child.i + 1
        return end

    def _gender(self, ref: Reference, lower: list[str]) -> str | None:
        words = self.words
        core = [t.lower for t in self.tokens[ref.core[0]:ref.core[1]]]
        head = singular(self.tokens[ref.noun])
        before = self.tokens[ref.core[0] - 1].lower if ref.core[0] else ""
        for word in (*lower, before, head):
            if word in words.male_titles or word in {"man", "boy", "father", "son", "husband", "brother", "policeman"}:
                return "m"
            if word in words.female_titles or word in {"woman", "girl", "mother", "daughter", "wife", "sister"}:
                return "f"
        return words.genders.get(core[0]) if ref.sort is Sort.PERSON and len(core) > 1 else None

    def _apposed(self, ref: Reference) -> int | None:
        """The head that ``ref`` renames: apposition, or the subject of "is" in the present or past, not negated."""
        t = self.tokens[ref.head]
        if t.dep == "appos" and t.head != t.i:
            return t.head
        verb = self.tokens[t.head]
        if t.dep == "attr" and verb.lemma == "be" and not self.syntax.children(verb.i, "neg"):
            subjects = self.syntax.children(verb.i, "nsubj")
            return subjects[0].i if subjects else None
        if t.dep == "pobj" and verb.lower == "as" and self.tokens[verb.head].lemma in {"serve", "act"}:
            subjects = self.syntax.children(verb.head, "nsubj")
            return subjects[0].i if subjects else None
        return None

    # -- pronouns -----------------------------------------------------------------------------------------------------

    def _pronouns(self, taken: set[int]) -> list[Reference]:
        found = []
        for t in self.tokens:
            gender = self.words.pronouns.get(t.lower) if t.tag in {"PRP", "PRP$"} else None
            if gender is None or t.i in taken or t.text == "US":
                continue
            if gender in "sw" and not self.quoted[t.i]:
                continue
            found.append(Reference(t.i, t.i + 1, t.i, t.i, Sort.PRONOUN, MentionKind.PRONOUN, (t.i, t.i + 1),
                                   gender=gender, plural=gender in "pw", quoted=self.quoted[t.i]))
        return found


_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_COUNTRY = frozenset({PhraseKind.STATE, PhraseKind.DEMONYM, PhraseKind.CAPITAL, PhraseKind.PEOPLE,
                      PhraseKind.FORMER_STATE})
_BODY = frozenset({PhraseKind.ORGANISATION, PhraseKind.GROUP, PhraseKind.ORGAN, PhraseKind.MEDIUM,
                   PhraseKind.METONYM, PhraseKind.REGION})
_NEEDLESS = frozenset({PhraseKind.SURNAME, PhraseKind.STATE, PhraseKind.ROLE})
_SORTS = {
    PhraseKind.STATE: Sort.STATE,
    PhraseKind.CAPITAL: Sort.STATE,
    PhraseKind.DEMONYM: Sort.STATE,
    PhraseKind.FORMER_STATE: Sort.STATE,
    PhraseKind.METONYM: Sort.STATE,
    PhraseKind.REGION: Sort.STATE,
    PhraseKind.PEOPLE: Sort.PEOPLE,
    PhraseKind.ORGANISATION: Sort.BODY,
    PhraseKind.GROUP: Sort.BODY,
    PhraseKind.ORGAN: Sort.BODY,
    PhraseKind.MEDIUM: Sort.BODY,
    PhraseKind.PERSON: Sort.PERSON,
    PhraseKind.SURNAME: Sort.PERSON,
    PhraseKind.ROLE: Sort.ROLE,
}


def singular(t: Token) -> str:
    """The lemma; of a capitalised plural, the word without its s."""
    lemma = t.lemma.lower()
    return lemma[:-1] if t.tag == "NNPS" and lemma.endswith("s") else lemma


def _by_entity(match: Match, tokens: tuple[Token, ...]) -> Sort | None:
    if match.phrases:
        return None
    if match.ent == "NORP":
        plural = tokens[match.last - 1].tag in {"NNS", "NNPS"}
        return Sort.PEOPLE if plural else None
    return Sort.PERSON if match.ent == "PERSON" else Sort.BODY


def _named(matches: list[Match]) -> Counter[str]:
    """How often each state is named beyond doubt."""
    counted: Counter[str] = Counter()
    for match in matches:
        ids = {p.id for p in match.phrases if p.kind in _COUNTRY}
        if len(ids) == 1:
            counted.update(ids)
    return counted


def _quoted(syntax: Syntax, layout: Layout | None) -> list[bool]:
    """For each token whether it stands inside a quotation."""
    inside = [False] * len(syntax.tokens)
    for quotation in layout.quotations if layout is not None else ():
        for i in syntax.within(quotation.start, quotation.end):
            inside[i] = True
    return inside
