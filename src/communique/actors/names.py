"""Names in the parse: the phrases of the knowledge base, longest first, and the recogniser's spans it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from communique.actors.words import Words
from communique.knowledge import Phrase, PhraseKind
from communique.knowledge.tables import plain
from communique.records import Syntax, Token

_PIECE = re.compile(r"\w+|[^\w\s\-‑]")  # hyphens do not count: "Park Geun-hye", "Park Geun Hye"
_ENTITIES = frozenset({"PERSON", "ORG", "NORP"})
_WEAK = frozenset(
    {
        PhraseKind.SURNAME,
        PhraseKind.STATE,
        PhraseKind.CAPITAL,
        PhraseKind.PEOPLE,
        PhraseKind.DEMONYM,
        PhraseKind.FORMER_STATE,
        PhraseKind.REGION,
    }
)
_PERSONS = frozenset({PhraseKind.PERSON, PhraseKind.SURNAME})
_BODIES = frozenset({PhraseKind.ORGANISATION, PhraseKind.GROUP, PhraseKind.MEDIUM, PhraseKind.ORGAN})


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``[first, last)`` that spell ``phrases``; none for a span that only the recogniser ``ent`` gives.

    ``inner`` is the body or state that the phrase itself begins with ("CIA director", "Kremlin aide").
    """

    first: int
    last: int
    phrases: tuple[Phrase, ...]
    ent: str
    inner: tuple[Phrase, ...] = ()


@dataclass(slots=True)
class _Node:
    """A node of the trie over word pieces."""

    next: dict[str, _Node] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)


class NameTrie:
    """All phrases of a knowledge base by their word pieces: "U.S." and "U.S ." are spelt alike, accents do not count.

    Matching is linear in the tokens but for the length of the longest phrase.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._root = _Node()
        for phrase in phrases:
            self._add(_without_article(phrase.text), phrase)
            if phrase.kind is PhraseKind.GROUP and phrase.text.isalpha() and phrase.text[-1] == "s":
                self._add(phrase.text[:-1], replace(phrase, text=phrase.text[:-1]))  # "Houthi" beside "Houthis"

    def _add(self, text: str, phrase: Phrase) -> None:
        node = self._root
        for piece in _spelt(text):
            node = node.next.setdefault(piece, _Node())
        node.phrases.append(phrase)

    def matches(self, tokens: Sequence[Token], first: int, last: int) -> list[Match]:
        """Longest matches of tokens ``[first, last)`` from the left; none overlap."""
        found, i = [], first
        spelt = [_spelt(t.text) for t in tokens[first:last]]
        while i < last:
            match = self._longest(tokens, spelt, i, first, last) if spelt[i - first] else None
            if match is not None and _half_of_given_name(match, tokens):
                match = None
            if match is not None:
                found.append(match)
            i = match.last if match is not None else i + 1
        return found

    def _longest(
        self, tokens: Sequence[Token], spelt: list[tuple[str, ...]], start: int, first: int, last: int
    ) -> Match | None:
        node, best = self._root, None
        for i in range(start, last):
            for piece in spelt[i - first]:
                step = node.next.get(piece)
                if step is None:
                    return best
                node = step
            if node.phrases and spelt[i - first]:
                kept = _written(node.phrases, tokens, start, i + 1)
                if kept:
                    inner = best.phrases if best is not None and kept[0].kind is PhraseKind.ROLE else ()
                    best = Match(start, i + 1, kept, tokens[i].ent, inner)
        return best


def _half_of_given_name(match: Match, tokens: Sequence[Token]) -> bool:
    """A surname that is the first half of a given name: "Lee *Dong*-su"."""
    i = match.last
    return (
        match.last - match.first == 1
        and match.first > 0
        and tokens[match.first - 1].pos == "PROPN"
        and tokens[match.first - 1].text[:1].isupper()
        and i + 1 < len(tokens)
        and tokens[i].text == "-"
        and tokens[i + 1].text.islower()
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
        and all(p.kind in _PERSONS for p in match.phrases)
    )


def _spelt(text: str) -> tuple[str, ...]:
    """Lower-case pieces without accents."""
    if text.isalpha() and text.isascii():
        return (text.lower(),)
    return tuple(_PIECE.findall(plain(text).lower()))


def _without_article(text: str) -> str:
    rest = text[4:] if text[:4].lower() == "the " else text
    return rest if rest and rest[0].isupper() else text


def _written(phrases: Sequence[Phrase], tokens: Sequence[Token], first: int, last: int) -> tuple[Phrase, ...]:
    """The phrases whose case the text keeps; from four letters on capitals throughout or an acronym as a word do too."""
    surface = "".join(t.text for t in tokens[first:last])
    if surface.islower() and all(not p.case_sensitive for p in phrases):
        return tuple(phrases)
    surface = "".join(_PIECE.findall(plain(surface)))
    kept = []
    for phrase in phrases:
        text = "".join(_PIECE.findall(plain(_without_article(phrase.text))))
        if not phrase.case_sensitive or surface == text or (len(text) > 3 and surface == text.upper()):
            kept.append(phrase)
        elif (
            len(text) > 3
            and text.isupper()
            and surface[0].isupper()
            and surface.lower() == text.lower()
            and all(t.pos == "PROPN" for t in tokens[first:last])
        ):
            kept.append(phrase)  # "Nato", "Unicef"
    return tuple(kept)


def names(syntax: Syntax, trie: NameTrie, words: Words) -> list[Match]:
    """All names and role phrases of a document in text order, none overlapping."""
    found: list[Match] = []
    for sentence in syntax.sentences:
        known = trie.matches(syntax.tokens, sentence.first, sentence.last)
        spans = entity_spans(syntax.tokens, sentence.first, sentence.last, words)
        merged = _titled(_grown(_merge(known, spans, syntax.tokens), syntax.tokens, words), syntax.tokens)
        found.extend(_unseen(merged, syntax.tokens, sentence.first, sentence.last, words))
    return _repeated(found, syntax.tokens)


def _grown(found: list[Match], tokens: Sequence[Token], words: Words) -> list[Match]:
    """A body called by one everyday word is another where more capitals stand before: "the Anti-Famine *League*"."""
    taken = {i for match in found for i in range(match.first, match.last)}
    made = []
    for match in found:
        first = match.first
        if (
            match.last - first == 1
            and tokens[first].lower in words.body_nouns | words.societies
            and match.phrases
            and all(p.kind in _BODIES - {PhraseKind.ORGAN} for p in match.phrases)
        ):
            while (
                first > 0
                and first - 1 not in taken
                and tokens[first - 1].dep in {"compound", "punct"}
                and (tokens[first - 1].pos == "PROPN" or tokens[first - 1].text == "-")
            ):
                first -= 1
        made.append(match if first == match.first else Match(first, match.last, (), "ORG"))
    return made


def _titled(found: list[Match], tokens: Sequence[Token]) -> list[Match]:
    """A name right after a role for one person is a person's, whatever the recogniser says: "aide X Y"."""
    made: list[Match] = []
    for match in found:
        if made and not match.phrases and match.ent != "PERSON" and _is_title(made[-1], match.first, tokens):
            match = replace(match, ent="PERSON")
        made.append(match)
    return made


def _is_title(match: Match, end: int, tokens: Sequence[Token]) -> bool:
    return (
        match.last == end
        and any(p.kind is PhraseKind.ROLE for p in match.phrases)
        and tokens[end - 1].tag in {"NN", "NNP"}
    )


def _unseen(found: list[Match], tokens: Sequence[Token], first: int, last: int, words: Words) -> list[Match]:
    """Capitalised proper nouns that nobody claimed: persons where a role or a known given name begins them."""
    taken = {i for match in found for i in range(match.first, match.last)}
    titles = {match.last for match in found if _is_title(match, match.last, tokens)}
    made, i = list(found), first
    while i < last:
        end = i
        while end < last and end not in taken and (_named(tokens[end]) or (end > i and _hyphened(tokens, end))):
            end += 1
        given = end - i > 1 and plain(tokens[i].lower) in words.genders
        known = i in titles or given or (end > i and _is_done_to_or_speaks(tokens, end - 1, words))
        if end > i and known and tokens[end - 1].lower not in words.things:
            made.append(Match(i, end, (), "PERSON"))
        i = max(end, i + 1)
    return sorted(made, key=lambda m: m.first)


def _is_done_to_or_speaks(tokens: Sequence[Token], i: int, words: Words) -> bool:
    """True of a name that the recogniser overlooked and that stands where people do: "accused Gulen", "Gulen denied it"."""
    token = tokens[i]
    verb = tokens[token.head]
    if (
        token.ent not in {"", "GPE"}
        or len(token.text) < 3
        or token.text.isupper()
        or token.dep not in {"nsubj", "nsubjpass", "dobj"}
    ):
        return False
    return verb.pos == "VERB" and verb.lemma in words.takes_people


def _named(t: Token) -> bool:
    return t.pos == "PROPN" and t.text[:1].isupper()


def _hyphened(tokens: Sequence[Token], i: int) -> bool:
    """The hyphen, or what follows it, inside one name: "Dong-su"."""
    if tokens[i].text == "-":
        return i + 1 < len(tokens) and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return tokens[i - 1].text == "-" and tokens[i - 1].end == tokens[i].start and tokens[i].text.isalpha()


def _repeated(found: list[Match], tokens: Sequence[Token]) -> list[Match]:
    """Names that the recogniser saw somewhere, or the surname of a full name, wherever they stand as proper nouns."""
    kinds: dict[str, str] = {}
    for match in found:
        named = tokens[match.first : match.last]
        if match.ent == "PERSON" and len(named) > 1 and (not match.phrases or match.phrases[0].kind in _PERSONS):
            kinds[named[-1].text] = "PERSON"
        elif not match.phrases and match.ent in {"PERSON", "ORG"} and len(named) == 1 and len(named[0].text) > 2:
            kinds.setdefault(named[0].text, match.ent)
    found = [
        replace(m, ent=kinds[tokens[m.first].text])
        if not m.phrases and m.last - m.first == 1 and tokens[m.first].text in kinds
        else m
        for m in found
    ]
    taken = {i for match in found for i in range(match.first, match.last)}
    again = [
        Match(t.i, t.i + 1, (), kinds[t.text])
        for t in tokens
        if t.text in kinds and t.i not in taken and t.pos == "PROPN" and t.text[:1].isupper()
    ]
    return sorted([*found, *again], key=lambda m: m.first) if again else found


def entity_spans(tokens: Sequence[Token], first: int, last: int, words: Words) -> list[Match]:
    """Spans of people, organisations and nationalities as the recogniser has them, without article and genitive."""
    found, i = [], first
    while i < last:
        end = i + 1
        if tokens[i].ent in _ENTITIES:
            while end < last and tokens[end].ent == tokens[i].ent and not tokens[end].ent_start:
                end += 1
            found.extend(_trimmed(tokens, i, end, words))
        i = end
    return found


def _trimmed(tokens: Sequence[Token], first: int, last: int, words: Words) -> list[Match]:
    ent = tokens[first].ent
    while first < last and (tokens[first].pos in {"DET", "PUNCT"} or tokens[first].lower.rstrip(".") in words.titles):
        first += 1
    while last > first and (tokens[last - 1].tag == "POS" or tokens[last - 1].pos == "PUNCT"):
        last -= 1
    inside = tokens[first:last]
    named = any(t.text[:1].isupper() for t in inside)
    plain_end = not inside or inside[-1].lower in words.things or (ent != "NORP" and inside[-1].text.islower())
    return [] if plain_end or not named else [Match(first, last, (), ent)]


def _merge(known: list[Match], spans: list[Match], tokens: Sequence[Token]) -> list[Match]:
    """Known names, but a recogniser's longer span where all it covers is weak ("Jordan" in a person's name)."""
    kept: list[Match] = list(known)
    for span in spans:
        inside = [m for m in kept if m.first < span.last and span.first < m.last]
        if not inside:
            kept.append(span)
            continue
        longer = all(span.first <= m.first and m.last <= span.last for m in inside) and any(
            m.last - m.first < span.last - span.first for m in inside
        )
        if longer and _covers(span, inside, tokens):
            kept = [m for m in kept if m not in inside]
            kept.append(span)
    return sorted(kept, key=lambda m: m.first)


def _kind(phrase: Phrase, match: Match) -> PhraseKind:
    """A person's name of one word is no more than a surname."""
    short = phrase.kind is PhraseKind.PERSON and match.last - match.first == 1
    return PhraseKind.SURNAME if short else phrase.kind


def _covers(span: Match, inside: list[Match], tokens: Sequence[Token]) -> bool:
    kinds = {_kind(p, m) for m in inside for p in m.phrases}
    if span.ent == "PERSON":
        proper = all(
            t.pos in {"PROPN", "PUNCT"} or t.text[:1].isupper() or "-" in t.text for t in tokens[span.first : span.last]
        )
        return (
            proper
            and kinds <= _WEAK | {PhraseKind.ROLE}
            and not any(PhraseKind.ROLE in {p.kind for p in m.phrases} and m.first == span.first for m in inside)
            and not any(
                {p.kind for p in m.phrases} & {PhraseKind.DEMONYM, PhraseKind.STATE}
                and not any(p.needs_context or p.kind is PhraseKind.SURNAME for p in m.phrases)
                for m in inside
            )
        )
    if span.ent == "ORG":
        last = inside[-1]
        if any(t.lower == "of" for t in tokens[span.first : span.last]) and inside[-1].last == span.last:
            firm = {_kind(p, m) for m in inside for p in m.phrases if not p.needs_context}
            return firm <= _WEAK and not any(
                p.kind in _WEAK for p in inside[0].phrases if inside[0].first == span.first
            )
        if {p.kind for p in last.phrases} & _BODIES and last.last == span.last:
            sure = any(not p.needs_context and p.kind is not PhraseKind.ROLE for m in inside[:-1] for p in m.phrases)
            return not sure and all(t.pos == "PROPN" and t.text[:1].isupper() for t in tokens[span.first : last.first])
        return kinds <= _WEAK and last.last < span.last and tokens[span.last - 1].pos == "PROPN"
    return False
