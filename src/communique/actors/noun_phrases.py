"""Noun phrases round the cores: their words, what these tell, and which phrase is part of another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from communique.actors.cores import Cores
from communique.actors.literal import is_place
from communique.actors.names import Match
from communique.actors.references import BODIES, COUNTRIES, MODIFIERS, Reference, Sort, singular
from communique.actors.words import Words
from communique.knowledge import Knowledge, Phrase, PhraseKind
from communique.records import Layout, Syntax, Token
from communique.vocabulary import MentionKind

_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "nmod",
        "quantmod",
        "advmod",
        "predet",
        "npadvmod",
        "punct",
        "case",
        "prt",
        "appos",
    }
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


class NounPhrases:
    """Finds the references of one document. States that are only places are kept as `Sort.PLACE`."""

    def __init__(
        self,
        syntax: Syntax,
        layout: Layout | None,
        matches: list[Match],
        words: Words,
        knowledge: Knowledge,
        *,
        ours: bool = False,
    ) -> None:
        self.syntax, self.words, self.knowledge, self.ours = syntax, words, knowledge, ours
        self.tokens = syntax.tokens
        self.matches = matches
        self.cores = Cores(syntax, quoted_tokens(syntax, layout), matches, words, knowledge)
        self.named = _named(matches) + evidence(matches, knowledge)
        self.states = {m.last - 1: ids[0] for m in matches for ids in [self._which(m)] if len(ids) == 1}

    def find(self) -> list[Reference]:
        """References in text order: by first token, the longer first."""
        widened = map(self._widened, self.cores.find())
        found = [self._detailed(ref) for ref in self._absorbed(sorted(widened, key=lambda r: r.core))]
        found = self._late_names(_as_persons(found))
        found += self.cores.pronouns({i for ref in found for i in range(*ref.core)}, ours=self.ours)
        return sorted(found, key=lambda r: (r.first, -r.last, r.head))

    def _late_names(self, found: list[Reference]) -> list[Reference]:
        """ "the commander in charge of operations, *X Y*": the parse hangs the name on the last noun, not on the role."""
        roles = {ref.head for ref in found if ref.sort is Sort.ROLE and not ref.plural}
        heads = {ref.head for ref in found}
        ends = {ref.last: ref.head for ref in found if ref.sort is Sort.ROLE and not ref.plural}
        rivals = {
            ref.last: ref.head
            for ref in found
            if ref.sort in {Sort.ORGAN, Sort.COUNTRY} and not (ref.plural or ref.phrases)
        }
        made = []
        for ref in found:
            if ref.sort is Sort.PERSON and ref.apposed is not None and ref.apposed not in heads:
                ref = replace(ref, apposed=self._role_above(ref.apposed, roles))
            elif ref.sort is Sort.PERSON and ref.apposed is None and self._between_commas(ref):
                ref = replace(ref, apposed=ends.get(ref.first - 1))
            elif ref.sort is Sort.STATE and ref.apposed is None and self._between_commas(ref):
                ref = replace(ref, apposed=rivals.get(ref.first - 1))
            made.append(ref)
        return made

    def _between_commas(self, ref: Reference) -> bool:
        """A name between commas that the parse took for an adverb: "the envoy for peace, *X Y*, said"."""
        round_ = [self.tokens[i].text for i in (ref.first - 1, ref.last) if 0 <= i < len(self.tokens)]
        if round_ != [",", ","]:
            return False
        after = self.tokens[ref.last + 1].lower if ref.last + 1 < len(self.tokens) else ""
        dep = self.tokens[ref.head].dep
        return dep == "npadvmod" or (dep == "conj" and after not in {"and", "or"})

    def _role_above(self, i: int, roles: set[int]) -> int | None:
        while i not in roles:
            t = self.tokens[i]
            if t.dep not in {"pobj", "prep", "pcomp", "compound", "conj"} or t.head == i:
                return None
            i = t.head
        return i

    def _widened(self, ref: Reference) -> Reference:
        """The words before the name or role that belong to its phrase."""
        if ref.sort is Sort.STATE:
            return ref
        first = ref.core[0]
        edge = self._left(ref.noun, first)
        while edge < first:
            first = edge
            edge = self._left(first, first)
        first = self._coordinated(ref, first)
        return ref if first == ref.first else replace(ref, first=first)

    def _coordinated(self, ref: Reference, first: int) -> int:
        """The start with the first half of "US and Chinese officials", where the parse cut it off."""
        t = self.tokens[ref.noun]
        if t.tag not in {"NNS", "NNPS"} or first < 2 or first == ref.core[0] or self.tokens[first - 1].lower != "and":
            return first
        before = [m for m in self._matches(max(0, first - 4), first - 1) if m.last == first - 1]
        after = self._matches(first, ref.core[0])[:1]
        countries = [bool({p.kind for p in m.phrases} & COUNTRIES) for m in (*before, *after)]
        adjective = self.tokens[first - 2].dep in MODIFIERS or self.tokens[first - 2].pos == "ADJ"
        return before[0].first if countries == [True, True] and adjective else first

    def _left(self, head: int, first: int) -> int:
        """The start of the modifiers that end right before ``first``."""
        children = [self.tokens[c] for c in self.tokens[head].children if c < first]
        for child in reversed(children):
            if child.dep not in _LEFT or child.right < first or (child.dep == "punct" and child.text not in {"-", "‑"}):
                break
            if child.tag == "VBG" and child.left > 0 and self.tokens[child.left - 1].pos == "ADP":
                break  # "of striking civilians"
            if child.dep == "appos" or (child.left < first and self._cut(child)):
                break
            first = min(first, child.left)
        return first

    def _cut(self, child: Token) -> bool:
        """True for a modifier that holds a comma or a clause: it is no part of the phrase."""
        inside = self.tokens[child.left : child.right]
        if any(t.lower in {"and", "or"} for t in inside) and any(t.ent == "PERSON" for t in inside):
            return True
        if self._adjectives_of_states(child.left, child.right):
            return False
        return any(t.text in {",", ";", ":", "“", "”", '"', "—", "–"} for t in inside)

    def _adjectives_of_states(self, first: int, last: int) -> bool:
        """ "Chinese, Japanese and South Korean": nothing but the adjectives of several states."""
        matches = [m for m in self._matches(first, last) if {p.kind for p in m.phrases} & COUNTRIES]
        covered = {i for m in matches for i in range(m.first, m.last)}
        rest = [t for t in self.tokens[first:last] if t.i not in covered]
        return len(matches) > 1 and all(t.text == "," or t.lower in {"and", "or"} for t in rest)

    def _absorbed(self, refs: list[Reference]) -> list[Reference]:
        """References that are not part of a longer one; a role right before a name joins it."""
        kept: list[Reference] = []
        for ref in refs:
            while kept and self._joins(kept[-1], ref):
                before = kept.pop()
                ref = replace(ref, first=min(before.first, ref.first), title=True)
            kept.append(ref)
        return [self._anchored(ref) for ref in kept if not self._inside(ref, kept)]

    def _anchored(self, ref: Reference) -> Reference:
        """With the token by which the phrase hangs in the sentence as its head."""
        head = ref.noun
        while self.tokens[head].head != head and ref.first <= self.tokens[head].head < ref.last:
            head = self.tokens[head].head
        return ref if head == ref.head else replace(ref, head=head)

    def _joins(self, before: Reference, ref: Reference) -> bool:
        """ "Kremlin aide" right before "Yuri Ushakov", "Russian" right before "President"."""
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
            other is not ref
            and other.sort not in {Sort.STATE, Sort.PLACE}
            and other.first <= ref.core[0]
            and ref.core[1] <= other.core[0]
            and other.noun > ref.noun
            for other in self._near(ref, kept)
        )

    def _near(self, ref: Reference, kept: list[Reference]) -> list[Reference]:
        """The references of ``kept`` (in order of core) whose core begins within twenty tokens after ``ref``."""
        low, high = 0, len(kept)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if kept[middle].core[0] < ref.core[1] else (low, middle)
        near = []
        for other in kept[low : low + 8]:
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
        inside = self.tokens[ref.first : ref.core[0]]
        lower = [w.lower for w in inside] + [w.lower for w in self.tokens[ref.core[0] : ref.core[1] - 1]]
        counted = [*lower, t.lower] if t.pos != "NOUN" and ref.core[1] - ref.core[0] == 1 else lower
        count = next((self.words.counts[w] for w in counted if w in self.words.counts), None)
        plural = t.tag in {"NNS", "NNPS"} or (count is not None and ref.kind is MentionKind.NOMINAL)
        plural = plural or (ref.sort is Sort.PEOPLE and t.tag != "NN") or t.lower in {"people", "police", "media"}
        definite = any(w in _DEFINITE for w in lower) or any(w.dep == "poss" or w.tag == "PRP$" for w in inside)
        ref = replace(
            ref,
            plural=plural and ref.sort is not Sort.PERSON,
            definite=definite,
            count=count,
            bare=all(w.pos in {"DET", "PUNCT", "NUM", "PRON"} or w.lower == "same" for w in inside),
            gender=self._gender(ref, lower),
            lesser=any(w in self.words.lesser for w in lower),
            past=any(w in self.words.past for w in lower),
            apposed=self._apposed(ref),
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
            for phrase in self.cores.sensible(match):
                if phrase.kind is PhraseKind.ROLE:
                    role = role or phrase.id
                elif phrase.kind in COUNTRIES:
                    which = self._which(match)
                    countries.extend(which)
                    ref = ref if which else replace(ref, doubtful=True)
                    break
                elif phrase.kind in BODIES:
                    affiliation = affiliation or phrase.id
                elif phrase.kind in {PhraseKind.PERSON, PhraseKind.SURNAME} and ref.sort is Sort.ORGAN:
                    ref = replace(ref, namesake=self.tokens[match.last - 1].lower)
        if ref.sort is Sort.ROLE:
            role = next((p.id for p in ref.phrases if p.kind is PhraseKind.ROLE), None)
        for phrase in self._inner(ref):
            if phrase.kind in COUNTRIES:
                countries.append(self._country(phrase))
            elif phrase.kind in BODIES:
                affiliation = affiliation or phrase.id
        ref = replace(
            ref,
            country=next(iter(countries), None),
            countries=tuple(dict.fromkeys(countries)),
            affiliation=affiliation,
            role=role,
        )
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
        ids = list(dict.fromkeys(self._country(p) for p in match.phrases if p.kind in COUNTRIES))
        if len(ids) < 2:
            return ids
        most = max(self.named[id_] for id_ in ids)
        likely = [id_ for id_ in ids if self.named[id_] == most]
        return likely if len(likely) == 1 else []

    def _country(self, phrase: Phrase) -> str:
        former = self.knowledge.former_states.get(phrase.id)
        return former.country if former is not None else phrase.id

    def _hyphened(self, match: Match) -> bool:
        """ "pro-Russian" and "US-backed" do not give the country of what follows; "Moscow-based" does."""
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
        while low < len(self.matches) and self.matches[low].last <= last:
            found.append(self.matches[low])
            low += 1
        return found

    def _owned(self, ref: Reference) -> Reference:
        """The possessor before the head, else the noun after "of" or "for", which then is part of the phrase."""
        head = self.tokens[ref.noun]
        for child in self.syntax.children(ref.noun, "poss"):
            if child.i < ref.core[0]:
                return replace(ref, owner=child.i)
        inner = [w for w in self.tokens[ref.first : ref.core[0]] if w.dep == "poss"]
        if inner:
            return replace(ref, owner=inner[0].i)
        if ref.sort is Sort.PERSON and ref.role is None:
            return self._person_of(ref)
        for prep in self.syntax.children(head.i, "prep"):
            if prep.i < ref.core[1] or prep.lower not in {"of", "for", "from", "in", "at", "with", "to"}:
                continue
            for noun in self.syntax.children(prep.i, "pobj") or self._next_state(prep):
                if prep.lower in {"of", "from"} and ref.plural and not ref.countries:
                    ref = replace(ref, countries=self._coordinated_states(noun))
                wide = prep.lower in {"of", "for"} and prep.i == ref.last and ref.sort is not Sort.PERSON
                last = self._end(noun) if wide else ref.last
                if wide and len(ref.countries) > 1:
                    last = max([last, *(t.i + 1 for t in self._conjuncts(noun))])
                return replace(ref, owner=self._holder_of(noun), last=last)
        return ref

    def _person_of(self, ref: Reference) -> Reference:
        """ "Ivo Marek of Slovakia": the state right after a name."""
        after = ref.core[1]
        if after + 1 >= len(self.tokens) or self.tokens[after].lower != "of":
            return ref
        owner = next((t.i for t in self.tokens[after + 1 : after + 4] if t.i in self.states), None)
        return ref if owner is None else replace(ref, owner=owner, country=ref.country or self.states[owner])

    def _coordinated_states(self, noun: Token) -> tuple[str, ...]:
        """ "officials from Japan and South Korea": the states, where there are two or more."""
        heads = self._conjuncts(noun)
        if len(heads) == 1 and noun.i in self.states:
            return self._listed_states(noun)
        found = [self.states[t.i] for t in heads if t.i in self.states]
        return tuple(dict.fromkeys(found)) if len(found) > 1 and len(found) >= len(heads) - 1 else ()

    def _listed_states(self, noun: Token) -> tuple[str, ...]:
        """The states in a list that the parse cut after the first: "leaders of Brazil and India"."""
        found, i = [self.states[noun.i]], noun.i
        while i + 1 < len(self.tokens) and self.tokens[i + 1].lower in {",", "and"}:
            both = [t.lower for t in self.tokens[i + 1 : i + 3]] == [",", "and"]
            ahead = range(i + 2 + both, min(i + 5 + both, len(self.tokens)))
            end = next((j for j in ahead if j in self.states), None)
            if (
                end is None
                or self.tokens[end].dep != "conj"
                or any(t.tag == "POS" for t in self.tokens[end + 1 : end + 2])
            ):
                break
            found.append(self.states[end])
            i = end
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()

    def _holder_of(self, noun: Token) -> int:
        """The noun itself; of a place with a possessor, the possessor: "police in *Kenya's* capital"."""
        if noun.lemma in self.words.place_nouns:
            return next((c.i for c in self.syntax.children(noun.i, "poss") if c.i in self.states), noun.i)
        return noun.i

    def _conjuncts(self, noun: Token) -> list[Token]:
        heads = [noun]
        for t in heads:
            heads.extend(self.syntax.children(t.i, "conj"))
        return heads

    def _next_state(self, prep: Token) -> list[Token]:
        """The state right after a preposition that the parse left without an object."""
        ahead = self.tokens[prep.i + 1 : prep.i + 4]
        return [t for t in ahead if t.i in self.states][:1]

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

    def _renamed_above(self, t: Token) -> int | None:
        """ "X, member of the council and *minister* of finance": the head that the first conjunct renames."""
        while t.dep in {"conj", "pobj", "prep"} and t.head < t.i:
            t = self.tokens[t.head]
        return t.head if t.dep == "appos" else None

    def _gender(self, ref: Reference, lower: list[str]) -> str | None:
        words = self.words
        core = [t.lower for t in self.tokens[ref.core[0] : ref.core[1]]]
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
        if t.dep == "conj" and ref.sort is Sort.ROLE and t.tag in {"NN", "NNP"}:
            return self._renamed_above(t)
        verb = self.tokens[t.head]
        if t.dep == "attr" and verb.lemma == "be" and not self.syntax.children(verb.i, "neg"):
            subjects = self.syntax.children(verb.i, "nsubj")
            return subjects[0].i if subjects else None
        if t.dep == "pobj" and verb.lower == "as" and self.tokens[verb.head].lemma in {"serve", "act"}:
            subjects = self.syntax.children(verb.head, "nsubj")
            return subjects[0].i if subjects else None
        return None


def _as_persons(found: list[Reference]) -> list[Reference]:
    """An unknown name that one person's role renames is a person's, though the recogniser took it for a body."""
    roles = {ref.head: ref for ref in found if ref.sort is Sort.ROLE and not ref.plural}
    renamed = {ref.apposed for ref in roles.values()}
    return [
        replace(ref, sort=Sort.PERSON)
        if ref.sort is Sort.BODY and not ref.phrases and (ref.head in renamed or ref.apposed in roles)
        else ref
        for ref in found
    ]


def _named(matches: list[Match]) -> Counter[str]:
    """How often each state is named beyond doubt."""
    counted: Counter[str] = Counter()
    for match in matches:
        ids = {p.id for p in match.phrases if p.kind in COUNTRIES}
        if len(ids) == 1:
            counted.update(ids)
    return counted


def evidence(matches: list[Match], knowledge: Knowledge) -> Counter[str]:
    """The states that named groups, organs and fully named office-holders belong to."""
    counted: Counter[str] = Counter()
    for match in matches:
        kinds = {p.kind for p in match.phrases}
        phrase = match.phrases[0] if match.phrases else None
        if phrase is None or phrase.needs_context:
            continue
        if kinds == {PhraseKind.GROUP}:
            counted.update(knowledge.groups[phrase.id].countries[:1])
        elif kinds == {PhraseKind.ORGAN}:
            counted.update(filter(None, [knowledge.organs[phrase.id].country]))
        elif phrase.kind is PhraseKind.PERSON:
            held = {knowledge.offices[term.office].actor for term in knowledge.terms_of(phrase.id)}
            states = sorted(held & knowledge.states.keys())
            counted.update(states if len(states) == 1 else [])
    return counted


def quoted_tokens(syntax: Syntax, layout: Layout | None) -> list[bool]:
    """For each token whether it stands inside a quotation."""
    inside = [False] * len(syntax.tokens)
    for quotation in layout.quotations if layout is not None else ():
        for i in syntax.within(quotation.start, quotation.end):
            inside[i] = True
    return inside
