"""Strange text made safe for a terminal: control characters, escapes and bidirectional overrides never reach it raw.

Every character becomes one character, so offsets stay what they are.
"""

from __future__ import annotations

import re
import unicodedata

_ODD = re.compile(
    "[^\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u05ff\u0900-\u1fff\u2010-\u2027\u2030-\u205f\u20a0-\ud7ff]"
)
_HARMLESS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # they take no room and move nothing
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
REPLACEMENT = "\ufffd"


def safe(text: str) -> str:
    """``text`` with line feeds kept, other white space as blanks, and what could steer a terminal as signs.

    C0 controls become their pictures (U+2400 …), other controls, overrides and unassigned characters U+FFFD.

    >>> safe("a\\x1b[31mb\\u202ec")
    'a␛[31mb�c'
    """
    return _ODD.sub(lambda found: _sign(found.group()), text)


def one_line(text: str) -> str:
    """``safe`` on one line, white space collapsed.

    >>> one_line("two\\n lines")
    'two lines'
    """
    return " ".join(safe(text).split())


def _sign(character: str) -> str:
    if character in _HARMLESS:
        return character
    if character in "\t\r\v\f\x85\u2028\u2029":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    return REPLACEMENT if unicodedata.category(character) in _UNSAFE else character
