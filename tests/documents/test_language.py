"""English is read; anything else is a clear failure."""

import pytest

from communique.documents.language import Identifier, language_of, load_identifier, require_english
from communique.errors import DocumentError


@pytest.fixture(scope="module")
def identifier() -> Identifier:
    return load_identifier()


@pytest.mark.parametrize(
    "text",
    [
        "The foreign minister said on Thursday that the talks had been postponed until further notice.",
        "Putin met Xi.",
        "Al-Shabaab fighters attacked a base near Baidoa; the army said it had repelled them, Garowe Online reported.",
    ],
)
def test_english(text: str, identifier: Identifier) -> None:
    assert require_english(text, identifier) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Le ministre des Affaires étrangères a déclaré jeudi que les pourparlers avaient été reportés sine die.",
            "fr",
        ),
        ("Der Außenminister erklärte am Donnerstag, die Gespräche seien auf unbestimmte Zeit verschoben worden.", "de"),
        ("Министр иностранных дел заявил в четверг, что переговоры отложены на неопределённый срок.", "ru"),
        ("قال وزير الخارجية يوم الخميس إن المحادثات تأجلت إلى أجل غير مسمى", "ar"),
    ],
)
def test_other_languages_are_named(text: str, code: str, identifier: Identifier) -> None:
    assert language_of(text, identifier) == code
    with pytest.raises(DocumentError, match=code):
        require_english(text, identifier)


@pytest.mark.parametrize("text", ["", "12 345 !!!", "🙂 🙂", "…"])
def test_no_words(text: str, identifier: Identifier) -> None:
    with pytest.raises(DocumentError) as caught:
        language_of(text, identifier)
    assert caught.value.reason == "empty"
