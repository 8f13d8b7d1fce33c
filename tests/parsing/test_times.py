"""Sentences of our own, each with its publication date and the expressions it holds."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.parsing.times import TimeTagger, local_date
from communique.vocabulary import TimexType

THURSDAY = "2025-06-19T10:00:00+03:00"  # a Thursday

# sentence, words, value, from, to
CASES = [
    # weekdays by tense and cue
    ("Trucks rolled across the bridge on Tuesday.", "Tuesday", "2025-06-17", "2025-06-17", "2025-06-18"),
    ("The ministers met on Thursday in Geneva.", "Thursday", "2025-06-19", "2025-06-19", "2025-06-20"),
    ("The ministers will meet on Monday in Geneva.", "Monday", "2025-06-23", "2025-06-23", "2025-06-24"),
    ("The two sides plan to meet on Sunday.", "Sunday", "2025-06-22", "2025-06-22", "2025-06-23"),
    ("The spokesman said Monday the army would leave.", "Monday", "2025-06-16", "2025-06-16", "2025-06-17"),
    ("The envoy arrived last Thursday.", "last Thursday", "2025-06-12", "2025-06-12", "2025-06-13"),
    ("The leaders agreed to hold talks next Thursday.", "next Thursday", "2025-06-26", "2025-06-26", "2025-06-27"),
    ("The vote was postponed until Saturday.", "Saturday", "2025-06-21", None, "2025-06-22"),
    ("Before Tuesday's raid, the town was quiet.", "Tuesday", "2025-06-17", "2025-06-17", "2025-06-18"),
    # days counted from publication
    ("The minister resigned yesterday.", "yesterday", "2025-06-18", "2025-06-18", "2025-06-19"),
    ("Tomorrow the court will rule.", "Tomorrow", "2025-06-20", "2025-06-20", "2025-06-21"),
    ("The depot burned ten days ago.", "ten days ago", "2025-06-09", "2025-06-09", "2025-06-10"),
    ("The truce collapsed two weeks ago.", "two weeks ago", "2025-W23", "2025-06-02", "2025-06-09"),
    # months, weeks, years
    ("The truce was signed in January.", "January", "2025-01", "2025-01-01", "2025-02-01"),
    ("The truce was signed in September.", "September", "2024-09", "2024-09-01", "2024-10-01"),
    ("The parliament will vote in September.", "September", "2025-09", "2025-09-01", "2025-10-01"),
    ("The two sides plan to meet in late August.", "late August", "2025-08", "2025-08-21", "2025-09-01"),
    ("The fleet left in early May.", "early May", "2025-05", "2025-05-01", "2025-05-11"),
    ("The fleet left in mid-May.", "mid-May", "2025-05", "2025-05-11", "2025-05-21"),
    ("Exports fell last month.", "last month", "2025-05", "2025-05-01", "2025-06-01"),
    ("The council meets this week.", "this week", "2025-W25", "2025-06-16", "2025-06-23"),
    ("Envoys will return early next week.", "early next week", "2025-W26", "2025-06-23", "2025-06-25"),
    ("Earlier this year he was freed.", "Earlier this year", "2025", "2025-01-01", "2025-06-20"),
    ("The law will be passed later this year.", "later this year", "2025", "2025-06-19", "2026-01-01"),
    ("The pact was made in March 2019.", "March 2019", "2019-03", "2019-03-01", "2019-04-01"),
    ("The pact was made in the spring of 2022.", "the spring of 2022", "2022-SP", "2022-03-01", "2022-06-01"),
    ("Output fell in the third quarter of 2024.", "the third quarter of 2024", "2024-Q3", "2024-07-01", "2024-10-01"),
    ("Ties broke down in the 1990s.", "the 1990s", "199", "1990-01-01", "2000-01-01"),
    ("The fort dates from the 17th century.", "the 17th century", "16", "1600-01-01", "1700-01-01"),
    ("It takes effect in fiscal 2026.", "fiscal 2026", "2026", "2026-01-01", "2027-01-01"),
    ("He will travel in the second half of July.", "the second half of July", "2025-07", "2025-07-16", "2025-08-01"),
    ("The mission ends on December 31.", "December 31", "2025-12-31", "2025-12-31", "2026-01-01"),
    ("The vote will be held in two weeks.", "two weeks", "2025-W27", "2025-06-30", "2025-07-07"),
    ("Parliament met after the 7 May attack.", "7 May", "2025-05-07", "2025-05-07", "2025-05-08"),
    # open sides
    ("Troops have been there since 2014.", "2014", "2014", "2014-01-01", None),
    ("The port has been closed since February.", "February", "2025-02", "2025-02-01", None),
    ("The mandate runs until June 2027.", "June 2027", "2027-06", None, "2027-07-01"),
    ("In the coming days, envoys will travel.", "the coming days", "PXD", "2025-06-19", None),
    ("Ties have soured in recent years.", "recent years", "PAST_REF", None, "2025-06-20"),
    ("The city is now under siege.", "now", "PRESENT_REF", None, "2025-06-20"),
    ("He fled during the last two months.", "the last two months", "P2M", "2025-04-19", "2025-06-20"),
    ("The tariffs will apply from 1 July.", "1 July", "2025-07-01", "2025-07-01", None),
    ("He will chair the talks starting on Monday.", "Monday", "2025-06-23", "2025-06-23", None),
    # ranges
    ("Drills were held between 3 and 5 May.", "3 and 5 May", "2025-05-03/2025-05-05", "2025-05-03", "2025-05-06"),
    ("Drills were held from May 3 to 5.", "May 3 to 5", "2025-05-03/2025-05-05", "2025-05-03", "2025-05-06"),
    ("The war of 1980-1988 cost much.", "1980-1988", "1980/1988", "1980-01-01", "1989-01-01"),
    # absolute dates
    ("It was signed on 19 June 2025.", "19 June 2025", "2025-06-19", "2025-06-19", "2025-06-20"),
    ("It was signed on Thursday, June 19.", "Thursday, June 19", "2025-06-19", "2025-06-19", "2025-06-20"),
    ("It was signed on the 19th of June, 2025.", "the 19th of June, 2025", "2025-06-19", "2025-06-19", "2025-06-20"),
    ("It was signed on 19/06/2025.", "19/06/2025", "2025-06-19", "2025-06-19", "2025-06-20"),
    ("It was signed on 2025-06-19.", "2025-06-19", "2025-06-19", "2025-06-19", "2025-06-20"),
    ("It was signed on Sept. 5, 2024.", "Sept. 5, 2024", "2024-09-05", "2024-09-05", "2024-09-06"),
    # parts of a day, clocks
    ("The plant was hit overnight.", "overnight", "2025-06-18TNI", "2025-06-18T20:00", "2025-06-19T06:00"),
    ("It fell on Tuesday morning.", "Tuesday morning", "2025-06-17TMO", "2025-06-17T05:00", "2025-06-17T12:00"),
    (
        "On the night of 5 May the bridge fell.",
        "the night of 5 May",
        "2025-05-05TNI",
        "2025-05-05T20:00",
        "2025-05-06T06:00",
    ),
    ("It sank at 1800 GMT.", "1800 GMT", "2025-06-19T18:00", "2025-06-19T18:00+00:00", "2025-06-19T18:01+00:00"),
    ("It sank at 3 p.m. local time.", "3 p.m. local time", "2025-06-19T15:00", "2025-06-19T15:00", "2025-06-19T15:01"),
    # feasts
    ("They met on Christmas Day.", "Christmas Day", "2024-12-25", "2024-12-25", "2024-12-26"),
    ("A truce held during Ramadan.", "Ramadan", "2025-03-01/2025-03-30", "2025-03-01", "2025-03-31"),
    ("The shah fell on 22 Bahman 1357.", "22 Bahman 1357", "1979-02-11", "1979-02-11", "1979-02-12"),
    ("The truce of Ramadan 1446 held.", "Ramadan 1446", "2025-03-01/2025-03-30", "2025-03-01", "2025-03-31"),
    ("They met in the week of March 6.", "the week of March 6", "2025-W10", "2025-03-03", "2025-03-10"),
    # durations and sets have no place on the calendar
    ("The siege lasted for 12 days.", "12 days", "P12D", None, None),
    ("A two-year term began.", "two-year", "P2Y", None, None),
    ("The wait was several weeks.", "several weeks", "PXW", None, None),
    ("After months of talks, they signed.", "months", "PXM", None, None),
    ("The border closes every year.", "every year", "P1Y", None, None),
    ("Shells fall twice a week.", "a week", "P1W", None, None),
]


@pytest.mark.parametrize(("sentence", "words", "value", "low", "high"), CASES, ids=[c[0][:40] for c in CASES])
def test_value_and_interval(parse, time_tagger, sentence, words, value, low, high):
    reading = time_tagger([parse(sentence, THURSDAY)])[0]
    found = {sentence[t.start : t.end]: t for t in reading.times}
    assert words in found, sorted(found)
    t = found[words]
    assert (t.value, t.start_time, t.end_time) == (value, low, high)


NARRATIVE = [
    ("The base was shelled on 3 May. A day earlier, drones had crossed the river.", "A day earlier", "2025-05-02"),
    ("The base was shelled on 3 May. The following day, the crews fled.", "The following day", "2025-05-04"),
    ("The base was shelled on 3 May. The previous week, talks had failed.", "The previous week", "2025-W17"),
    ("The law came in 1979; in March of that year they voted.", "March of that year", "1979-03"),
    ("He took office in 2015. Two years later he resigned.", "Two years later", "2017"),
    ("On 5 March 2014 the troops came. On 21 March the region was taken.", "21 March", "2014-03-21"),
    ("The base was shelled on 3 May. That night, the crews fled.", "That night", "2025-05-03TNI"),
]


@pytest.mark.parametrize(("text", "words", "value"), NARRATIVE)
def test_counts_from_the_anchor_in_the_text(parse, time_tagger, text, words, value):
    reading = time_tagger([parse(text, THURSDAY)])[0]
    assert {text[t.start : t.end]: t.value for t in reading.times}[words] == value


UNDATED = [
    ("It happened yesterday.", "yesterday", "P1D", "BEFORE"),
    ("It happened on Thursday.", "Thursday", "XXXX-WXX-4", None),
    ("It happened two weeks ago.", "two weeks ago", "P2W", "BEFORE"),
    ("It happened on 5 May.", "5 May", "XXXX-05-05", None),
    ("It happened in January.", "January", "XXXX-01", None),
    ("It will happen next month.", "next month", "P1M", "AFTER"),
    ("It will happen in the coming days.", "the coming days", "PXD", None),
]


@pytest.mark.parametrize(("sentence", "words", "value", "mod"), UNDATED)
def test_guesses_nothing_without_a_publication_date(parse, time_tagger, sentence, words, value, mod):
    times = time_tagger([parse(sentence)])[0].times
    (t,) = [t for t in times if sentence[t.start : t.end] == words]
    assert (t.value, t.mod, t.start_time, t.end_time, t.relative) == (value, mod, None, None, True)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The raid of 30 February failed.", "30 February"),
        ("The train left at 25:70.", "25:70"),
        ("It was dated 2025-13-01.", "2025-13-01"),
        ("It opened on 0000-01-01.", "0000-01-01"),
        ("It lasted from May 9 to 4.", "May 9 to 4"),
        ("The war of 1988-1980 is unknown.", "1988-1980"),
    ],
)
def test_the_impossible_has_no_value(parse, time_tagger, sentence, words):
    times = time_tagger([parse(sentence, THURSDAY)])[0].times
    (t,) = [t for t in times if sentence[t.start : t.end] == words]
    assert (t.value, t.start_time, t.end_time) == ("", None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The officials may march to the palace.",
        "A convoy of 2000 trucks and 1,800 soldiers left.",
        "The 6-year-old boy and the man, 52 years old, were safe.",
        "She cited the fall of the city.",
        "They won 3:2.",
        "Theresa May spoke.",
    ],
)
def test_words_that_are_no_times(parse, time_tagger, sentence):
    assert time_tagger([parse(sentence, THURSDAY)])[0].times == ()


def test_the_zone_of_publication_decides_the_day(parse, time_tagger):
    values = [
        time_tagger([parse("He left today.", p)])[0].times[0].value for p in ("2025-06-19T23:30:00-05:00", "2025-06-20")
    ]
    assert values == ["2025-06-19", "2025-06-20"]


def test_both_ends_of_a_range_carry_its_interval(parse, time_tagger):
    times = time_tagger([parse("Talks ran from Monday to Wednesday.", THURSDAY)])[0].times
    assert [(t.value, t.start_time, t.end_time) for t in times] == [
        ("2025-06-16", "2025-06-16", "2025-06-19"),
        ("2025-06-18", "2025-06-16", "2025-06-19"),
    ]


def test_types(parse, time_tagger):
    text = "Every day at 5 p.m. on Monday for two hours they met."
    types = [t.type for t in time_tagger([parse(text, THURSDAY)])[0].times]
    assert types == [TimexType.SET, TimexType.TIME, TimexType.DURATION]


WORDS = [
    "Monday",
    "last",
    "next",
    "two",
    "9999",
    "years",
    "ago",
    "in",
    "May",
    "31",
    "February",
    "00:00",
    "24:61",
    "p.m.",
    "GMT",
    "century",
    "decades",
    "the",
    "of",
    "to",
    "-",
    ",",
    "1/2",
    "early",
    "week",
    "quarter",
    "5th",
    "Ramadan",
    "1446",
    "'99",
    "1990s",
    "overnight",
    "a",
    "thousand",
    "hundred",
    "since",
    "until",
    "Q3",
    "2025-02-30",
    "weeks",
    "end",
    "Friday",
    "0000",
    "mid",
    "half",
]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "nonsense", "", None])
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    )
)
def test_never_raises_and_every_span_holds_words(parse, time_tagger, published, words):
    text = " ".join(words)
    for t in time_tagger([parse(text, published)])[0].times:
        assert 0 <= t.start < t.end <= len(text)
        assert t.start_time is None or t.end_time is None or t.start_time < t.end_time


def test_is_a_component(parse, time_tagger):
    texts = ["It rained on Monday.", "", "A", "He left in May. She left a day later."]
    batch = [parse(text, THURSDAY) for text in texts]
    together, alone = time_tagger(batch), [time_tagger([reading])[0] for reading in batch]
    assert together == alone and [r.document for r in together] == [r.document for r in batch]
    assert pickle.loads(pickle.dumps(time_tagger))(batch) == together  # noqa: S301 - our own object
    assert (TimeTagger.requires, TimeTagger.assigns) == (("document", "layout", "syntax"), ("times",))


def test_local_date_of_what_cannot_be_read():
    assert local_date("19 June") is None and local_date(None) is None
