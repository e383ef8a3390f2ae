"""Claims: the quantities that an article asserts, with bounds, units, what they are about and who asserts them."""

from quotes.claims.find import find_claims

__all__ = ["find_claims"]
