"""Persons of the text so far whom a role phrase takes up again."""

from __future__ import annotations

from communique.actors.discourse import Known
from communique.actors.references import Reference, singular
from communique.actors.scene import Scene


def same_role(ref: Reference, scene: Scene, noun: str) -> Known | None:
    """A person of this text with the same role noun and no other country."""
    country, wanted = scene.country(ref), scene.role_words(ref)
    if not ref.definite and country is None:
        return None
    nouns = _core_words(ref, scene) or {noun}

    def fits(known: Known) -> bool:
        actor = known.actor
        if (
            not known.person
            or actor is None
            or not (nouns <= known.nouns or ref.role in known.nouns or _heads(ref, noun, known, scene))
        ):
            return False
        if ref.gender is not None and known.gender not in {None, ref.gender}:
            return False
        if not _specific(wanted) <= known.nouns | nouns:
            return False
        if (
            ref.affiliation is not None
            and ref.affiliation not in known.nouns
            and (country is None or actor.country != country)
        ):
            return False
        return country is None or actor.country == country or (actor.country is None and actor.id.startswith("new:"))

    def titled(known: Known) -> bool:
        return fits(known) and known.actor is not None and noun in (known.actor.office or "").lower()

    if country is None and ref.affiliation is None and ref.owner is None and scene.side.country is not None:
        own = scene.discourse.latest(ref.head, lambda k: scene.own_person(k) and titled(k), sentences=40)
        if own is not None:
            return own
        others = scene.discourse.latest(ref.head, titled, sentences=12)
        if others is not None:
            return others
    return scene.discourse.latest(ref.head, fits, sentences=12)


def _heads(ref: Reference, noun: str, known: Known, scene: Scene) -> bool:
    """ "the FBI chief" is the director of the FBI."""
    return ref.affiliation in known.nouns and noun in scene.words.heads and bool(known.nouns & scene.words.heads)


def unnamed(ref: Reference, scene: Scene) -> Known | None:
    """An unnamed person of this text whom a definite role phrase takes up: the one who now gets a name."""
    found = same_role(ref, scene, singular(scene.syntax.tokens[ref.noun])) if ref.definite else None
    return found if found is not None and not found.names else None


def _core_words(ref: Reference, scene: Scene) -> set[str]:
    """The words of the role itself: "foreign minister" is no "prime minister"."""
    inside = scene.syntax.tokens[ref.core[0] : ref.core[1]]
    return {singular(t) for t in inside if t.pos in {"NOUN", "PROPN", "ADJ"}}


def _specific(wanted: set[str]) -> set[str]:
    """Adjectives that make it another office."""
    return wanted & {"foreign", "defence", "defense", "prime", "interior", "finance", "vice", "deputy", "former"}
