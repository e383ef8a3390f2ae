"""How sure a row is: the probability that it is right, fitted on annotated articles and measured on others.

A quote is right when the article has a quote there (half of its characters at the least) and the speaker is the right one.
What speaks for a row (the attribution model's score, quotation marks, how the speaker was found, …) is weighed by a logistic
regression; its weights stand in ``data/``, ``docs/confidence.md`` tells how well its word can be taken.
"""

from quotes.calibration.claims import claim_confidence, claim_features
from quotes.calibration.confidence import confidence, features

__all__ = ["claim_confidence", "claim_features", "confidence", "features"]
