"""Where a document names someone: recognised entities, put right by titles, given names and syntax."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotes.language import lists
from quotes.language.trees import Forest
from quotes.records import Document, Parse, Span
from quotes.speakers import lexicon

_BEARERS = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "NORP", "PRODUCT", "MISC", ""})
_EDGES = re.compile(r"^[\s\W_]+|(?:[\s\W_]|['’]s)+$")
_BRACKET_LAST = re.compile(r"\s\([^()]*\)?\s*$")
_HYPHENATED = re.compile(r"(?:[-‑]\w+)*[-‑][A-Z]\w+")
ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z&-]{0,8}[A-Z])\s*\)")
SMALL = frozenset({"the", "of", "and", "for", "in", "on", "a", "de", "la", "du", "des", "del"})
_PARTICLES = frozenset({"al", "da", "de", "der", "di", "du", "el", "la", "le", "van", "von"})
_JOINED = re.compile(r"\b[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?(?: & [A-Z][\w.’'-]+)+")  # "Pell & Rowe"
_INITIALS = re.compile(r"(?:\b[A-Z]\.)+[A-Z]$")
#: The article that some Arabic names are written with, and shortened to go without.
_ARTICLE = re.compile(r"^[ae]l-(?=\w{3})")
WORD = re.compile(r"[\w.&’'-]+")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a name: its characters without title and possessive, its entity label, its folded words."""

    span: Span
    label: str
    text: str
    words: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, possessives and articles dropped: "Fernández's" gives ("fernandez",), "al-Lind" ("lind",)."""
    found = (lexicon.fold(re.sub(r"['’]s?$", "", word)) for word in WORD.findall(text))
    return tuple(_ARTICLE.sub("", word) for word in found if word)


def find_occurrences(document: Document, parse: Parse, forest: Forest, wanted: Sequence[Span]) -> list[Occurrence]:
    """Entities and, where they leave proper nouns out, stretches of these, in text order; one label for each form.

    ``wanted`` are the spans of sources: proper nouns in them count even where nothing else speaks for a name.
    """
    sections = [t.sentence.section for t in forest.trees]
    entities = [
        e
        for e in parse.entities
        if e.label in _BEARERS and (n := forest.sentence_at(e.span.start)) is not None and sections[n] != "sidebar"
    ]
    found = [o for e in entities if (o := _occurrence(document, e.span, e.label))]
    found = [part for o in found for part in _two_bodies(document, o)]
    found = [o for o in found if not _is_common(o) and (o.label == "NORP" or _has_noun(forest, o))]
    found = [o for o in found if not _is_nationality(document, o)]
    found += [o for span in defined(document.text) if (o := _occurrence(document, span, "ORGANIZATION"))]
    firms = [Span(*m.span()) for m in _JOINED.finditer(document.text)]
    found += [
        o for span in firms if _in_text(forest, sections, span) and (o := _occurrence(document, span, "ORGANIZATION"))
    ]
    found += [part for o in _sources(document, forest, found, wanted) for part in _two_bodies(document, o)]
    found = [_with_country(document, o) for o in _apart(found)]
    label = _labels(document, forest, found)
    found = [Occurrence(o.span, label[o.words], o.text, o.words) for o in found]
    found = [_whole(document, forest, o) if o.label == "PERSON" else o for o in found]
    found += _share_surnames(document, found)
    return sorted([*found, *_unrecognised(document, forest, found, wanted)], key=lambda o: o.span)


def _in_text(forest: Forest, sections: Sequence[str], span: Span) -> bool:
    """Whether a place is one of an article's own sentences."""
    number = forest.sentence_at(span.start)
    return number is not None and sections[number] != "sidebar" and forest.covered(span) is not None


def _occurrence(document: Document, span: Span, label: str) -> Occurrence | None:
    """The entity without article, titles, possessive and marks at its edges; null where nothing is left."""
    text = span.text(document.text)
    cut = _EDGES.sub("", _BRACKET_LAST.sub("", text))
    start = span.start + (text.find(cut) if cut else 0)
    while (space := cut.find(" ")) > 0 and _is_prefix(cut[:space], cut[space + 1 :], label):
        if cut[space + 1 :].lstrip()[:1] in ("-", "‑"):
            break  # "A - rim"
        rest = cut[space + 1 :].lstrip()
        start += len(cut) - len(rest)
        cut = rest
    of = label == "PERSON" and document.text[max(0, start - 3) : start] == "of "
    if of and (space := cut.find(" ")) > 0 and lexicon.is_country(cut[:space]):
        start, cut = start + space + 1, cut[space + 1 :]  # "Prime Minister of Mongolia | Anna Lind"
    if label == "PERSON" and cut.startswith("Lady ") and document.text[max(0, start - 6) : start] == "First ":
        start, cut = start + 5, cut[5:]  # "First Lady Ann Lee"
    if label == "PERSON" and " " not in cut:
        title = re.search(r"(\w+) $", document.text[max(0, start - 20) : start])
        if title and lexicon.is_name_title(title[1]) and title[1][0].isupper():  # "Pope Francis"
            start, cut = start - len(title[0]), document.text[start - len(title[0]) : start + len(cut)]
    if label == "PERSON" and (tail := _HYPHENATED.match(document.text, start + len(cut))):
        cut += tail[0]  # the recogniser cut "el-Sisi" at its hyphen
    while (space := cut.rfind(" ")) > 0 and cut[space + 1 :] in SMALL:
        cut = cut[:space]
    while (
        label == "PERSON" and (space := cut.rfind(" ")) > 0 and cut[space + 1 :].islower() and cut[space - 1].isalnum()
    ):
        cut = cut[:space].rstrip()  # the recogniser took a verb for a name: "Minister Koonjoo dwelt"
    if _INITIALS.search(cut) and document.text[start + len(cut) : start + len(cut) + 1] == ".":
        cut += "."  # "U.S."
    words = words_of(cut)
    return Occurrence(Span(start, start + len(cut)), label, cut, words) if words else None


def defined(text: str) -> Iterator[Span]:
    """The full names before acronyms in brackets: "Department of Corrections and Rehabilitation (DCR)".

    The name begins where the initials of its words come out as the acronym; where they do not ("Federal Security Service
    (FSB)"), at the nearest word in capitals with the acronym's first letter that leaves a name of several words.
    """
    for match in ACRONYM.finditer(text):
        letters = [c.casefold() for c in match[1] if c.isupper()]
        words = _capitalised_before(text, match.start())
        named = [w for w in words if w[0].casefold() not in SMALL]
        count = len(letters)
        initials = [w[0][0].casefold() for w in named[-count:]]
        if initials == letters:
            first = named[-count]
        else:
            fitting = [w for w in named[:-1] if w[0][0].casefold() == letters[0]]
            if not fitting:
                continue
            first = fitting[-1]
        end = match.start()
        while end > first.end() and text[end - 1].isspace():
            end -= 1
        yield Span(first.start(), end)


def _capitalised_before(text: str, end: int) -> list[re.Match[str]]:
    """The unbroken run of words in capitals, small words between them, that ends before an offset."""
    line = text.rfind("\n", 0, end) + 1
    words = list(WORD.finditer(text, max(line, end - 120), end))[-12:]
    first = len(words)
    while first > 0 and (words[first - 1][0][0].isupper() or words[first - 1][0].casefold() in SMALL):
        after = words[first].start() if first < len(words) else end
        if text[words[first - 1].end() : after].strip("’' "):
            break  # a mark between them
        first -= 1
    return words[first:]


def _is_prefix(word: str, rest: str, label: str) -> bool:
    """Whether the first word is an article, or before a person's name a title."""
    if word.casefold() in {"the", "a", "an"}:
        return not lexicon.is_medium(f"{word} {rest}") or word[0].islower()
    return label == "PERSON" and (lexicon.is_title(word) or word[0].islower())


def _two_bodies(document: Document, occurrence: Occurrence) -> list[Occurrence]:
    """Two bodies of one sort that were taken for one: "Ministry of Health and Ministry of Trade"; else the body itself."""
    if occurrence.label != "ORGANIZATION":
        return [occurrence]
    for link in re.finditer(r" (?:and|or) (?:the )?", occurrence.text):
        halves = (occurrence.text[: link.start()], occurrence.text[link.end() :])
        nouns = [{w for w in words_of(half) if lexicon.noun_type(w) == "organization"} for half in halves]
        first = words_of(halves[1])[:1]
        if all(len(half.split()) > 1 for half in halves) and set(first) <= nouns[0] and first:
            starts = (occurrence.span.start, occurrence.span.start + link.end())
            parts = [
                _occurrence(document, Span(at, at + len(half)), occurrence.label)
                for at, half in zip(starts, halves, strict=True)
            ]
            return [part for part in parts if part is not None]
    return [occurrence]


#: Addresses, which are no name without the words around them: "Her Majesty".
_ADDRESSES = frozenset({"excellency", "highness", "majesty"})


def _is_common(occurrence: Occurrence) -> bool:
    """Whether a name is only a noun in capitals ("the Department"), that is a description, or only part of one ("Inc.")."""
    word = occurrence.words[0]
    if all(map(lexicon.is_calendar_word, occurrence.words)) or _is_part(occurrence.text.casefold()):
        return True
    return len(occurrence.words) == 1 and any(lexicon.noun_type(w) is not None for w in (word, word.removesuffix("s")))


def _is_part(word: str) -> bool:
    return word in _ADDRESSES or word in lists.words("quotes.speakers", "company_suffixes.txt")


def _is_nationality(document: Document, occurrence: Occurrence) -> bool:
    """Whether what was taken for somebody's name is a description: "the Dane"."""
    article = document.text[max(0, occurrence.span.start - 4) : occurrence.span.start].casefold()
    return occurrence.label == "PERSON" and article == "the " and lexicon.is_national(" ".join(occurrence.words))


def _sources(
    document: Document, forest: Forest, found: Sequence[Occurrence], wanted: Sequence[Span]
) -> Iterator[Occurrence]:
    """Sources that are one name from end to end of which only a part was recognised: "Agence France-" and "Presse"."""
    starts = sorted((o.span, o.label) for o in found)
    for span in wanted:
        words = WORD.findall(span.text(document.text))
        known = [lexicon.is_title(w) or lexicon.noun_type(w) in {"person", "document"} for w in words]
        if len(words) < 2 or not words[-1][0].isupper() or any(known) or "," in span.text(document.text):
            continue
        if any((not w[0].isupper() and w.casefold() not in SMALL) or w.endswith(("'s", "’s")) for w in words):
            continue
        if lexicon.is_known_medium(span.text(document.text)):
            yield from filter(None, [_occurrence(document, span, "ORGANIZATION")])
            continue
        at = bisect_right(starts, (span, ""))
        inside = {label for place, label in starts[max(at - 2, 0) : at + 6] if place.overlap(span)}
        covered = forest.covered(span)
        if inside <= {"ORGANIZATION", "LOCATION", "MISC", "FACILITY", "PRODUCT"} and covered is not None:
            tokens = [forest.trees[covered[0]].tokens[i] for i in covered[1]]
            if all(t.upos in {"PROPN", "DET", "ADP", "CCONJ", "PUNCT", "NOUN", "ADJ"} for t in tokens) and inside:
                occurrence = _occurrence(document, span, "ORGANIZATION")
                if occurrence is not None and not _is_common(occurrence) and inside != {"LOCATION"}:
                    yield occurrence


def _with_country(document: Document, occurrence: Occurrence) -> Occurrence:
    """A body's name with the country directly before it: "United States" "Department of State"."""
    if occurrence.label != "ORGANIZATION" or lexicon.noun_type(occurrence.words[0]) != "organization":
        return occurrence
    before = re.search(
        r"((?:[A-Z]\w+ )?[A-Z][\w.]+) $", document.text[max(0, occurrence.span.start - 40) : occurrence.span.start]
    )
    for country in (before[1], before[1].split(" ")[-1]) if before else ():
        if lexicon.is_country(lexicon.expand(country)):
            start = occurrence.span.start - len(country) - 1
            text = document.text[start : occurrence.span.end]
            return Occurrence(Span(start, occurrence.span.end), occurrence.label, text, words_of(text))
    return occurrence


def _has_noun(forest: Forest, occurrence: Occurrence) -> bool:
    """Whether a name holds a noun: "Neighbouring" at the head of a sentence is none."""
    covered = forest.covered(occurrence.span)
    if covered is None:
        return True
    return any(forest.trees[covered[0]].tokens[i].upos in {"PROPN", "NOUN", "X", "NUM"} for i in covered[1])


def _apart(found: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences in text order, of two that overlap the longer."""
    kept: list[Occurrence] = []
    for occurrence in sorted(found, key=lambda o: o.span):
        if not kept or not kept[-1].span.overlap(occurrence.span):
            kept.append(occurrence)
        elif len(occurrence.span) > len(kept[-1].span):
            kept[-1] = occurrence
    return kept


def _labels(document: Document, forest: Forest, found: Iterable[Occurrence]) -> dict[tuple[str, ...], str]:
    """For each form the label that most of its places and the words around them speak for.

    A single word that ends a person's name is that person.
    """
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for occurrence in found:
        counter = votes.setdefault(occurrence.words, Counter())
        counter[occurrence.label] += 2
        bodily = _bodily(document, forest, occurrence) or lexicon.is_known_medium(occurrence.text)
        counter["ORGANIZATION"] += 5 * bodily
        counter["PERSON"] += 0 if bodily else _personal(document, forest, occurrence)
    labels = {form: counter.most_common(1)[0][0] for form, counter in votes.items()}
    surnames = {word for form, label in labels.items() if label == "PERSON" for word in form[1:]}
    for form in labels:
        if len(form) == 1 and form[0] in surnames and not lexicon.is_country(form[0]):
            labels[form] = "PERSON"
    return labels


def _personal(document: Document, forest: Forest, occurrence: Occurrence) -> int:
    """How strongly a place speaks for a person whatever its label: given name, title, apposition."""
    text, words = occurrence.text, occurrence.words
    body = any(lexicon.noun_type(w) in {"organization", "document"} for w in words)
    if occurrence.label == "NORP" or body or lexicon.is_country(" ".join(words)) or lexicon.is_medium(text):
        return 0
    covered = forest.covered(occurrence.span)
    tree = forest.trees[covered[0]] if covered is not None else None
    points = 0
    if len(words) > 1 and occurrence.label != "LOCATION" and lexicon.is_given_name(words[0]):
        flat = tree is not None and covered is not None and tree.tokens[covered[1][-1]].deprel == "flat"
        points += 3 if flat else 1  # the words of companies' names are compounds
    before = re.search(r"([\w.]+) $", document.text[max(0, occurrence.span.start - 30) : occurrence.span.start])
    if before is not None and not text.isupper():
        points += 3 * (lexicon.is_title(before[1]) or lexicon.noun_type(before[1]) == "person")
    if re.match(r",? who(?:se|m)?\b", document.text[occurrence.span.end : occurrence.span.end + 8]):
        points += 2
    if tree is not None and covered is not None:
        nouns = [tree.tokens[i].lemma for i in tree.children(tree.head_of(covered[1]), "appos")]
        points += 3 * any(lexicon.noun_type(noun) == "person" for noun in nouns)
    return points


def _bodily(document: Document, forest: Forest, occurrence: Occurrence) -> bool:
    """Whether a name is that of a body: "the opposition movement Dawn", "Penny & Sons", "Silva Wafer, the chipmaker"."""
    if occurrence.label == "NORP":
        return False
    before = re.search(r"(\w+) $", document.text[max(0, occurrence.span.start - 30) : occurrence.span.start])
    if before is not None and before[1].islower() and lexicon.noun_type(before[1]) == "organization":
        return len(occurrence.words) == 1 or occurrence.label != "PERSON" or _names_no_person(occurrence)
    if " & " in occurrence.text or (len(occurrence.words) > 1 and _begins_with_body(occurrence)):
        return True
    covered = forest.covered(occurrence.span)
    titled = before is not None and (lexicon.is_title(before[1]) or lexicon.noun_type(before[1]) == "person")
    if covered is None or occurrence.label != "PERSON" or titled:
        return False
    tree = forest.trees[covered[0]]
    apposed = [i for i in tree.children(tree.head_of(covered[1]), "appos") if tree.children(i, "det")]
    nouns = [tree.tokens[i].lemma for i in apposed]
    return bool(nouns) and all(lexicon.noun_type(noun) == "organization" for noun in nouns)


def _begins_with_body(occurrence: Occurrence) -> bool:
    """Whether the first word of a name is a noun for a body: "Banque Mercier"."""
    return lexicon.noun_type(occurrence.words[0]) == "organization" and _names_no_person(occurrence)


def _names_no_person(occurrence: Occurrence) -> bool:
    first = occurrence.words[0]
    return first in _PARTICLES or not lexicon.is_given_name(first)


def _whole(document: Document, forest: Forest, occurrence: Occurrence) -> Occurrence:
    """A person's name with a given name before it and "flat" words after it that the entity left out."""
    covered = forest.covered(occurrence.span)
    if covered is None:
        return occurrence
    tree, (first, *_, last) = forest.trees[covered[0]], [covered[1][0], *covered[1]]
    while first > 0 and tree.tokens[first - 1].upos == "PROPN" and _precedes(tree.tokens[first - 1].text):
        if tree.tokens[first - 1].span.end + 1 != tree.tokens[first].span.start:
            break
        first -= 1
    inside = set(covered[1])
    while last + 1 < len(tree.tokens) and (after := tree.tokens[last + 1]).upos == "PROPN":
        if after.deprel != "flat" or after.head not in inside or after.span.start != tree.tokens[last].span.end + 1:
            break
        last += 1
    span = Span(min(tree.tokens[first].span.start, occurrence.span.start), occurrence.span.end)
    if last != covered[1][-1]:
        span = Span(span.start, tree.tokens[last].span.end)
    return _occurrence(document, span, "PERSON") or occurrence if span != occurrence.span else occurrence


def _precedes(word: str) -> bool:
    """Whether a word can be the given name before the rest of a name."""
    other = lexicon.is_title(word) or lexicon.is_name_title(word) or lexicon.is_country(word)
    return lexicon.is_given_name(word) and not other and word[:1].isupper()


def _share_surnames(document: Document, found: Sequence[Occurrence]) -> list[Occurrence]:
    """People named before their relatives: the "Richard" of "Richard and Lisa Parry" is "Richard Parry"."""
    people = [o for o in found if o.label == "PERSON"]
    surnames = {o.words[-1] for o in people if len(o.words) > 1}
    shared, long = [], {o.span.start for o in found if len(o.words) > 1}
    for full in people:
        before = document.text[max(0, full.span.start - 40) : full.span.start]
        match = re.search(r"\b([A-Z][\w-]+) and $", before)
        if (
            match
            and len(full.words) == 2
            and lexicon.is_given_name(match[1])
            and lexicon.fold(match[1]) not in surnames
        ):
            start = full.span.start - len(match[0])
            if start not in long:
                text = f"{match[1]} {full.text.split()[-1]}"
                shared.append(Occurrence(Span(start, start + len(match[1])), "PERSON", text, words_of(text)))
    return shared


def _unrecognised(
    document: Document, forest: Forest, found: Sequence[Occurrence], wanted: Sequence[Span]
) -> Iterator[Occurrence]:
    """Proper nouns outside every entity: those that repeat a name, and in sources all."""
    known = {o.words: o.label for o in found}
    known.update({(word,): o.label for o in found if o.label == "PERSON" for word in o.words[1:]})
    taken = sorted(o.span for o in found)
    sources, people = sorted(wanted), sorted(o.span for o in found if o.label == "PERSON")
    at = 0
    for span in sorted({*_proper_nouns(forest), *_named_again(document, sources, known)}):
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if at < len(taken) and taken[at].overlap(span):
            continue
        occurrence = _occurrence(document, span, "PERSON")
        if occurrence is None or _is_common(occurrence) or _is_nationality(document, occurrence):
            continue
        label = known.get(occurrence.words)
        if label is None and _inside_one(sources, span) and not _is_of_a_title(document, span, sources, people):
            label = _guess(occurrence, had_title=occurrence.span.start > span.start)
        if label is not None:
            yield Occurrence(occurrence.span, label, occurrence.text, occurrence.words)


def _is_of_a_title(document: Document, span: Span, sources: Sequence[Span], people: Sequence[Span]) -> bool:
    """Whether a proper noun in a source belongs to somebody's title: "Minister of Trade and | Mining |, Anna Lind"."""
    before = document.text[max(span.start - 5, 0) : span.start]
    text = span.text(document.text)
    if before.endswith(("-", "‑", " the ")) or lexicon.is_title(text):
        return True  # the "General" of "Secretary-General", the "Trade" of "chair of the Trade and Port Board"
    if before.endswith("The ") and lexicon.noun_type(text.split()[-1]) == "person":
        return True  # "The Crown Prince"
    last = bisect_right(sources, span.start, key=lambda s: s.start)
    around = [s for s in sources[max(last - 4, 0) : last] if s.contains(span)]
    at = bisect_right(people, span)
    return at < len(people) and any(s.contains(people[at]) for s in around)


def _named_again(document: Document, sources: Sequence[Span], known: Mapping[tuple[str, ...], str]) -> Iterator[Span]:
    """Sources that are a known name from end to end though the tagger saw common nouns: "Time reported"."""
    for span in sources:
        text = span.text(document.text)
        if text[:1].isupper() and words_of(text) in known:
            yield span


def _inside_one(sources: Sequence[Span], span: Span) -> bool:
    """Whether one of some sorted spans contains another; they may overlap, so a few before it are looked at."""
    last = bisect_right(sources, span.start, key=lambda s: s.start)
    return any(s.contains(span) for s in sources[max(last - 4, 0) : last])


def _proper_nouns(forest: Forest) -> Iterator[Span]:
    for tree in forest.trees:
        if tree.sentence.section == "sidebar":
            continue
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
