"""The corpus's datasheet in Markdown: how it was made, what is in it, how its text compares with real news, what it lacks.

    python training/corpus/datasheet.py [--out FILE] [--shared DIRECTORY] [--corpus DIRECTORY]

Everything is counted anew from ``batch-*/*.gold.json``; the batches still being written count as far as they are built.
Text figures stand beside those of real news in ``shared/data``, measured alike: words are those of `words`, documents
are cut to about 300 of them, draws are of equal size and from a fixed seed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from communique.codebook import Codebook, load_codebook
from communique.evaluation.marked_text import MarkupError, read_marked
from communique.parsing.syntax import load_model
from communique.vocabulary import EventType, Status

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
NEWS = {"PolNeAR train": "attribution_polnear", "TempEval-3 train": "timex_tempeval3"}
SEED = 20260101
SAMPLE = 20_000  # words of a draw for n-grams and sentences
DRAWS = 5  # of which the n-gram ratios are the mean
CUT = 300  # words that a document is cut to
LEAST = 150  # words that a document must have to be compared: a torso is like nothing
SHINGLE = 5  # characters
RUN = 12  # words
TOP = 30
FAMILIES = (  # of voices, the first that matches
    ("live blog", r"live"),
    ("comment, analysis, explainer, interview", r"anal|op-ed|opinion|explain|interview|what we know|think-tank"),
    ("state or semi-state agency", r"state (news )?agency|state-run|xinhua|kcna|tass|irna|wam|spa\b|anadolu"),
    (
        "government, ministry, military",
        r"readout|ministry|presiden|kremlin|military|army|general staff|state department",
    ),
    (
        "international organisation",
        r"\bun\b|un-|nato|osce|iaea|\beu\b|european union|african|organi[sz]ation|council|icc",
    ),
    ("business press", r"business|financial|trade"),
    ("broadcaster, radio", r"broadcast|radio|television|tv|voice of america|bbc|al jazeera|dw\b|france 24"),
    ("wire, agency, digest", r"wire|agency|\bap\b|afp|reuters|kyodo|yonhap|digest|brief|round-?up|summary|press trust"),
    ("newspaper, portal, local press", r"paper|daily|times|press|portal|news|post|guardian|tabloid|dawn|hindu|weekly"),
)
TEXT_NOTE = f"""Documents of at least {LEAST} words, cut to {CUT}; all draws are seeded. PolNeAR (news of United States politics,
often one story in several papers) is grouped by publisher, TempEval-3 by the sources that its ids begin with
(three quarters are Wall Street Journal)."""
NEIGHBOUR_NOTE = f"""**Nearest neighbour**: for each document the highest Jaccard similarity of its sets of {SHINGLE} characters to a
document of another batch, publisher or source. It rises with the number of candidates: compare the rows that have as
many, drawn anew for each document."""
OVERLAP_NOTE = f"""Runs of {RUN} or more words of a corpus text (case and punctuation aside) in whole news texts. None found shows no
copying from these few texts; of others it says nothing."""
LIMITS = """## Known limits

- Invented news: nothing in it is a fact about the world, and real office-holders say what they never said. Not for
  training on facts.
- Denser in hard cases than real news, on purpose: nested speakers, denials, conditions, absent acts, plans put off.
  Frequencies here are not those of news.
- English only, in the manner of outlets that models know; translated and local voices are imitations. Documents are
  short (180–450 words).
- Most documents have one annotation, by the writer of the text, who knew what was meant: where a text is vague the gold
  may know more than a reader can.
- Rulings grew with the batches; earlier ones may not follow later rulings."""

Json = dict[str, Any]
Split = Mapping[str, Sequence[str]]
Splitter = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Article:
    """A gold document. ``sentences`` and ``voice`` are of its ``.marked`` file, None where it has none that can be read."""

    batch: str
    name: str
    gold: Json
    sentences: tuple[str, ...] | None
    voice: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the batch, publisher or folder it is of."""

    group: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in two texts."""

    first: str
    second: str
    words: str


# ---------------------------------------------------------------------- reading


def read_corpus(folder: Path) -> list[Article]:
    """All built articles of ``folder/batch-*``, in the order of their paths."""
    return [read_article(path) for path in sorted(folder.glob("batch-*/*.gold.json"))]


def read_article(path: Path) -> Article:
    """The article of a ``.gold.json``, with the sentences and the voice of the ``.marked`` beside it."""
    name = path.name.removesuffix(".gold.json")
    gold = json.loads(path.read_text(encoding="utf-8"))
    try:
        marked = read_marked((path.parent / f"{name}.marked").read_text(encoding="utf-8"))
    except (FileNotFoundError, MarkupError):
        return Article(path.parent.name, name, gold, None, None)
    sentences = tuple(marked.text[s.start : s.end] for s in marked.sentences)
    return Article(path.parent.name, name, gold, sentences, marked.header.get("voice"))


def read_news(path: Path) -> list[Text]:
    """The texts of a ``train.jsonl``; their publisher, else the letters that their id begins with, is the group."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Text(row.get("publisher") or source_of(row["doc_id"]), row["doc_id"], row["text"]) for row in rows]


def source_of(name: str) -> str:
    """The letters that a document's id begins with, in capitals.

    >>> source_of("wsj_0938")
    'WSJ'
    """
    found = re.match(r"[A-Za-z]+", name)
    return found[0].upper() if found else name


def read_seeds(folder: Path) -> list[Text]:
    """The real articles that authors are shown as examples of gold."""
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [Text(row["publisher"], row["id"], row["text"]) for row in rows]


def read_brief(path: Path) -> str | None:
    """What a batch's brief says of voices, None without a brief."""
    if not path.is_file():
        return None
    found = re.search(r"Voice: (.+?)\. [A-Z]", " ".join(path.read_text(encoding="utf-8").split()))
    return found[1] if found else None


def beside(name: str) -> ModuleType:
    """The script ``name`` of this folder as a module."""
    spec = importlib.util.spec_from_file_location(f"corpus_{name}", HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---------------------------------------------------------------------- words and figures


def words(text: str) -> list[str]:
    """The words of a text in lower case, apostrophes, hyphens and points inside them kept.

    >>> words("The U.N.’s “no-fly” zone, 3.5 km")
    ['the', "u.n.'s", 'no-fly', 'zone', '3.5', 'km']
    """
    plain = text.lower().replace("’", "'")
    return re.findall(r"[^\W_]+(?:[.,]?['.,-][^\W_]+)*", plain)


def grams(row: Sequence[str], n: int) -> Iterable[tuple[str, ...]]:
    """All runs of ``n`` words, in order."""
    return (tuple(row[i : i + n]) for i in range(len(row) - n + 1))


def cut(text: str, n: int) -> str:
    """The first ``n`` pieces between white space, white space kept.

    >>> cut("one  two three", 2)
    'one  two'
    """
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    return text[: ends[n - 1]] if len(ends) > n else text


def comparable(texts: Iterable[Text]) -> list[Text]:
    """Texts long enough to compare, cut to one length."""
    return [replace(t, text=cut(t.text, CUT)) for t in texts if len(t.text.split()) >= LEAST]


def drawn(texts: Sequence[Text], n: int, rng: random.Random) -> list[Text]:
    """``n`` texts at random."""
    return rng.sample(texts, min(n, len(texts)))


def sample(texts: Sequence[Text], size: int, rng: random.Random) -> list[Text]:
    """Texts at random that have ``size`` words between white space, the last one cut; fewer where there are no more."""
    taken: list[Text] = []
    left = size
    for text in drawn(texts, len(texts), rng):
        if left <= 0:
            break
        part = cut(text.text, left)
        left -= len(part.split())
        taken.append(replace(text, text=part))
    return taken


def distinct(rows: Iterable[Sequence[str]], n: int) -> float:
    """Different n-grams as a share of all, none across two rows; 0 without any.

    >>> distinct([["a", "b", "a", "b"]], 2)
    0.6666666666666666
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        counts.update(grams(row, n))
    return len(counts) / max(1, counts.total())


def percentile(values: Iterable[float], share: float) -> float:
    """The value at or below which ``share`` (0–1) of the values lie (nearest rank); NaN without values.

    >>> percentile([5, 1, 3, 2, 4], 0.5)
    3
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def shingles(text: str, n: int = SHINGLE) -> frozenset[str]:
    """All runs of ``n`` characters of the words, one blank between them.

    >>> sorted(shingles("Ab cd!", 4))
    ['ab c', 'b cd']
    """
    row = " ".join(words(text))
    return frozenset(row[i : i + n] for i in range(len(row) - n + 1))


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """What two sets share of what they have together.

    >>> jaccard(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    common = len(a & b)
    return common / max(1, len(a) + len(b) - common)


def nearest(
    these: Sequence[Text], those: Sequence[Text], *, most: int | None = None, seed: int = SEED
) -> list[tuple[float, str, str]]:
    """For each of ``these`` its likeness to the likest of ``those`` of another group, and both names.

    With ``most`` only so many of the other groups, drawn anew for each text, are looked at. A text without any is left out.
    """
    rng = random.Random(seed)
    sets = {id(t): shingles(t.text) for t in (*these, *those)}
    found = []
    for a in these:
        others = [b for b in those if b.group != a.group]
        looked = drawn(others, len(others) if most is None else most, rng)
        scored = [(jaccard(sets[id(a)], sets[id(b)]), a.name, b.name) for b in looked]
        found += [max(scored)] if scored else []
    return found


def fewest_others(texts: Sequence[Text]) -> int:
    """How many texts of other groups there are for the text with the fewest; 0 without texts."""
    groups = Counter(t.group for t in texts)
    return len(texts) - max(groups.values(), default=0)


def shared_runs(these: Iterable[Text], those: Iterable[Text], n: int = RUN) -> list[Run]:
    """The longest runs of at least ``n`` words of ``those`` that are made of runs of ``these``."""
    index = {gram: text.name for text in these for gram in grams(words(text.text), n)}
    found = []
    for text in those:
        row = words(text.text)
        hits = [i for i, gram in enumerate(grams(row, n)) if gram in index]
        for first, last in stretches(hits):
            found.append(Run(index[tuple(row[first : first + n])], text.name, " ".join(row[first : last + n])))
    return found


def stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of consecutive numbers.

    >>> stretches([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    firsts = [n for i, n in enumerate(numbers) if i == 0 or numbers[i - 1] != n - 1]
    lasts = [n for i, n in enumerate(numbers) if i == len(numbers) - 1 or numbers[i + 1] != n + 1]
    return list(zip(firsts, lasts, strict=True))


def runs_between_articles(texts: Sequence[Text], n: int = RUN) -> list[Run]:
    """The runs of at least ``n`` words that a text shares with one before it."""
    seen: dict[tuple[str, ...], str] = {}
    found = []
    for text in texts:
        row = words(text.text)
        hits = [i for i, gram in enumerate(grams(row, n)) if gram in seen]
        for first, last in stretches(hits):
            found.append(Run(seen[tuple(row[first : first + n])], text.name, " ".join(row[first : last + n])))
        for gram in grams(row, n):
            seen.setdefault(gram, text.name)
    return found


# ---------------------------------------------------------------------- counting the gold


def part_of(batch: str, split: Split) -> str:
    """The part of a batch: dev, test, else train.

    >>> part_of("batch-02", {"dev": ["batch-01"], "test": ["batch-02"]})
    'test'
    """
    return next((part for part, batches in split.items() if batch in batches), "train")


def sizes(articles: Sequence[Article]) -> list[int]:
    """Documents, words, sentences, claims, attributions, mentions."""
    return [
        len(articles),
        sum(len(a.gold["document"]["text"].split()) for a in articles),
        sum(len(a.sentences or ()) for a in articles),
        *(sum(len(a.gold[layer]) for a in articles) for layer in ("claims", "attributions", "mentions")),
    ]


def grouped(articles: Iterable[Article], key: Callable[[Article], str]) -> dict[str, list[Article]]:
    """Articles by key, keys sorted."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[key(article)].append(article)
    return dict(sorted(groups.items()))


def claims_of(articles: Iterable[Article]) -> list[Json]:
    """All claims."""
    return [claim for article in articles for claim in article.gold["claims"]]


def dated(claim: Json) -> bool:
    """Whether a claim has a date, on one side at least."""
    return claim["time"]["from"] is not None or claim["time"]["to"] is not None


def inherits(claim: Json) -> bool:
    """Whether a party of the claim is carried over from another clause."""
    return any(p["basis"] == "inherited" for role in ("actors", "recipients", "third_parties") for p in claim[role])


def decade(published: str | None) -> str:
    """The decade of an ISO date.

    >>> decade("1997-03-01")
    '1990s'
    """
    return f"{published[:3]}0s" if published else "no date"


def family(voice: str) -> str:
    """The kind of outlet that a voice is of, by the words of `FAMILIES`.

    >>> family("Kremlin readout"), family("AFP")
    ('government, ministry, military', 'wire, agency, digest')
    """
    return next((name for name, pattern in FAMILIES if re.search(pattern, voice.lower())), "other")


def voice_of(article: Article, briefs: Mapping[str, str | None]) -> tuple[str, str]:
    """Voice and family of an article: the header's, else its brief's, which leaves open which one of several."""
    if article.voice:
        return article.voice.lower().replace("-", " "), family(article.voice)
    brief = briefs.get(article.batch)
    return (f"{article.batch}, by its brief: {brief}", "not in the header") if brief else ("not given", "not given")


def pairs_of(codebook: Codebook) -> set[tuple[str, str]]:
    """Type and mode of all that the codebook has."""
    return {(str(kind), mode) for kind, entry in codebook.types.items() for mode in entry.modes}


# ---------------------------------------------------------------------- Markdown


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table: floats with three places, whole numbers with commas.

    >>> print(table(["a", "b"], [["x", 1234]]))
    | a | b |
    |---|---|
    | x | 1,234 |
    """
    lines = [head, *([cell(value) for value in row] for row in rows)]
    body = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([body[0], "|" + "---|" * len(head), *body[1:]])


def cell(value: object) -> str:
    """A value as a table has it."""
    if isinstance(value, float):
        return "–" if math.isnan(value) else f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "\\|")


def share(part: int, whole: int) -> str:
    """A percentage with one place.

    >>> share(1, 8)
    '12.5 %'
    """
    return f"{100 * part / max(1, whole):.1f} %"


def count_table(what: str, items: Iterable[str], top: int | None = None, every: Iterable[str] = ()) -> str:
    """How often each occurs, most frequent first; ``every`` names what stands there even where it never occurs."""
    counts = Counter(items)
    rows = sorted((dict.fromkeys(every, 0) | counts).items(), key=lambda row: (-row[1], row[0]))
    shown = [[name, n, share(n, counts.total())] for name, n in rows[:top]]
    rest = sum(n for _, n in rows[len(shown) :])
    left = [[f"*{len(rows) - len(shown)} more*", rest, share(rest, counts.total())]] if rows[len(shown) :] else []
    return table([what, "number", "share"], [*shown, *left])


def run_list(runs: Sequence[Run]) -> str:
    """Runs as a list."""
    return "\n".join(f"- `{run.first}` and `{run.second}`: “{run.words}”" for run in runs) or "None."


# ---------------------------------------------------------------------- sections


def making(articles: Sequence[Article], split: Split) -> str:
    """How the corpus was made, with its licence."""
    test = [a for a in articles if part_of(a.batch, split) == "test"]
    built = {a.batch for a in articles}
    awaited = [batch for batches in split.values() for batch in batches if batch not in built]
    kept = ", ".join(
        f"{share(t, n)} of its {name}"
        for t, n, name in zip(sizes(test), sizes(articles), ("documents", "words", "sentences", "claims"), strict=False)
    )
    missing = f"\n  Named in `split.json` but not built yet: {', '.join(awaited)}." if awaited else ""
    return f"""## How it was made

- **Authors: language models.** No person wrote or annotated it. Each batch is the work of one independent session of a
  language model, which wrote text and gold together from `GUIDELINES.md` and a brief alone (`briefs/`; the first eight
  are not kept there), with the codebook and an annotated real article as an example beside them, without sight of the
  other batches or of the reader's rules.
- **Checks.** Every document is validated by the compiler (`python -m communique.evaluation.markup check`): spans, closed
  vocabularies, dates, parties, a claim or `∅` for every sentence. That makes it well formed, not true; how far a second,
  blind annotation agrees stands below.
- **Text.** Happenings are invented; states, organisations and offices are real, with real holders where one is named in
  office. The sentences come from no existing text: so the authors were told; what was checked of it stands below.
- **Parts.** About 15 % of the corpus, whole batches, are kept as a test part that nobody tunes on; some batches are dev,
  the rest is train. Now the test part has
  {kept}.{missing}
  Batches 01 and 04 were looked at while the lexicon was widened.
- **A test part written by the same hands flatters.** Its authors are the same kind of model, with the same guidelines
  and habits, as those of the train part: what is learned here reads it better than it will read real news. Report real
  news beside it.
- **Licence**: texts and annotation CC BY 4.0."""


def size_section(articles: Sequence[Article], split: Split) -> str:
    """Sizes by batch and part."""
    head = ["documents", "words", "sentences", "claims", "attributions", "mentions"]
    parts = grouped(articles, lambda a: part_of(a.batch, split))
    batches = grouped(articles, lambda a: a.batch)
    rows = [[name, len({a.batch for a in part}), *sizes(part)] for name, part in parts.items()]
    rows.append(["**all**", len(batches), *sizes(articles)])
    unread = sum(a.sentences is None for a in articles)
    note = f"\n\n{unread} documents have no readable `.marked` file; their sentences are not counted." if unread else ""
    by_batch = [[name, part_of(name, split), *sizes(batch)] for name, batch in batches.items()]
    return "\n\n".join(
        [
            "## Size\n\nWords are those between white space, sentences those of the `.marked` files.",
            table(["part", "batches", *head], rows),
            table(["batch", "part", *head], by_batch) + note,
        ]
    )


def claim_section(articles: Sequence[Article], codebook: Codebook) -> str:
    """Types, statuses, modes and traits of claims."""
    claims = claims_of(articles)
    modes = Counter((c["type"], c["mode"]) for c in claims if c["mode"])
    known = pairs_of(codebook)
    never = sorted("/".join(pair) for pair in known - set(modes))
    traits = {"with a chain": lambda c: bool(c["chain"]), "with a date": dated, "with inherited parties": inherits}
    rows = [[name, n := sum(map(has, claims)), share(n, len(claims))] for name, has in traits.items()]
    without = share(len(claims) - modes.total(), len(claims))
    listed = f" ({', '.join(never)})" if never else ""
    return "\n\n".join(
        [
            "## Claims",
            count_table("type", (c["type"] for c in claims), every=map(str, EventType)),
            count_table("status", (c["status"] for c in claims), every=map(str, Status)),
            table(["claims", "number", "share"], rows),
            count_table("mode", ("/".join(pair) for pair in modes.elements()), TOP),
            f"Of the codebook's {len(known)} modes {len(never)} never occur{listed}. {without} of the claims have no mode.",
        ]
    )


def world_section(articles: Sequence[Article], briefs: Mapping[str, str | None]) -> str:
    """Decades, voices, countries."""
    voices = [voice_of(a, briefs) for a in articles]
    countries = [actor["country"] or "none" for a in articles for actor in a.gold["actors"]]
    return "\n\n".join(
        [
            "## Times, voices, countries",
            count_table("published", (decade(a.gold["document"]["published"]) for a in articles)),
            "Voices are free words of the header (else of the brief); here by kind, sorted by keywords, then as written.",
            count_table("kind of voice", (kind for _, kind in voices)),
            count_table("voice", (voice for voice, _ in voices), TOP),
            "Actors by country; an actor counts once in each document.",
            count_table("country", countries, TOP),
        ]
    )


def sentence_rows(sets: Mapping[str, Sequence[Text]], splitter: Splitter) -> list[list[object]]:
    """Name, sentences and 10/50/90 percentiles of their words, for a draw of each set."""
    rows = []
    for name, texts in sets.items():
        parts = [s for t in sample(texts, SAMPLE, random.Random(SEED)) for s in splitter(t.text)]
        rows.append(length_row(name, parts))
    return rows


def length_row(name: str, sentences: Iterable[str]) -> list[object]:
    """Name, sentences and 10/50/90 percentiles of their words; sentences without words are left out."""
    lengths = [n for s in sentences if (n := len(words(s)))]
    return [name, len(lengths), *(percentile(lengths, p) for p in (0.1, 0.5, 0.9))]


def gram_rows(sets: Mapping[str, Sequence[Text]]) -> list[list[object]]:
    """Name, words of a draw and ratios of distinct 1- to 4-grams, the mean of `DRAWS` draws of one size for all sets."""
    rows = {name: [words(t.text) for t in texts] for name, texts in sets.items()}
    size = min([SAMPLE, *(sum(map(len, row)) for row in rows.values())])
    return [[name, size, *(mean_distinct(row, n, size) for n in range(1, 5))] for name, row in rows.items()]


def mean_distinct(rows: Sequence[Sequence[str]], n: int, size: int) -> float:
    """Mean ratio of distinct n-grams of `DRAWS` draws of ``size`` words."""
    draws = (random.Random(SEED + k).sample(rows, len(rows)) for k in range(DRAWS))
    return sum(distinct(first_words(draw, size), n) for draw in draws) / DRAWS


def first_words(rows: Iterable[Sequence[str]], size: int) -> list[Sequence[str]]:
    """Rows up to ``size`` words in all, the last one cut.

    >>> first_words([["a", "b"], ["c", "d"]], 3)
    [['a', 'b'], ['c']]
    """
    kept: list[Sequence[str]] = []
    for row in rows:
        left = size - sum(map(len, kept))
        kept += [row[:left]] if left > 0 else []
    return kept


def likeness_row(name: str, these: Sequence[Text], those: Sequence[Text], most: int | None = None) -> list[object]:
    """Name, documents, candidates, median, 90th percentile and maximum of the nearest, and who the likest are."""
    found = nearest(these, those, most=most)
    values = [value for value, _, _ in found]
    top = max(found, default=(math.nan, "–", "–"))
    looked = "all" if most is None else most
    return [name, len(found), looked, *(percentile(values, p) for p in (0.5, 0.9, 1)), f"{top[1]}, {top[2]}"]


def likeness_rows(sets: Mapping[str, Sequence[Text]], split: Split) -> list[list[object]]:
    """Rows for the corpus as a whole, its test part against the rest, and all sets with equally many candidates."""
    own = sets["corpus"]
    test = [t for t in own if part_of(t.group, split) == "test"]
    rest = [t for t in own if part_of(t.group, split) != "test"]
    most = min(map(fewest_others, sets.values()))
    return [
        likeness_row("corpus", own, own),
        likeness_row("corpus, test against the rest", test, rest),
        *(likeness_row(name, texts, texts, most) for name, texts in sets.items()),
    ]


def text_section(
    articles: Sequence[Article], news: Mapping[str, Sequence[Text]], split: Split, splitter: Splitter
) -> str:
    """Sentence lengths, distinct n-grams, nearest neighbours, beside news."""
    sets = {name: comparable(texts) for name, texts in {"corpus": texts_of(articles), **news}.items()}
    absent = [[name, *["absent"] * 6] for name in NEWS if name not in news]
    by_authors = length_row("corpus, all, as its authors cut it", [s for a in articles for s in a.sentences or ()])
    lengths: list[Sequence[object]] = [by_authors, *sentence_rows(sets, splitter), *(r[:5] for r in absent)]
    ratios: list[Sequence[object]] = [*gram_rows(sets), *(r[:6] for r in absent)]
    likeness: list[Sequence[object]] = [*likeness_rows(sets, split), *absent]
    return "\n\n".join(
        [
            f"## Text, beside real news\n\n{TEXT_NOTE}",
            f"**Sentence length** in words: draws of {SAMPLE:,} words, cut into sentences by the reader's own parser.",
            table(["text", "sentences", "10 %", "50 %", "90 %"], lengths),
            f"**Distinct n-grams** as a share of all, mean of {DRAWS} equal draws; the higher, the less is said twice.",
            table(["text", "words", "1", "2", "3", "4"], ratios),
            NEIGHBOUR_NOTE,
            table(["text", "documents", "candidates", "median", "90 %", "highest", "the likest"], likeness),
        ]
    )


def texts_of(articles: Iterable[Article]) -> list[Text]:
    """The articles' texts."""
    return [Text(a.batch, f"{a.batch}/{a.name}", a.gold["document"]["text"]) for a in articles]


def overlap_section(articles: Sequence[Article], news: Mapping[str, Sequence[Text]]) -> str:
    """Runs of words that stand in shared news, and in two articles."""
    own = texts_of(articles)
    found = {name: shared_runs(own, texts) for name, texts in news.items()}
    rows = [[name, len(news[name]), len(runs)] for name, runs in found.items()]
    rows += [[name, "absent", "not checked"] for name in NEWS if name not in news]
    twice = runs_between_articles(own)
    return "\n\n".join(
        [
            "## Words found elsewhere",
            OVERLAP_NOTE,
            table(["news", "documents", "runs"], rows),
            run_list([run for runs in found.values() for run in runs]),
            f"Runs of {RUN} or more words that two corpus articles share: {len(twice)}.",
            run_list(twice),
        ]
    )


def agreement_section(folder: Path) -> str:
    """The table of `agreement.py` over all second annotations."""
    script = beside("agreement")
    counts, articles, waiting = script.Counts(), 0, 0
    for drawn_file in sorted(folder.glob("second/*/drawn.txt")):
        for line in drawn_file.read_text(encoding="utf-8").split():
            second = drawn_file.parent / f"{line.split('/')[1]}.gold.json"
            if not second.is_file():
                waiting += 1
                continue
            articles += 1
            both = [json.loads(p.read_text(encoding="utf-8")) for p in (folder / f"{line}.gold.json", second)]
            script.compare(*both, counts)
    return "\n\n".join(
        [
            "## Agreement with a second annotation",
            f"{articles} articles were annotated a second time, blind, by other sessions of a language model from the bare\n"
            f"text and the guidelines ({waiting} more are drawn and not done). F1 of spans and triggers, share of equal\n"
            "labels where they match; micro over all articles (`agreement.py`). Sources and parties count as the same\n"
            "where they share a word or a country, which is lenient. Two models may share a mistake: people might agree\n"
            "less with either.",
            table(["layer", "first annotation", "agreement"], counts.rows()),
        ]
    )


def datasheet(corpus: Path, shared: Path, splitter: Splitter) -> str:
    """The whole sheet."""
    articles = read_corpus(corpus)
    split = json.loads((corpus / "split.json").read_text(encoding="utf-8"))
    briefs = {a.batch: read_brief(corpus / "briefs" / f"{a.batch.removeprefix('batch-')}.md") for a in articles}
    paths = {name: shared / "data" / folder / "train.jsonl" for name, folder in NEWS.items()}
    news = {name: read_news(path) for name, path in paths.items() if path.is_file()}
    seeds = {"example shown to authors": read_seeds(shared / "gold" / "articles")}
    sections = [
        "# Datasheet of the Communiqué corpus\n\nWritten by `training/corpus/datasheet.py`; do not edit.",
        making(articles, split),
        size_section(articles, split),
        claim_section(articles, load_codebook()),
        world_section(articles, briefs),
        text_section(articles, news, split, splitter),
        overlap_section(articles, {**news, **seeds}),
        agreement_section(corpus),
        LIMITS,
    ]
    return "\n\n".join(sections) + "\n"


def parser_splitter() -> Splitter:
    """Sentences by the reader's parser, paragraph by paragraph."""
    model = load_model()
    return lambda text: [s.text for p in text.splitlines() if p.strip() for s in model(p).sents]


def main(arguments: Sequence[str]) -> None:
    """Print the sheet, and write it where told."""
    options = argparse.ArgumentParser(description="Print the corpus's datasheet in Markdown.")
    options.add_argument("--out", type=Path, help="also write it to this file")
    options.add_argument("--shared", type=Path, default=SHARED, help="folder of the shared news texts")
    options.add_argument("--corpus", type=Path, default=HERE, help="folder of batches, briefs and split.json")
    given = options.parse_args(arguments)
    sheet = datasheet(given.corpus, given.shared, parser_splitter())
    print(sheet, end="")
    if given.out:
        given.out.write_text(sheet, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
