"""The rows of ``repeats`` and ``conflicts``: figures that are given twice, and figures that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.claims.comparing import Conflict, Figure, Repeat, find_conflicts, find_repeats
from quotes.tables.rows import Row


def comparison_rows(
    claims: Sequence[Row], quotes: Sequence[Row], documents: Sequence[Row]
) -> tuple[list[Row], list[Row]]:
    """The rows of ``repeats``, one per claim that repeats another, and of ``conflicts``, one per pair of claims."""
    figures = figures_of(claims, quotes, documents)
    repeats = [_repeat_row(repeat) for repeat in find_repeats(figures)]
    conflicts = [_conflict_row(conflict) for conflict in find_conflicts(figures, _texts(claims, quotes, documents))]
    return repeats, conflicts


def figures_of(claims: Sequence[Row], quotes: Iterable[Row], documents: Iterable[Row]) -> list[Figure]:
    """The claims with what their quotes and documents tell of them, in text order within a document."""
    said = {row["quote_id"]: row for row in quotes}
    published = {row["document_id"]: row["published"] for row in documents}
    places = _places(claims)
    return [_figure(row, said.get(row["quote_id"], {}), published, places[i]) for i, row in enumerate(claims)]


def _figure(row: Row, quote: Row, published: Mapping[object, object], place: int) -> Figure:
    kept = ("claim_id", "document_id", "claimant", "quantity", "low", "high", "relation", "unit", "dimension", "start",
            "about", "negated", "section", "as_of", "rule")  # fmt: skip
    return Figure(
        **{name: row[name] for name in kept},  # type: ignore[arg-type]  # typed by the schema
        clause=str(row["claim"]),
        place=place,
        said_on=quote.get("said_on"),  # type: ignore[arg-type]
        cue_lemma=quote.get("cue_lemma"),  # type: ignore[arg-type]
        published=published.get(row["document_id"]),  # type: ignore[arg-type]
    )


def _places(claims: Sequence[Row]) -> list[int]:
    """Where each quantity begins in its clause: of the same words in the same clause the second is the second place."""
    last: dict[tuple[object, ...], tuple[int, int]] = {}
    found = []
    for row in claims:
        key = (row["document_id"], row["claim"], row["quantity"])
        clause, start = str(row["claim"]), int(str(row["start"]))
        before, place = last.get(key, (start, -1))
        again = 0 < start - before < len(clause)
        place = clause.find(str(row["quantity"]), place + 1 if again else 0)
        last[key] = (start, place)
        found.append(place)
    return found


def _texts(claims: Iterable[Row], quotes: Iterable[Row], documents: Iterable[Row]) -> Mapping[str, list[str]]:
    """The words of each document in which names are looked for: its title and place, its quotes, clauses and speakers."""
    texts: dict[str, list[str]] = defaultdict(list)
    for rows, columns in ((documents, ("title", "place")), (quotes, ("quote",)), (claims, ("claim",))):
        for row in rows:
            texts[str(row["document_id"])] += [str(row[name]) for name in columns if row[name]]
    return texts


def _repeat_row(repeat: Repeat) -> Row:
    return {
        "claim_id": repeat.figure.claim_id,
        "repeats": repeat.earlier.claim_id,
        "document_id": repeat.figure.document_id,
        "reason": repeat.reason,
        "certainty": repeat.certainty,
    }


def _conflict_row(conflict: Conflict) -> Row:
    first, second = conflict.first, conflict.second
    return {
        "claim_id": first.claim_id,
        "other_claim_id": second.claim_id,
        "kind": conflict.kind,
        "document_id": first.document_id,
        "other_document_id": second.document_id,
        "same_document": first.document_id == second.document_id,
        "claimant": conflict.claimants[0],
        "other_claimant": conflict.claimants[1],
        "quantity": first.quantity,
        "other_quantity": second.quantity,
        "unit": conflict.unit,
        "about": conflict.subject,
        "difference": conflict.difference,
        "reason": conflict.reason,
        "certainty": conflict.certainty,
    }
