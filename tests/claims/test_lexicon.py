"""The lexicon: its files are sound, and its patterns tell senses apart on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from communique.claims import grammar
from communique.claims.lexicon import Lexicon, Sense, load_lexicon, spellings, verb_with_particle
from communique.claims.patterns import parse_pattern
from communique.errors import DataError
from communique.parsing.syntax import SyntaxParser, load_model
from communique.records import Block, Document, Layout, Reading, Syntax
from communique.vocabulary import BlockKind, EventType, Status

Parse = Callable[[str], Syntax]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def parse() -> Parse:
    parser = SyntaxParser(load_model())

    def parsed(text: str) -> Syntax:
        document = Document("", "", None, None, None, None, "en", text)
        return parser.parse(Reading(document, Layout((Block(BlockKind.PARAGRAPH, 0, len(text)),), ())))

    return parsed


def at(syntax: Syntax, word: str) -> int:
    return next(t.i for t in syntax.tokens if t.text == word)


def sense_of(lexicon: Lexicon, syntax: Syntax, word: str) -> Sense | None:
    i = at(syntax, word)
    return lexicon.verb(syntax, i) or lexicon.noun(syntax, i) or lexicon.adjective(syntax, i)


def label(sense: Sense | None) -> str:
    if sense is None:
        return "nothing"
    if sense.type is None:
        return sense.content
    return f"{sense.type}/{sense.mode}" if sense.mode else str(sense.type)


VERBS = [
    ("Gendarmes sealed off the harbour.", "sealed", "COERCE/blockade"),
    ("The union sealed a deal with the port.", "sealed", "AGREE/sign"),
    ("The clerk sealed the envelope.", "sealed", "nothing"),
    ("Detectives combed the flat for letters.", "combed", "COERCE/seize"),
    ("Two guards led the journalist away.", "led", "COERCE/arrest"),
    ("The guide led the tourists away.", "led", "nothing"),
    ("Police quizzed the skipper for an hour.", "quizzed", "ACCUSE/investigate"),
    ("The skipper pleaded not guilty.", "pleaded", "REJECT/deny"),
    ("The skipper pleaded guilty.", "pleaded", "CONCEDE"),
    ("The judge threw out the motion.", "threw", "REJECT"),
    ("The club threw out its secretary.", "threw", "SANCTION/expel"),
    ("The spokesman called the story a fabrication.", "called", "REJECT/deny"),
    ("The minister brushed aside the criticism.", "brushed", "REJECT"),
    ("The nurses walked out over pay.", "walked", "PROTEST/strike"),
    ("The delegates walked out.", "walked", "REJECT/meet"),
    ("The dockers downed tools.", "downed", "PROTEST/strike"),
    ("The pensioners held up the trains.", "held", "PROTEST/obstruct"),
    ("The pensioners turned out against the tax.", "turned", "PROTEST/demo"),
    ("The students turned out essays.", "turned", "light"),
    ("Two inmates have refused food since Monday.", "refused", "PROTEST/hunger"),
    ("The militia gave up four hostages.", "gave", "RETREAT/release"),
    ("The boys were let go at noon.", "let", "RETREAT/release"),
    ("The commander offered to free the sailors.", "offered", "CONCEDE"),
    ("The commander offered to buy the sailors a meal.", "offered", "AGREE/offer"),
    ("Norland handed over two patrol boats to Sudmark.", "handed", "AID/military"),
    ("The ministry worked alongside its neighbours.", "worked", "COOPERATE"),
    ("Tanks rolled towards the frontier.", "rolled", "MOBILIZE/troops"),
    ("The Council invited Sudmark to submit its accounts.", "invited", "REQUEST/change"),
    ("The Council invited Sudmark to attend.", "invited", "CONSULT"),
    ("The general would not discuss the raid.", "discuss", "STATEMENT"),
    ("The court ordered the editors jailed.", "ordered", "COERCE"),
    ("The tanker was boarded at dawn.", "boarded", "COERCE/seize"),
    ("The envoy acted as mediator between the clans.", "acted", "CONSULT/mediation"),
    ("Norland accused Sudmark of arming the rebels.", "accused", "ACCUSE/allege"),
    ("The minister called on Sudmark to free the sailors.", "called", "REQUEST/change"),
    ("The minister called for a ceasefire in the valley.", "called", "REQUEST/yield"),
    ("The president called his Norwegian counterpart on Monday.", "called", "CONSULT/call"),
    ("They called off the talks.", "called", "aspect"),
    ("France lifted sanctions on Syria.", "lifted", "CONCEDE/ease"),
    ("The navy fired a missile at the port.", "fired", "ASSAULT/heavy-weapons"),
    ("Police fired tear gas at the students.", "fired", "ASSAULT/crowd-control"),
    ("The king fired his foreign minister.", "fired", "COERCE"),
    ("Iran fired a ballistic missile into the sea.", "fired", "MOBILIZE/test"),
    ("The envoys held an umbrella.", "held", "light"),
    ("Rebels seized the town of Kalva.", "seized", "ASSAULT/territory"),
    ("Customs officers seized the ship.", "seized", "COERCE/seize"),
    ("Germany provided Ukraine with tanks.", "provided", "AID/military"),
    ("Spain sent medicine to Haiti.", "sent", "AID/humanitarian"),
    ("Spain sent warships to the gulf.", "sent", "MOBILIZE/troops"),
    ("China recalled its ambassador from Vilnius.", "recalled", "SANCTION/withdraw"),
    ("The army withdrew its troops from the valley.", "withdrew", "RETREAT/withdraw"),
    ("Norway withdrew from the treaty.", "withdrew", "SANCTION/withdraw"),
    ("Workers protested outside the ministry.", "protested", "PROTEST/demo"),
    ("The two sides signed an agreement.", "signed", "AGREE/sign"),
    ("Russia has not ruled out joining the operation.", "ruled", "THREATEN"),
    ("Turkey ruled out a meeting with the rebels.", "ruled", "REJECT"),
    ("The council imposed sanctions on the junta.", "imposed", "SANCTION/economic"),
    ("The junta imposed a curfew in the capital.", "imposed", "COERCE/curfew"),
    ("The guards released two hostages.", "released", "RETREAT/release"),
    ("The bank released funds to Lebanon.", "released", "AID/economic"),
    ("The minister said that talks had failed.", "said", "report"),
    ("They plan to meet in May.", "plan", "control"),
    ("The vote was postponed.", "postponed", "aspect"),
    ("Troops broke the ceasefire.", "broke", "REJECT/breach"),
    ("Peru broke off diplomatic relations with Norland.", "broke", "SANCTION/relations"),
    ("The mayor praised the firefighters.", "praised", "SUPPORT/praise"),
    ("Kenya opened its embassy in Oslo.", "opened", "SUPPORT/ties"),
    ("Soldiers opened fire on the crowd.", "opened", "ASSAULT/firearms"),
    ("An earthquake killed dozens of villagers.", "killed", "light"),
    ("A drone killed two soldiers.", "killed", "ASSAULT/kill"),
    ("The general vowed to destroy the enemy.", "vowed", "THREATEN/violence"),
    ("The general vowed to rebuild the school.", "vowed", "AGREE/promise"),
    ("The premier called the raid illegal.", "called", "ACCUSE/disapprove"),
    ("They are waging war against their neighbours.", "waging", "ASSAULT/fight"),
    ("They are planning to meet.", "planning", "control"),
]
NOUNS = [
    ("Israeli strikes on the port went on.", "strikes", "ASSAULT"),
    ("The rail strike entered a third day.", "strike", "PROTEST/strike"),
    ("The air strikes went on.", "strikes", "ASSAULT/aerial"),
    ("A phone call between the leaders took place.", "call", "CONSULT/call"),
    ("His call for restraint went unheard.", "call", "REQUEST"),
    ("Their peace talks failed.", "talks", "CONSULT/talks"),
    ("Joint drills with Japan began.", "drills", "COOPERATE/exercise"),
    ("The naval drills began.", "drills", "MOBILIZE/exercise"),
    ("The withdrawal of Russian troops began.", "withdrawal", "RETREAT/withdraw"),
    ("Their withdrawal from the treaty surprised us.", "withdrawal", "SANCTION/withdraw"),
    ("An arms embargo against the junta is in force.", "embargo", "SANCTION/economic"),
    ("The exchange of prisoners took hours.", "exchange", "RETREAT/release"),
    ("The exchange of fire took hours.", "exchange", "ASSAULT/fight"),
    ("It was a weapon of mass destruction.", "destruction", "light"),
]
ADJECTIVES = [
    ("Kyiv is ready to hold talks.", "ready", "AGREE"),
    ("The premier is deeply worried about the raids.", "worried", "ACCUSE/concern"),
    ("The two states are at war with each other.", "at", "ASSAULT/fight"),
    ("The cabinet is opposed to the plan.", "opposed", "REJECT"),
    ("It was a ready answer.", "ready", "nothing"),
]


@pytest.mark.parametrize(("text", "word", "expected"), VERBS + NOUNS + ADJECTIVES)
def test_senses_are_told_apart(lexicon: Lexicon, parse: Parse, text: str, word: str, expected: str) -> None:
    assert label(sense_of(lexicon, parse(text), word)) == expected


def test_a_passive_and_a_relative_clause_have_the_sense_of_the_active(lexicon: Lexicon, parse: Parse) -> None:
    texts = ("Rebels seized the town.", "The town was seized by rebels.", "They left the town that rebels seized.")
    assert {label(sense_of(lexicon, parse(text), "seized")) for text in texts} == {"ASSAULT/territory"}


def test_slots_and_status_of_a_request(lexicon: Lexicon, parse: Parse) -> None:
    sense = sense_of(lexicon, parse("Peru urged Chile to withdraw its troops."), "urged")
    assert sense is not None
    assert (sense.type, sense.actors, sense.recipients) == (EventType.REQUEST, ("S",), ("O", "X"))
    assert (sense.status, sense.content) == (Status.REQUESTED, "speech")


def test_a_light_verb_keeps_a_type_for_nouns_that_have_none(lexicon: Lexicon, parse: Parse) -> None:
    sense = sense_of(lexicon, parse("The envoys held talks in Oslo."), "held")
    assert sense is not None
    assert (sense.content, sense.type) == ("light", EventType.CONSULT)


def test_auxiliaries_and_modifiers_are_no_triggers(lexicon: Lexicon, parse: Parse) -> None:
    syntax = parse("They have met the attack helicopter crews.")
    assert lexicon.verb(syntax, at(syntax, "have")) is None
    assert lexicon.noun(syntax, at(syntax, "attack")) is None


@pytest.mark.parametrize(
    ("text", "verb", "noun", "kind", "outcome"),
    [
        ("The bloc lifted sanctions.", "lifted", "sanctions", "turn", "CONCEDE/ease"),
        ("The bloc imposed sanctions.", "imposed", "sanctions", "light", "None/None"),
        ("They called off the meeting.", "called", "meeting", "status", "cancelled"),
        ("They postponed the meeting.", "postponed", "meeting", "status", "postponed"),
        ("They broke the ceasefire.", "broke", "ceasefire", "turn", "REJECT/breach"),
        ("Police foiled an attack.", "foiled", "attack", "status", "negated"),
        ("They suspended the talks.", "suspended", "talks", "turn", "SANCTION/relations"),
        ("They resumed the talks.", "resumed", "talks", "aspect", "None/None"),
    ],
)
def test_effects(lexicon: Lexicon, parse: Parse, text: str, verb: str, noun: str, kind: str, outcome: str) -> None:
    syntax = parse(text)
    sense = lexicon.noun(syntax, at(syntax, noun))
    assert sense is not None
    effect = lexicon.effect(verb_with_particle(syntax, at(syntax, verb)), sense)
    assert effect is not None
    assert effect.kind == kind
    assert (str(effect.status) if effect.status else f"{effect.type}/{effect.mode}") == outcome


def test_contexts_come_in_order_of_appearance(lexicon: Lexicon) -> None:
    words = ["a", "suicide", "bombing", "near", "a", "polling", "station", ",", "the", "court", "said"]
    assert lexicon.contexts(words) == ("terrorism", "election", "legal")
    assert lexicon.contexts([]) == ()
    assert lexicon.contexts(words, least=2) == ()


def test_a_narrower_context_displaces_the_wider(lexicon: Lexicon) -> None:
    assert lexicon.contexts(["murder", "and", "bribery"]) == ("corruption",)
    assert lexicon.contexts(["murder"]) == ("crime",)


def test_both_spellings_are_known(lexicon: Lexicon, parse: Parse) -> None:
    assert "criticize" in set(spellings("criticise"))
    for word in ("criticised", "criticized"):
        assert label(sense_of(lexicon, parse(f"Paris {word} the plan."), word)) == "ACCUSE/disapprove"


def test_it_is_broad(lexicon: Lexicon) -> None:
    def count(index: dict[str, tuple[object, ...]]) -> int:
        return sum(len(entries) for entries in index.values())

    assert count(lexicon.verbs) >= 900
    assert count(lexicon.nouns) >= 450
    assert count(lexicon.adjectives) >= 60
    used = {e.sense.type for index in (lexicon.verbs, lexicon.nouns) for es in index.values() for e in es}
    assert used >= set(EventType)


def test_the_files_are_sorted_and_have_no_doubles() -> None:
    folder = files("communique.claims") / "data"
    for name in ("verbs.tsv", "nouns.tsv", "adjectives.tsv"):
        lines = [line for line in (folder / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        keys = [tuple((line + "\t").split("\t")[:2]) for line in lines[1:]]
        assert keys == sorted(keys), name
        assert len(keys) == len(set(keys)), name


GOOD = "visit\tobj=@place\tCONSULT\tvisit\tS\tO\t\t\tdiplomatic\t"
BAD = [
    ("visit\t\tTOURISM", "unknown type"),
    ("visit\t\tCONSULT\tphoto", "has no mode"),
    ("visit\t\tCONSULT\tvisit\tWho", "unknown slot"),
    ("visit\tobject\tCONSULT", "no such constraint"),
    ("visit\tobj=@nowhere\tCONSULT", "unknown class"),
    ("visit\t\tCONSULT\tvisit\tS\tO\tdone", "unknown status"),
    ("visit\t\tCONSULT\tvisit\tS\tO\t\tdance", "unknown content"),
    ("visit\t\tCONSULT\tvisit\tS\tO\t\t\tgossip", "unknown context"),
    ("visit\t\t\tvisit", "without a type"),
    ("visit" + "\t" * 12, "cells for"),
]


def write(folder: Path, verbs: str) -> Path:
    header = "lemma\tpattern\ttype\tmode\tactors\trecipients\tstatus\tcontent\tcontexts\tnote\n"
    (folder / "classes.toml").write_text('place = ["town", "@more"]\nmore = ["city"]\n', encoding="utf-8")
    for name in ("nouns.tsv", "adjectives.tsv"):
        (folder / name).write_text(header, encoding="utf-8")
    (folder / "verbs.tsv").write_text(f"# verbs\n{header}{verbs}\n", encoding="utf-8")
    (folder / "light.tsv").write_text("verb\tnoun\tkind\ttype\tmode\tstatus\tnote\n", encoding="utf-8")
    (folder / "contexts.tsv").write_text("context\tphrase\n", encoding="utf-8")
    return folder


def test_a_sound_folder_loads_and_classes_take_in_classes(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, GOOD))
    assert lexicon.classes["place"] == {"town", "city"}
    assert lexicon.verbs["visit"][0].sense.type is EventType.CONSULT


@pytest.mark.parametrize(("row", "message"), BAD)
def test_a_bad_row_names_its_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        load_lexicon(write(tmp_path, row))
    assert "verbs.tsv:3" in str(caught.value)


def test_a_missing_file_is_a_data_error(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "light.tsv").unlink()
    with pytest.raises(DataError, match=r"light\.tsv"):
        load_lexicon(tmp_path)


def test_more_exact_patterns_weigh_more() -> None:
    def weight(text: str) -> int:
        return sum(c.weight for c in parse_pattern(text))

    order = ["", "obj", "prep:for", "obj=@weapon", "obj=tank", "obj=tank prep:for"]
    weights = [weight(text) for text in order]
    assert weights == sorted(set(weights))


def test_of_a_judgement_the_speaker_is_the_doer(lexicon: Lexicon, parse: Parse) -> None:
    sense = sense_of(lexicon, parse("The minister said the raid was unacceptable."), "unacceptable")
    assert sense is not None
    assert (sense.type, sense.actors) == (EventType.ACCUSE, ("speaker",))


GRAMMAR = [
    ("Chile was accused by Peru.", "accused", "Peru", ("Chile",)),
    ("Chile vowed to punish Peru.", "punish", "Chile", ("Peru",)),
    ("Chile urged Peru to free the miners.", "free", "Peru", ("miners",)),
    ("The drone which hit the depot came back.", "hit", "drone", ("depot",)),
    ("They left the depot that rebels burned.", "burned", "rebels", ("depot",)),
    ("The minister accused Peru of arming rebels.", "arming", "Peru", ("rebels",)),
    ("Troops shelled the town, killing ten villagers.", "killing", "Troops", ("villagers",)),
    ("Rebels attacked and burned the depot.", "attacked", "Rebels", ("depot",)),
    ("Suspects were stopped and searched by police.", "searched", "police", ("Suspects",)),
    ("The missile fired by Peru hit Chile.", "fired", "Peru", ("missile",)),
]


@pytest.mark.parametrize(("text", "verb", "subject", "objects"), GRAMMAR)
def test_who_does_what_to_whom(
    parse: Parse, text: str, verb: str, subject: str | None, objects: tuple[str, ...]
) -> None:
    syntax = parse(text)
    i = at(syntax, verb)
    found = grammar.logical_subject(syntax, i)
    assert (syntax.tokens[found].text if found is not None else None) == subject
    assert tuple(syntax.tokens[o].text for o in grammar.logical_objects(syntax, i)) == objects


def test_lists_complements_and_prepositions(parse: Parse) -> None:
    syntax = parse("Peru, Chile and Cuba promised to hold talks with Spain on trade.")
    words = [syntax.tokens[i].text for i in grammar.conjuncts(syntax, at(syntax, "Peru"))]
    assert words == ["Peru", "Chile", "Cuba"]
    clause = grammar.complement(syntax, at(syntax, "promised"))
    assert clause is not None
    assert syntax.tokens[clause].text == "hold"
    both = {*grammar.prep_objects(syntax, at(syntax, "talks"), "with"), *grammar.prep_objects(syntax, clause, "with")}
    assert {syntax.tokens[i].text for i in both} == {"Spain"}


def test_negation(parse: Parse) -> None:
    syntax = parse("Chile did not attack Peru.")
    assert grammar.is_negated(syntax, at(syntax, "attack"))
    assert not grammar.is_negated(syntax, at(syntax, "Chile"))
