"""Open data -> models: the recipe of every weight that ships. ``python -m quotes.training`` runs them."""
