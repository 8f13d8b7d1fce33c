"""The annotation lines of a `.marked` file: their grammar, and the small values in them (periods, amounts, ids)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.evaluation.marked_text import Line

Period = tuple[str | None, str | None, str]
BASES = {"?": "implied", "^": "inherited"}
WORD = re.compile(r"""(?:([a-z]+)=)?(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)""")
CLOCK = r"T(?:MO|MI|AF|EV|NI|DT)|T(\d\d)(?::(\d\d)(?::\d\d)?)?(Z|[+-]\d\d:\d\d)?"
CALENDAR = re.compile(rf"(\d{{4}})(?:-W(\d\d)|-Q([1-4])|-(\d\d)(?:-(\d\d)(?:{CLOCK})?)?)?")
OPENING, CLOSING = '“‘"«„', '”’"»“'
FLAGS = {"optional"}
FINENESS = ["minute", "hour", "day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Words:
    """An annotation line read: its sigil and id, plain words in order, and options."""

    line: int
    sigil: str
    id: str
    plain: tuple[str, ...]
    options: dict[str, str]


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The head of a claim line; parties are still comma-joined."""

    type: str
    mode: str | None
    actors: str
    recipients: str
    status: str
    content_status: str | None


def read_words(line: Line) -> Words:
    """``!c1 ACCUSE a > b occurred about=c2 note="…"``; ValueError for a bad id, stray quotes, an option twice."""
    text = line.text
    match = re.match(r"(\S)([\w.-]+)(?:\s+|$)", text)
    if not match:
        raise ValueError(f"a line begins with sigil and id, as in !c1, not {text[:20]!r}")
    plain: list[str] = []
    options: dict[str, str] = {}
    position = match.end()
    while position < len(text):
        word = WORD.match(text, position)
        if not word:
            raise ValueError(f"cannot read {text[position : position + 20]!r}: unbalanced quotation marks?")
        key, quoted, bare = word.groups()
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else bare
        if key is None and value in FLAGS:
            key = value
        if key is None:
            plain.append(value)
        elif key in options:
            raise ValueError(f"option {key} twice")
        else:
            options[key] = value
        position = word.end() + len(text[word.end() :]) - len(text[word.end() :].lstrip())
    return Words(line.number, match.group(1), match.group(2), tuple(plain), options)


def claim_words(words: Words, statuses: Sequence[str]) -> ClaimWords:
    """``TYPE[/MODE] ACTORS [> RECIPIENTS] STATUS[:CONTENT]``; raises ValueError where a part is missing or too many."""
    status_at = [i for i, word in enumerate(words.plain) if word.partition(":")[0] in statuses]
    if not status_at:
        raise ValueError(f"claim {words.id} has no status; one of {', '.join(statuses)}")
    if status_at[0] != len(words.plain) - 1:
        extra = " ".join(words.plain[status_at[0] + 1 :])
        raise ValueError(f"claim {words.id}: {extra!r} after the status is not an option (key=value)")
    kind, _, mode = words.plain[0].partition("/")
    actors, arrow, recipients = " ".join(words.plain[1:-1]).partition(">")
    if not actors.strip() or (arrow and not recipients.strip()):
        raise ValueError(f"claim {words.id}: write its parties as ACTORS > RECIPIENTS, with - for none")
    for side in (actors, recipients):
        if re.search(r"[^,\s]\s+[^,\s]", side.strip()):
            raise ValueError(f"claim {words.id}: join the parties {side.strip()!r} with commas")
    status, _, content = words.plain[-1].partition(":")
    return ClaimWords(kind, mode or None, actors.strip(), recipients.strip(), status, content or None)


def value_type(value: str) -> str:
    """TIMEX3's type, from a value: ``P3D`` DURATION, ``…T14:00`` TIME, else DATE.

    >>> value_type("P3D"), value_type("2025-06-19T14:00"), value_type("2025-W25")
    ('DURATION', 'TIME', 'DATE')
    """
    if re.match(r"P[\dX]", value) or re.match(r"PT[\dX]", value):
        return "DURATION"
    return "TIME" if re.match(r"[\dX-]{4,}T", value) else "DATE"


def period(value: str) -> Period | None:
    """The half-open ISO interval of a calendar value and its precision; None for durations, sets, impossible dates.

    >>> period("2025-08"), period("2024-02-29")
    (('2025-08-01', '2025-09-01', 'month'), ('2024-02-29', '2024-03-01', 'day'))
    """
    match = CALENDAR.fullmatch(value)
    if not match:
        return None
    year, week, quarter, month, day, hour, minute, zone = match.groups()
    if month and not 1 <= int(month) <= 12:
        return None
    try:
        if week:
            monday = date.fromisocalendar(int(year), int(week), 1)
            return monday.isoformat(), (monday + timedelta(7)).isoformat(), "week"
        if quarter:
            first = int(quarter) * 3 - 2
            return month_start(int(year), first), month_start(int(year), first + 3), "month"
        if hour:
            return clock(date(int(year), int(month), int(day)), int(hour), minute, zone or "")
        if day:
            start = date(int(year), int(month), int(day))
            return start.isoformat(), (start + timedelta(1)).isoformat(), "day"
        if month:
            return month_start(int(year), int(month)), month_start(int(year), int(month) + 1), "month"
        return month_start(int(year), 1), month_start(int(year) + 1, 1), "year"
    except ValueError:
        return None


def month_start(year: int, month: int) -> str:
    """First day of a month; months past December run into the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).isoformat()


def clock(day: date, hour: int, minute: str | None, zone: str) -> Period | None:
    """An hour or a minute of a day; seconds are dropped."""
    at = hour * 60 + int(minute or 0)
    if hour > 23 or int(minute or 0) > 59:
        return None
    days, later = divmod(at + (1 if minute else 60), 1440)
    start = f"{day.isoformat()}T{at // 60:02}:{at % 60:02}{zone}"
    end = f"{(day + timedelta(days)).isoformat()}T{later // 60:02}:{later % 60:02}{zone}"
    return start, end, "minute" if minute else "hour"


def interval(text: str) -> Period | None:
    """``A``, ``A..B`` (B included), ``..B``, ``A..`` as a half-open interval; the coarser precision of the two.

    >>> interval("2025-06-16..2025-06-18"), interval("..2025-06")
    (('2025-06-16', '2025-06-19', 'day'), (None, '2025-07-01', 'month'))
    """
    first, dots, last = text.partition("..")
    if not dots:
        return period(text)
    ends = [period(end) if end else None for end in (first, last)]
    known = [end for end in ends if end]
    if len(known) != bool(first) + bool(last) or not known:
        return None
    precision = max((end[2] for end in known), key=FINENESS.index)
    return ends[0][0] if ends[0] else None, ends[1][1] if ends[1] else None, precision


def amount(text: str) -> tuple[float | None, float | None, float | None] | None:
    """Low, best and high of ``12``, ``12+`` (at least), ``..200`` (at most), ``~30`` (about), ``10..15``; else None.

    >>> amount("12+"), amount("~30"), amount("1,200")
    ((12, 12, None), (None, 30, None), (1200, 1200, 1200))
    """
    number = r"(\d[\d,]*(?:\.\d+)?)"
    match = re.fullmatch(rf"(~|\.\.)?{number}(\+|\.\.{number})?", text)
    if not match or (match.group(1) and match.group(3)):
        return None
    before, first, after, second = match.groups()
    value = figure(first)
    if before == "~":
        return None, value, None
    if before:
        return None, None, value
    if second:
        return value, None, figure(second)
    return value, value, None if after else value


def figure(text: str) -> float:
    """A number without its thousands commas; whole numbers stay whole."""
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def actor_id(kind: str, country: str | None, name: str) -> str:
    """The global id of an actor: ``RUS`` for states, ``person:…``, ``org:…``.

    >>> actor_id("state", "RUS", "Russia"), actor_id("person", "TUR", "Hakan Fidan")
    ('RUS', 'person:hakan-fidan')
    """
    if kind == "state" and country:
        return country
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"
    return f"{'person' if kind == 'person' else 'org'}:{slug}"


def is_quoted(text: str, start: int) -> bool:
    """True where a quotation is open at ``start``, or a mark stands right before it."""
    before = text[:start]
    opened = any(before.rfind(a) > before.rfind(b) for a, b in ("“”", "«»", "„“"))
    return opened or before[-1:] in set(OPENING) or before.count('"') % 2 == 1


def style_of(text: str, content: Sequence[Mapping[str, int]]) -> str:
    """Direct where every piece stands in quotation marks, mixed where one holds or touches some, else indirect."""
    touching = [(text[: s["start"]][-1:] in OPENING, text[s["end"] : s["end"] + 1] in CLOSING) for s in content]
    full = [bool(s["start"]) and a and b and s["end"] < len(text) for s, (a, b) in zip(content, touching, strict=True)]
    if all(full):
        return "direct"
    held = any(mark in text[s["start"] : s["end"]] for s in content for mark in '“"«')
    return "mixed" if held or any(full) else "indirect"
