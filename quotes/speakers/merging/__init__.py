"""Speakers of many documents -> which of them are one, why, and how sure that is.

``records`` holds the reasons and their certainty, ``forms`` says how names are compared, ``evidence`` what else tells
two bearers apart, ``persons`` (with ``spellings``) and ``bodies`` decide.
"""

from quotes.speakers.merging.groups import merge, names_one
from quotes.speakers.merging.records import CERTAINTY, Appearance, Link, Reason

__all__ = ["CERTAINTY", "Appearance", "Link", "Reason", "merge", "names_one"]
