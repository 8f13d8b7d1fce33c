"""Who says what: one made-up sentence per construction."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable

import pytest

from communique.attributions.finder import AttributionFinder
from communique.attributions.lexicon import load_lexicon
from communique.records import Mention, Reading
from communique.vocabulary import MentionKind

# text, source, cue, content, style, stance
ONE = [
    (
        "The foreign ministry said on Friday that talks had failed.",
        "The foreign ministry",
        "said",
        ["talks had failed"],
        "indirect",
        "says",
    ),
    (
        "“We will not yield,” said the minister of defence.",
        "the minister of defence",
        "said",
        ["We will not yield,"],
        "direct",
        "says",
    ),
    (
        "The plan, Orlov said, was dead on arrival.",
        "Orlov",
        "said",
        ["The plan", "was dead on arrival"],
        "indirect",
        "says",
    ),
    (
        "Twelve soldiers died, the ministry said on Monday.",
        "the ministry",
        "said",
        ["Twelve soldiers died"],
        "indirect",
        "says",
    ),
    (
        "Karimi said Tehran would respond “in kind”.",
        "Karimi",
        "said",
        ["Tehran would respond “in kind”"],
        "mixed",
        "says",
    ),
    ("Iran will hit back, says Karimi", "Karimi", "says", ["Iran will hit back"], "indirect", "says"),
    ("He told CNN that the envoy would leave.", "He", "told", ["the envoy would leave"], "indirect", "says"),
    (
        "The bridge was destroyed, according to two officials.",
        "two officials",
        "according to",
        ["The bridge was destroyed"],
        "indirect",
        "says",
    ),
    (
        "According to the ministry, 12 soldiers died.",
        "the ministry",
        "According to",
        ["12 soldiers died"],
        "indirect",
        "says",
    ),
    ("The president vowed to retake the city.", "The president", "vowed", ["to retake the city"], "indirect", "says"),
    ("Ankara urged both sides not to escalate.", "Ankara", "urged", ["both sides not to escalate"], "indirect", "asks"),
    (
        "The minister called on Ankara to release the crew.",
        "The minister",
        "called",
        ["Ankara to release the crew"],
        "indirect",
        "asks",
    ),
    (
        "The minister called for the release of the crew.",
        "The minister",
        "called for",
        ["the release of the crew"],
        "indirect",
        "asks",
    ),
    (
        "Beijing warned Manila not to land troops.",
        "Beijing",
        "warned",
        ["Manila not to land troops"],
        "indirect",
        "warns",
    ),
    ("Israel denied carrying out the strike.", "Israel", "denied", ["carrying out the strike"], "indirect", "denies"),
    (
        "Washington accused Tehran of arming the group.",
        "Washington",
        "accused",
        ["arming the group"],
        "indirect",
        "claims",
    ),
    (
        "The ministry rejected reports that its troops had left.",
        "The ministry",
        "rejected",
        ["its troops had left"],
        "indirect",
        "denies",
    ),
    (
        "The president's claim that the bridge had fallen was false.",
        "The president",
        "'s claim",
        ["the bridge had fallen"],
        "indirect",
        "claims",
    ),
    (
        "The general was told by his aides that the depot had burned.",
        "his aides",
        "was told by",
        ["the depot had burned"],
        "indirect",
        "says",
    ),
    (
        "The two leaders believe that a deal is possible.",
        "The two leaders",
        "believe",
        ["a deal is possible"],
        "indirect",
        "believes",
    ),
    (
        "In Beijing's view, the sale violates the accord.",
        "Beijing",
        "view",
        ["the sale violates the accord"],
        "indirect",
        "believes",
    ),
    (
        "The talks are “a waste of time”, as Orlov put it.",
        "Orlov",
        "put",
        ["The talks are “a waste of time”"],
        "mixed",
        "says",
    ),
    (
        "The report, which he said was based on forged papers, was withdrawn.",
        "he",
        "said",
        ["which", "was based on forged papers"],
        "indirect",
        "says",
    ),
    (
        "It was reported that the envoy had left Doha.",
        "",
        "was reported",
        ["the envoy had left Doha"],
        "indirect",
        "says",
    ),
    ("The envoy is said to have left Doha.", "", "is said", ["The envoy", "to have left Doha"], "indirect", "says"),
    ("Nine soldiers were reportedly killed.", "", "reportedly", ["Nine soldiers were", "killed"], "indirect", "says"),
    ("There are fears that the truce will not hold.", "", "fears", ["the truce will not hold"], "indirect", "believes"),
    (
        "Ms Okoye is confident that the truce will hold.",
        "Ms Okoye",
        "is confident",
        ["the truce will hold"],
        "indirect",
        "believes",
    ),
]

NONE = [
    "The so-called “peace corridor” was closed.",
    "Rebels seized the town of Tor, known as the “gate of the north”.",
    "Iran has not confirmed the strike.",
    "Orlov declined to say whether he would attend.",
    "I said last week that the truce would fail.",
    "The convoy left at dawn and reached the border by noon.",
    "If the ministry says that the road is safe, the convoy will leave.",
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "style", "stance"), ONE)
def test_one_construction(
    told: Callable[..., list], text: str, source: str, cue: str, content: list[str], style: str, stance: str
) -> None:
    (a,) = told(text)
    assert (a.source, a.cue, list(a.content), a.style, a.stance, a.within) == (
        source,
        cue,
        content,
        style,
        stance,
        None,
    )


@pytest.mark.parametrize("text", NONE)
def test_no_speech(told: Callable[..., list], text: str) -> None:
    assert told(text) == []


def triples(found: list) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(a.source, a.cue, a.content) for a in found]


def test_tail_goes_on_with_the_speaker(told: Callable[..., list]) -> None:
    found = triples(told("Talks had failed, he said, adding that a new round would begin in May."))
    assert found == [("he", "said", ("Talks had failed",)), ("he", "adding", ("a new round would begin in May",))]


def test_joined_verbs_are_two(told: Callable[..., list]) -> None:
    found = told("Orlov said talks had failed and denied that Moscow was to blame.")
    assert triples(found) == [("Orlov", "said", ("talks had failed",)), ("Orlov", "denied", ("Moscow was to blame",))]
    assert [a.within for a in found] == [None, None]


def test_joint_sources(told: Callable[..., list]) -> None:
    (a,) = told("Amman and Cairo said that the border would open.")
    assert a.source == "Amman + Cairo"


def test_quotation_in_two_parts_is_one(told: Callable[..., list]) -> None:
    (a,) = told("“This is,” he said, “a black day.”")
    assert a.content == ("This is,", "a black day.")


def test_later_sentences_of_a_quotation(told: Callable[..., list]) -> None:
    (a,) = told("“We are ready,” Orlov said. “We have been ready for years.”")
    assert a.content == ("We are ready,", "We have been ready for years.")
    assert a.style == "direct"


def test_quotation_goes_on_in_the_next_paragraph(told: Callable[..., list]) -> None:
    (a,) = told("The minister said: “We are ready.\n“We have been ready for years.”")
    assert (a.source, a.content) == ("The minister", ("We are ready.", "We have been ready for years."))


def test_each_paragraph_its_own_speaker(told: Callable[..., list]) -> None:
    found = told("“We are ready,” Orlov said.\n“We are not,” the rebels replied.")
    assert triples(found) == [("Orlov", "said", ("We are ready,",)), ("the rebels", "replied", ("We are not,",))]


def test_chain_of_three(told: Callable[..., list]) -> None:
    found = told("The aide said Hale had told him that the strikes were illegal, news agencies reported.")
    assert [(a.source, a.within) for a in found] == [("news agencies", None), ("The aide", "a1"), ("Hale", "a2")]


def test_agency_at_the_end_covers_the_speaker(told: Callable[..., list]) -> None:
    found = told("“The ceasefire holds,” the envoy said, according to the Tasin news agency.")
    assert [(a.source, a.within) for a in found] == [("the Tasin news agency", None), ("the envoy", "a1")]
    assert found[1].content == ("The ceasefire holds,",)


def test_agency_in_the_middle_is_cut_out(told: Callable[..., list]) -> None:
    found = told("He added that all sides should talk, state media reported.")
    by_source = {a.source: a for a in found}
    assert by_source["He"].content == ("all sides should talk",)
    assert by_source["He"].within == by_source["state media"].record.id


def test_cited_officials_are_inside(told: Callable[..., list]) -> None:
    found = told("Citing unnamed officials, the newspaper said the plan had been shelved.")
    assert triples(found) == [
        ("unnamed officials", "Citing", ("the plan had been shelved",)),
        ("the newspaper", "said", ("the plan had been shelved",)),
    ]
    assert [a.within for a in found] == ["a2", None]


def test_quoted_as_saying(told: Callable[..., list]) -> None:
    found = told("Orlov was quoted by Tasin as saying the draft was unacceptable.")
    assert [(a.source, a.within) for a in found] == [("Tasin", None), ("Orlov", "a1")]


def test_statement_by_somebody(told: Callable[..., list]) -> None:
    (a,) = told("A statement from the ministry said that the border was closed.")
    assert a.source == "the ministry"


def test_speech_inside_a_quotation_stays_inside(told: Callable[..., list]) -> None:
    found = told("“I told him the war must stop,” Hale said after the call.")
    assert triples(found) == [
        ("Hale", "said", ("I told him the war must stop,",)),
        ("I", "told", ("the war must stop",)),
    ]
    assert found[1].within == "a1"


def test_wide_sense_on_request_only(told: Callable[..., list]) -> None:
    text = "The council praised the mediators for their patience."
    assert told(text) == []
    assert triples(told(text, wide=True)) == [("The council", "praised", ("the mediators for their patience",))]


def test_known_mentions_are_used(read: Callable[..., Reading]) -> None:
    text = "The envoy of Doha said that talks had failed."
    known = Mention("m4", 0, 17, MentionKind.NOMINAL, "QAT", head=1)
    reading = read(text, mentions=(known,))
    assert reading.mentions == (known,)
    assert reading.attributions is not None and reading.attributions[0].sources == ("m4",)


def test_new_mentions_count_on(read: Callable[..., Reading]) -> None:
    text = "Amman said that Doha had agreed that the talks should end."
    known = Mention("m4", 16, 20, MentionKind.NAME, "QAT", head=3)
    reading = read(text, mentions=(known,))
    assert reading.mentions is not None
    assert [(m.id, text[m.start : m.end], m.actor) for m in reading.mentions] == [
        ("m4", "Doha", "QAT"),
        ("m5", "Amman", None),
    ]


def test_ids_follow_the_text(told: Callable[..., list]) -> None:
    found = told(
        "Amman said it would rain. Doha said it would not.\nCairo said nothing new had come. Oslo warned that it might."
    )
    assert [a.record.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    starts = [min(a.record.cue.start, a.record.content[0].start) for a in found]
    assert starts == sorted(starts) and len(found) == 4


@pytest.mark.parametrize(
    "text", ["", "x", "“", "said", "“”", "according to", ", he said", "“a\n“b\n”c", "that that that said said"]
)
def test_scraps(read: Callable[..., Reading], text: str) -> None:
    reading = read(text)
    for a in reading.attributions or ():
        assert all(0 <= s.start < s.end <= len(text) for s in a.content)


def test_batches_and_processes_do_not_matter(read: Callable[..., Reading]) -> None:
    readings = [read(text) for text, *_ in ONE[:6]]
    finder = AttributionFinder(load_lexicon())
    raw = [r.having(attributions=None, mentions=()) for r in readings]
    assert finder(raw) == [finder([r])[0] for r in raw] == readings
    assert pickle.loads(pickle.dumps(finder))(raw) == readings  # noqa: S301 - our own bytes


def test_source_of_nothing_is_no_error(read: Callable[..., Reading]) -> None:
    reading = read("Reported that the road was closed.")
    assert reading.attributions is not None


def test_tail_that_the_parser_missed(told: Callable[..., list]) -> None:
    (a,) = told(
        "It was one of two ships -- one Danish, one Swedish -- that had been sunk, Oslo's national newspapers reported Friday."
    )
    assert (a.source, a.cue) == ("Oslo's national newspapers", "reported")
    assert a.content == ("It was one of two ships -- one Danish, one Swedish -- that had been sunk",)


def test_quoted_as_saying_by(told: Callable[..., list]) -> None:
    found = told("“We have covered all of it,” Orlov was quoted as saying by the Tasin news agency.")
    assert [(a.source, a.within) for a in found] == [("Orlov", "a2"), ("the Tasin news agency", None)]


def test_statement_carried_by_an_agency(told: Callable[..., list]) -> None:
    found = told("“Our units did not open fire,” Pavel Orlov said in a statement carried by the state news agency.")
    assert [(a.source, a.cue, a.within) for a in found] == [
        ("Pavel Orlov", "said", "a2"),
        ("the state news agency", "carried", None),
    ]


def test_the_fact_that(told: Callable[..., list]) -> None:
    (a,) = told("She deplored the fact that they had received no visit.")
    assert a.content == ("they had received no visit",)


def test_according_to_takes_joined_clauses(told: Callable[..., list]) -> None:
    (a,) = told(
        "More than 20 people have been killed and 4,000 people forced from their homes, according to the relief office."
    )
    assert a.content == ("More than 20 people have been killed and 4,000 people forced from their homes",)


@pytest.mark.parametrize("seed", range(25))
def test_word_salad(read: Callable[..., Reading], seed: int) -> None:
    draw = random.Random(seed)
    words = [
        "said",
        "that",
        "“",
        "”",
        ",",
        ".",
        "Orlov",
        "according to",
        "\n",
        "quoted",
        "as saying",
        "by",
        "he",
        "reported",
    ]
    words += [
        "which",
        "citing",
        "adding",
        "not",
        "to",
        "leave",
        ":",
        "😀",
        "the ministry's",
        "claim",
        "“‘",
        "\u200f",
        "denied",
    ]
    text = " ".join(draw.choice(words) for _ in range(60))
    reading = read(text)
    assert reading.attributions is not None and reading.mentions is not None
    ids = {a.id for a in reading.attributions}
    known = {m.id for m in reading.mentions}
    assert len(ids) == len(reading.attributions)
    for a in reading.attributions:
        assert a.content and all(0 <= s.start < s.end <= len(text) for s in a.content)
        assert a.cue is not None and 0 <= a.cue.start < a.cue.end <= len(text)
        assert set(a.sources) <= known and (a.within is None or a.within in ids - {a.id})
    assert all(0 <= m.start < m.end <= len(text) for m in reading.mentions)
