"""Each field of a claim, on sentences that carry their answer."""

from __future__ import annotations

import pytest

from claimx.claims.scene import Actor, nearest
from claimx.source import Span
from marked import check

METRIC = [
    "Le chiffre d'affaires de Velmor atteint [3 millions d'euros](metric=revenue).",
    "Velmor a dégagé un bénéfice net de [12 millions d'euros](metric=profit).",
    "La perte nette de Velmor s'est creusée à [40 millions d'euros](metric=loss).",
    "L'EBITDA de Velmor ressort à [8,2 M€](metric=ebitda).",
    "La marge opérationnelle de Velmor s'établit à [11,4 %](metric=margin).",
    "La dette nette de Velmor se monte à [2,1 milliards d'euros](metric=debt).",
    "Velmor a levé [25 millions d'euros](metric=financing) auprès de ses actionnaires.",
    "Velmor va verser un dividende de [1,20 euro](metric=dividend) par action.",
    "Velmor versera une amende de [60 millions d'euros](metric=penalty).",
    "Le carnet de commandes de Velmor se monte à [7 milliards d'euros](metric=orders).",
    "La capitalisation boursière de Velmor dépasse [900 millions d'euros](metric=valuation).",
    "L'inflation a atteint [2,3 %](metric=rate subjects=none) en juin.",
    "L'aéroport de Brest a accueilli 1,1 million de passagers, soit [8 %](metric=volume) de plus qu'en 2022.",
    "Velmor a immatriculé 54.503 voitures en juin ([-7 %](metric=volume direction=down)).",
    (
        "Velmor : Ebitda de [120 millions d'euros](metric=ebitda), soit [12 "
        "%](metric=margin) du chiffre d'affaires."
    ),
    "Velmor a perdu [40 millions d'euros](metric=loss) l'an dernier.",
    "Le CAC 40 a gagné [0,8 %](metric=index subjects=none direction=up) lundi.",
    "Velmor a eu [5 milliards d'euros](metric=operating_profit) de bénéfice d'exploitation.",
    "Il y a eu [3 milliards d'euros](metric=operating_profit) de bénéfice opérationnel chez Velmor.",
    "Velmor, porté par des ventes meilleures que prévu, s'envolait de [6 %](metric=share_price) en Bourse.",
    "À Paris, Renault a gagné [1,4 %](metric=share_price direction=up) à 85,15 euros.",
    "Velmor annonce [450 millions d'euros](metric=investment) investis dans son usine.",
    "Le cours du cuivre a cédé [3 %](metric=price subjects=none) à Londres.",
    "Le cours de l'ether a bondi de [8 %](metric=price subjects=none) en une semaine.",
    "Avec un effort de R&D de [9,4 %](metric=investment) ramené au chiffre d'affaires, Velmor est loin.",
    "L'intensité de la R&D de Velmor atteint [6 %](metric=investment), rapportée à ses ventes.",
    "Jefferies abaisse sa recommandation sur Renault et vise désormais [38 euros](metric=share_price).",
    "Velmor facture la nuit [89 euros](metric=price) en basse saison.",
]
DIRECTION = [
    "Le bénéfice net de Velmor est passé de [2 M€](direction=none) en 2020 à [4,4 M€](direction=up) en 2022.",
    "L'objectif de cours sur Velmor passe de 7 à [6,5 euros](direction=down).",
    "Velmor a ramené sa perte nette de 2,8 M€ à [2,6 M€](direction=down).",
    "Les ventes de Velmor passeraient de près de 5 M€ à un peu plus de [8 M€](direction=up).",
    "Les dotations de Velmor diminueront de [70 millions d'euros](direction=down) l'an prochain.",
    "Les ventes de disques de Velmor se sont affaissées de [47 %](direction=down).",
    "Les tarifs de Velmor baisseraient de [0,9 %](direction=down) en juin.",
    "Velmor décroche un contrat de [1,7 milliard d'euros](direction=none).",
    "Le bénéfice net de Velmor s'est monté à [770 millions d'euros](direction=none).",
    "Le chiffre d'affaires de Velmor progresse de [5 %](direction=up).",
    "Le chiffre d'affaires de Velmor recule de [5 %](direction=down).",
    "Velmor affiche des ventes de [30 millions d'euros](direction=up), en hausse de [5 %](direction=up).",
    "Velmor affiche des ventes de [30 millions d'euros](direction=down), en baisse de [5 %](direction=down).",
    "Les ventes de Velmor sont de 30 millions d'euros, contre [28 millions](direction=none) un an avant.",
    "L'action Velmor ([-2,4 %](direction=down metric=share_price)) ferme la marche.",
    "L'action Velmor ([+2,4 %](direction=up metric=share_price)) mène la danse.",
    "La dette nette de Velmor reste stable à [2 milliards d'euros](direction=flat).",
    "Velmor a vendu pour 38 millions d'euros, [deux millions](direction=none) de plus qu'attendu.",
    "Le bénéfice de Velmor est de 5 M€, soit [1 M€](direction=none) de moins que prévu.",
    "Le bénéfice net de Velmor ressort à 12 M€, soit [8 %](direction=up) de plus qu'en 2022.",
    "Le bénéfice net de Velmor ressort à [12 M€](direction=down), soit 8 % de moins qu'en 2022.",
]
CERTAINTY = [
    "Selon la presse, SoftBank lèverait [16 milliards de dollars](certainty=conditional).",
    "« Nous visons [50 millions d'euros](certainty=forecast) de ventes », dit le patron de Velmor.",
    "Velmor a réalisé un chiffre d'affaires de [30 millions d'euros](certainty=stated) en 2023.",
    "Velmor vise un chiffre d'affaires de [40 millions d'euros](certainty=forecast) en 2025.",
    "Velmor prévoit d'investir [90 millions d'euros](certainty=forecast) d'ici 2027.",
    "Velmor investira [90 millions d'euros](certainty=forecast) dans son usine de Brest.",
    "Selon la presse, Velmor aurait perdu [15 millions d'euros](certainty=conditional) l'an dernier.",
    "Velmor n'a pas demandé [5 millions d'euros](certainty=denied), mais [35 millions](certainty=stated).",
    "Velmor n'a pas versé les [3 millions d'euros](certainty=denied) promis.",
    "La perte de Velmor n'a pas dépassé [3 millions d'euros](certainty=stated).",
    "Les ventes de Velmor, qui n'a pas publié de bilan, atteignent [5 millions d'euros](certainty=stated).",
    "Velmor vise [5 M€](certainty=forecast) de ventes en 2025, contre [4 M€](certainty=stated) en 2023.",
    "Le marché est estimé à [4 milliards d'euros](certainty=estimated).",
    "Velmor a annoncé supprimer [12 %](certainty=forecast) de ses effectifs.",
    "Velmor a annoncé avoir levé [12 millions d'euros](certainty=stated).",
    "L'abonnement de Velmor sera disponible en mars à [12 euros](certainty=forecast) par mois.",
    "Dorvane, qui aurait été actionnaire de Velmor à [30 %](certainty=conditional), se retire.",
    "Le modèle de Velmor sera proposé en série limitée, pour [40 000 euros](certainty=forecast).",
    "Les tarifs de Velmor augmenteront de [3 %](certainty=forecast) en mai.",
    (
        "Velmor versera une prime à ses ouvriers : « [800 euros](certainty=forecast) pour les plus anciens ; "
        "[400 euros](certainty=forecast) pour les autres »."
    ),
    (
        "Perspectives 2025 de Velmor\n• Chiffre d'affaires de [18 milliards d'euros](certainty=forecast)\n"
        "• Marge opérationnelle de [13 %](certainty=forecast)"
    ),
]
WHO = [
    "Paris (Agefi-Dow Jones)--Vallourec a dégagé un profit net de [452 M€](subjects=Vallourec sources=none).",
    "PARIS (Reuters) - Renault a publié un résultat net de [452 M€](subjects=Renault sources=none).",
    "Velmor a publié un bénéfice net de [12 millions d'euros](subjects=Velmor sources=none).",
    "Renault a annoncé le rachat de la start-up Velmor pour [30 millions d'euros](subjects=Renault).",
    "Alstom et BNP Paribas ont chacun provisionné [2 milliards d'euros](subjects=Alstom+BNP_Paribas).",
    "Renault et Stellantis reculent de respectivement [4 %](subjects=Renault) et [7 %](subjects=Stellantis).",
    (
        "Danone, Nestlé et Unilever ont gagné respectivement [1,2 %](subjects=Danone), "
        "[0,8 %](subjects=Nestlé) et [2,1 %](subjects=Unilever) à la clôture."
    ),
    (
        "Thales a racheté Gemalto. Cette dernière a un chiffre d'affaires de [3 "
        "milliards d'euros](subjects=Gemalto)."
    ),
    (
        "Renault et Stellantis investissent. L'un met [4 M€](subjects=Renault), "
        "l'autre [7 M€](subjects=Stellantis)."
    ),
    (
        "Renault et Stellantis publient leurs ventes. Le premier recule de [4 %](subjects=Renault), "
        "le second progresse de [7 %](subjects=Stellantis)."
    ),
    "Le constructeur a perdu [3 millions d'euros](subjects=Renault) en 2023. Renault ferme une usine.",
    "La société de Billancourt a provisionné [450 M€](subjects=Renault) en 2023. Renault recrute.",
    "La BBC a perdu [20 millions de livres](subjects=BBC sources=none) en 2023. La BBC supprime des postes.",
    "Danone investit. Elle vise [3 millions d'euros](subjects=Danone) de ventes.",
    "Armor Cuir a levé [12 millions d'euros](subjects=none) auprès de Bpifrance et du fonds Siparex.",
    "Auprès de Bpifrance, Danone a obtenu un prêt de [4 M€](subjects=Danone).",
    "Danone a levé [8 M€](subjects=Danone) auprès d'Eurazeo, de Partech et de Bpifrance.",
    "Le suédois Volvo et l'allemand Daimler investissent [600 millions d'euros](subjects=Volvo+Daimler).",
    "Radio-Canada a [6,7 %](subjects=Radio-Canada) de la chaîne, Arte France [3,3 %](subjects=Arte_France).",
    "Oddo BHF redoutait une perte de [3 millions d'euros](subjects=Valneva sources=Oddo_BHF) pour Valneva.",
    (
        "Selon Bernstein, la marge de Kering tomberait à [18 %](subjects=Kering sources=Bernstein). "
        "Le courtier voit le titre à [210 euros](subjects=Kering sources=Bernstein)."
    ),
    "La Banque centrale européenne a laissé son taux à [4 %](subjects=none).",
    "Valneva publie ses comptes. UBS relève pour sa part son objectif à [35 euros](subjects=Valneva).",
    "Valneva progresse en Bourse. Goldman Sachs a porté sa cible à [42 euros](subjects=Valneva).",
    "Danone a été racheté par Valneva pour [40 M€](subjects=Valneva counterparties=Danone).",
    "Valneva vend surtout à Danone, son premier client ([28 %](subjects=Valneva) de ses ventes).",
    "Danone a acheté à Casino, pour [3 M€](subjects=Danone counterparties=Casino), une usine belge.",
    "Danone aurait perdu [3 M€](subjects=Danone sources=Reuters) en Chine, a rapporté Reuters jeudi.",
    "Selon nos calculs, Danone vise [3 M€](subjects=Danone sources=none) de ventes en Chine.",
    "La marge de Danone ne dépasse pas [8 %](sources=Le_Point), selon Le Point, quand celle de Nestlé monte.",
    "Danone devrait perdre [3 %](sources=Kantar), estime Léa Morin, experte chez Kantar.",
    "Eiffage, dont Danone détient [5 %](subjects=Danone), a gagné [513 M€](subjects=Eiffage) en 2023.",
    "Bpifrance a prêté [20 M€](subjects=Valneva counterparties=Bpifrance) à Valneva.",
    "Danone est détenu à [49 %](subjects=Valneva counterparties=Danone) par Valneva.",
]
WHEN = [
    (
        "Le bénéfice de Velmor atteint 12 millions d'euros en 2023, contre [10 millions]"
        "(when=versus:2022-01-01..2022-12-31) un an plus tôt. Le chiffre d'affaires progresse de "
        "[5 %](when=in:2023-01-01..2023-12-31), à [230 millions d'euros](when=in:2023-01-01..2023-12-31)."
    ),
    "Velmor a réalisé des ventes de [30 millions d'euros](when=in:2023-01-01..2023-12-31) en 2023.",
    "Velmor prévoit d'investir [90 millions d'euros](when=by:2027-01-01..2027-12-31) d'ici 2027.",
    (
        "Au premier semestre 2024, le chiffre d'affaires de Velmor a atteint "
        "[3 millions d'euros](when=in:2024-01-01..2024-06-30), contre "
        "[2,8 millions](when=versus:2023-01-01..2023-06-30) un an plus tôt."
    ),
    "Velmor vend [3 %](when=versus:2023-01-01..2023-12-31) de moins par rapport à l'an dernier.",
]


@pytest.mark.parametrize("sentence", METRIC)
def test_metric(sentence: str) -> None:
    """The metric is what the words of the figure name."""
    check(sentence)


@pytest.mark.parametrize("sentence", DIRECTION)
def test_direction(sentence: str) -> None:
    """The direction is the movement stated of the level or of its change; a basis has none."""
    check(sentence)


@pytest.mark.parametrize("sentence", CERTAINTY)
def test_certainty(sentence: str) -> None:
    """The certainty follows cue words, mood and tense."""
    check(sentence)


@pytest.mark.parametrize("sentence", WHO)
def test_companies(sentence: str) -> None:
    """The subjects are the companies whose figure it is; states and central banks are none."""
    check(sentence)


@pytest.mark.parametrize("sentence", WHEN)
def test_periods(sentence: str) -> None:
    """The periods are those the sentence gives the figure, each with its relation."""
    check(sentence)


def test_nearest_actors_only() -> None:
    """In what no sentence is, a figure's actors are those around it: the rest are not looked at."""
    spans = [Span(at, at + 1) for at in range(0, 400, 2)]
    items = [Actor(span, ("Velmor",)) for span in spans]
    near = nearest(items, Span(201, 202))
    assert [actor.span.start for actor in near] == list(range(152, 252, 2))
    assert nearest(items[:5], Span(3, 4)) == items[:5]
