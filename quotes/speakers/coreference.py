"""From a pronoun or a description to the one it stands for.

Pronouns go to the best of the mentions before them by number, gender, distance, grammatical function and whose words were
reported last; the weights were set by hand on annotated news. Descriptions ("the Russian president", "the ministry") go to
a name of which the article says the same anywhere ("Russian President Vladimir Putin", "Ministry of Health"). Where two
bearers fit equally well neither is taken: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotes.language.trees import Forest, Tree, is_a
from quotes.records import Document, SpeakerType, Span
from quotes.speakers import lexicon
from quotes.speakers.mentions import Mention, Pronoun, name_type, phrase, singular
from quotes.speakers.names import Name, Names
from quotes.speakers.roles import Role

# What counts for an antecedent, in points.
_PER_SENTENCE, _FARTHEST = -0.9, 6
_OTHER_BLOCK = -0.2
_SUBJECT, _OBJECT, _PER_CLAUSE = 1.2, 0.2, -0.3
_LAST_SPEAKER = 1.3
_IN_QUOTATION = -1.2
_KNOWN_GENDER, _LIKELY_GENDER, _UNLIKELY_GENDER = 0.6, 0.4, -2.0
_PER_MENTION, _MOST_MENTIONS = 0.12, 6
_DESCRIPTION = -0.7
_SINGULAR_THEY = -1.0
_HEADLINE = -0.4
_MARGIN = 0.15
_LEAST = -3.0

_DEFINITE = frozenset({"the", "this", "that", "said", "these", "those"})
_EMPTY = frozenset(
    "former new current then ex late old same other first second top senior chief deputy own also acting outgoing incumbent "
    "longtime veteran local regional national state".split()
)
_CONTRASTING = frozenset({"former", "ex", "deputy", "vice", "acting", "assistant", "first", "second"})
_AGE = re.compile(r"\b(\d{1,3})[ -]years?[ -]old\b")


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention stands for: the fullest name or the phrase as it stands, and the rule that decided."""

    text: str
    type: SpeakerType
    rule: str
    name: Name | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for two mentions of one bearer."""
        return ("name", self.name.text, self.name.label) if self.name else ("phrase", plain(self.text))


@dataclass(frozen=True, slots=True)
class Context:
    """All that resolving one document's mentions needs. ``quoted`` are the segments of direct and mixed quotations."""

    document: Document
    forest: Forest
    names: Names
    candidates: tuple[Mention, ...]
    roles: Mapping[Name, tuple[Role, ...]]
    quoted: tuple[Span, ...]


def plain(text: str) -> str:
    """A phrase for comparing: lower case, one space between words, no article before it."""
    return re.sub(r"^(?:the|a|an|its|his|her|their) ", "", " ".join(lexicon.fold(text).split()))


def named(name: Name, rule: str) -> Referent:
    """The bearer of a name."""
    return Referent(name.text, name_type(name), rule, name)


def antecedent(
    context: Context,
    pronoun: Pronoun,
    sentence: int,
    head: int,
    *,
    last: Referent | None = None,
    barred: Sequence[Referent] = (),
) -> Referent | None:
    """Who a third-person pronoun stands for, null where nobody before it fits or two fit alike.

    ``last`` is whoever was quoted last before it, ``barred`` who it cannot be (in a direct quote: its own speaker).
    """
    no = {referent.key for referent in barred}
    scores: dict[tuple[str, ...], float] = {}
    bearers: dict[tuple[str, ...], Referent] = {}
    for mention in _before(context, sentence, head):
        points = _points(context, mention, pronoun, sentence, head)
        if points is None:
            continue
        referent = _bearer(context, mention)
        if referent.key in no:
            continue
        points += _LAST_SPEAKER if last is not None and referent.key == last.key else 0.0
        bearers.setdefault(referent.key, referent)
        scores[referent.key] = max(points, scores.get(referent.key, points))
    ranked = sorted(scores, key=lambda key: -scores[key])
    if not ranked or scores[ranked[0]] < _LEAST:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        return None
    return bearers[ranked[0]]


def described(context: Context, mention: Mention) -> Referent | None:
    """The name that a description stands for, null where it stands for none or for one of several."""
    tree = context.forest.trees[mention.sentence]
    if mention.number == "plur" or mention.type in {None, "document"} or not _is_definite(context, tree, mention):
        return None
    aged = _by_age(context, tree, mention)
    if aged is not None:
        return named(aged, "age")
    modifiers = _modifiers(tree, mention)
    fits = [(fit, name) for name in context.names.names if (fit := _fit(context, name, mention, modifiers)) is not None]
    if not fits:
        return _the_company(context, mention) if not modifiers else None
    best = max(fit for fit, _ in fits)
    chosen = [name for fit, name in fits if fit == best]
    if len(chosen) > 1:
        chosen = _nearest(chosen, mention)
    return named(chosen[0], "description") if len(chosen) == 1 else None


# Pronouns


def _before(context: Context, sentence: int, head: int) -> Iterator[Mention]:
    """The candidates of the sentences before a token and of its own, up to it."""
    here = context.forest.trees[sentence].tokens[head].span
    for mention in context.candidates:
        if mention.sentence > sentence or mention.span.start >= here.start:
            break
        if sentence - mention.sentence <= _FARTHEST or mention.name is not None:
            yield mention


def _points(context: Context, mention: Mention, pronoun: Pronoun, sentence: int, head: int) -> float | None:
    """How well a mention fits a pronoun, null where it cannot be meant."""
    agreement = _agreement(context, mention, pronoun)
    if agreement is None or _same_clause(context, mention, sentence, head):
        return None
    apart = min(sentence - mention.sentence, _FARTHEST)
    trees = context.forest.trees
    points = agreement + _PER_SENTENCE * apart + _PER_CLAUSE * mention.depth
    points += _OTHER_BLOCK * (trees[sentence].sentence.block != trees[mention.sentence].sentence.block)
    points += {"subject": _SUBJECT, "object": _OBJECT, "other": 0.0}[mention.function]
    points += _HEADLINE * (trees[mention.sentence].sentence.section == "headline")
    here = trees[sentence].tokens[head].span
    inside = any(s.contains(mention.span) and not s.contains(here) for s in context.quoted)
    points += _IN_QUOTATION * inside
    times = len(mention.name.mentions) if mention.name else 0
    return points + _PER_MENTION * min(times, _MOST_MENTIONS) + _DESCRIPTION * (mention.name is None)


def _agreement(context: Context, mention: Mention, pronoun: Pronoun) -> float | None:
    """Points for number, gender and sort; null where they contradict each other."""
    if pronoun.gender in {"m", "f"}:
        return _gender_points(context, mention, pronoun) if mention.type == "person" else None
    if pronoun.gender == "n":
        return 0.0 if mention.type in {"organization", "document"} and mention.number == "sing" else None
    if mention.type == "group" or mention.number == "plur":
        return 0.4 if mention.type != "document" else None
    if mention.type == "organization":
        return 0.0 if mention.name is None or mention.name.label != "LOCATION" else None
    if mention.type == "person" and mention.name is None and not mention.gender:
        return _SINGULAR_THEY
    return None


def _gender_points(context: Context, mention: Mention, pronoun: Pronoun) -> float | None:
    gender, likely = mention.gender, ""
    if mention.name is not None:
        gender = gender or _gender_by_role(context, mention.name)
        likely = mention.name.likely_gender
    if gender:
        return _KNOWN_GENDER if gender == pronoun.gender else None
    if likely:
        return _LIKELY_GENDER if likely == pronoun.gender else _UNLIKELY_GENDER
    return 0.0


def _gender_by_role(context: Context, name: Name) -> str:
    """The gender that the nouns said of a name tell: a spokeswoman is "f"."""
    told = {g for r in context.roles.get(name, ()) if (g := lexicon.noun_gender(r.noun))}
    return told.pop() if len(told) == 1 else ""


def _same_clause(context: Context, mention: Mention, sentence: int, head: int) -> bool:
    """Whether both depend on one verb, so that the pronoun would have to be reflexive."""
    if mention.sentence != sentence:
        return False
    tokens = context.forest.trees[sentence].tokens
    verb = tokens[head].head
    return verb >= 0 and verb == tokens[mention.head].head and not is_a(tokens[mention.head].deprel, "nmod", "conj")


def _bearer(context: Context, mention: Mention) -> Referent:
    if mention.name is not None:
        return named(mention.name, "pronoun")
    resolved = described(context, mention)
    if resolved is not None:
        return Referent(resolved.text, resolved.type, "pronoun", resolved.name)
    text = " ".join(mention.span.text(context.document.text).split())
    return Referent(text, mention.type or "person", "pronoun")


# Descriptions


def _is_definite(context: Context, tree: Tree, mention: Mention) -> bool:
    """Whether a phrase points to someone known: "the minister", "Chelyabinsk's governor", in headlines "Minister"."""
    words = [tree.tokens[i] for i in phrase(tree, mention.head)]
    if any(w.text.casefold() in _DEFINITE and w.upos == "DET" for w in words):
        return True
    if any(w.upos == "DET" or w.upos == "NUM" for w in words):
        return False
    owner = tree.children(mention.head, "nmod:poss")
    if owner:
        return tree.tokens[owner[0]].upos == "PROPN"
    return tree.sentence.section == "headline" or any(w.upos == "PROPN" for w in words)


def _modifiers(tree: Tree, mention: Mention) -> list[str]:
    """The folded words that narrow a description: "Russian" in "the Russian president"."""
    kept = []
    for index in phrase(tree, mention.head):
        token = tree.tokens[index]
        if index != mention.head and token.upos in {"ADJ", "NOUN", "PROPN", "VERB"}:
            kept.append(lexicon.fold(token.text))
    return [word for word in kept if word]


def _fit(context: Context, name: Name, mention: Mention, modifiers: Sequence[str]) -> int | None:
    """How many modifiers of a description agree with what is said of a name; null where it cannot be meant."""
    if (mention.type == "person") != (name_type(name) == "person") or name.label == "NORP":
        return None
    if mention.gender and (name.gender or _gender_by_role(context, name)) not in {"", mention.gender}:
        return None
    descriptions = [(r.noun, r.words) for r in context.roles.get(name, ())]
    if mention.type != "person":
        descriptions += [_own_words(name)]
    fits = [fit for noun, words in descriptions if (fit := _agree(mention.noun, noun, words, modifiers)) is not None]
    return max(fits, default=None)


def _own_words(name: Name) -> tuple[str, frozenset[str]]:
    """A body's own name as a description: "Investigative Committee" is a committee."""
    raw = [w.strip("()'’s") if w.endswith(("'s", "’s")) else w for w in name.text.split()]
    words = [lexicon.expand(w) for w in raw] + [w.rstrip("s") for w in map(lexicon.fold, raw)]
    before = lexicon.fold(re.split(r" (?:of|for|in) ", name.text)[0]).split()
    nouns = [w for w in before if lexicon.noun_type(w) in {"organization", "group"}]
    noun = nouns[-1] if nouns else (before[-1] if before else "")
    return noun, frozenset(part for word in words for part in word.split())


def _agree(wanted: str, noun: str, words: frozenset[str], modifiers: Sequence[str]) -> int | None:
    """How many modifiers stand among the words of a role with the same noun; null where one contradicts it."""
    if not lexicon.same_noun(wanted, noun) and wanted not in words:
        return None
    if wanted not in words and noun != wanted and not modifiers and lexicon.noun_type(wanted) == "person":
        return None
    contrast = {w for w in words if w in _CONTRASTING} ^ {w for w in modifiers if w in _CONTRASTING}
    missing = [m for m in modifiers if m not in _EMPTY and not _says(words, m)]
    places = [m for m in missing if lexicon.countries_of(m) or lexicon.is_country(m)]
    if contrast and contrast & {"deputy", "vice", "assistant", "former"} and modifiers:
        return None
    if len(missing) > len(places) or (places and _has_place(words)):
        return None
    return len(modifiers) - len(missing)


def _says(words: frozenset[str], modifier: str) -> bool:
    """Whether the words hold a modifier, its plural or singular, or the country it is the adjective of."""
    bare = modifier.removesuffix("s")
    forms = {modifier, bare, bare.removesuffix("ie") + "y" if bare.endswith("ie") else bare}
    if forms & words:
        return True
    return any(lexicon.countries_of(w) & lexicon.countries_of(modifier) for w in words) or any(
        set(place.split()) <= words for place in lexicon.countries_of(modifier)
    ) or any(modifier in lexicon.countries_of(w) for w in words)


def _has_place(words: frozenset[str]) -> bool:
    return any(lexicon.countries_of(w) or lexicon.is_country(w) for w in words)


def _nearest(names: Sequence[Name], mention: Mention) -> list[Name]:
    """Of several names the one that stands before the description, and nearer than the others by half the way."""
    ways = sorted(
        ((mention.span.start - max(before), i) for i, n in enumerate(names) if (before := _starts(n, mention.span.start))),
    )
    if len(ways) > 1 and ways[0][0] * 2 > ways[1][0]:
        return []
    return [names[ways[0][1]]] if ways else []


def _starts(name: Name, before: int) -> list[int]:
    return [m.start for m in name.mentions if m.start < before]


def _by_age(context: Context, tree: Tree, mention: Mention) -> Name | None:
    """The person whose age a description gives: "the 45-year-old" after "Anna Lind, 45,"."""
    around = tree.span([min(phrase(tree, mention.head)), mention.head]).text(context.document.text)
    age = _AGE.search(around)
    if age is None:
        return None
    told = re.compile(rf"^(?:,? (?:who is |is |was )?(?:aged )?{age[1]}\b(?!%| per| [a-z]+s\b))")
    fits = [
        name
        for name in context.names.names
        if name.label == "PERSON" and any(told.match(context.document.text[m.end : m.end + 20]) for m in name.mentions)
    ]
    return fits[0] if len(fits) == 1 else None


def _the_company(context: Context, mention: Mention) -> Referent | None:
    """ "The company" as the one company, or the one body, that the two sentences before it talk about."""
    if not lexicon.same_noun(mention.noun, "company") or not context.forest.trees[mention.sentence].tokens:
        return None
    near = [
        m
        for m in context.candidates
        if m.name is not None
        and m.type == "organization"
        and m.name.label == "ORGANIZATION"
        and 0 <= mention.sentence - m.sentence <= 2
        and m.span.start < mention.span.start
        and not lexicon.is_medium(m.name.text)
    ]
    subjects = [m for m in near if m.function == "subject"]
    bodies = {m.name.text: m.name for m in (subjects or near) if m.name is not None}
    return named(next(iter(bodies.values())), "description") if len(bodies) == 1 else None


def noun_of(tree: Tree, head: int) -> str:
    """The noun of a phrase."""
    return singular(tree.tokens[head])
