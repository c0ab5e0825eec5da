"""How words stand to a figure: the features that every field's candidates share."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from claimx.claims.cues import cue_finder
from claimx.claims.scene import Scene, of_figure
from claimx.figures.definitions import Figure
from claimx.reading import Reading, Token
from claimx.records import Metric
from claimx.source import Span

__all__ = ["dealing", "is_target", "lead", "position", "syntax"]

# "3 M€ de bénéfice", "5 % du capital", "2 M€ d'aides": the words after the figure are tied to it.
_TIED_AFTER = re.compile(
    r"\s*(?:nets?|bruts?|annuels?|supplémentaires?|environ)?\s*(?P<word>de|d'|du|des|en|sur|dans|à|au|aux|par|pour|chez|auprès)\s*"
    r"(?:l'|la|le|les|son|sa|ses|leurs?)?\s*(?:[\w'-]+\s+){0,2}"
)
# "bénéfice de 3 M€", "CA : 3 M€", "marge à 3 %", "dette nette (3 M€": so are those before it.
_TIED_BEFORE = re.compile(r"\s*(?:[\w'-]+\s+){0,2}(?P<word>de|d'|à|:|\(|/)\s*(?:[\w'-]+\s+){0,2}\W?\s*")
_VERBLESS = re.compile(r"[\s\w'-]{0,25}")


# The preposition that leads a name: "de | l'opérateur polonais | X", "auprès du fonds X", "par X".
_LEAD = re.compile(
    r"(?s:.*)(?:^|[\s'(])"
    r"(de|d'|du|des|à|au|aux|dans|par|pour|chez|avec|sur|auprès|selon|entre|contre|et|ou|dont|en|que|qu')\s*"
    r"(?:l'|la |le |les )?(?:[\w-]+\s+){0,3}[\"«]?\s?$",
    re.IGNORECASE,
)


def lead(scene: Scene, span: Span) -> str:
    """The preposition or conjunction that leads a name in, articles and nouns of kind aside; "" for none.

    One of several words goes by the word that tells it apart: "auprès" for "auprès de".
    """
    match = _LEAD.match(scene.before(span))
    if match is None:
        return ""
    end = span.start - (len(match.string) - match.end(1))
    words = Span(span.start - len(match.string), end)
    compounds = cue_finder("prepositions").find(scene.source, words)
    return compounds[-1].value if compounds and compounds[-1].span.end == end else match[1].lower()


def dealing(scene: Scene, span: Span) -> dict[str, float]:
    """The word of dealing that a name depends on in the parse: "fournir … à X", "le rachat de X"."""
    head = scene.reading.noun_over(span)
    if head is None:
        return {}
    led = lead(scene, span)
    for steps, above in enumerate(scene.reading.ancestors(head)):
        kind = cue_finder("dealings").value_of(above.text) if steps < _DEAL_STEPS else None
        if kind is not None:
            return {
                f"deal.{kind}": 1.0,
                f"deal.{kind}.{led}": 1.0,
                f"deal.{kind}.{_dependency(scene.reading, head)}": 1.0,
                f"deal.steps.{steps}": 1.0,
            }
    return {}


_DEAL_STEPS = 3


def is_target(scene: Scene, figure: Figure, metric: Metric) -> bool:
    """Whether a figure may be the price that a broker sets for the share of another: "UBS vise 35 euros"."""
    if metric != "share_price" or figure.kind != "money":
        return False
    return any(cue.value == "forecast" for cue in scene.certainties)


def position(scene: Scene, figure: Figure, span: Span) -> dict[str, float]:
    """Side, distance, and what lies between a span and a figure of the same sentence."""
    gap = scene.gap(span, figure.span)
    side = "left" if span < figure.span else "right"
    features = {
        side: 1.0,
        f"{side}.words": math.log1p(gap.words),
        f"{side}.breaks": gap.breaks,
        f"{side}.figures": min(gap.figures, 4),
    }
    tied = (_TIED_BEFORE if side == "left" else _TIED_AFTER).fullmatch(gap.text)
    if tied:
        features[f"{side}.tied"] = 1.0
        features[f"{side}.tied.{tied['word'].lower()}"] = 1.0
    if gap.figures == 0:
        features[f"{side}.next"] = 1.0
    if _VERBLESS.fullmatch(gap.text):
        features[f"{side}.close"] = 1.0
    return features


def syntax(scene: Scene, figure: Figure, span: Span) -> dict[str, float]:
    """How the parse ties a span to a figure: subject of its verb, above it, below it."""
    head, own = scene.reading.noun_over(span), _place(scene, figure)
    if head is None or own is None:
        return {"unparsed": 1.0}
    dep = _dependency(scene.reading, head)
    features = {f"dep.{dep}": 1.0}
    if head.index in own.above:
        features["above"] = 1.0
        features["above.steps"] = math.log1p(own.above.index(head.index))
    if head.head == own.verb:
        features[f"of_verb.{dep}"] = 1.0
    if any(token.index == own.head for token in scene.reading.ancestors(head)):
        features["below"] = 1.0
    return features


def _dependency(reading: Reading, head: Token) -> str:
    """The dependency of a noun, without subtypes but those of the passive: "X est détenu par Y"."""
    if head.dep == "nsubj:pass":
        return head.dep
    if head.dep.startswith("obl") and any(
        child.dep == "case" and child.text.lower() == "par" for child in reading.children(head)
    ):
        return "obl:agent"  # which the model tells from other complements only at times
    return head.dep.split(":")[0]


class _Place(NamedTuple):
    """Where a figure stands in the parse, by the indexes of words: its head, those above, its verb."""

    head: int
    above: tuple[int, ...]
    verb: int | None


@of_figure
def _place(scene: Scene, figure: Figure) -> _Place | None:
    own, verb = scene.reading.head_of(figure.span), scene.reading.verb_over(figure.span)
    if own is None:
        return None
    above = tuple(token.index for token in scene.reading.ancestors(own))
    return _Place(own.index, above, verb.index if verb is not None else None)
