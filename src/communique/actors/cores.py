"""Cores of referring phrases: names, role and body nouns, pronouns, each with the sort of thing it is."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.names import Match
from communique.actors.references import MODIFIERS, Reference, Sort, singular
from communique.actors.words import Words
from communique.knowledge import Knowledge, Phrase, PhraseKind
from communique.records import Syntax, Token
from communique.vocabulary import MentionKind

_NAMED = frozenset({"", "PERSON", "ORG", "GPE", "NORP"})
_OFFICES = frozenset({"minister", "ministers", "ministry", "secretary", "department", "commissioner"})
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
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


class Cores:
    """Finds the cores in one document. ``quoted`` tells for each token whether it stands inside a quotation."""

    def __init__(
        self, syntax: Syntax, quoted: Sequence[bool], matches: Sequence[Match], words: Words, knowledge: Knowledge
    ) -> None:
        self.syntax, self.tokens, self.quoted = syntax, syntax.tokens, quoted
        self.matches, self.words, self.knowledge = matches, words, knowledge
        self.firm = {p.id for m in matches for p in m.phrases if not p.needs_context}

    def find(self) -> list[Reference]:
        """Cores of names and nouns, in no order; none overlap."""
        cores = [ref for ref in map(self._core, self.matches) if ref is not None]
        cores += self._halves({i for ref in cores for i in range(*ref.core)})
        return cores + self._plain_nouns({i for ref in cores for i in range(*ref.core)})

    def _core(self, match: Match) -> Reference | None:
        phrases = self.sensible(match)
        sort = self._sort(match, phrases)
        if sort is None:
            return None
        head = self._head(match.first, match.last)
        t = self.tokens[head]
        if sort in {Sort.ROLE, Sort.ORGAN} and (t.pos not in {"NOUN", "PROPN"}) and not self._stands_for_noun(t):
            return None
        if self._bare_singular(sort, match, t) or (sort is Sort.STATE and self._geographic(t)):
            return None
        if (
            sort in {Sort.ROLE, Sort.ORGAN}
            and match.first
            and self.tokens[match.first - 1].text in {"-", "‑"}
            and (t.dep in MODIFIERS)
        ):
            return None  # "a 62-member team"
        if match.phrases and sort in {Sort.STATE, Sort.BODY} and self._portfolio(t, match):
            return None
        if sort is Sort.BODY and t.dep in MODIFIERS and self.tokens[t.head].lower in self.words.things:
            return None
        kind = MentionKind.NOMINAL if sort in {Sort.ROLE, Sort.ORGAN} else MentionKind.NAME
        return Reference(
            match.first,
            match.last,
            head,
            head,
            sort,
            kind,
            (match.first, match.last),
            phrases,
            quoted=self.quoted[head],
        )

    def _bare_singular(self, sort: Sort, match: Match, t: Token) -> bool:
        """A count noun without any word before it is nobody: "bring to justice"."""
        return (
            sort is Sort.ROLE
            and t.tag == "NN"
            and t.text.islower()
            and match.last - match.first == 1
            and t.dep in {"pobj", "dobj", "npadvmod"}
            and t.left == t.i
            and not self._is_group(match)
        )

    def _is_group(self, match: Match) -> bool:
        roles = [self.knowledge.roles[p.id] for p in match.phrases if p.kind is PhraseKind.ROLE]
        return any(role.kind == "group" for role in roles)

    def _geographic(self, t: Token) -> bool:
        """ "the Persian Gulf", "the Sea of Japan": part of another name."""
        parent = self.tokens[t.head]
        if t.dep == "pobj" and parent.lower == "of":
            parent = self.tokens[parent.head]
            return parent.text[:1].isupper() and parent.lower in self.words.geography
        return (
            t.dep in MODIFIERS
            and parent.lower in self.words.geography
            and (parent.text[:1].isupper() or parent.lower == "peninsula")
        )

    def _portfolio(self, t: Token, match: Match) -> bool:
        """ "the Minister for *Europe* and *Foreign Affairs*": what an office deals with is no actor; a state is its own."""
        if any(
            p.kind in {PhraseKind.STATE, PhraseKind.DEMONYM, PhraseKind.ORGANISATION, PhraseKind.GROUP}
            for p in match.phrases
        ):
            return False
        while t.dep in {"conj", "compound"} and t.head != t.i:
            t = self.tokens[t.head]
        prep = self.tokens[t.head]
        office = self.tokens[prep.head]
        return t.dep == "pobj" and prep.lower in {"for", "of"} and office.lower in _OFFICES

    def _stands_for_noun(self, t: Token) -> bool:
        """ "the accused", "the wounded"."""
        return (
            t.pos in {"ADJ", "VERB"}
            and t.dep not in MODIFIERS
            and any(c.lower == "the" for c in self.syntax.children(t.i, "det"))
        )

    def sensible(self, match: Match) -> tuple[Phrase, ...]:
        """The phrases of a match that fit the recogniser's opinion; a doubtful state is none where it says PERSON."""
        phrases = match.phrases
        if not phrases:
            return ()
        tokens = self.tokens[match.first : match.last]
        person = all(t.ent == "PERSON" for t in tokens)
        kinds = {p.kind for p in phrases}
        if PhraseKind.SURNAME in kinds and len(kinds) > 1:
            keep = person or not kinds & {PhraseKind.STATE, PhraseKind.CAPITAL, PhraseKind.DEMONYM, PhraseKind.ROLE}
            phrases = tuple(p for p in phrases if (p.kind is PhraseKind.SURNAME) == (keep and person)) or phrases
        if person:
            named = tuple(p for p in phrases if p.kind in {PhraseKind.PERSON, PhraseKind.SURNAME})
            return named or tuple(p for p in phrases if not p.needs_context)
        if kinds == {PhraseKind.SURNAME} and not any(t.pos == "PROPN" and t.ent in _NAMED for t in tokens):
            return ()
        firm = tuple(p for p in phrases if not p.needs_context or p.kind in _NEEDLESS)
        if PhraseKind.CAPITAL in kinds:
            return phrases
        return firm or (phrases if self._supported(match, kinds) else ())

    def _supported(self, match: Match, kinds: set[PhraseKind]) -> bool:
        """A phrase that is never enough alone: here the recogniser or a speech verb vouches for it."""
        head = self.tokens[self._head(match.first, match.last)]
        if all(self._generic(p) for p in match.phrases):
            return head.tag == "NNS" and head.dep not in MODIFIERS  # "Israeli forces"
        if match.last - match.first > 1 and head.pos == "PROPN":
            return True
        if PhraseKind.METONYM in kinds:
            return any(p.id in self.firm for p in match.phrases)
        if head.ent in {"ORG", "GPE", "NORP"}:
            return head.text[:1].isupper()
        parent = self.tokens[head.head]
        return head.dep == "nsubj" and parent.lemma in self.words.speech and head.text[:1].isupper()

    def _sort(self, match: Match, phrases: tuple[Phrase, ...]) -> Sort | None:
        if not phrases:
            return _by_entity(match, self.tokens)
        kinds = [p.kind for p in phrases]
        if any(p.kind is PhraseKind.ROLE for p in phrases) and all(
            p.kind is PhraseKind.ROLE or self._generic(p) for p in phrases
        ):
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
        return Sort.STATE if self.tokens[match.last - 1].dep in MODIFIERS else Sort.PEOPLE

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
            paired = self._former_or_latter(t) or self._number(t)
            if t.i in taken or not (paired or t.pos in {"NOUN", "PROPN"}):
                continue
            sort = Sort.ROLE if paired else self._noun_sort(t)
            first = self._name_start(t) if sort is Sort.ORGAN else t.i
            if first < t.i and t.lower in self.words.things:
                continue
            if first < t.i and not any(i in taken for i in range(first, t.i)):
                found.append(
                    Reference(
                        first, t.i + 1, t.i, t.i, Sort.BODY, MentionKind.NAME, (first, t.i + 1), quoted=self.quoted[t.i]
                    )
                )
            elif sort is not None:
                found.append(
                    Reference(
                        t.i, t.i + 1, t.i, t.i, sort, MentionKind.NOMINAL, (t.i, t.i + 1), quoted=self.quoted[t.i]
                    )
                )
        return found

    def _former_or_latter(self, t: Token) -> bool:
        """ "the former", "the latter" standing for an actor."""
        return (
            t.lower in {"former", "latter"}
            and t.dep not in MODIFIERS
            and t.i > 0
            and self.tokens[t.i - 1].lower == "the"
        )

    def _number(self, t: Token) -> bool:
        """ "the two", "both" standing for actors spoken of before."""
        if t.lower not in self.words.counts or t.dep not in _STANDING or self.syntax.children(t.i, "prep"):
            return False
        after = self.tokens[t.i + 1] if t.i + 1 < len(self.tokens) else None
        if after is not None and (after.tag.startswith(("NN", "JJ", "CD")) or after.text in {"-", "‑", "%"}):
            return False
        return t.lower == "both" or (t.tag == "CD" and t.i > 0 and self.tokens[t.i - 1].lower in {"the", "these"})

    def _name_start(self, t: Token) -> int:
        """Where the capitalised name that ends in a body noun begins: "the National Security *Council*"."""
        first = t.i
        while (
            t.text[:1].isupper()
            and first > 0
            and self.tokens[first - 1].sentence == t.sentence
            and (self.tokens[first - 1].pos in {"PROPN", "ADJ"} and self.tokens[first - 1].text[:1].isupper())
        ):
            first -= 1
        return first

    def _halves(self, taken: set[int]) -> list[Reference]:
        """ "the North" for the state whose name begins so, where the text has that name or the other half's."""
        full = {
            p.text.split()[0]: p
            for m in self.matches
            for p in m.phrases
            if p.kind is PhraseKind.STATE and p.text.startswith(("North ", "South "))
        }
        for phrase in list(full.values()):
            side, _, rest = phrase.text.partition(" ")
            other = "South" if side == "North" else "North"
            for known in self.knowledge.candidates(f"{other} {rest}"):
                if known.kind is PhraseKind.STATE:
                    full.setdefault(other, known)
        if not full:
            return []
        return [
            Reference(
                t.i,
                t.i + 1,
                t.i,
                t.i,
                Sort.STATE,
                MentionKind.NAME,
                (t.i, t.i + 1),
                (full[t.text],),
                quoted=self.quoted[t.i],
            )
            for t in self.tokens
            if t.text in full and t.i not in taken and (self._alone(t) or self._halved(t))
        ]

    def _alone(self, t: Token) -> bool:
        return t.i > 0 and self.tokens[t.i - 1].lower == "the" and t.dep not in MODIFIERS

    def _halved(self, t: Token) -> bool:
        """ "North and South Korea": the first half."""
        return (
            t.i + 2 < len(self.tokens)
            and self.tokens[t.i + 1].lower in {"and", "or"}
            and self.tokens[t.i + 2].text in {"North", "South"}
        )

    def _noun_sort(self, t: Token) -> Sort | None:
        words, lemma = self.words, singular(t)
        if t.dep in MODIFIERS and self.tokens[t.head].i != t.i and lemma not in words.people:
            return None
        if lemma in words.state_nouns:
            return Sort.COUNTRY if lemma not in {"island", "power", "superpower"} or t.tag == "NNS" else None
        if lemma in words.people or t.lower in words.people:
            return Sort.ROLE
        if lemma in words.body_nouns or lemma in {"side", "party", "foe", "rival", "enemy", "adversary", "partner"}:
            return Sort.ORGAN
        return None

    def pronouns(self, taken: set[int], *, ours: bool = False) -> list[Reference]:
        """Pronouns outside the tokens ``taken``; those of the first person only inside quotations, but "we" and "our"
        anywhere in the publisher's own voice (``ours``)."""
        found = []
        for t in self.tokens:
            gender = self.words.pronouns.get(t.lower) if t.tag in {"PRP", "PRP$"} else None
            if gender is None or t.i in taken or t.text == "US":
                continue
            if gender in "sw" and not self.quoted[t.i] and not (ours and gender == "w"):
                continue
            found.append(
                Reference(
                    t.i,
                    t.i + 1,
                    t.i,
                    t.i,
                    Sort.PRONOUN,
                    MentionKind.PRONOUN,
                    (t.i, t.i + 1),
                    gender=gender,
                    plural=gender in "pw",
                    quoted=self.quoted[t.i],
                )
            )
        return found


def _by_entity(match: Match, tokens: tuple[Token, ...]) -> Sort | None:
    if match.phrases:
        return None
    if match.ent == "NORP":
        plural = tokens[match.last - 1].tag in {"NNS", "NNPS"}
        return Sort.PEOPLE if plural else None
    return Sort.PERSON if match.ent == "PERSON" else Sort.BODY
