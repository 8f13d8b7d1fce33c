"""The closed lists of the record, as enums. Tables over them (modes, scores, codes) are in ``data/plover.toml``.

Types and modes: PLOVER's (OEDA, draft 2.0) and ours where PLOVER has none; see ``docs/codebook.md``.
"""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """What was done: PLOVER's sixteen types and STATEMENT, which PLOVER drops."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"


class Status(StrEnum):
    """Whether it happened, as the text has it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    OFFERED = "offered"
    REQUESTED = "requested"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    DENIED = "denied"
    NEGATED = "negated"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    PERSON = "person"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    COMPANY = "company"
    MEDIUM = "medium"
    PEOPLE = "people"
    PLACE = "place"
    OTHER = "other"


class Sector(StrEnum):
    """PLOVER's sectors, with the codes it uses in the country slot for bodies of no state (last line)."""

    COP = "COP"
    GOV = "GOV"
    JUD = "JUD"
    LEG = "LEG"
    MIL = "MIL"
    PRM = "PRM"
    PTY = "PTY"
    REB = "REB"
    SPY = "SPY"
    UAF = "UAF"
    UNK = "UNK"
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    OPP = "OPP"
    PRE = "PRE"
    REL = "REL"
    SOC = "SOC"
    IGO = "IGO"
    UNO = "UNO"
    EUR = "EUR"
    NGO = "NGO"
    ISM = "ISM"
    IMG = "IMG"
    MNC = "MNC"


class MentionKind(StrEnum):
    """How an actor is mentioned."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Basis(StrEnum):
    """Why an actor is a party of a claim: named in its clause, implied by a veiled reference, or carried over."""

    NAMED = "named"
    IMPLIED = "implied"
    INHERITED = "inherited"


class TimeBasis(StrEnum):
    """What dates a claim."""

    EXPLICIT = "explicit"
    ANCHORED = "anchored"
    INHERITED = "inherited"
    NONE = "none"


class Precision(StrEnum):
    """How fine an interval is."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"


class TimexType(StrEnum):
    """Types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Style(StrEnum):
    """How speech is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """How the source stands to what it voices."""

    SAYS = "says"
    CLAIMS = "claims"
    DENIES = "denies"
    WARNS = "warns"
    CONFIRMS = "confirms"
    ASKS = "asks"
    BELIEVES = "believes"


class QuantityKind(StrEnum):
    """What is counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    DETAINED = "detained"
    DISPLACED = "displaced"
    PEOPLE = "people"
    MONEY = "money"
    WEAPONS = "weapons"
    OTHER = "other"


class BlockKind(StrEnum):
    """Parts of an article's layout. Claims are read from TITLE, PARAGRAPH and CAPTION blocks only."""

    TITLE = "title"
    SECTION = "section"
    HEADING = "heading"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


class FailureReason(StrEnum):
    """Why a document could not be read."""

    EMPTY = "empty"
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    BINARY = "binary"
    PDF = "pdf"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    NO_ARTICLE = "no_article"
    NOT_ENGLISH = "not_english"
    BAD_JSON = "bad_json"
    BAD_FIELD = "bad_field"
    FETCH = "fetch"
    INTERNAL = "internal"
