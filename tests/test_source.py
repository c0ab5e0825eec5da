"""The offset law, the folded view and the sentences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.lexicon import rows
from claimx.source import Source, Span

SIGNS = (
    *"aé€%Î.!?… \u00a0\u202f\u00ad\u200b\u0301\u0327\r\n’'«»\"•-0123Mﬁ\ud800\x00",
    *("&", ";", "#", "amp", "&amp;", "&nbsp;", "&#769;", "&#13;", "&#x2019;", "&shy;", "&#97;"),
)
PRESS = st.lists(st.sampled_from(SIGNS)).map("".join)
TEXTS = st.one_of(st.text(), PRESS, PRESS.map(lambda text: unicodedata.normalize("NFD", text)))


@st.composite
def sources_and_spans(draw: st.DrawFn) -> tuple[Source, Span]:
    """A source of any text, and any span of its folded view."""
    source = Source(draw(TEXTS))
    start = draw(st.integers(0, len(source.folded)))
    return source, Span(start, draw(st.integers(start, len(source.folded))))


def mention(text: str, words: str) -> str:
    """The words of the text as given that the folded ``words`` stand for."""
    source = Source(text)
    start = source.folded.index(words)
    return source.mention(Span(start, start + len(words))).text


def cut(text: str) -> list[str]:
    """The sentences of a text."""
    source = Source(text)
    return [source.slice(span) for span in source.sentences]


class TestOffsets:
    @given(sources_and_spans())
    def test_law(self, drawn: tuple[Source, Span]) -> None:
        """Any span of the folded view gives a mention that the text as given holds at its offsets."""
        source, span = drawn
        found = source.mention(span)
        assert 0 <= found.start <= found.end <= len(source.text)
        assert source.text[found.start : found.end] == found.text

    @given(TEXTS)
    def test_words_are_kept(self, text: str) -> None:
        """Folding the mention of any folded character gives that character back."""
        source = Source(text)
        for start, character in enumerate(source.folded):
            assert character in Source(source.mention(Span(start, start + 1)).text).folded

    @given(TEXTS)
    def test_folding_twice(self, text: str) -> None:
        """A folded text folds to itself."""
        folded = Source(text).folded
        assert Source(folded).folded == folded

    @given(TEXTS)
    def test_order(self, text: str) -> None:
        """Mentions stand in the order of their spans."""
        source = Source(text)
        starts = [source.mention(Span(at, at + 1)).start for at in range(len(source.folded))]
        assert starts == sorted(starts)

    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("d’euros", "d'euros"),
            ("4\u00a0500\u202f€", "4 500 €"),
            ("−3\u2009%", "-3 %"),
            (unicodedata.normalize("NFD", "société"), "société"),
            ("mil\u00adliards", "milliards"),
            ("10\u200b %", "10 %"),
            ("\ufeff3 M€", "3 M€"),
            ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
            ("3\x00M€", "3 M€"),
            ("bénéﬁce", "bénéfice"),
            ("a\ud800b", "a\ufffdb"),
            ("“dix”", '"dix"'),
            ("3&nbsp;M&euro; &#8211; R&amp;D", "3 M€ – R&D"),
            ("caf&eacute; l&#x2019;&#39;&quot;", "café l''\""),
            ("cafe&#769;", "café"),
            ("", ""),
        ],
    )
    def test_folded(self, text: str, folded: str) -> None:
        """The folded view has one typography for all."""
        assert Source(text).folded == folded

    @pytest.mark.parametrize(
        "text",
        ["&amp;nbsp;", "a&b;", "&or;", "&Mu;", "&#0;", "&#9999999;", "&#xd800;", "&#97;", "&shy;", "&amp"],
    )
    def test_no_reference(self, text: str) -> None:
        """What names no character that news have, or would name one if it were read, is left alone."""
        assert Source(text).folded == text

    @pytest.mark.parametrize(
        ("text", "words", "expected"),
        [
            ("soit 4\u00a0500\u202f€ net", "4 500 €", "4\u00a0500\u202f€"),
            ("la socie\u0301te\u0301 X", "société", "socie\u0301te\u0301"),
            ("la socie\u200d\u0301te X", "socié", "socie\u200d\u0301"),
            ("3 mil\u00adliards\u00ad d’euros", "milliards", "mil\u00adliards"),
            ("A\r\n3 M€\r\nB", "3 M€", "3 M€"),
            ("le bénéﬁce net", "bénéfice", "bénéﬁce"),
            ("le bénéﬁce net", "bénéf", "bénéﬁ"),
            ("la R&amp;D a co&ucirc;t&eacute; 3&nbsp;&euro;", "R&D", "R&amp;D"),
            (
                "la R&amp;D a co&ucirc;t&eacute; 3&nbsp;&euro;",
                "coûté 3 €",
                "co&ucirc;t&eacute; 3&nbsp;&euro;",
            ),
        ],
    )
    def test_mention(self, text: str, words: str, expected: str) -> None:
        """A mention is the words as they were written, whole letters with their accents."""
        assert mention(text, words) == expected

    def test_empty_span_at_the_end(self) -> None:
        """An empty span is an empty mention, at the very end too."""
        source = Source("a\r\n")
        end = len(source.folded)
        assert source.mention(Span(end, end)).model_dump() == {"start": 3, "end": 3, "text": ""}


class TestSpan:
    def test_overlaps(self) -> None:
        """Spans overlap when they share a character, not when they touch."""
        assert Span(0, 3).overlaps(Span(2, 5))
        assert not Span(0, 3).overlaps(Span(3, 5))

    def test_covers(self) -> None:
        """A span covers itself and what lies inside it."""
        assert Span(0, 3).covers(Span(0, 3))
        assert not Span(0, 3).covers(Span(2, 4))


class TestSentences:
    @pytest.mark.parametrize(
        "sentences",
        [
            ["Le titre cède 3 %.", "Le groupe se tait."],
            ["Vraiment ?", "Oui !", "Enfin…", "Le groupe cède."],
            ["« Nous doutons. »", "Le titre recule."],
            ["« Jamais ! »", "Le titre recule."],
            ['Il dit "non".', '"Jamais", ajoute-t-il.'],
            ["(Il cède.)", "Le titre recule."],
            ["Résultat immédiat.", "+35 % sur le titre."],
            ["Le groupe cède.", "3 M€ partent."],
            ["Le groupe cède.", "– Un an plus tard"],
            ["M. Durand dirige Alstom.", "Mme. Petit dirige Airbus."],
            ["MM. Durand et Petit signent avec J. P. Morgan."],
            ["Au 3e trim. 2024, le titre recule."],
            ["Il vaut env. 3 M€ et max. 4 M€."],
            ["Il vaut 3.5 M€, soit 4,2 M$."],
            ["La somme de 12.000 euros est due."],
            ["Apple Inc. Cupertino se tait."],
            ["Il achète Apple Inc.", "Le groupe se tait."],
            ["Voici le plan B.", "Les salariés partent."],
            ["Il fait 22,2°C.", "Tranquille."],
            ["Il a signé le 3. Mai sera chargé."],
            ["Deux mesures suivent.", "1. Un emprunt commun"],
            ["Il paie 10. 000 dollars."],
            ["Yahoo! Japan recule."],
            ["Cela coûte... beaucoup, dit-il."],
            ["« Quoi ?! » s'étonne-t-il."],
            ["Voir www.alstom.com ou E.Leclerc."],
        ],
    )
    def test_spaced(self, sentences: list[str]) -> None:
        """Sentences are cut at their stops and line ends, not at those of abbreviations and numbers."""
        assert cut(" ".join(sentences)) == sentences

    @pytest.mark.parametrize(
        "sentences",
        [
            ["C'est l'État.", "L'usine ferme."],
            ["Elle perd 3 %.", "Le groupe se tait."],
            ["Il parle à l'AFP.", "Un accord suit."],
            ["Fini la soirée.", "A la place, rien."],
            ["Il part.", "M. Durand reste."],
            ["Il vaut 7 millions de dollars.", "6 853 véhicules roulent."],
            ["Baisse du prix du gaz.", "- Le tarif baisse."],
            ["Une prime de 10 %", "• Un statut"],
        ],
    )
    def test_glued(self, sentences: list[str]) -> None:
        """Sentences glued together, as in scraped text, are cut too."""
        assert cut("".join(sentences)) == sentences

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n ", "\u2028"])
    def test_lines(self, end: str) -> None:
        """A line is never one sentence with the next."""
        assert cut(f"Le titre{end}1. Un emprunt{end}2. Des prêts") == [
            "Le titre",
            "1. Un emprunt",
            "2. Des prêts",
        ]

    @given(TEXTS)
    def test_cover(self, text: str) -> None:
        """Sentences stand in order, do not overlap, and leave out nothing but white space."""
        source = Source(text)
        left, reached = [], 0
        for span in source.sentences:
            assert reached <= span.start < span.end
            left.append(source.folded[reached : span.start])
            reached = span.end
        left.append(source.folded[reached:])
        assert not "".join(left).strip()

    def test_sentence_of_a_span(self) -> None:
        """A span belongs to the sentence where it starts."""
        source = Source("Un an. Deux ans.\nTrois ans.")
        at = source.folded.index("ans.\n")
        assert source.sentence_index(Span(at, at + 3)) == 1
        assert source.slice(source.sentence(Span(at, at + 3))) == "Deux ans."

    @pytest.mark.parametrize("word", rows("abbreviations")["abbreviations"])
    def test_every_abbreviation(self, word: str) -> None:
        """No row of the abbreviations ends a sentence before a name."""
        assert len(cut(f"Voici {word} Xylophone ici.")) == 1

    @pytest.mark.parametrize(
        "piece", [". ", ".", ".»", '. "', "M. ", "1. ", "é.É", " •", "\n ", " »", "?!", "e\u0301", "\r\n"]
    )
    def test_long_texts(self, piece: str) -> None:
        """A text of 300,000 characters made to be hard is cut, and its sentences stay inside it."""
        source = Source((piece * 300_000)[:300_000])
        assert all(span.end <= len(source.folded) for span in source.sentences)


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    """What goes on for more than 2 000 characters is cut after a pause, else after a word, else anywhere."""
    listed = "un produit de plus, " * 300
    source = Source(listed)
    pieces = [source.slice(span) for span in source.sentences]
    assert " ".join(pieces) == listed.strip()
    assert all(len(piece) <= 2_000 and piece.endswith("plus,") for piece in pieces)
    words = [Source("mot " * 2_000).slice(span) for span in Source("mot " * 2_000).sentences]
    assert all(len(piece) <= 2_000 and piece.endswith("mot") for piece in words)
    assert [span.end - span.start for span in Source("a" * 5_000).sentences] == [2_000, 2_000, 1_000]


def test_a_long_sentence_is_left_whole() -> None:
    """A sentence of 2 000 characters is one."""
    assert len(Source(f"Velmor {'gagne, '.ljust(10) * 198}3 %.").sentences) == 1


def test_lines_are_counted() -> None:
    """Line ends are counted inside a span only."""
    source = Source("a\nb\r\nc\n")
    assert [source.newlines(Span(0, end)) for end in (0, 1, 2, 4, 6)] == [0, 0, 1, 2, 3]
