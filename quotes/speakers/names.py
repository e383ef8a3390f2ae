"""Names: which places of a document bear one name, and which of its forms is the fullest.

Surnames, short names, titles, initials, acronyms ("World Health Organization (WHO)", "the UN"), possessives, names that
share a surname ("Richard and Lisa Parry"); two people with one surname are kept apart. Names are compared without case,
accents and full stops, so "Erdogan" and "Erdoğan" are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.language.spans import overlapping
from quotes.language.trees import Forest, is_a
from quotes.records import Document, Parse, Span
from quotes.speakers import lexicon
from quotes.speakers.lexicon import Gender
from quotes.speakers.occurrences import ACRONYM, SMALL, WORD, Occurrence, find_occurrences, words_of


@dataclass(frozen=True, slots=True, eq=False)  # one object for each name: hashed by identity, not by its many places
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
        first = max(bisect_left(self.places, span.start, key=lambda entry: entry[0].start) - 2, 0)
        found = []
        for place, number in (self.places[at] for at in range(first, len(self.places))):
            if place.start >= span.end:
                break
            if 2 * place.overlap(span) > len(place):
                found.append((place, self.names[number]))
        return found


def find_names(document: Document, parse: Parse, forest: Forest, wanted: Sequence[Span] = ()) -> Names:
    """The names of a document.

    ``wanted`` are the spans of sources: their proper nouns count as names even where no entity was recognised.
    """
    found = _bodies_before_people(document, find_occurrences(document, parse, forest, wanted))
    clusters = [*_people([o for o in found if o.label == "PERSON"], document, forest), *_bodies(document, found)]
    clusters.sort(key=lambda cluster: cluster[0].span)
    names = tuple(_name(cluster, document) for cluster in clusters)
    places = sorted((o.span, number) for number, cluster in enumerate(clusters) for o in cluster)
    return Names(names, tuple(places))


def _bodies_before_people(document: Document, found: Sequence[Occurrence]) -> list[Occurrence]:
    """The occurrences, a bare surname taken for a body's short name where only the body was named so far.

    "Marrow" is Marrow Research until the text names Lindsay Marrow.
    """
    bodies = _first_places((o.words[0], o) for o in found if o.label == "ORGANIZATION" and len(o.words) > 1)
    people = _first_places((o.words[-1], o) for o in found if o.label == "PERSON" and len(o.words) > 1)
    done = []
    for o in found:
        bare = o.label == "PERSON" and len(o.words) == 1 and not _is_titled(document, o.span)
        body, person = bodies.get(o.words[0]), people.get(o.words[0])
        early = body is not None and person is not None and body < o.span.start < person
        done.append(Occurrence(o.span, "ORGANIZATION", o.text, o.words) if bare and early else o)
    return done


def _first_places(named: Iterable[tuple[str, Occurrence]]) -> dict[str, int]:
    first: dict[str, int] = {}
    for word, occurrence in named:
        first[word] = min(occurrence.span.start, first.get(word, occurrence.span.start))
    return first


def _is_titled(document: Document, span: Span) -> bool:
    before = WORD.findall(document.text[max(0, span.start - 30) : span.start])[-1:]
    return bool(before) and lexicon.is_title(before[0])


# People


def _people(found: Sequence[Occurrence], document: Document, forest: Forest) -> list[list[Occurrence]]:
    """Occurrences of one person together: full names first, then the short ones among those they fit.

    Forms are compared, not places, so that the time grows with the number of different names.
    """
    by_form: dict[tuple[str, ...], list[Occurrence]] = {}
    for occurrence in found:
        by_form.setdefault(occurrence.words, []).append(occurrence)
    clusters: list[list[Occurrence]] = []
    people: list[set[tuple[str, ...]]] = []
    for form in sorted(by_form, key=lambda f: (-len(f), by_form[f][0].span)):
        fits = (
            [i for i, forms in enumerate(people) if any(_is_short_for(form, f) for f in forms)] if len(form) > 1 else []
        )
        fits = fits or (_fits(form[0], people) if len(form) == 1 else [])
        if not fits:
            people.append({form})
            clusters.append(by_form[form])
            continue
        fits = _with_relatives(form, fits, people)
        chosen = _choose(by_form[form], [clusters[i] for i in fits], document, forest)
        for index, occurrence in zip(chosen, by_form[form], strict=True):
            if index is not None:
                clusters[fits[index]].append(occurrence)
        clusters += _others(document, [o for i, o in zip(chosen, by_form[form], strict=True) if i is None])
        people += [{form}] * (len(clusters) - len(people))
        if len(fits) == 1:
            people[fits[0]].add(form)
    return [sorted(c, key=lambda o: o.span) for c in clusters]


def _with_relatives(form: tuple[str, ...], fits: list[int], people: Sequence[set[tuple[str, ...]]]) -> list[int]:
    """Of several people with one given name the one who shares the surname with another: only that one goes by it."""
    if len(form) > 1 or len(fits) < 2:
        return fits
    full = [max(forms, key=len) for forms in people]
    if any(len(full[i]) < 2 or form != full[i][:1] for i in fits):
        return fits
    count = Counter(words[-1] for words in full if len(words) > 1)
    related = [i for i in fits if count[full[i][-1]] > 1]
    return related if len(related) == 1 else fits


def _choose(
    short: Sequence[Occurrence], fits: Sequence[Sequence[Occurrence]], document: Document, forest: Forest
) -> list[int | None]:
    """For each place of a short name the person it names: of several the one with its title, else named last before it.

    Whoever went by it while nobody else was named goes on to in a new paragraph, unless the other one did something since.
    Null where a title tells the other gender ("Ms. Lind" beside Karl and Jens Lind): that is one more person.
    """
    titles = [_gender_before(document, occurrence.span) for occurrence in short]
    genders = [_known_gender(cluster, document, sure=len(fits) == 1 and len({*titles} - {""}) < 2) for cluster in fits]
    starts = [[o.span.start for o in sorted(cluster, key=lambda o: o.span)] for cluster in fits]
    ranks = [{_title_before(document, o.span) for o in cluster} - {""} for cluster in fits]
    titled = [{_titles_before(document, o.span) for o in cluster} for cluster in fits]
    doers = [
        sorted(o.span.start for o in cluster if _does_something(forest, o.span)) if len(fits) > 1 else []
        for cluster in fits
    ]
    chosen: list[int | None] = []
    known: int | None = None
    for occurrence, title in zip(short, titles, strict=True):
        agreeing = [i for i, g in enumerate(genders) if not title or g in {"", title}]
        rank = _title_before(document, occurrence.span)
        agreeing = [i for i in agreeing if rank in ranks[i]] or agreeing
        whole = _titles_before(document, occurrence.span)
        agreeing = [i for i in agreeing if whole and whole in titled[i]] or agreeing
        before = {i: starts[i][at - 1] for i in agreeing if (at := bisect_left(starts[i], occurrence.span.start))}
        first = min(agreeing, key=lambda i: starts[i][0]) if agreeing else None
        last = max(before, key=lambda i: before[i]) if before else first
        told = _in_headline(document, occurrence.span, before, [starts[i] for i in agreeing], agreeing)
        if told is None and known in before and last is not None:
            acts = bisect_right(doers[last], before[known]) < bisect_left(doers[last], occurrence.span.start)
            told = known if before[last] < _paragraph(document, occurrence.span) and not acts else None
        if len(before) == 1 and len(agreeing) > 1 and known is None:
            known = last
        chosen.append(last if told is None else told)
    return chosen


def _does_something(forest: Forest, place: Span) -> bool:
    """Whether a name is the subject of a sentence or clause, or an apposition of one."""
    covered = forest.covered(place)
    if covered is None:
        return False
    tree = forest.trees[covered[0]]
    at = tree.head_of(covered[1])
    for above in tree.ancestors(at):
        if not is_a(tree.tokens[at].deprel, "appos", "flat", "nmod:desc", "conj"):
            break
        at = above
    return is_a(tree.tokens[at].deprel, "nsubj")


def _in_headline(
    document: Document, place: Span, before: Mapping[int, int], starts: Sequence[Sequence[int]], people: Sequence[int]
) -> int | None:
    """The one of several people whom the headline names, where no other of them stands in the paragraph so far.

    A new paragraph goes back to whom the article is about: "Lind" after a paragraph on Karl Lind's sister Eva Lind.
    """
    head = next((block.span for block in document.blocks if block.section == "headline"), None)
    if len(people) < 2 or head is None:
        return None
    named = [i for i, places in zip(people, starts, strict=True) if head.start <= places[0] < head.end <= places[-1]]
    paragraph = _paragraph(document, place)
    near = any(start >= paragraph for i, start in before.items() if i not in named)
    return named[0] if len(named) == 1 and not near else None


def _paragraph(document: Document, place: Span) -> int:
    """Where the paragraph of a place begins."""
    return next((block.span.start for block in overlapping(document.blocks, place)), place.start)


def _known_gender(cluster: Sequence[Occurrence], document: Document, *, sure: bool) -> Gender:
    """The gender that titles tell; unless it has to be ``sure``, else that of the given name."""
    told = _gender(cluster, document)
    given = next((o.words[0] for o in cluster if len(o.words) > 1), "")
    return told or ("" if sure or not given else lexicon.given_name_gender(given))


def _others(document: Document, places: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """People known by title and surname only, who share it with someone else: their title is part of the name."""
    people: dict[str, list[Occurrence]] = {}
    for place in places:
        before = WORD.findall(document.text[max(0, place.span.start - 30) : place.span.start])[-1:]
        title = f"{before[0]} " if before and lexicon.title_gender(before[0]) else ""
        named = Occurrence(place.span, place.label, title + place.text, place.words)
        people.setdefault(_gender_before(document, place.span), []).append(named)
    return list(people.values())


def _title_before(document: Document, span: Span) -> str:
    """The title before a name that tells no gender, folded: "sen" of "Sen. Lind"; "" where there is none."""
    before = WORD.findall(document.text[max(0, span.start - 30) : span.start])[-1:]
    return (
        lexicon.full_title(before[0])
        if before and lexicon.is_title(before[0]) and not lexicon.title_gender(before[0])
        else ""
    )


def _titles_before(document: Document, span: Span) -> str:
    """All words in capitals before a name that end in a title, folded: "prime minister" of "Prime Minister Lind"."""
    if not _title_before(document, span):
        return ""
    found = _TITLES.search(document.text[max(0, span.start - 40) : span.start])
    return found[0].casefold().strip() if found else ""


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name's words are some of the other's in their order, initials standing for words."""
    if len(short) > len(full) or short[-1] not in full[1:]:
        return False
    at = iter(full)
    return all(any(word == w or _initial(word, w) or _initial(w, word) for w in at) for word in short)


def _initial(short: str, word: str) -> bool:
    return len(short) == 1 and word.startswith(short)


def _fits(word: str, people: Sequence[set[tuple[str, ...]]]) -> list[int]:
    """The people whom one word may name: by surname, by a given name, by a surname but for one letter."""
    full = [max(forms, key=len) for forms in people]
    return (
        [i for i, forms in enumerate(people) if any(word == form[-1] for form in forms)]
        or [i for i, form in enumerate(full) if word in form[1:]]
        or [i for i, form in enumerate(full) if word == form[0]]
        or [i for i, form in enumerate(full) if _one_letter_apart(word, form[-1])]
    )


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two longer words with one beginning differ by a single letter ("Sarea", "Saree")."""
    if min(len(one), len(other)) < 5 or one[:2] != other[:2] or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    tails = (one[start:], other[start:])
    return tails[0][1:] == tails[1][1:] or tails[0][1:] == tails[1] or tails[0] == tails[1][1:]


def _gender_before(document: Document, span: Span) -> Gender:
    """What the word before a name or a title in it tells of gender: "Mrs Okafor" is "f"."""
    before = WORD.findall(document.text[max(0, span.start - 30) : span.start])[-1:]
    inside = WORD.findall(span.text(document.text))[:1]
    return next((g for word in before + inside if (g := lexicon.title_gender(word))), "")


def _gender(cluster: Iterable[Occurrence], document: Document) -> Gender:
    votes = Counter(g for o in cluster if (g := _gender_before(document, o.span)))
    return votes.most_common(1)[0][0] if votes else ""


# Organizations, places and all others

#: Two bodies that the recogniser takes for one: "Harbour Committee and the Coast Guard".
_TITLES = re.compile(r"(?:\b[A-Z][\w.-]+ )+$")
_AND_THE = re.compile(r"\band the\b", re.I)


def _bodies(document: Document, found: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Occurrences of one organization or place together: by their words in full, their acronym, their beginning."""
    others = [o for o in found if o.label != "PERSON"]
    groups: dict[tuple[str, ...], list[Occurrence]] = {}
    for occurrence in others:
        groups.setdefault(_key(occurrence.words, occurrence.text), []).append(occurrence)
    alias = _acronyms(document, others)
    index = _index(groups)
    for key in sorted(groups, key=len):
        full = _fuller(key, groups, alias, index)
        if full is not None and full in groups:
            groups[full] += groups.pop(key)
    return [sorted(group, key=lambda o: o.span) for group in groups.values()]


def _index(groups: Mapping[tuple[str, ...], Sequence[Occurrence]]) -> dict[str, list[tuple[str, ...]]]:
    """The keys of several words by their acronyms (" who") and by each word they hold."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for key, group in groups.items():
        if len(key) > 1:
            for entry in {*key, *(" " + acronym for acronym in _initials(group))}:
                index.setdefault(entry, []).append(key)
    return index


def _key(words: Sequence[str], text: str) -> tuple[str, ...]:
    """The words in full, small words left out and in one order, so "State Department" is "Department of State"."""
    raw = [re.sub(r"['’]s?$", "", w) for w in WORD.findall(text)]
    full = [part for word in raw if word for part in lexicon.expand(word).split()] or list(words)
    kept = [word for word in full if word not in SMALL] or full
    return tuple(kept) if " of " not in text.casefold() else _of_first(text, kept)


def _of_first(text: str, kept: list[str]) -> tuple[str, ...]:
    """Turns "Department of State" into "state department": the words after a single "of" go first."""
    head, _, tail = text.casefold().partition(" of ")
    if len(head.split()) == 1 and len(tail.split()) == 1 and len(kept) == 2:
        return (kept[1], kept[0])
    return tuple(kept)


def _acronyms(document: Document, found: Sequence[Occurrence]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What the text itself defines: "California Department of Corrections and Rehabilitation (CDCR)"."""
    ends = {o.span.end: o for o in found if len(o.words) > 1}
    defined = {}
    for match in ACRONYM.finditer(document.text):
        end = match.start()
        while end > 0 and document.text[end - 1].isspace():
            end -= 1
        before = ends.get(end)
        if before is not None:
            defined[_key(words_of(match[1]), match[1])] = _key(before.words, before.text)
    return defined


def _fuller(
    key: tuple[str, ...],
    groups: Mapping[tuple[str, ...], Sequence[Occurrence]],
    alias: Mapping[tuple[str, ...], tuple[str, ...]],
    index: Mapping[str, Sequence[tuple[str, ...]]],
) -> tuple[str, ...] | None:
    """The key of the longer name that a short one stands for, null where there is none or more than one."""
    if key in alias and alias[key] != key:
        return alias[key]
    group = groups[key]
    if len(key) == 1 and group[0].text.isupper() and len(key[0]) > 1:
        fits = [k for k in index.get(" " + key[0], ()) if k in groups]
    elif group[0].label == "ORGANIZATION" and not lexicon.is_country(" ".join(key)):
        near = [k for k in index.get(key[0], ()) if k in groups and _begins(key, k)]
        near = [k for k in near if groups[k][0].label == "ORGANIZATION" and not _AND_THE.search(groups[k][0].text)]
        fits = [k for k in near if not any(c.isdigit() for w in k for c in w)]  # "Norda 707" is no longer name of Norda
        if fits and len(group) > 1 and group[1].span.start < min(o.span.start for o in groups[fits[0]]):
            fits = []  # "Norda", named twice before "Norda Polska" is, is not short for it
    else:
        fits = []
    return fits[0] if len(fits) == 1 else None


def _initials(group: Sequence[Occurrence]) -> set[str]:
    """The acronyms that a name's words could give, with and without its small words."""
    words = [w for w in re.split(r"[\s–-]+", group[0].text.casefold()) if w]
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in SMALL)}


def _begins(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is the beginning of a longer one, or all of it but the country before it."""
    if len(short) >= len(full) or (lexicon.noun_type(short[-1]) and len(short) == 1):
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
    return max(
        cluster, key=lambda o: (len(o.words), len(o.text.split()), len(o.text) > 4, count[o.text], -o.span.start)
    )
