"""What tells a duration from an age, an hour of the clock, a rhythm or a story: "45 ans", "20 heures"."""

from __future__ import annotations

from claimx.dates.shapes import Hit
from claimx.dates.surroundings import is_class, listed

__all__ = ["is_age", "is_rhythm", "lasts"]

_HOURS_OF_A_DAY = 24
_WORKING_WEEKS = frozenset({35, 39})
_PAPER = 20
_CHILD = 15
"""Up to so many years, "à N ans de la fin" is a distance; beyond, one dies "à 60 ans de la grippe"."""
_NEAR = 11
"""How many words back "âge" still tells that years are one."""
_TIMED = frozenset({"hour", "minute", "second"})
_ALONE = frozenset({"month", "half_hour", "half_day", "half_century", "quarter_hour"})
_NEVER_ALONE = frozenset({"weekend", "fiscal", "century"})


def lasts(hit: Hit, unit: str, count: int) -> bool:
    """Whether a number and a unit make a duration where they stand."""
    if (unit == "year" and is_age(hit)) or _tender_age(hit, unit):
        return False
    if hit.word("unit").istitle():
        return False  # "les 24 Heures du Mans"
    if unit == "hour" and not _hours_last(hit, count):
        return False
    if unit in {"minute", "second"} and not _minutes_last(hit, unit, count):
        return False
    return count != 1 or _one_lasts(hit, unit)


def is_rhythm(hit: Hit) -> bool:
    """Whether it is a rhythm or a share: "tous les deux ans", "deux jours sur cinq", "218 jours par an"."""
    rhythm = listed("rhythm")
    every = hit.before() in listed("some") and hit.before(2) in rhythm
    either = hit.before() in listed("bounds") and hit.before(3) in listed("some") and hit.before(4) in rhythm
    share = hit.after().lower() in listed("shares") and is_class(
        hit.line, hit.last + 2, "cardinal", "month_number", "day_number"
    )
    return hit.before() in rhythm or every or either or share or _rated(hit)


def _one_lasts(hit: Hit, unit: str) -> bool:
    """Tell "en une semaine" from "une semaine noire", and "un an" from "une année difficile"."""
    if unit in _NEVER_ALONE:
        return False
    if unit in _ALONE:
        return unit == "month" or hit.after() not in listed("shifting")  # "une demi-heure après l'ouverture"
    stressed = hit.has("demi") or " " in hit.word("count")  # "une seule journée"
    if stressed or (unit == "year" and hit.word("unit").lower() in listed("short_year")):
        return True
    return hit.before() in listed("lasting") or hit.after() in listed("shifting")


def _minutes_last(hit: Hit, unit: str, count: int) -> bool:
    if count == _PAPER and unit == "minute" and hit.before() not in listed("lasting"):
        return False  # the paper "20 Minutes"
    return hit.word("unit").islower() and not is_class(hit.line, hit.first - 1, "determiner")


def _hours_last(hit: Hit, count: int) -> bool:
    """Tell "pendant 20 heures" from "à 20 heures"."""
    before = hit.before()
    if len(hit.word("unit")) == 1 or _goes_on(hit):
        return False
    if count in _WORKING_WEEKS and before in listed("some"):
        return False
    if count > _HOURS_OF_A_DAY:
        return True
    if before in listed("later"):
        return is_class(hit.line, hit.last + 1, "genitive")  # "après 18 heures de débats"
    if is_class(hit.line, hit.first - 1, "genitive"):
        return hit.before(2) not in listed("clock") | listed("starting")
    return before not in listed("clock") | listed("clock_verbs")


def _goes_on(hit: Hit) -> bool:
    """Whether a number follows: "20 heures 30", "de 9 heures à 13 heures"."""
    to = is_class(hit.line, hit.last + 1, "up_to")
    return hit.after(2 if to else 1)[:1].isdecimal()


def _rated(hit: Hit) -> bool:
    """Whether it is so much a week: "35 heures par semaine", "218 jours par an"."""
    return hit.after() in listed("rhythm") and is_class(hit.line, hit.last + 2, "unit")


def is_age(hit: Hit) -> bool:
    """Whether a number of years is somebody's age: "âgé de 45 ans", "un homme de 30 ans", "Léa, 12 ans,"."""
    before = hit.before()
    if hit.word("unit").lower() in listed("long_year"):
        return False  # "dix années" is never an age
    if before in listed("age_bounds") and _of_age(hit):
        return True  # "l'âge légal passe de 62 à 64 ans"
    if before in listed("bare_of"):
        return _aged(hit)
    if before in listed("bounds"):  # "18-25 ans", refused as a whole
        return hit.before(2).isdecimal() or (before in listed("at") and _at_age(hit))
    if before in {",", "("}:
        return _apposed(hit)
    return before in listed("having") or before in listed("from_age")


def _tender_age(hit: Hit, unit: str) -> bool:
    """Whether it is the age of a child: "un bébé de trois mois"."""
    return (
        unit in {"month", "week", "day"}
        and hit.before() in listed("bare_of")
        and hit.before(2) in listed("infants")
    )


def _of_age(hit: Hit) -> bool:
    """Whether ages are spoken of in the words before, no stop between."""
    for back in range(2, _NEAR):
        word = hit.before(back)
        if word in listed("ages", "words"):
            return True
        if word in listed("clause_ends"):
            return False
    return False


def _aged(hit: Hit) -> bool:
    """Whether a person, or "les moins", stands before "de 45 ans"."""
    second = hit.before(2)
    if second.endswith("er") and hit.before(3) in listed("bare_of"):
        return False  # "une interdiction de gérer de cinq ans"
    if _is_person(second) or second in listed("starting"):
        return True
    if second not in listed("bracket"):
        return False
    owned = hit.before(3) in listed("having") and hit.after() in listed("stops")  # "60 ont moins de 30 ans."
    return owned or hit.before(3) in listed("some") | listed("bare_of")


def _at_age(hit: Hit) -> bool:
    """Whether "à 45 ans" is no term ("un taux à dix ans") and no sentence ("condamné à deux ans")."""
    if is_class(hit.line, hit.first - 2, "unit"):
        return False  # "de dix-huit mois à deux ans"
    if hit.after() in listed("bare_of") and not is_class(hit.line, hit.last + 2, "determiner", "one"):
        return False  # "mettre fin à 25 ans de règne"; one dies "à 25 ans d'un cancer"
    if hit.number("count") <= _CHILD and is_class(hit.line, hit.last + 1, "genitive"):
        return False  # "à deux ans de la présidentielle"
    near = {hit.before(back) for back in range(2, 6)}
    served = hit.after(2) in listed("served", "words") or hit.after() in listed("served", "words")
    return not near & (listed("terms") | listed("sentenced")) and not served


def _apposed(hit: Hit) -> bool:
    """Whether a name, a comma, an age and a stop follow each other: "Jean Dupont, 45 ans, …"."""
    if is_class(hit.line, hit.first - 2, "unit"):
        return False  # "dix-huit mois, deux ans et demi": a list of terms
    name = hit.line.word(hit.first - 2)
    return (name[:1].isupper() or _is_person(name)) and hit.after() in listed("stops")


def _is_person(word: str) -> bool:
    word = word.lower()
    return word in listed("persons") or word.endswith(tuple(listed("person_endings", "endings")))
