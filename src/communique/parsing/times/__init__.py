"""Times: TIMEX3 expressions found and normalised (grammar and lexicon of our own, in ``lexicon.toml``)."""

from communique.parsing.times.lexer import Lexicon, load_lexicon
from communique.parsing.times.tagger import TimeTagger, local_date

__all__ = ["Lexicon", "TimeTagger", "load_lexicon", "local_date"]
