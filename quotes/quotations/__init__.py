"""Parse -> quotations: content spans, cues and source mentions, from the attribution model, quotation marks and grammar."""

from quotes.quotations.assembly import find_quotations
from quotes.quotations.marks import Quoted, quoted_spans

__all__ = ["Quoted", "find_quotations", "quoted_spans"]
