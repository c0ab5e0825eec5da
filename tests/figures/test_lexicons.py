"""Every row of the figure lexicons is found by its own finder."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from claimx.figures import Figure, find_figures
from claimx.figures.money import cldr_names
from claimx.lexicon import expand, rows
from claimx.source import Source

SHARED_FORMS = {
    noun: expand(forms[0])[-1]
    for table in ("shared", "shared_symbols", "shared_cents")
    for noun, forms in rows("currencies")[table].items()
}
CONTEXTS = rows("currency_contexts")


def only(text: str) -> Figure:
    """Return the one figure of a text."""
    found = find_figures(Source(text))
    assert len(found) == 1, (text, found)
    return found[0]


def listed(lexicon: str, *tables: str) -> list[tuple[str, str]]:
    """Key and form of every row "key = [forms]" of some tables."""
    return [
        (key, form)
        for table in tables
        for key, forms in rows(lexicon)[table].items()
        for row in forms
        for form in expand(row)
    ]


def keyed(lexicon: str, table: str) -> list[tuple[str, Any]]:
    """Form and value of every row "form = value" of a table."""
    return [(form, value) for row, value in rows(lexicon)[table].items() for form in expand(row)]


@pytest.mark.parametrize(("code", "form"), listed("currencies", "names", "symbols"))
def test_a_currency_is_named(code: str, form: str) -> None:
    """Each word and each sign behind a number is its currency."""
    assert only(f"Soit 3,50 {form}" if form != "E" else "Soit 3,50E").unit == code


@pytest.mark.parametrize(("form", "code"), list(cldr_names().items()))
def test_a_currency_of_the_world_is_named(form: str, code: str) -> None:
    """Each of CLDR's names, and each code."""
    assert only(f"Soit 3,50 {form}").unit == code
    assert code in rows("currencies")["ignored"]["codes"] or only(f"Soit 3,50 {code}").unit == code
    assert only(f"Soit 3 milliards de {form}").low == Decimal(3_000_000_000)


@pytest.mark.parametrize(("noun", "form"), listed("currencies", "shared", "shared_symbols"))
def test_a_shared_noun_is_some_currency(noun: str, form: str) -> None:
    """Each noun that countries share, with its default."""
    context = CONTEXTS[noun]
    if "as" in context:  # no money without a cue
        assert not find_figures(Source(f"Soit 3 millions de {form}"))
        assert only(f"À Dakar, 3 millions de {form}").unit == CONTEXTS[context["as"]]["default"]
    else:
        assert only(f"Soit 3 millions de {form}").unit == context["default"]


@pytest.mark.parametrize(("_", "form"), listed("currencies", "cents", "shared_cents"))
def test_cents_are_hundredths(_: str, form: str) -> None:
    """Each word for a hundredth."""
    assert only(f"Soit 30 {form}").low == Decimal("0.30")


@pytest.mark.parametrize(("code", "form"), listed("currencies", "before", "before_shared"))
def test_a_sign_may_stand_before(code: str, form: str) -> None:
    """Each sign that may come first."""
    assert only(f"Soit {form} 3,50").unit == CONTEXTS.get(code, {"default": code})["default"]


@pytest.mark.parametrize(("sign", "meaning"), list(rows("currencies")["glued"].items()))
def test_magnitude_and_currency_may_be_one_sign(sign: str, meaning: tuple[str, int]) -> None:
    """Each sign that writes both at once."""
    figure = only(f"Soit 3 {sign}")
    assert (figure.unit, figure.low) == (meaning[0], Decimal(3).scaleb(meaning[1]))


@pytest.mark.parametrize(("sign", "meaning"), list(rows("currencies")["local"].items()))
def test_a_magnitude_may_be_a_currency_in_one_country(sign: str, meaning: tuple[str, str, int]) -> None:
    """Each sign, in a text with a cue of the country, and in one with none."""
    noun, code, power = meaning
    figure = only(f"{CONTEXTS[noun][code][0]} : 1.203,4 {sign}")
    assert (figure.unit, figure.low) == (code, Decimal("1203.4").scaleb(power))
    assert find_figures(Source(f"Soit 1.203,4 {sign}")) == ()
    assert only(f"{CONTEXTS[noun][code][0]} : 3 {sign} de dollars").unit == "USD"


@pytest.mark.parametrize("code", rows("currencies")["ignored"]["codes"])
def test_a_code_that_is_a_word_is_left(code: str) -> None:
    """Each acronym that only looks like a code."""
    assert find_figures(Source(f"Soit 3 {code}")) == ()


@pytest.mark.parametrize(
    ("noun", "code", "cue"),
    [
        (noun, code, cue)
        for noun, rule in CONTEXTS.items()
        if "nouns" not in rule and "codes" not in rule
        for code, cues in rule.items()
        if isinstance(cues, list) and code.isupper()
        for cue in cues
    ],
)
def test_a_cue_says_which_country(noun: str, code: str, cue: str) -> None:
    """Each word of a country makes a shared noun its currency."""
    sign = "$" if noun == "dollar" else f"de {SHARED_FORMS[noun]}"
    assert find_figures(Source(f"{cue} : un plan de 3 millions {sign}"))[-1].unit == code


@pytest.mark.parametrize(("form", "power"), keyed("magnitudes", "words") + keyed("magnitudes", "short"))
def test_a_magnitude_multiplies(form: str, power: int) -> None:
    """Each word and abbreviation, and the letters with a sign."""
    assert only(f"Soit 3 {form} d'euros").low == Decimal(3).scaleb(power)


@pytest.mark.parametrize(("form", "power"), keyed("magnitudes", "letters"))
def test_a_letter_multiplies_a_sign(form: str, power: int) -> None:
    """Each letter means something only with a currency."""
    assert only(f"Soit 3 {form}€").low == Decimal(3).scaleb(power)
    assert find_figures(Source(f"Soit 3 {form}")) == ()


@pytest.mark.parametrize("form", [form for form, _ in keyed("magnitudes", "between")])
def test_a_word_may_stand_before_a_magnitude(form: str) -> None:
    """Each adjective."""
    assert only(f"Les 3 {form} millions d'euros").low == Decimal(3_000_000)


@pytest.mark.parametrize(("article", "_"), keyed("magnitudes", "implied"))
def test_an_article_may_stand_for_one(article: str, _: int) -> None:
    """Each article before a magnitude."""
    assert only(f"Soit {article} million d'euros").low == Decimal(1_000_000)


@pytest.mark.parametrize(("form", "part"), keyed("magnitudes", "half"))
def test_a_half_may_follow(form: str, part: str) -> None:
    """Each form, behind a magnitude and behind a currency."""
    assert only(f"Soit deux euros {form}").low == 2 + Decimal(part)


@pytest.mark.parametrize(
    ("form", "value"),
    [row for table in ("units", "tens", "hundreds", "thousands") for row in keyed("number_words", table)],
)
def test_a_number_word_has_its_value(form: str, value: int) -> None:
    """Each number word by itself."""
    assert only(f"Soit {form} euros").low == value


@pytest.mark.parametrize(("form", "value"), keyed("number_words", "collectives"))
def test_a_collective_is_approximate(form: str, value: int) -> None:
    """Each collective, and each adjective that may go with it."""
    figure = only(f"Soit une {form} de millions d'euros")
    assert (figure.low, figure.comparator) == (Decimal(value).scaleb(6), "approx")
    for stout, _ in keyed("number_words", "stout"):
        assert only(f"Soit une {stout} {form} d'euros").low == value


@pytest.mark.parametrize(("form", "value"), keyed("number_words", "fractions"))
def test_a_fraction_of_a_unit(form: str, value: str) -> None:
    """Each fraction."""
    assert only(f"Soit trois {form} de point de pourcentage").low == 3 * Decimal(value)


@pytest.mark.parametrize(("comparator", "form"), listed("comparators", "before", "signs"))
def test_a_comparator_stands_before(comparator: str, form: str) -> None:
    """Each word and sign before a number."""
    assert only(f"Soit {form}3 %" if form.endswith("'") else f"Soit {form} 3 %").comparator == comparator


@pytest.mark.parametrize(("comparator", "form"), listed("comparators", "after"))
def test_a_comparator_stands_behind(comparator: str, form: str) -> None:
    """Each word behind a figure."""
    assert only(f"Soit 3 % {form}").comparator == comparator


@pytest.mark.parametrize(("_", "form"), listed("comparators", "none"))
def test_some_words_bound_nothing(_: str, form: str) -> None:
    """Each form that only looks like a comparator."""
    assert only(f"Soit {form}3 %" if form.endswith("'") else f"Soit {form} 3 %").comparator == "exact"


@pytest.mark.parametrize(("_", "form"), listed("comparators", "awaited"))
def test_the_reference_of_a_comparison_is_exact(_: str, form: str) -> None:
    """Each word that says the figure is what something else is compared with."""
    assert only(f"Il reste en deçà des 3 % {form}").comparator == "exact"


@pytest.mark.parametrize(("unit", "form"), listed("percent_units", "signs", "units"))
def test_a_percent_unit_is_read(unit: str, form: str) -> None:
    """Each sign and word."""
    assert only(f"Un taux de 3 {form}").unit == {"bare_point": "point"}.get(unit, unit)


@pytest.mark.parametrize("key", ["followed_by", "not_followed_by", "near", "against", "one"])
def test_the_words_around_say_what_a_point_is(key: str) -> None:
    """Each cue for and against percentage points."""
    for form in [form for row in rows("percent_units")["points"][key] for form in expand(row)]:
        text = {
            "followed_by": f"Il perd 3 points {form}",
            "not_followed_by": f"Un taux de 3 points {form}",
            "near": f"Avec {form}, il perd 3 points",
            "against": f"Avec {form}, un taux de 3 points",
            "one": f"Avec ce taux, il perd un point {form}",
        }[key]
        assert bool(find_figures(Source(text))) == (key in ("followed_by", "near", "one")), text


@pytest.mark.parametrize(("unit", "form"), listed("per_units", "article", "adjective"))
def test_a_price_is_per_an_article_or_adjective(unit: str, form: str) -> None:
    """Each form behind an article, each adjective."""
    assert only(f"Soit 3 euros {form}").per == unit


@pytest.mark.parametrize(("unit", "form"), listed("per_units", "rate"))
def test_a_sum_may_be_of_what_is_paid_each_year(unit: str, form: str) -> None:
    """Each noun with its adjective."""
    de = "d'" if form[0] in "eé" else "de "
    assert only(f"Soit 3 millions d'euros {de}{form}").per == unit


@pytest.mark.parametrize("unit", rows("per_units")["distant"]["units"])
def test_a_unit_may_stand_behind_what_the_sum_is_of(unit: str) -> None:
    """Each period."""
    assert only(f"Soit 3 millions d'euros de pièces par {unit}").per == unit


@pytest.mark.parametrize(
    ("earned", "link"),
    [
        *((form, "contre") for _, form in listed("per_units", "earned")),
        *(("bénéfice", form) for _, form in listed("per_units", "carried")),
    ],
)
def test_results_per_share_are_compared_per_share(earned: str, link: str) -> None:
    """Each result, and each word before its counterpart; of a dividend it is left unsaid."""
    for noun, per in ((earned, "action"), ("dividende", None)):
        [first, second] = find_figures(Source(f"Un {noun} de 3 euros par action, {link} 2 euros"))
        assert (first.per, second.per) == ("action", per)


@pytest.mark.parametrize(("unit", "form"), listed("per_units", "slash"))
def test_a_price_is_per_a_slashed_unit(unit: str, form: str) -> None:
    """Each form behind a slash."""
    assert only(f"Soit 3 €/{form}").per == unit


@pytest.mark.parametrize(("unit", "form"), listed("per_units", "par"))
def test_a_price_is_per_a_noun(unit: str, form: str) -> None:
    """Each form behind "par"."""
    assert only(f"Soit 3 euros par {form}").per == unit


@pytest.mark.parametrize(("_", "word"), listed("per_units", "not_par"))
def test_some_nouns_are_no_unit(_: str, word: str) -> None:
    """Each word that "par" may lead and that prices nothing."""
    assert only(f"Soit 3 euros par {word}").per is None


@pytest.mark.parametrize(("form", "_"), keyed("per_units", "between"))
def test_a_word_may_stand_before_the_unit(form: str, _: object) -> None:
    """Each word between an amount and its unit."""
    assert only(f"Soit 3 euros {form} par mois").per == "mois"


@pytest.mark.parametrize(("unit", "form"), listed("per_units", "measured"))
def test_a_measure_is_priced(unit: str, form: str) -> None:
    """Each measure before its price."""
    assert only(f"Soit {form} à 3 euros").per == unit


@pytest.mark.parametrize(("_", "form"), listed("per_units", "priced"))
def test_a_measure_has_a_price(_: str, form: str) -> None:
    """Each form between a measure and its price."""
    assert only(f"Le baril de Brent {form} 81 dollars").per == "baril"


@pytest.mark.parametrize(("unit", "form"), listed("per_units", "ahead"))
def test_an_earlier_word_says_the_unit(unit: str, form: str) -> None:
    """Each word ahead, until a word that ends it."""
    assert only(f"Le {form} ressort à 3 euros").per == unit
    for stop in rows("per_units")["ahead_stop"]["words"]:
        assert only(f"Le {form} monte et le {stop} vaut 3 euros").per is None


@pytest.mark.parametrize(("kind", "form"), listed("ranges", "connectors"))
def test_two_numbers_are_joined(kind: str, form: str) -> None:
    """Each connector shares the unit with the number before."""
    lead = "entre " if kind == "and" else ""
    found = find_figures(Source("Soit 1, 2 et 3 %" if form == "," else f"Soit {lead}2 {form} 3 %"))
    assert found[-1].high == 3 or found[-1].comparator in ("over", "at_most", "under", "approx")
    assert min(figure.low or figure.high or 0 for figure in found) in (1, 2)


@pytest.mark.parametrize(("_", "form"), listed("ranges", "between"))
def test_a_range_is_opened(_: str, form: str) -> None:
    """Each word that a range with "et" opens with."""
    assert only(f"Soit {form} 2 et 3 %").comparator == "range"


@pytest.mark.parametrize(("_", "form"), listed("ranges", "spread"))
def test_a_spread_is_a_range(_: str, form: str) -> None:
    """Each word that makes two values one range."""
    assert only(f"Cela {form} de 2 euros à 3 euros").comparator == "range"


@pytest.mark.parametrize(
    ("_", "form"), [*listed("ranges", "move"), *listed("ranges", "rise"), *listed("ranges", "change")]
)
def test_a_movement_is_no_range(_: str, form: str) -> None:
    """Each verb and noun of movement; of verbs of growth, only what they did, not what they will do."""
    assert len(find_figures(Source(f"Le groupe {form} de 2 euros à 3 euros"))) == 2


@pytest.mark.parametrize("form", [form for row in rows("ranges")["ahead"]["forms"] for form in expand(row)])
def test_a_growth_ahead_is_a_range(form: str) -> None:
    """Each word that puts a verb of growth in the future."""
    assert only(f"Ce prix {form} se dire monté de 2 à 3 euros").comparator == "range"


@pytest.mark.parametrize(
    "form", [form for row in rows("ranges")["set_against"]["forms"] for form in expand(row)]
)
def test_a_number_set_against_a_figure_has_its_unit(form: str) -> None:
    """Each word before, and each word that may follow."""
    lead = form if form.endswith("'") else f"{form} "
    assert len(find_figures(Source(f"Soit 5,3 % {lead}4,8."))) == 2
    for closed in rows("ranges")["set_against"]["closed_by"]:
        assert len(find_figures(Source(f"Soit 5,3 % {lead}4,8 {closed} cela"))) == 2


@pytest.mark.parametrize(
    "form", [form for row in rows("ranges")["set_against"]["beyond"] for form in expand(row)]
)
def test_a_sum_may_go_on_beyond_a_limit(form: str) -> None:
    """Each word behind the second sum."""
    assert len(find_figures(Source(f"Il touche 9 000 euros cette année, 5 000 {form} de la limite"))) == 2


@pytest.mark.parametrize("key", ["pay", "want"])
def test_a_pronoun_stands_for_the_currency(key: str) -> None:
    """Each verb behind "en", with and without an auxiliary; other verbs not over other things."""
    for form in [form for row in rows("ranges")["of_it"][key] for form in expand(row)]:
        assert len(find_figures(Source(f"Il a 5 millions d'euros. Son rival en {form} 3 en 2020."))) == 2, (
            form
        )
        between = f"Il a 5 millions d'euros et 6 usines ; son rival en {form} 3 en 2020."
        assert len(find_figures(Source(between))) == (2 if key == "pay" else 1), form
    for having in rows("ranges")["of_it"]["having"]:
        assert len(find_figures(Source(f"Il demande 5 euros, il en {having} obtenu 3."))) == 2


@pytest.mark.parametrize("key", ["verbs", "measures", "leading"])
def test_a_sum_moves_to_a_new_level(key: str) -> None:
    """Each verb, measure and leading word."""
    for form in [form for row in rows("ranges")["level"][key] for form in expand(row)]:
        text = {
            "verbs": f"Le titre, 16 euros hier, {form} à 12.",
            "measures": f"Ce courtier, qui visait 16 euros, a porté son {form} à 12.",
            "leading": f"Le titre, 16 euros hier, {form} redescendu à 12.",
        }[key]
        assert len(find_figures(Source(text))) == 2, text


@pytest.mark.parametrize("key", ["yields", "due", "bought", "meanwhile", "received"])
def test_the_words_before_say_that_a_magnitude_is_a_price(key: str) -> None:
    """Each word that makes counted nouns their worth, and each that tells who is paid by whom."""
    for form in [
        form for forms in rows("elided_money")[key].values() for row in forms for form in expand(row)
    ]:
        text = {
            "yields": f"Il perd 5 millions d'euros, {form} 83 millions de ventes",
            "due": f"Il garde 5 millions d'euros face à 3 millions d'obligations {form}",
            "bought": f"Sur 5 millions d'euros, il {form} pour 3 millions de pièces",
            "meanwhile": f"Sur 5 millions d'euros, il achète {form} pour 3 millions de pièces",
            "received": f"Sur 5 millions d'euros, {form} 3 millions de la région",
        }[key]
        assert len(find_figures(Source(text))) == 2, text


@pytest.mark.parametrize("key", ["money", "bound", "spent", "counted", "countable"])
def test_the_words_around_say_what_a_magnitude_counts(key: str) -> None:
    """Each noun and verb that makes a bare number money, or things."""
    for form in [
        form for forms in rows("elided_money")[key].values() for row in forms for form in expand(row)
    ]:
        text = {
            "money": f"Outre 5 milliards d'euros, 3 milliards de {form}",
            "bound": f"Outre 5 milliards d'euros, 3 milliards d'{form}",
            "spent": f"Il a 5 milliards d'euros. Ici.\nLà.\nEt là.\nDit-on {form} 3 millions",
            "counted": f"Outre 5 milliards d'euros, {form} : 3 millions",
            "countable": f"Outre 5 milliards d'euros, 3 millions de {form}",
        }[key]
        assert len(find_figures(Source(text))) == (1 if key in ("counted", "countable") else 2), text


@pytest.mark.parametrize(("_", "form"), listed("elided_money", "header"))
def test_a_header_is_opened(_: str, form: str) -> None:
    """Each word a header of a table opens with."""
    assert only(f"{form} M€\nVentes : 137,7\n").low == Decimal(137_700_000)


@pytest.mark.parametrize("key", ["before", "after", "whole"])
def test_names_and_idioms_are_no_figures(key: str) -> None:
    """Each row of what only looks like a figure."""
    for forms in rows("not_figures")[key].values():
        for form in [form for row in forms for form in expand(row)]:
            text = {"before": f"Le {form} 3 euros", "after": f"à 3 % {form}", "whole": f"C'est {form}"}[key]
            assert find_figures(Source(text)) == (), text


@pytest.mark.parametrize(("key", "form"), listed("not_figures", "one"))
def test_one_unit_may_be_the_currency_itself(key: str, form: str) -> None:
    """Each word beside "un euro" that makes it no sum."""
    assert (
        find_figures(Source(f"Avec un euro {form}" if key == "after" else f"Elle vit {form} un euro")) == ()
    )


@pytest.mark.parametrize("code", rows("currencies")["english"]["codes"])
def test_a_sign_before_the_number_means_english_commas(code: str) -> None:
    """Each currency whose sign English copy writes first."""
    sign = "$" if code == "dollar" else code
    assert only(f"Soit {sign} 10,500").low == Decimal(10_500)
    assert only(f"Soit 10,500 {sign}").low == Decimal("10.500")


@pytest.mark.parametrize(("key", "form"), listed("currency_contexts", "dollar"))
def test_one_word_of_its_own_affairs_makes_a_text_canadian(key: str, form: str) -> None:
    """Each dateline and each office, unless an American word stands beside the office."""
    text = {
        "dateline": f"{form} Un Américain dépense 3 dollars",
        "own": f"Le {form} dépense 3 dollars",
        "abroad": f"Le gouvernement du Canada et {form} dépensent 3 dollars",
    }
    if key in text:
        assert only(text[key]).unit == ("USD" if key == "abroad" else "CAD")


@pytest.mark.parametrize("noun", rows("currency_contexts")["centime"]["like"])
def test_the_country_tells_whose_cents(noun: str) -> None:
    """Each noun whose cues tell the country of hundredths."""
    code = CONTEXTS[noun]["default"]
    assert only(f"Soit 5 centimes, {CONTEXTS[noun][code][0]}").unit == code


@pytest.mark.parametrize(("noun", "form"), listed("not_figures", "books"))
def test_books_and_crowns_are_no_money(noun: str, form: str) -> None:
    """Each word that makes them things."""
    assert find_figures(Source(f"À Londres, à Prague, 3 {noun}s {form}")) == ()


@pytest.mark.parametrize("code", rows("not_figures")["holdings"]["codes"])
def test_coins_that_are_held_are_no_sum(code: str) -> None:
    """Each word before and behind."""
    for form in [form for row in rows("not_figures")["holdings"]["before"] for form in expand(row)]:
        assert find_figures(Source(f"Il {form} 3 {code}")) == (), form
    for form in [form for row in rows("not_figures")["holdings"]["after"] for form in expand(row)]:
        assert find_figures(Source(f"Ces 3 {code} {form}")) == (), form
    assert only(f"Cela vaut 3 {code}").unit == code


@pytest.mark.parametrize("form", [*rows("ranges")["year"]["forms"], *rows("months_days")["month"]])
def test_year_words(form: str) -> None:
    """Four digits behind a word for a year are no amount, though an amount follows."""
    source = Source(f"Le prix est passé de 12.000 euros {form} 2017 à 14.910 euros.")
    assert [source.slice(figure.span) for figure in find_figures(source)] == ["12.000 euros", "14.910 euros"]
