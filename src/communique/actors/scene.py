"""What resolving one document needs: its parse, references, discourse, and the actors of its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.actors.discourse import Discourse, Known
from communique.actors.identities import Identities
from communique.actors.references import Reference, Sort, singular
from communique.actors.sides import Side
from communique.actors.whereabouts import Whereabouts
from communique.actors.words import Words
from communique.knowledge import PhraseKind
from communique.knowledge.tables import plain
from communique.records import Actor, Syntax
from communique.vocabulary import ActorKind, Sector

_NEARLY_ALL = 0.7  # share of the names of states that makes one the only one
_ABROAD = frozenset(
    {"foreign", "aid", "humanitarian", "migrant", "international", "expatriate", "western", "un", "u.n."}
)
_SUBJECT = 3.0  # salience of a subject
_LOCAL = frozenset({Sector.REB, Sector.UAF, Sector.PRM, Sector.CRM, Sector.COP, Sector.OPP})


@dataclass(slots=True)
class Scene:
    """One document on its way. ``renamed`` maps a head to the reference that renames it ("the minister, *X*");
    ``full`` a surname to the one full name in the text that ends in it; ``topic`` is the one state that the text of
    ``side`` is about; ``bodies`` are the organisations it names;
    ``joint`` the phrase in "We, *the leaders of …*", ``authors`` the ids of those whose joint statement it is.
    """

    text: str
    syntax: Syntax
    words: Words
    identities: Identities
    discourse: Discourse
    by_head: Mapping[int, Reference]
    renamed: Mapping[int, Reference]
    states: Counter[str]
    home: str | None
    full: Mapping[str, Reference] = field(default_factory=dict)
    done: dict[int, Known | None] = field(default_factory=dict)
    side: Side = field(default_factory=Side)
    topic: str | None = None
    whereabouts: Whereabouts | None = None
    bodies: tuple[str, ...] = ()
    joint: Reference | None = None
    authors: tuple[str, ...] = ()

    def core_of(self, ref: Reference) -> str:
        """The text of its name or role alone."""
        tokens = self.syntax.tokens
        return self.text[tokens[ref.core[0]].start : tokens[ref.core[1] - 1].end]

    def role_words(self, ref: Reference) -> set[str]:
        """Nouns of the role in a phrase: "foreign minister" gives foreign, minister."""
        last = ref.core[0] if ref.sort is Sort.PERSON else max(ref.core[1], ref.noun + 1)
        inside = [t for t in self.syntax.tokens[ref.first : last] if t.pos in {"NOUN", "PROPN", "ADJ"}]
        return {singular(t) for t in inside}

    def owner(self, ref: Reference) -> Known | None:
        """The actor that possesses what ``ref`` speaks of, where it is resolved already."""
        return None if ref.owner is None else self.discourse.at.get(ref.owner)

    def affiliate(self, ref: Reference) -> Actor | None:
        """The body or state that ``ref`` belongs to by its own words."""
        if ref.affiliation is not None:
            found = self.identities.body(ref.affiliation)
            if found is not None and (found.country or found.kind is not ActorKind.GOVERNMENT):
                return found
        if ref.country is not None:
            return self.identities.state(ref.country)
        if singular(self.syntax.tokens[ref.noun]) in self.words.others:
            return None  # "his hosts", "Lima's foes"
        owner = self.owner(ref)
        return None if owner is None else owner.actor

    def country(self, ref: Reference) -> str | None:
        """The country that the phrase itself gives: adjective, body, possessor."""
        if ref.country is not None:
            return ref.country
        affiliate = self.affiliate(ref)
        if affiliate is None and ref.namesake is not None:
            return self._namesake(ref.namesake)
        return self._only_home(ref) if affiliate is None else affiliate.country

    def _only_home(self, ref: Reference) -> str | None:
        """The one state that has such a title or body: "the treasury secretary", "Congress"."""
        title = " ".join(t.lower for t in self.syntax.tokens[ref.first : ref.last])
        if ref.role is not None:
            found = next((iso for words, iso in self.words.homes.items() if words in title), None)
        else:
            found = self.words.homes.get(title.removeprefix("the ")) if ref.sort in {Sort.BODY, Sort.ORGAN} else None
        return found if found is not None and (self.states[found] or not self.states) else None

    def country_in_name(self, text: str) -> str | None:
        """The country that a new body's name begins with: "United States Pacific Command", "Iranian Students' Union"."""
        words = text.split()
        for length in (3, 2, 1):
            found = {p.id for p in self.identities.knowledge.candidates(" ".join(words[:length])) if p.kind in _STATES}
            if len(found) == 1 and len(words) > length:
                return self.identities.country_of(next(iter(found)))
        return None

    def country_led(self, ref: Reference) -> str | None:
        """The country of what a relative clause says the person leads: "Ana Tovar, who heads the Peruvian navy"."""
        for verb in self.syntax.children(ref.head, "relcl"):
            if verb.lemma not in self.words.leading:
                continue
            for thing in self.syntax.children(verb.i, "dobj"):
                led = self.by_head.get(thing.i)
                if led is not None:
                    return self.country(led) or self._own_country(led)
        return None

    def _own_country(self, ref: Reference) -> str | None:
        actors = (self.identities.named(p) for p in ref.phrases if p.kind not in _PERSONAL)
        found = next((a for a in actors if a is not None), None)
        return self.country_in_name(self.core_of(ref)) if found is None else found.country

    def _namesake(self, surname: str) -> str | None:
        """The country of the person whom a government is called by."""
        for known in self.discourse.called([surname]):
            if known.person:
                return known.country
        found = [self.identities.person(id_) for id_ in self.identities.knowledge.persons_surnamed(surname.title())]
        countries = {a.country for a in found if a.country is not None and self.states[a.country]}
        return next(iter(countries)) if len(countries) == 1 else None

    def add(self, actor: Actor, sort: Sort) -> Known:
        """The entry of an actor in the discourse."""
        return self.discourse.known(actor, sort)

    def context_country(self, ref: Reference) -> str | None:
        """Whose ministry, president or army is meant where the phrase does not say: the country spoken of last."""
        if ref.doubtful:
            return None
        sided = self.sided(ref)
        if sided is not None:
            return sided

        def tells(k: Known) -> bool:
            return k.country is not None and (
                k.state or k.person or (k.actor is not None and k.actor.kind is ActorKind.GOVERNMENT)
            )

        found = self.discourse.latest(ref.head, tells, sentences=2)
        if found is not None and (self.setting is None or self.same_paragraph(ref, found)):
            return found.country
        return self.setting or (found.country if found is not None else None) or self.home or self._dominant()

    @property
    def setting(self) -> str | None:
        """The state in which most of what the text tells happens."""
        return self.whereabouts.scene if self.whereabouts is not None else None

    def same_paragraph(self, ref: Reference, known: Known) -> bool:
        """True where the actor was last spoken of in the paragraph of ``ref``."""
        sentences, tokens = self.syntax.sentences, self.syntax.tokens
        trace = self.discourse.traces[known.last]
        return sentences[trace.sentence].block == sentences[tokens[ref.head].sentence].block

    def sided(self, ref: Reference) -> str | None:
        """In a text of a state's own: "the Government" is its own, "the regime" is that of the state it is about."""
        noun = singular(self.syntax.tokens[ref.noun])
        if self.side.country is None:
            return None
        if not self.side.official:
            home = ref.sort is Sort.ORGAN and self._dominant() == self.side.country  # an agency also writes of others
            return self.side.country if home and noun in self.words.own | self.words.armed else None
        if noun in self.words.their:
            return self.topic
        if noun in self.words.armed and self.setting not in {None, self.side.country}:
            return self.setting
        return self.side.country if noun in self.words.own else None

    def local_country(self, ref: Reference) -> str | None:
        """Whose unnamed people are: of the place spoken of, else of the one state that the text is about."""
        noun = singular(self.syntax.tokens[ref.noun])
        t = self.syntax.tokens[ref.noun]
        if any(w.lower in _ABROAD for w in self.syntax.tokens[ref.first : ref.noun]):
            return None
        bases = [self.identities.body(p.id) for p in ref.phrases if p.kind is PhraseKind.ORGAN]
        police = any(w.lower == "police" for w in self.syntax.tokens[ref.first : ref.noun])
        armed = police or any(b is not None and b.sector in _LOCAL for b in bases)
        if ref.doubtful or not (armed or {noun, t.lower} & self.words.local):
            return None
        found = self._army(ref) if {noun, t.lower} & self.words.soldiers else None
        if found is None and self.whereabouts is not None:
            found = self.whereabouts.country(ref.head)
        return found or self.topic or self._only_state()

    def seat(self, ref: Reference) -> str | None:
        """The country of the place right behind a noun: "a court in Kano"; not of people who are there from abroad."""
        if ref.affiliation is not None or self.whereabouts is None:
            return None
        noun = singular(self.syntax.tokens[ref.noun])
        abroad = noun in self.words.abroad or any(w.lower in _ABROAD for w in self.syntax.tokens[ref.first : ref.noun])
        return None if abroad else self.whereabouts.at(ref.owner)

    def _army(self, ref: Reference) -> str | None:
        """Soldiers without more are of the army spoken of last."""
        army = self.discourse.latest(
            ref.head,
            lambda k: k.body and k.country is not None and k.actor is not None and k.actor.sector is Sector.MIL,
        )
        return None if army is None else army.country

    def _only_state(self) -> str | None:
        """The state that nearly all names of states in the text name."""
        if not self.states:
            return None
        state, count = min(self.states.items(), key=lambda pair: (-pair[1], pair[0]))
        return state if count >= _NEARLY_ALL * self.states.total() else None

    def own_person(self, known: Known) -> bool:
        """True for a person of the publisher's own side."""
        return self.side.country is not None and known.person and known.country == self.side.country

    def official_country(self, ref: Reference) -> str | None:
        """Whose an official without a country is: of the organ or the state as a subject spoken of last, of the dateline,
        of the text's one state."""
        here = self.syntax.tokens[ref.head].sentence
        best: tuple[float, str] | None = None
        for trace in self.discourse.back(ref.head, sentences=2):
            known = trace.known
            organ = known.actor is not None and known.actor.kind is ActorKind.GOVERNMENT
            if known.country is None or not (organ or (known.state and trace.weight >= _SUBJECT)):
                continue
            score = trace.weight - 2.5 * (here - trace.sentence)
            if best is None or score > best[0]:
                best = (score, known.country)
        return best[1] if best is not None else self.home or self._dominant()

    def _dominant(self) -> str | None:
        """The state that the text names as often as all others together."""
        if not self.states:
            return None
        (state, count), *_ = self.states.most_common(1)
        return state if 2 * count >= self.states.total() else None


def full_names(refs: list[Reference], syntax: Syntax) -> dict[str, Reference]:
    """The first full name for each surname; none where the text has two different ones."""
    found: dict[str, tuple[str, Reference]] = {}
    for ref in refs:
        if ref.sort is not Sort.PERSON or ref.core[1] - ref.core[0] < 2:
            continue
        words = [plain(t.text).lower() for t in syntax.tokens[ref.core[0] : ref.core[1]]]
        for word in dict.fromkeys((words[-1], words[0])):
            if word not in found:
                found[word] = (" ".join(words), ref)
            elif found[word][0] != " ".join(words) and word == words[-1]:
                found[word] = ("", ref)
    return {word: ref for word, (name, ref) in found.items() if name}


def seen_states(refs: list[Reference]) -> Counter[str]:
    """How often a document names each state beyond doubt."""
    counted: Counter[str] = Counter()
    for ref in refs:
        ids = {p.id for p in ref.phrases if p.kind in _STATES}
        if ref.sort in {Sort.STATE, Sort.PLACE, Sort.PEOPLE} and len(ids) == 1:
            counted.update(ids)
        if ref.country is not None:
            counted[ref.country] += 1
    return counted


_PERSONAL = frozenset({PhraseKind.PERSON, PhraseKind.SURNAME, PhraseKind.ROLE})
_STATES = frozenset({PhraseKind.STATE, PhraseKind.DEMONYM, PhraseKind.CAPITAL, PhraseKind.PEOPLE})
