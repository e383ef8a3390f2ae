"""Names: which places of a document bear one name, and which of its forms is the fullest.

Surnames, short names, titles, initials, acronyms ("World Health Organization (WHO)", "the UN"), possessives, names that
share a surname ("Richard and Lisa Parry"); two people with one surname are kept apart. Names are compared without case,
accents and full stops, so "Erdogan" and "Erdoğan" are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.language.trees import Forest
from quotes.records import Document, Parse, Span
from quotes.speakers import lexicon
from quotes.speakers.lexicon import Gender

_BEARERS = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "NORP", "PRODUCT", "MISC", ""})
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "a", "de", "la", "du", "des", "del"})
_EDGES = re.compile(r"^[\s\W_]+|(?:[\s\W_]|['’]s)+$")
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z&-]{0,8}[A-Z])\s*\)")
_WORD = re.compile(r"[\w.&’'-]+")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a name: its characters without title and possessive, its entity label, its folded words."""

    span: Span
    label: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """All places of one name in a document. ``text`` is the fullest form, ``gender`` what titles before it tell."""

    text: str
    label: str
    forms: frozenset[tuple[str, ...]]
    mentions: tuple[Span, ...]
    gender: Gender = ""
    likely_gender: Gender = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a document in the order in which they first occur."""

    names: tuple[Name, ...]
    places: tuple[tuple[Span, int], ...]

    def within(self, span: Span) -> list[tuple[Span, Name]]:
        """The names that lie at least half inside a span, with their places, in text order."""
        return [(place, self.names[i]) for place, i in self.places if 2 * place.overlap(span) > len(place)]


def find_names(document: Document, parse: Parse, forest: Forest, wanted: Sequence[Span] = ()) -> Names:
    """The names of a document.

    ``wanted`` are the spans of sources: their proper nouns count as names even where no entity was recognised.
    """
    found = _occurrences(document, parse, forest, wanted)
    clusters = [*_people([o for o in found if o.label == "PERSON"], document), *_bodies(document, found)]
    clusters.sort(key=lambda cluster: cluster[0].span)
    names = tuple(_name(cluster, document) for cluster in clusters)
    places = sorted((o.span, number) for number, cluster in enumerate(clusters) for o in cluster)
    return Names(names, tuple(places))


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, possessives dropped: "Fernández's" gives ("fernandez",)."""
    found = (lexicon.fold(re.sub(r"['’]s?$", "", word)) for word in _WORD.findall(text))
    return tuple(word for word in found if word)


# Occurrences


def _occurrences(document: Document, parse: Parse, forest: Forest, wanted: Sequence[Span]) -> list[Occurrence]:
    """Entities and, where they leave proper nouns out, stretches of these; one label for each form."""
    found = [o for e in parse.entities if e.label in _BEARERS and (o := _occurrence(document, e.span, e.label))]
    found += _share_surnames(document, found)
    label = _labels(found)
    found = [Occurrence(o.span, label[o.words], o.text, o.words) for o in found]
    return sorted([*found, *_unrecognised(document, forest, found, wanted)], key=lambda o: o.span)


def _occurrence(document: Document, span: Span, label: str) -> Occurrence | None:
    """The entity without article, titles, possessive and marks at its edges; null where nothing is left."""
    text = span.text(document.text)
    cut = _EDGES.sub("", text)
    start = span.start + (text.find(cut) if cut else 0)
    while (space := cut.find(" ")) > 0 and _is_prefix(cut[:space], cut[space + 1 :], label):
        rest = cut[space + 1 :].lstrip()
        start += len(cut) - len(rest)
        cut = rest
    words = words_of(cut)
    return Occurrence(Span(start, start + len(cut)), label, cut, words) if words else None


def _is_prefix(word: str, rest: str, label: str) -> bool:
    """Whether the first word is an article, or before a person's name a title."""
    if word.casefold() in {"the", "a", "an"}:
        return not lexicon.is_medium(f"{word} {rest}") or word[0].islower()
    return label == "PERSON" and (lexicon.is_title(word) or word[0].islower())


def _labels(found: Iterable[Occurrence]) -> dict[tuple[str, ...], str]:
    """For each form the label that most of its places have."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for occurrence in found:
        votes.setdefault(occurrence.words, Counter())[occurrence.label] += 1
    return {form: counter.most_common(1)[0][0] for form, counter in votes.items()}


def _share_surnames(document: Document, found: Sequence[Occurrence]) -> list[Occurrence]:
    """Nothing new for most texts; "Richard and Lisa Parry" gives the place of "Richard" the words of "Richard Parry"."""
    people = [o for o in found if o.label == "PERSON"]
    surnames = {o.words[-1] for o in people if len(o.words) > 1}
    shared = []
    for full in people:
        before = document.text[max(0, full.span.start - 40) : full.span.start]
        match = re.search(r"(\w[\w-]+) and $", before)
        if match and len(full.words) == 2 and lexicon.is_given_name(match[1]) and lexicon.fold(match[1]) not in surnames:
            start = full.span.start - len(match[0])
            text = f"{match[1]} {full.text.split()[-1]}"
            shared.append(Occurrence(Span(start, start + len(match[1])), "PERSON", text, words_of(text)))
    return shared


def _unrecognised(
    document: Document, forest: Forest, found: Sequence[Occurrence], wanted: Sequence[Span]
) -> Iterator[Occurrence]:
    """Proper nouns outside every entity: those that repeat a name, and in sources all."""
    known = {o.words: o.label for o in found}
    known.update({(o.words[-1],): o.label for o in found if o.label == "PERSON"})
    taken = [o.span for o in found]
    at = 0
    for span in _proper_nouns(forest):
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if at < len(taken) and taken[at].overlap(span):
            continue
        occurrence = _occurrence(document, span, "PERSON")
        if occurrence is None:
            continue
        label = known.get(occurrence.words)
        if label is None and any(source.contains(span) for source in wanted):
            label = _guess(occurrence, had_title=occurrence.span.start > span.start)
        if label is not None:
            yield Occurrence(occurrence.span, label, occurrence.text, occurrence.words)


def _proper_nouns(forest: Forest) -> Iterator[Span]:
    for tree in forest.trees:
        run: list[int] = []
        for token in tree.tokens:
            if token.upos == "PROPN":
                run.append(token.index)
            elif run:
                yield tree.span(run)
                run = []
        if run:
            yield tree.span(run)


def _guess(occurrence: Occurrence, *, had_title: bool) -> str:
    """The label of a name that the entity recogniser missed."""
    if had_title or (len(occurrence.words) > 1 and lexicon.is_given_name(occurrence.words[0])):
        return "PERSON"
    return "ORGANIZATION" if any(lexicon.noun_type(w) == "organization" for w in occurrence.words) else ""


# People


def _people(found: Sequence[Occurrence], document: Document) -> list[list[Occurrence]]:
    """Occurrences of one person together: full names first, then the short ones among those they fit."""
    clusters: list[list[Occurrence]] = []
    for occurrence in sorted((o for o in found if len(o.words) > 1), key=lambda o: (-len(o.words), o.span)):
        same = [c for c in clusters if any(_is_short_for(occurrence.words, o.words) for o in c)]
        _join(clusters, same, occurrence, document)
    singles: dict[str, list[Occurrence]] = {}
    for occurrence in (o for o in found if len(o.words) == 1):
        fits = _fits(occurrence.words[0], clusters)
        if fits:
            _join(clusters, fits, occurrence, document)
        else:
            singles.setdefault(occurrence.words[0], []).append(occurrence)
    return [sorted(c, key=lambda o: o.span) for c in [*clusters, *singles.values()]]


def _join(
    clusters: list[list[Occurrence]], fits: Sequence[list[Occurrence]], new: Occurrence, document: Document
) -> None:
    """Adds an occurrence to the cluster it fits, of several to the one named last before it; else starts one."""
    if not fits:
        clusters.append([new])
        return
    title = _gender_before(document, new.span)
    agreeing = [c for c in fits if not title or _gender(c, document) in {"", title}] or list(fits)
    before = [(max(o.span for o in c if o.span < new.span), c) for c in agreeing if any(o.span < new.span for o in c)]
    chosen = max(before, key=lambda pair: pair[0])[1] if before else min(agreeing, key=lambda c: c[0].span)
    chosen.append(new)


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name's words are some of the other's in their order, initials standing for words."""
    if len(short) > len(full) or short[-1] not in full[1:]:
        return False
    at = iter(full)
    return all(any(word == w or _initial(word, w) or _initial(w, word) for w in at) for word in short)


def _initial(short: str, word: str) -> bool:
    return len(short) == 1 and word.startswith(short)


def _fits(word: str, clusters: Sequence[list[Occurrence]]) -> list[list[Occurrence]]:
    """The people whom one word may name: by surname, else by a given name, else by a surname with one letter changed."""

    def full(cluster: list[Occurrence]) -> tuple[str, ...]:
        return max((o.words for o in cluster), key=len)

    return (
        [c for c in clusters if any(word == o.words[-1] for o in c)]
        or [c for c in clusters if word in full(c)[1:]]
        or [c for c in clusters if word == full(c)[0]]
        or [c for c in clusters if _one_letter_apart(word, full(c)[-1])]
    )


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two longer words with one beginning differ by a single letter ("Sarea", "Saree")."""
    if min(len(one), len(other)) < 5 or one[:2] != other[:2] or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    tails = (one[start:], other[start:])
    return tails[0][1:] == tails[1][1:] or tails[0][1:] == tails[1] or tails[0] == tails[1][1:]


def _gender_before(document: Document, span: Span) -> Gender:
    """What the word before a name tells of gender: "Mrs Okafor" is "f"."""
    before = _WORD.findall(document.text[max(0, span.start - 30) : span.start])
    return lexicon.title_gender(before[-1]) if before else ""


def _gender(cluster: Iterable[Occurrence], document: Document) -> Gender:
    votes = Counter(g for o in cluster if (g := _gender_before(document, o.span)))
    return votes.most_common(1)[0][0] if votes else ""


# Organizations, places and all others


def _bodies(document: Document, found: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Occurrences of one organization or place together: by their words in full, their acronym, their beginning."""
    others = [o for o in found if o.label != "PERSON"]
    groups: dict[tuple[str, ...], list[Occurrence]] = {}
    for occurrence in others:
        groups.setdefault(_key(occurrence.words, occurrence.text), []).append(occurrence)
    alias = _acronyms(document, others)
    for key in sorted(groups, key=len):
        if key in groups and (full := _fuller(key, groups, alias)):
            groups[full] += groups.pop(key)
    return [sorted(group, key=lambda o: o.span) for group in groups.values()]


def _key(words: Sequence[str], text: str) -> tuple[str, ...]:
    """The words in full, small words left out and in one order, so "State Department" is "Department of State"."""
    raw = [re.sub(r"['’]s?$", "", w) for w in _WORD.findall(text)]
    full = [part for word in raw if word for part in lexicon.expand(word).split()] or list(words)
    kept = [word for word in full if word not in _SMALL] or full
    return tuple(kept) if " of " not in text.casefold() else _of_first(text, kept)


def _of_first(text: str, kept: list[str]) -> tuple[str, ...]:
    """ "Department of State" as "state department": the words after a single "of" go first."""
    head, _, tail = text.casefold().partition(" of ")
    if len(head.split()) == 1 and len(tail.split()) == 1 and len(kept) == 2:
        return (kept[1], kept[0])
    return tuple(kept)


def _acronyms(document: Document, found: Sequence[Occurrence]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What the text itself defines: "California Department of Corrections and Rehabilitation (CDCR)"."""
    ends = {o.span.end: o for o in found if len(o.words) > 1}
    defined = {}
    for match in _ACRONYM.finditer(document.text):
        before = ends.get(len(document.text[: match.start()].rstrip()))
        if before is not None:
            defined[_key(words_of(match[1]), match[1])] = _key(before.words, before.text)
    return defined


def _fuller(
    key: tuple[str, ...], groups: dict[tuple[str, ...], list[Occurrence]], alias: dict[tuple[str, ...], tuple[str, ...]]
) -> tuple[str, ...] | None:
    """The key of the longer name that a short one stands for, null where there is none or more than one."""
    if key in alias and alias[key] in groups and alias[key] != key:
        return alias[key]
    group = groups[key]
    if len(key) == 1 and group[0].text.isupper() and len(key[0]) > 1:
        fits = [k for k, g in groups.items() if len(k) > 1 and key[0] in _initials(g)]
    elif group[0].label == "ORGANIZATION" and not lexicon.is_country(" ".join(key)):
        fits = [k for k, g in groups.items() if _begins(key, k) and g[0].label == "ORGANIZATION"]
    else:
        fits = []
    return fits[0] if len(fits) == 1 else None


def _initials(group: Sequence[Occurrence]) -> set[str]:
    """The acronyms that a name's words could give, with and without its small words."""
    words = [w for w in re.split(r"[\s–-]+", group[0].text.casefold()) if w]
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}


def _begins(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is the beginning of a longer one, or all of it but the country before it."""
    if len(short) >= len(full) or lexicon.noun_type(short[-1]) and len(short) == 1:
        return False
    rest = full[: len(full) - len(short)]
    country = lexicon.is_country(" ".join(rest)) or all(lexicon.countries_of(word) for word in rest)
    return full[: len(short)] == short or (full[-len(short) :] == short and len(short) > 1 and country)


# A cluster as a name


def _name(cluster: Sequence[Occurrence], document: Document) -> Name:
    fullest = _fullest(cluster)
    label = fullest.label
    gender = _gender(cluster, document) if label == "PERSON" else ""
    likely = lexicon.given_name_gender(fullest.words[0]) if label == "PERSON" and len(fullest.words) > 1 else ""
    return Name(
        text=" ".join(fullest.text.split()),
        label=label,
        forms=frozenset(o.words for o in cluster),
        mentions=tuple(o.span for o in cluster),
        gender=gender,
        likely_gender=likely,
    )


def _fullest(cluster: Sequence[Occurrence]) -> Occurrence:
    """The form with most words that are no initials; of equal ones the most frequent, then the first."""
    count = Counter(o.text for o in cluster)
    return max(cluster, key=lambda o: (len(o.words), len(o.text.split()), len(o.text) > 4, count[o.text], -o.span.start))
