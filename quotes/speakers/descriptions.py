"""From a description to the name it stands for.

"The Russian president" and "the ministry" go to a name of which the article says the same anywhere ("Russian President
Vladimir Putin", "Ministry of Health"), "the 45-year-old" to the one whose age it gives. Where two bearers fit equally
well neither is taken: a wrong name is worse than the description as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from quotes.language.trees import Tree, is_a
from quotes.speakers import lexicon
from quotes.speakers.context import Context, Referent, named
from quotes.speakers.mentions import Mention, name_type, phrase
from quotes.speakers.names import Name, Names
from quotes.speakers.roles import Role

_DEFINITE = frozenset({"the", "this", "that", "said", "these", "those"})
_EMPTY = frozenset(
    [
        "former",
        "new",
        "current",
        "then",
        "ex",
        "late",
        "old",
        "same",
        "other",
        "first",
        "second",
        "top",
        "senior",
        "chief",
        "deputy",
        "own",
        "also",
        "acting",
        "outgoing",
        "incumbent",
        "longtime",
        "veteran",
        "local",
        "regional",
        "national",
        "state",
    ]
)
_CONTRASTING = frozenset({"former", "ex", "deputy", "vice", "acting", "assistant", "shadow", "first", "second"})
#: Nouns for one office whoever holds it, which go for each other without anything that narrows them.
_SAME_OFFICE = (
    frozenset({"chair", "chairman", "chairperson", "chairwoman"}),
    frozenset({"judge", "justice"}),
    frozenset({"spokesman", "spokesperson", "spokeswoman"}),
)
#: What somebody is who holds the same office elsewhere: "his Mexican counterpart" is the Mexican president.
_COUNTERPART = "counterpart"
_OF_MANY = ("ese", "ish", "ch", "ss")  # "the Chinese", "the British" are a people, not a person
_IN_MIND = 3  # sentences
_AGE = re.compile(r"\b(\d{1,3})[ -]years?[ -]old\b")


def described(context: Context, mention: Mention) -> Referent | None:
    """The name that a description stands for, null where it stands for none or for one of several."""
    tree = context.forest.trees[mention.sentence]
    if mention.number == "plur" or mention.type == "document" or not _is_definite(context, tree, mention):
        return None
    aged = _by_age(context, tree, mention)
    if aged is not None:
        return named(aged, "age")
    if _is_epithet(context, tree, mention):
        salient = _last_subject(context, mention)
        return named(salient, "description") if salient is not None else None
    if mention.type is None:
        return None
    modifiers = _modifiers(tree, mention)
    nouns = sorted(lexicon.like_nouns(mention.noun))
    near = dict.fromkeys(name for noun in [*nouns, _COUNTERPART] for name in context.bearers.get(noun, ()))
    fits = [(fit, name) for name in near if (fit := _fit(context, name, mention, modifiers)) is not None]
    if not fits and "former" in modifiers and mention.type == "person":
        only = _last_subject(context, mention, alone=True)
        return named(only, "description") if only is not None else None
    if not fits:
        return _the_company(context, mention) if not modifiers else None
    best = max(fit for fit, _ in fits)
    chosen = [name for fit, name in fits if fit == best]
    if len(chosen) > 1:  # "the institute" is the Corella Institute, not a university
        chosen = [n for n in chosen if n in context.bearers.get(mention.noun, ())] or chosen
    if len(chosen) > 1:
        chosen = _nearest(chosen, mention)
    return named(chosen[0], "description") if len(chosen) == 1 else None


def described_as(context: Context, noun: str) -> Name | None:
    """The one person of whom the article says this noun, null where it says it of none or of several."""
    people = [name for name in context.bearers.get(noun, ()) if name_type(name) == "person"]
    return people[0] if len(people) == 1 else None


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
    """Points for a description's agreement with what is said of a name; null where it cannot be meant."""
    if (mention.type == "person") != (name_type(name) == "person") or name.label == "NORP":
        return None
    if mention.gender and context.gender(name) not in {"", mention.gender}:
        return None
    descriptions = [(noun, r.words) for r in context.roles.get(name, ()) if r.rule != "affiliation" for noun in r.nouns]
    if mention.type != "person":
        descriptions += [_own_words(name)]
    fits = [fit for noun, words in descriptions if (fit := _agree(mention.noun, noun, words, modifiers)) is not None]
    best = max(fits, default=None)
    if best is None or mention.type == "person" or _in_headline(context, mention) or name.mentions[0] < mention.span:
        return best
    return best if best and best == 2 * len(modifiers) else None  # a body's name that comes later has to fit in full


def _in_headline(context: Context, mention: Mention) -> bool:
    return context.forest.trees[mention.sentence].sentence.section == "headline"


def bearers(names: Names, roles: Mapping[Name, tuple[Role, ...]]) -> dict[str, tuple[Name, ...]]:
    """The names by the nouns said of them, bodies also by the noun of their own name."""
    found: dict[str, dict[Name, None]] = {}
    for name in names.names:
        own = {_own_words(name)[0]} if name_type(name) != "person" else set()
        for noun in sorted(own.union(*(r.nouns for r in roles.get(name, ())))):
            found.setdefault(noun, {})[name] = None
    return {noun: tuple(bearing) for noun, bearing in found.items()}


def _own_words(name: Name) -> tuple[str, frozenset[str]]:
    """A body's own name as a description: "Investigative Committee" is a committee."""
    raw = [w.strip("()'’s") if w.endswith(("'s", "’s")) else w for w in name.text.split()]
    words = [lexicon.expand(w) for w in raw] + [w.rstrip("s") for w in map(lexicon.fold, raw)]
    before = lexicon.fold(re.split(r" (?:of|for|in) ", name.text)[0]).split()
    nouns = [w for w in before if lexicon.noun_type(w) in {"organization", "group"}]
    noun = nouns[-1] if nouns else (before[-1] if before else "")
    return noun, frozenset(part for word in words for part in word.split())


def _agree(wanted: str, noun: str, words: frozenset[str], modifiers: Sequence[str]) -> int | None:
    """Points for modifiers that stand among the words of a role with the same noun; null where one contradicts it."""
    if noun == _COUNTERPART and lexicon.noun_type(wanted) == "person":
        return 2 * len(modifiers) if modifiers and all(_says(words, m) for m in modifiers) else None
    if not lexicon.same_noun(wanted, noun):
        return None
    office = any({wanted, noun} <= nouns for nouns in _SAME_OFFICE)
    if noun != wanted and not modifiers and lexicon.noun_type(wanted) == "person" and not office:
        return None
    contrast = {w for w in words if w in _CONTRASTING} ^ {w for w in modifiers if w in _CONTRASTING}
    missing = [m for m in modifiers if m not in _EMPTY and not _says(words, m)]
    places = [m for m in missing if lexicon.countries_of(m) or lexicon.is_country(m)]
    if contrast and modifiers:
        return None
    if len(missing) > len(places) or (places and (_has_place(words) or wanted == "government")):
        return None  # there is one government to a country
    return 2 * (len(modifiers) - len(missing)) - bool(contrast)  # a president before a vice president


def _says(words: frozenset[str], modifier: str) -> bool:
    """Whether the words hold a modifier, its plural or singular, or the country it is the adjective of."""
    bare = modifier.removesuffix("s")
    forms = {modifier, bare, bare.removesuffix("ie") + "y" if bare.endswith("ie") else bare}
    if forms & words:
        return True
    return (
        any(lexicon.countries_of(w) & lexicon.countries_of(modifier) for w in words)
        or any(set(place.split()) <= words for place in lexicon.countries_of(modifier))
        or any(modifier in lexicon.countries_of(w) for w in words)
    )


def _has_place(words: frozenset[str]) -> bool:
    return any(lexicon.countries_of(w) or lexicon.is_country(w) for w in words)


def _nearest(names: Sequence[Name], mention: Mention) -> list[Name]:
    """Of several names the one that stands before the description, and nearer than the others by half the way."""
    ways = sorted(
        (mention.span.start - name.mentions[at - 1].start, number)
        for number, name in enumerate(names)
        if (at := bisect_left(name.mentions, mention.span))
    )
    if not ways or (len(ways) > 1 and ways[0][0] * 2 > ways[1][0]):
        return []
    return [names[ways[0][1]]]


def _is_epithet(context: Context, tree: Tree, mention: Mention) -> bool:
    """Whether a description only calls the person just spoken of by age or nationality: "the 28-year-old", "the Dane"."""
    head = tree.tokens[mention.head].text
    if lexicon.is_national(head) and not head.casefold().endswith(_OF_MANY):
        return tree.tokens[mention.head].upos != "ADJ" or not is_a(tree.tokens[mention.head].deprel, "amod")
    return (
        _AGE.search(tree.span([min(phrase(tree, mention.head)), mention.head]).text(context.document.text)) is not None
    )


def _last_subject(context: Context, mention: Mention, *, alone: bool = False) -> Name | None:
    """The person named last before a description as one who does something; with ``alone`` only if nobody else is named."""
    end = bisect_left(context.candidates, mention.span.start, key=lambda m: m.span.start)
    near: list[Mention] = []
    for other in reversed(context.candidates[max(end - 60, 0) : end]):
        if context.clock[mention.sentence] - context.clock[other.sentence] > _IN_MIND:
            break
        if other.name is not None and other.type == "person" and context.quoted_around(other.span) is None:
            near.append(other)
    if alone and len({m.name for m in near}) != 1:
        return None
    trees = context.forest.trees
    acting = (m for m in near if m.function == "subject" or trees[m.sentence].is_root(m.head))
    return next((m.name for m in acting if not m.depth), None)


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
    """The phrase "the company" as the one company, or the one body, that the two sentences before it talk about."""
    if not lexicon.same_noun(mention.noun, "company") or not context.forest.trees[mention.sentence].tokens:
        return None
    end = bisect_left(context.candidates, mention.span.start, key=lambda m: m.span.start)
    near = [
        m
        for m in context.candidates[max(end - 60, 0) : end]
        if m.name is not None
        and m.type == "organization"
        and m.name.label == "ORGANIZATION"
        and 0 <= mention.sentence - m.sentence <= 2
        and not lexicon.is_medium(m.name.text)
    ]
    subjects = [m for m in near if m.function == "subject"]
    bodies = {m.name.text: m.name for m in (subjects or near) if m.name is not None}
    return named(next(iter(bodies.values())), "description") if len(bodies) == 1 else None
