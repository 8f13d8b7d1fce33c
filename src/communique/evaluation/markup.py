"""The compact notation in which gold documents are written, and its compiler.

`docs/corpus-notation.md` is the author's guide. A `.marked` file has three parts parted by `---` lines: a header, the body
(one sentence a line, spans in square brackets), and lines which say what the spans are. `compile_markup` gives the JSON of one
document as DESIGN has it; `facts_of` turns that into the coarser `facts/ID.json` format of the shared gold.

    python -m communique.evaluation.markup build examples/
    python -m communique.evaluation.markup facts examples/ OUTDIR
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from communique.evaluation.marked_text import Line, MarkupError, Marked, Problem, Span, read_marked

CONTEXT = 32  # characters of prefix and suffix in a quote selector
Json = dict[str, Any]

TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT STATEMENT".split()
)
STATUSES = set(
    "occurred ongoing planned offered requested threatened possible denied negated cancelled postponed".split()
)
BASES = {"": "named", "?": "implied", "^": "inherited"}
TIME_BASES = {"explicit", "anchored", "inherited"}
TIME_TYPES = {"DATE", "TIME", "DURATION", "SET"}
PRECISIONS = ["minute", "hour", "day", "week", "month", "year"]
STYLES = {"direct", "indirect", "mixed"}
STANCES = set("says claims denies warns confirms asks believes".split())
ACTOR_KINDS = set("state government person organisation armed_group party company medium people place other".split())
QUANTITIES = set("killed wounded detained displaced people money weapons other".split())
CONTEXTS = set(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal "
    "reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic "
    "territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber "
    "misinformation crime corruption illegal_drugs trafficking".split()
)
MODES: Mapping[str, set[str]] = {
    "CONSULT": set("visit third-party multilateral phone call meeting summit talks mediation".split()),
    "RETREAT": set("withdraw release disarm ceasefire access resign".split()),
    "REQUEST": set("assist change yield meet".split()),
    "REJECT": set("assist change yield meet".split()),
    "ACCUSE": set("disapprove investigate allege".split()),
    "THREATEN": set("restrict arrest relations expel territory violence".split()),
    "PROTEST": set("demo riot strike hunger boycott obstruct vandalize".split()),
    "SANCTION": set("convict expel withdraw discontinue".split()),
    "MOBILIZE": set("troops weapons police militia".split()),
    "COERCE": set(
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()
    ),
    "ASSAULT": set(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons "
        "crowd-control unconventional".split()
    ),
    "STATEMENT": set("comment assessment warning denial responsibility".split()),
}
