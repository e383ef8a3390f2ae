"""Tables against annotated articles: how many quotes, speakers and claims are found, and whether a floor is broken.

``gold`` reads the annotation, ``alignment`` says what counts as the same, ``scores`` counts, ``floors`` keeps figures
from falling, ``report`` prints.
"""

from quotes.evaluation.floors import FloorError, Floors, broken, load_floors, raised
from quotes.evaluation.gold import GoldArticle, GoldClaim, GoldError, GoldQuote, load_gold
from quotes.evaluation.report import report
from quotes.evaluation.scores import Figures, Prf, evaluate

__all__ = [
    "Figures",
    "FloorError",
    "Floors",
    "GoldArticle",
    "GoldClaim",
    "GoldError",
    "GoldQuote",
    "Prf",
    "broken",
    "evaluate",
    "load_floors",
    "load_gold",
    "raised",
    "report",
]
