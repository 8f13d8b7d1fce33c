"""Words → symbols: each word of a block becomes a lexeme with a one-character class, so that the grammar is written over
a string of symbols, one per word, and its cost stays linear.

Symbols: those of ``lexicon.toml``, and ``N`` a number, ``O`` an ordinal, ``Y`` four digits that may be a year, ``y`` two
digits after an apostrophe, ``K`` a decade ("1990s"), ``H`` a clock ("12:30"), ``#`` an ISO or slashed date, ``1`` "Q1",
``V`` a festival, ``J`` a month of the Hijri or Jalali calendar, ``-`` a hyphen or dash, ``,`` a comma, ``s`` the genitive,
``.`` another mark, ``_`` any other word.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from communique.records import Block, Syntax, Token

_SINGLE = frozenset("WwMUuTkSZRrLXdDcGelEBhFPxQmvqi&bnfoItapzgj")
_MONTH_WORDS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "jun", "jul", "apr", "aug", "oct", "nov", "feb"})
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_HIJRI = ("Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Awwal", "Jumada al-Thani", "Rajab",
          "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah")  # fmt: skip
_JALALI = ("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey",
           "Bahman", "Esfand")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or number with its symbol; ``value`` is the lexicon's value, or the number as a string."""

    start: int
    end: int
    symbol: str
    value: str
    text: str

    @property
    def number(self) -> float:
        """The number it stands for; not a number where it stands for none."""
        try:
            return float(self.value)
        except ValueError:
            return float("nan")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of the time grammar: lower-cased word → (symbol, value); phrases are scanned before words."""

    words: Mapping[str, tuple[str, str]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    festivals: Mapping[str, str]
    future_lemmas: frozenset[str]
    modals: frozenset[str]
    scanner: re.Pattern[str]


def load_lexicon() -> Lexicon:
    """The lexicon shipped with the package (about 10 ms)."""
    folder = files(__package__)
    table = tomllib.loads(folder.joinpath("lexicon.toml").read_text("utf-8"))
    rows = csv.DictReader(folder.joinpath("festivals.csv").read_text("utf-8").splitlines())
    festivals = {row["name"]: row["rule"] for row in rows}
    words: dict[str, tuple[str, str]] = {}
    for symbol, entries in table.items():
        if symbol in _SINGLE:
            words |= {word: (symbol, str(value)) for word, value in entries.items()}
    tense = table["tense"]
    return Lexicon(
        words=words,
        numbers=table["numbers"],
        ordinals=table["ordinals"],
        decades=table["decades"],
        festivals=festivals,
        future_lemmas=frozenset(tense["future"]),
        modals=frozenset(tense["modals"]),
        scanner=_scanner(words, festivals),
    )


def _scanner(words: Mapping[str, tuple[str, str]], festivals: Mapping[str, str]) -> re.Pattern[str]:
    phrases = sorted((w for w in words if " " in w), key=lambda w: (-len(w), w))
    initials: dict[str, list[str]] = {}
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        initials.setdefault(first, []).append(re.escape(rest).replace(r"\ ", r"\s"))
    joined = "|".join(rf"{re.escape(f)}\s(?:{'|'.join(rest)})" for f, rest in sorted(initials.items()))
    named = "|".join(re.escape(n) for n in sorted(festivals, key=lambda n: (-len(n), n)))
    months = "|".join(re.escape(n) for n in (*_HIJRI, *_JALALI))
    dotted = "|".join(re.escape(w) for w in sorted(words) if w.endswith("."))
    return re.compile(
        r"(?P<iso>(?<![\w/.-])(?:\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?"
        r"|\d{1,2}/\d{1,2}/\d{4}|\d{4}/\d{2}/\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{2})(?![\w/-]))"
        r"|(?P<clock>(?<![\w:.])\d{1,2}(?::\d{2}(?::\d{2})?|\.\d{2}(?=\s?[ap]\.?m))(?![\d:]))"
        r"|(?P<decade>(?<!\w)(?:\d{3}0|['’]?[2-9]0)['’]?s(?!\w))"
        r"|(?P<ordinal>(?<!\w)\d{1,3}(?:st|nd|rd|th)(?!\w))"
        r"|(?P<short>(?<![\w])['’]\d{2}(?!\w))"
        r"|(?P<number>(?<![\w$€£¥.])\d+(?:,\d{3})*(?:\.\d+)?(?:\s1/2|½)?)"
        rf"|(?P<festival>(?<!\w)(?:{named})(?!\w))"
        rf"|(?P<month>(?<!\w)(?:{months})(?!\w))"
        rf"|(?P<phrase>(?<!\w)(?i:{joined})(?!\w))"
        rf"|(?P<dotted>(?<!\w)(?i:{dotted})(?=[\s\d,;)]))"
        r"|(?P<meridian>(?i:[ap]\.m\.?|[ap]m(?!\w)))"
        r"|(?P<quarter>(?<!\w)[QH][1-4](?!\w))"
        r"|(?P<genitive>['’]s(?!\w))"
        r"|(?P<word>[^\W\d_]+(?:['’]clock)?)"
        r"|(?P<dash>[-–—−])|(?P<comma>,)|(?P<mark>[^\s\w])"
    )


def lex(text: str, block: Block, lexicon: Lexicon, syntax: Syntax) -> list[Lexeme]:
    """The lexemes of one block, numbers in words put together."""
    raw = [_lexeme(m, lexicon, syntax) for m in lexicon.scanner.finditer(text, block.start, block.end)]
    return _merged(raw, lexicon)


def _lexeme(m: re.Match[str], lexicon: Lexicon, syntax: Syntax) -> Lexeme:
    kind, text = m.lastgroup or "mark", m.group()
    symbol, value = _classified(kind, text, lexicon)
    if symbol in "MSBxrcmLXeE" and not _in_use(symbol, text, m.start(), syntax):
        symbol, value = "_", ""
    return Lexeme(m.start(), m.end(), symbol, value, text)


def _classified(kind: str, text: str, lexicon: Lexicon) -> tuple[str, str]:
    lower = text.lower()
    match kind:
        case "word" | "phrase" | "dotted" | "meridian":
            return _word(" ".join(lower.split()), lexicon)
        case "number":
            return _figures(text)
        case "iso":
            return "#", text
        case "clock":
            return "H", text.replace(".", ":")
        case "decade":
            return "K", "".join(c for c in text if c.isdigit())
        case "ordinal":
            return "O", text[:-2]
        case "short":
            return "y", text[1:]
        case "festival":
            return "V", lexicon.festivals[text]
        case "month":
            return "J", f"h{_HIJRI.index(text) + 1}" if text in _HIJRI else f"j{_JALALI.index(text) + 1}"
        case "quarter":
            return "1", text
    return {"genitive": "s", "dash": "-", "comma": ","}.get(kind, "."), ""


def _word(lower: str, lexicon: Lexicon) -> tuple[str, str]:
    if lower in lexicon.words:
        return lexicon.words[lower]
    if lower in lexicon.numbers:
        return "N", str(lexicon.numbers[lower])
    if lower in lexicon.ordinals:
        return "O", str(lexicon.ordinals[lower])
    if lower in lexicon.decades:
        return "K", str(lexicon.decades[lower])
    return "_", ""


def _figures(text: str) -> tuple[str, str]:
    if text.endswith(("½", "1/2")):
        return "N", str(int("".join(c for c in text.removesuffix("1/2") if c.isdecimal()) or 0) + 0.5)
    plain = text.replace(",", "")
    return ("Y" if len(text) == 4 and plain.isdigit() else "N"), plain


def _in_use(symbol: str, text: str, start: int, syntax: Syntax) -> bool:
    """Whether the word is used in its sense of time: "May" the month, "fall" the season, "past" the adjective."""
    i = syntax.token_at(start)
    token = syntax.tokens[i] if i is not None else None
    lower = text.lower()
    if symbol == "M":
        if text[0].islower():
            return lower not in _MONTH_WORDS and lower != "august"
        verbal = token is not None and lower in _MONTH_WORDS and (token.tag == "MD" or token.tag[:2] == "VB")
        return token is None or not (token.ent == "PERSON" or verbal or _surname(token, syntax))
    if token is None:
        return True
    if symbol == "S":
        return token.tag[:2] == "NN" and not (text[0].isupper() and _after_capital(token.i, syntax))
    if lower == "past":
        return token.tag != "IN" or (token.i > 0 and syntax.tokens[token.i - 1].lower in ("the", "this", "these"))
    if symbol == "B":
        return token.tag[:2] == "NN" or token.tag == "JJ"
    return True


def _surname(token: Token, syntax: Syntax) -> bool:
    """A first name stands before it: "Theresa May"."""
    before = syntax.tokens[token.i - 1] if token.i else None
    if before is None or before.dep != "compound" or before.head != token.i:
        return False
    return before.ent in ("", "PERSON", "ORG")


def _after_capital(i: int, syntax: Syntax) -> bool:
    before = syntax.tokens[i - 1] if i else None
    return before is not None and before.text[0].isupper() and before.tag[:3] == "NNP"


def _merged(lexemes: list[Lexeme], lexicon: Lexicon) -> list[Lexeme]:
    """Runs of number words as one: "twenty four" 24, "two thousand" 2000, "nineteen ninety-six" a year."""
    out: list[Lexeme] = []
    i = 0
    while i < len(lexemes):
        end = _run(lexemes, i)
        if end - i > 1:
            out.append(_spoken(lexemes[i:end]))
        else:
            out.append(lexemes[i])
        i = max(end, i + 1)
    return out


def _spelt(lexeme: Lexeme) -> bool:
    return lexeme.symbol == "N" and lexeme.text.isalpha()


def _run(lexemes: list[Lexeme], i: int) -> int:
    """End of the run of number words that begins at ``i``; ``i`` where none does."""
    opened = _spelt(lexemes[i]) or (
        lexemes[i].symbol == "a" and i + 1 < len(lexemes) and lexemes[i + 1].value in ("100", "1000")
    )
    if not opened:
        return i
    end = i + 1
    while end < len(lexemes):
        if _spelt(lexemes[end]):
            end += 1
        elif lexemes[end].symbol in "-&" and end + 1 < len(lexemes) and _joins(lexemes, end):
            end += 2
        else:
            break
    return end


def _joins(lexemes: list[Lexeme], at: int) -> bool:
    before, after = lexemes[at - 1], lexemes[at + 1]
    if not (_spelt(before) and _spelt(after)):
        return False
    if lexemes[at].text == "-":
        return before.number >= 20 and after.number < 10 and before.number < 100
    return lexemes[at].text.lower() == "and" and before.number in (100, 1000)


def _spoken(run: list[Lexeme]) -> Lexeme:
    numbers = [1.0 if x.symbol == "a" else x.number for x in run if x.symbol in "Na"]
    text = " ".join(x.text for x in run)
    start, end = run[0].start, run[-1].end
    if numbers[0] in (18, 19, 20) and len(numbers) in (2, 3) and all(10 <= n < 100 or n < 10 for n in numbers[1:]):
        tail = sum(numbers[1:])
        if numbers[1] >= 10 and tail < 100:
            return Lexeme(start, end, "Y", str(int(numbers[0] * 100 + tail)), text)
    total = current = 0.0
    for n in numbers:
        if n >= 100:
            current = max(current, 1) * n
            if n == 1000:
                total, current = total + current, 0.0
        else:
            current += n
    total += current
    symbol = "Y" if 1900 <= total <= 2100 and "thousand" in text.lower() else "N"
    return Lexeme(start, end, symbol, str(int(total)), text)
