"""What a text has spoken of so far: actors with the words used of them, how recently, and in which syntactic place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from communique.actors.references import Reference, Sort
from communique.records import Actor, Syntax, Token
from communique.vocabulary import ActorKind

WINDOW = 60  # mentions looked back over, so that the cost stays linear
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BODIES = frozenset(
    {
        ActorKind.ORGANISATION,
        ActorKind.GOVERNMENT,
        ActorKind.ARMED_GROUP,
        ActorKind.PARTY,
        ActorKind.COMPANY,
        ActorKind.MEDIUM,
    }
)


@dataclass(slots=True)
class Known:
    """An actor of this text, or a set of them (``members``; ``actor`` is then None); ``last`` is its newest trace;
    ``count`` the number of people it was given."""

    actor: Actor | None
    members: tuple[str, ...] = ()
    sort: Sort = Sort.ROLE
    gender: str | None = None
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    times: int = 0
    last: int = -1
    count: int | None = None

    @property
    def person(self) -> bool:
        """One person."""
        return self.actor is not None and self.actor.kind is ActorKind.PERSON and not self.plural

    @property
    def state(self) -> bool:
        """A state."""
        return self.actor is not None and self.actor.kind is ActorKind.STATE

    @property
    def body(self) -> bool:
        """An organisation, organ, group or medium."""
        return self.actor is not None and self.actor.kind in _BODIES

    @property
    def country(self) -> str | None:
        """The actor's country."""
        return None if self.actor is None else self.actor.country


@dataclass(frozen=True, slots=True)
class Trace:
    """One mention of a known actor: head token, sentence, how salient its place in the sentence is (0 to 4)."""

    known: Known
    head: int
    sentence: int
    weight: float
    quoted: bool
    visible: bool


class Discourse:
    """The mentions of one document so far, newest last."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.traces: list[Trace] = []
        self.by_id: dict[str, Known] = {}
        self.at: dict[int, Known] = {}
        self._groups: dict[int, list[Known]] = {}
        self._named: dict[str, list[Known]] = {}

    def known(self, actor: Actor, sort: Sort) -> Known:
        """The entry of an actor, made at its first mention."""
        if actor.id not in self.by_id:
            self.by_id[actor.id] = Known(actor, sort=sort)
        return self.by_id[actor.id]

    def call(self, known: Known, names: Iterable[str]) -> None:
        """Write down words or names by which an actor is called."""
        for name in names:
            if name not in known.names:
                known.names.add(name)
                self._named.setdefault(name, []).append(known)

    def called(self, names: Iterable[str]) -> list[Known]:
        """Actors called by one of the names, the one mentioned last first."""
        found: list[Known] = []
        for name in names:
            found.extend(k for k in self._named.get(name, ()) if k not in found)
        return sorted(found, key=lambda k: -k.last)

    def note(self, ref: Reference, known: Known, *, visible: bool = True) -> None:
        """Write down a mention; coordinated mentions of one kind also make a set."""
        known.times += 1
        known.last = len(self.traces)
        self.at[ref.head] = known
        self.at.setdefault(ref.noun, known)
        sentence = self.syntax.tokens[ref.head].sentence
        self.traces.append(Trace(known, ref.head, sentence, self.weight(ref.head), ref.quoted, visible))
        if not known.members:
            self._gather(ref, known, visible=visible)

    def weight(self, head: int) -> float:
        """Salience of a token's place: subject of the main clause 4, of another 3, object 2, the rest 1."""
        t = self.first_conjunct(head)
        if t.dep in _SUBJECTS:
            verb = self.syntax.tokens[t.head]
            fronted = verb.dep == "ccomp" and verb.i < verb.head  # "X told reporters that …, agencies reported"
            return 4.0 if verb.head == verb.i or verb.dep == "conj" or fronted else 3.0
        return 2.0 if t.dep in {"dobj", "dative", "agent"} else 1.0

    def first_conjunct(self, head: int) -> Token:
        """The first of the coordinated tokens that ``head`` belongs to."""
        t = self.syntax.tokens[head]
        while t.dep in {"conj", "appos"} and t.head < t.i:
            t = self.syntax.tokens[t.head]
        return t

    def _gather(self, ref: Reference, known: Known, *, visible: bool) -> None:
        """Sets from "A and B" and from two subjects of one verb ("A, B criticise")."""
        t = self.first_conjunct(ref.head)
        key = t.head if t.dep in _SUBJECTS else t.i
        if t.dep not in _SUBJECTS and t.i == ref.head:
            self._groups[key] = [known]
            return
        group = self._groups.setdefault(key, [])
        if known in group or (group and group[0].person != known.person):
            return
        group.append(known)
        if len(group) > 1:
            self._set(ref, group, visible=visible)

    def _set(self, ref: Reference, group: list[Known], *, visible: bool) -> None:
        made = self.make_set(group)
        trace = self.traces[-1]
        weight = max(trace.weight, 1.5)
        self.traces.append(Trace(made, ref.head, trace.sentence, weight, ref.quoted, visible))

    def make_set(self, group: Iterable[Known]) -> Known:
        """The set of these actors, the sets among them taken apart."""
        members = list(dict.fromkeys(id_ for k in group for id_ in (k.members or ((k.actor.id,) if k.actor else ()))))
        id_ = "set:" + "+".join(members)
        if id_ not in self.by_id:
            nouns = set.intersection(*(self.by_id[m].nouns for m in members if m in self.by_id)) if members else set()
            self.by_id[id_] = Known(None, tuple(members), plural=True, nouns=set(nouns))
        return self.by_id[id_]

    def back(self, before: int, *, sentences: int = 6) -> Iterator[Trace]:
        """Mentions before the token ``before``, newest first, over at most so many sentences."""
        here = self.syntax.tokens[before].sentence if before < len(self.syntax.tokens) else 0
        for trace in reversed(self.traces[-WINDOW:]):
            if trace.head >= before:
                continue
            if here - trace.sentence > sentences:
                return
            yield trace

    def latest(self, before: int, wanted: Callable[[Known], bool], *, sentences: int = 6) -> Known | None:
        """The best of the wanted actors: newest sentence first, in a sentence the most salient, then the newest."""
        best: tuple[float, Known] | None = None
        here = self.syntax.tokens[before].sentence
        for trace in self.back(before, sentences=sentences):
            if not wanted(trace.known):
                continue
            score = trace.weight + 0.3 * min(trace.known.times, 5) - 2.5 * (here - trace.sentence)
            if best is None or score > best[0]:
                best = (score, trace.known)
        return None if best is None else best[1]

    def distinct(self, before: int, wanted: Callable[[Known], bool], count: int, *, sentences: int = 8) -> list[Known]:
        """The ``count`` newest different wanted actors, in text order; empty where there are fewer."""
        found: list[Known] = []
        for trace in self.back(before, sentences=sentences):
            members = [self.by_id[m] for m in reversed(trace.known.members) if m in self.by_id] or [trace.known]
            for known in members if trace.visible else ():
                if wanted(known) and known not in found:
                    found.append(known)
                if len(found) == count:
                    return found[::-1]
        return []
