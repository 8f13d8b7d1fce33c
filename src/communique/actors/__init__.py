"""Step 3, who: mentions, coreference in the document, and the actors that are meant."""

from communique.actors.reader import ActorReader
from communique.actors.speakers import Speakers

__all__ = ["ActorReader", "Speakers"]
