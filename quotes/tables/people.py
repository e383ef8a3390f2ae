"""The rows of ``people`` and ``memberships``: the speakers of all documents, merged.

An id is made of the fullest name ("dmitry-peskov"), so that it stays the same in other runs. Where only one document
knows the speaker, by a description or half a name ("officials", "Brandt"), the document stands before it, since in
every other document these words mean someone else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.documents.ids import IdMaker
from quotes.speakers.lexicon import fold
from quotes.speakers.merging import Appearance, Link, merge, names_one
from quotes.tables.rows import Row

_SUMS = ("quotes", "direct", "indirect", "mixed", "words", "claims")
_WORD = re.compile(r"\w+")


def people_rows(
    speakers: Sequence[Row], quotes: Iterable[Row], documents: Iterable[Row]
) -> tuple[list[Row], list[Row]]:
    """The rows of ``people``, in the order of their first speaker, and of ``memberships``, one for each row of ``speakers``."""
    mentions: dict[tuple[object, object], set[str]] = defaultdict(set)
    for row in quotes:
        mentions[row["document_id"], row["speaker"]].add(str(row["speaker_mention"] or ""))
    publishers = {row["document_id"]: row["publisher"] for row in documents}
    links = merge([_appearance(row, mentions, publishers) for row in speakers])
    groups: dict[int, list[tuple[Row, Link]]] = defaultdict(list)
    for row, link in zip(speakers, links, strict=True):
        groups[link.group].append((row, link))
    new_id = IdMaker()
    people = {number: _person_row(groups[number], new_id) for number in sorted(groups)}
    memberships = [_membership_row(people[link.group], row, link) for row, link in zip(speakers, links, strict=True)]
    return list(people.values()), memberships


def _appearance(
    row: Row, mentions: Mapping[tuple[object, object], set[str]], publishers: Mapping[object, object]
) -> Appearance:
    document, publisher = row["document_id"], publishers.get(row["document_id"])
    return Appearance(
        document_id=str(document),
        name=str(row["speaker"]),
        type=row["speaker_type"],  # type: ignore[arg-type]  # one of its words, as the schema checks
        role=str(row["speaker_role"]) if row["speaker_role"] else None,
        mentions=tuple(sorted(mentions.get((document, row["speaker"]), set()) - {""})),
        publisher=str(publisher) if publisher else None,
    )


def _person_row(group: Sequence[tuple[Row, Link]], new_id: IdMaker) -> Row:
    rows = [row for row, _ in group]
    names = Counter(str(row["speaker"]) for row in rows)
    fullest = max(names, key=lambda name: (len(_WORD.findall(name)), not name.isupper(), names[name]))
    type_ = Counter(row["speaker_type"] for row in rows).most_common(1)[0][0]
    roles = Counter(row["speaker_role"] for row in rows if row["speaker_role"])
    return {
        "person_id": new_id(_wanted_id(fullest, rows, type_)),
        "speaker": fullest,
        "speaker_type": type_,
        "speaker_role": roles.most_common(1)[0][0] if roles else None,
        "names": "; ".join(names),
        "documents": len({row["document_id"] for row in rows}),
        **{name: sum(row[name] for row in rows) for name in _SUMS},  # type: ignore[misc]  # integers by the schema
        "certainty": min(link.certainty for _, link in group),
    }


def _wanted_id(name: str, rows: Sequence[Row], type_: object) -> str:
    made = "-".join(_WORD.findall(fold(name))) or "speaker"
    alone = len({row["document_id"] for row in rows}) == 1
    return f"{rows[0]['document_id']}:{made}" if alone and not names_one(name, type_) else made


def _membership_row(person: Row, row: Row, link: Link) -> Row:
    return {
        "person_id": person["person_id"],
        "document_id": row["document_id"],
        "speaker": row["speaker"],
        "reason": link.reason,
        "certainty": link.certainty,
    }
