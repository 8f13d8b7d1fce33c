from __future__ import annotations

import pytest

from communique.actors.names import NameTrie, names
from communique.actors.words import load_words
from communique.knowledge import Phrase, PhraseKind


def phrase(text: str, kind: PhraseKind, *, exact: bool = True, doubtful: bool = False) -> Phrase:
    return Phrase(text, kind, text, exact, doubtful)


PHRASES = [
    phrase("United States", PhraseKind.STATE, exact=False),
    phrase("US", PhraseKind.STATE),
    phrase("U.S.", PhraseKind.STATE),
    phrase("WHO", PhraseKind.ORGANISATION),
    phrase("CIA", PhraseKind.ORGAN),
    phrase("CIA director", PhraseKind.ROLE, exact=False),
    phrase("Houthis", PhraseKind.GROUP),
    phrase("Élysée", PhraseKind.METONYM),
    phrase("Jordan", PhraseKind.STATE, doubtful=True),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States agreed.", ["United States"]),
        ("The U.S. agreed, and so did the US.", ["U.S.", "US"]),
        ("Let us ask those who know.", []),
        ("The WHO agreed.", ["WHO"]),
        ("The CIA director left.", ["CIA director"]),
        ("A Houthi missile fell.", ["Houthi"]),
        ("The Elysee agreed.", ["Elysee"]),
    ],
)
def test_phrases_are_found_longest_first_in_their_case(parser, unread, text: str, expected: list[str]) -> None:
    syntax = parser([unread(text, None)])[0].syntax
    found = NameTrie(PHRASES).matches(syntax.tokens, 0, len(syntax.tokens))
    assert [text[syntax.tokens[m.first].start : syntax.tokens[m.last - 1].end] for m in found] == expected


def test_a_role_keeps_the_body_it_begins_with(parser, unread) -> None:
    syntax = parser([unread("The CIA director left.", None)])[0].syntax
    assert [p.text for p in NameTrie(PHRASES).matches(syntax.tokens, 0, 5)[0].inner] == ["CIA"]


def test_a_persons_name_is_not_the_state_inside_it(parser, unread) -> None:
    text = "Michael Jordan spoke in Chicago."
    syntax = parser([unread(text, None)])[0].syntax
    found = names(syntax, NameTrie(PHRASES), load_words())
    assert [(m.first, m.last, m.ent) for m in found] == [(0, 2, "PERSON")]


def test_more_capitals_before_an_everyday_word_make_another_body(found) -> None:
    by = {f.text: f for f in found("The leader of the Anti-Famine League, Ira Stone, wept. Italy's League won.")}
    assert by["the Anti-Famine League"].id == "new:anti-famine-league"
    assert by["Ira Stone"].actor.country is None
