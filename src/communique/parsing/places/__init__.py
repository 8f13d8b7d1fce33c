"""Places: toponyms found, told from actors, resolved against GeoNames and Natural Earth."""

from communique.parsing.places.gazetteer import Gazetteer, load_gazetteer
from communique.parsing.places.literal import LiteralRules, load_literal_rules
from communique.parsing.places.tagger import PlaceTagger

__all__ = ["Gazetteer", "LiteralRules", "PlaceTagger", "load_gazetteer", "load_literal_rules"]
