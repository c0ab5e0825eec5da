"""Who acts in a text: companies by name, references to them, actors that are no company; and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimx.claims.cues import Cue, cue_finder
from claimx.claims.scene import Actor, Material, within
from claimx.companies.definitions import TELLERS, Companies, NamedMention
from claimx.companies.references import References, is_dateline
from claimx.source import Source, Span

__all__ = ["find_actors", "tags"]

_NEAR = 60  # characters that may stand between a role cue and its company
_NEXT = 25  # characters between a company and its verb of saying
# From a role cue to its company: "rachat du | géant américain | X", "selon le cabinet X".
_INTRODUCTION = re.compile(
    r"\s*(?:(?:l'|la|le|les|du|de|d'|des|son|sa|au|aux|un|une)\s*)?(?:[\w'-]+\s+){0,3}[\"«(]?\s?"
)
# "A et B", "le japonais A et le coréen B", "A / B"; what stands before "B" in "A, B et C".
_JOINED = re.compile(r"\s+(?:et|ou)\s+(?:(?:l'|la |le |les )(?:[a-zà-ÿ-]+ ){0,2})?|\s*/\s*")
_LISTED = re.compile(r",\s+(?:(?:l'|la |le |les )(?:[a-zà-ÿ-]+ ){0,2})?")


def find_actors(material: Material, sentence: Span) -> tuple[Actor, ...]:
    """The actors of a sentence, in order; where two overlap, a company's name wins."""
    found = material.actors.get(sentence)
    if found is None:
        found = material.actors[sentence] = tuple(_find(material, sentence))
    return found


def _find(material: Material, sentence: Span) -> list[Actor]:
    source, companies, references = material.reading.source, material.companies, material.references
    mentions = within(companies.mentions, sentence)
    roles = cue_finder("roles").find(source, sentence) if mentions else ()
    named = [
        _named(source, mention, roles, tags(mention.name, companies, references)) for mention in mentions
    ]
    referred = [
        Actor(
            reference.span,
            reference.names,
            0.9,
            named=reference.by_order,
            tags=frozenset.intersection(*(tags(name, companies, references) for name in reference.names)),
        )
        for reference in within(references.mentions, sentence)
    ]
    others = [
        Actor(cue.span, (), cue.weight, named=False) for cue in cue_finder("actors").find(source, sentence)
    ]
    return _joined(source, _without_overlap([*named, *referred, *others]))


def tags(name: str, companies: Companies, references: References) -> frozenset[str]:
    """The trades of a company: those known, and those the text gives it."""
    nothing: frozenset[str] = frozenset()
    return companies.kinds.get(name, nothing) | references.trades.get(name, nothing)


def _without_overlap(actors: Iterable[Actor]) -> list[Actor]:
    out: list[Actor] = []
    for actor in actors:
        if not any(actor.span.overlaps(other.span) for other in out):
            out.append(actor)
    return sorted(out, key=lambda actor: actor.span)


def _joined(source: Source, actors: Iterable[Actor]) -> list[Actor]:
    """Make one actor of "A et B", of "A, B et C": what is said of them is said of all."""
    out: list[Actor] = []
    for actor in actors:
        last = out[-1] if out else None
        if last is not None and _pair(last, actor) and _JOINED.fullmatch(_between(source, last, actor)):
            joined = _both(last, actor)
            out.pop()
            while out and _pair(out[-1], joined) and _LISTED.fullmatch(_between(source, out[-1], joined)):
                joined = _both(out.pop(), joined)
            out.append(joined)
        else:
            out.append(actor)
    return out


def _pair(first: Actor, second: Actor) -> bool:
    return first.named and second.named and first.role in {"", second.role}


def _between(source: Source, first: Actor, second: Actor) -> str:
    return source.slice(Span(first.span.end, second.span.start))


def _both(first: Actor, second: Actor) -> Actor:
    names = (*first.names, *second.names)
    return Actor(
        Span(first.span.start, second.span.end), names, role=first.role, tags=first.tags & second.tags
    )


def _named(source: Source, mention: NamedMention, roles: tuple[Cue, ...], tags: frozenset[str]) -> Actor:
    role = "dateline" if is_dateline(source, mention) else _role(source, mention, roles)
    if not role and tags & TELLERS and _speaks(source, mention, roles):
        role = "source"
    return Actor(mention.span, (mention.name,), role=role, tags=tags)


def _role(source: Source, mention: NamedMention, roles: tuple[Cue, ...]) -> str:
    """The role that the words right before a company give it."""
    for cue in reversed(roles):
        if cue.span.end <= mention.span.start:
            between = source.slice(Span(cue.span.end, mention.span.start))
            return cue.value if len(between) < _NEAR and _INTRODUCTION.fullmatch(between) else ""
    return ""


def _speaks(source: Source, mention: NamedMention, roles: tuple[Cue, ...]) -> bool:
    """Whether a verb of saying follows a company that tells about others: "Oddo BHF estime que …"."""
    for cue in roles:
        if cue.value == "source" and 0 <= cue.span.start - mention.span.end < _NEXT:
            return source.slice(Span(mention.span.end, cue.span.start)).count(",") <= 1
    return False
