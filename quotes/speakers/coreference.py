"""From a pronoun to the one it stands for.

Pronouns go to the best of the mentions before them by number, gender, distance, grammatical function and whose words
were reported last; the weights were set by hand on annotated news. Where two fit alike neither is taken: a wrong name
is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from quotes.language.trees import is_a
from quotes.speakers.context import Context, Heard, Referent, named, plain
from quotes.speakers.descriptions import described
from quotes.speakers.mentions import Mention, Pronoun
from quotes.speakers.mentions import pronoun as as_pronoun

# What counts for an antecedent, in points.
_PER_SENTENCE, _FARTHEST, _OUT_OF_SIGHT = -0.9, 6, 40
_OTHER_BLOCK = -0.2
_SUBJECT, _OBJECT, _PER_CLAUSE = 1.2, 0.2, -0.3
_IN_QUOTATION = -2.0
_IN_OWN_WORDS = -0.5
_KNOWN_GENDER, _LIKELY_GENDER, _UNLIKELY_GENDER = 0.6, 0.4, -2.0
_PER_MENTION, _MOST_MENTIONS = 0.12, 6
_DESCRIPTION = -0.7
_BEFORE_THE_BREAK = 0.8
_ECHO, _ECHOES, _BESIDE_ECHO = 0.8, 4, -1.3
_ECHO_BACK = 6
_CALLED_THEY = 0.8
_NEXT_MENTIONS, _NEXT_SENTENCES = 30, 3
_SINGULAR_THEY, _BODY_AS_THEY = -1.0, -0.4
_PLACE_AS_IT, _TEXT_AS_IT = -1.6, -0.4
_HEADLINE = -0.4
_MARGIN = 0.15
_LEAST = -3.0


def antecedent(
    context: Context,
    pronoun: Pronoun,
    sentence: int,
    head: int,
    *,
    heard: Heard | None = None,
    echoes: int = _ECHOES,
) -> Referent | None:
    """Who a third-person pronoun stands for, null where nobody before it fits or two fit alike."""
    heard = heard or Heard()
    no = _barred(heard, sentence)
    several = _is_of_several(context, sentence, head)
    echo = _echo(context, pronoun, sentence, head) if echoes > 0 else None
    told = antecedent(context, pronoun, *echo, echoes=echoes - 1) if echo is not None else None
    scores: dict[tuple[str, ...], float] = {}
    bearers: dict[tuple[str, ...], Referent] = {}
    for mention in _before(context, sentence, head):
        points = _points(context, mention, pronoun, sentence, head)
        if points is None or not _counts(context, heard, mention, several=several):
            continue
        if any(
            words.contains(mention.span) for words in heard.words
        ):  # "Lind may leave, she said" is rarer than of others
            points += _IN_OWN_WORDS
        if heard.parent_is_direct:  # speech is about the protagonist
            points += _PER_MENTION * _times(mention)
        referent = _as_quoted(_bearer(context, mention), heard.last)
        if referent.key in no:
            continue
        points += _heard_points(context, heard, referent, sentence)
        if echo is not None:
            points += _ECHO * (told is not None and referent.key == told.key)
            points += _BESIDE_ECHO * _same_clause(context, mention, *echo)
        bearers.setdefault(referent.key, referent)
        scores[referent.key] = max(points, scores.get(referent.key, points))
    last = _last_group(heard, pronoun)
    if last is not None and last.key not in scores and last.key not in no:
        apart = min(context.clock[sentence] - context.clock[heard.together], _FARTHEST)
        bearers[last.key] = last
        scores[last.key] = _SUBJECT + _PER_SENTENCE * apart + _heard_points(context, heard, last, sentence)
    ranked = sorted(scores, key=lambda key: -scores[key])
    if not ranked or scores[ranked[0]] < _LEAST:
        return _named_next(context, pronoun, sentence, head) if heard.parent is None else None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        return _named_one(bearers[ranked[0]], bearers[ranked[1]])
    return bearers[ranked[0]]


def _named_one(one: Referent, other: Referent) -> Referent | None:
    """Of two people that fit alike the one with a name, where the other is only described: "The official" may be the same."""
    if one.type != "person" or other.type != "person" or (one.name is None) == (other.name is None):
        return None
    return one if one.name is not None else other


def _echo(context: Context, pronoun: Pronoun, sentence: int, head: int) -> tuple[int, int] | None:
    """Where the same pronoun stands just before: "She praised Lind. Prices rose, she said." goes on about one woman.

    "It" is left out, which often stands for nobody.
    """
    if pronoun.gender == "n":
        return None
    around = context.quoted_around(context.forest.trees[sentence].tokens[head].span)
    for number in range(sentence, max(sentence - _ECHO_BACK, -1), -1):
        if context.clock[sentence] - context.clock[number] > 1:
            return None
        tokens = context.forest.trees[number].tokens
        for token in reversed(tokens[:head] if number == sentence else tokens):
            told = as_pronoun(token.text)
            same = told is not None and (told.number, told.gender) == (pronoun.number, pronoun.gender)
            if same and told is not None and told.person == 3 and context.quoted_around(token.span) == around:
                return number, token.index
    return None


def _is_of_several(context: Context, sentence: int, head: int) -> bool:
    """Whether a "they" is certainly of more than one: "150 of them", "they themselves"."""
    tree = context.forest.trees[sentence]
    after = tree.tokens[head + 1].text.casefold() if head + 1 < len(tree.tokens) else ""
    above = next(tree.ancestors(head), None)
    counted = above is not None and is_a(tree.tokens[head].deprel, "nmod") and tree.tokens[above].upos in {"NUM", "DET"}
    return counted or after == "themselves"


def _counts(context: Context, heard: Heard, mention: Mention, *, several: bool) -> bool:
    """Whether a mention is of the right number where an article calls one person "they"."""
    if not context.they:
        return True
    one = mention.name in context.they
    return not one if several else one or not heard.alone


def _barred(heard: Heard, sentence: int) -> set[tuple[str, ...]]:
    """Whom a mention cannot stand for: who speaks the words around it, whom they address, who is set against it."""
    barred = [heard.parent] if heard.parent is not None and heard.parent_is_direct else []
    barred += [heard.addressee] if heard.addressee is not None else []
    barred += [heard.last] if heard.apart and heard.last is not None and heard.sentence == sentence else []
    return {referent.key for referent in barred}


def _heard_points(context: Context, heard: Heard, referent: Referent, sentence: int) -> float:
    same_block = _block(context, sentence) == _block(context, heard.sentence)
    between = context.clock[sentence] - context.clock[heard.sentence]  # sentences that are not quoted
    apart = 0 if sentence == heard.sentence else max(1, between)
    return heard.points(referent, apart) * (1.0 if same_block else _BEFORE_THE_BREAK)


def _as_quoted(referent: Referent, last: Referent | None) -> Referent:
    """The last speaker where a description is the beginning of its words ("A study" of "A study commissioned by …")."""
    if last is None or last.name is not None or referent.name is not None:
        return referent
    longer = plain(last.text).startswith(plain(referent.text) + " ")
    return Referent(last.text, last.type, referent.rule) if longer else referent


def _last_group(heard: Heard, pronoun: Pronoun) -> Referent | None:
    """The speakers who were quoted last together, for a "they" after them."""
    if pronoun.number != "plur" or heard.group is None:
        return None
    return Referent(heard.group.text, heard.group.type, "pronoun")


def _named_next(context: Context, pronoun: Pronoun, sentence: int, head: int) -> Referent | None:
    """The person whom the next sentences introduce, for a pronoun with nobody before it.

    “No,” she said. Anna Lind was tired.
    """
    if pronoun.gender == "n":
        return None
    here = context.forest.trees[sentence].tokens[head].span
    start = bisect_left(context.candidates, here.end, key=lambda m: m.span.start)
    for mention in context.candidates[start : start + _NEXT_MENTIONS]:
        if context.clock[mention.sentence] - context.clock[sentence] > _NEXT_SENTENCES:
            return None
        if mention.type != "person" or mention.name is None or mention.function != "subject" or mention.depth:
            continue
        agreement = _agreement(context, mention, pronoun)
        if agreement is not None and agreement >= 0 and context.quoted_around(mention.span) is None:
            return named(mention.name, "pronoun")
    return None


def _before(context: Context, sentence: int, head: int) -> Iterator[Mention]:
    """The candidates before a token, nearest first; descriptions only from the sentences just before."""
    here = context.forest.trees[sentence].tokens[head].span
    end = bisect_left(context.candidates, here.start, key=lambda m: m.span.start)
    for at in range(end - 1, -1, -1):
        mention = context.candidates[at]
        apart = context.clock[sentence] - context.clock[mention.sentence]
        if apart > _OUT_OF_SIGHT:
            return
        if apart <= _FARTHEST or mention.name is not None:
            yield mention


def _block(context: Context, sentence: int) -> int:
    return context.forest.trees[sentence].sentence.block


def _points(context: Context, mention: Mention, pronoun: Pronoun, sentence: int, head: int) -> float | None:
    """How well a mention fits a pronoun, null where it cannot be meant."""
    agreement = _agreement(context, mention, pronoun)
    if agreement is None or _same_clause(context, mention, sentence, head):
        return None
    apart = min(context.clock[sentence] - context.clock[mention.sentence], _FARTHEST)
    trees = context.forest.trees
    points = agreement + _PER_SENTENCE * apart + _PER_CLAUSE * mention.depth
    points += _OTHER_BLOCK * (trees[sentence].sentence.block != trees[mention.sentence].sentence.block)
    points += {"subject": _SUBJECT, "object": _OBJECT, "other": _SUBJECT * _is_topic(context, mention)}[
        mention.function
    ]
    points += _HEADLINE * (trees[mention.sentence].sentence.section == "headline")
    here = trees[sentence].tokens[head].span
    around = context.quoted_around(mention.span)
    points += _IN_QUOTATION * (around is not None and not around.contains(here))
    return points + _PER_MENTION * _times(mention) + _DESCRIPTION * (mention.name is None)


def _times(mention: Mention) -> int:
    """How often a mention's name stands in the document, up to a limit."""
    return min(len(mention.name.mentions), _MOST_MENTIONS) if mention.name else 0


def _agreement(context: Context, mention: Mention, pronoun: Pronoun) -> float | None:
    """Points for number, gender and sort; null where they contradict each other."""
    if pronoun.gender in {"m", "f"}:
        return _gender_points(context, mention, pronoun) if mention.type == "person" else None
    if pronoun.gender == "n":
        if mention.type in {"person", None} or mention.number == "plur":
            return None
        if mention.type == "document":
            return _TEXT_AS_IT
        return _PLACE_AS_IT if mention.name is not None and mention.name.label == "LOCATION" else 0.0
    if mention.name in context.they:
        return _CALLED_THEY
    if mention.type == "group" or mention.number == "plur":
        return 0.4 if mention.type != "document" else None
    if mention.type == "organization":
        return _BODY_AS_THEY if mention.name is None or mention.name.label != "LOCATION" else None
    if mention.type == "person" and mention.name is None and not mention.gender:
        return _SINGULAR_THEY
    return None


def _gender_points(context: Context, mention: Mention, pronoun: Pronoun) -> float | None:
    gender = context.gender(mention.name) if mention.name is not None else mention.gender
    likely = mention.name.likely_gender if mention.name is not None else ""
    if gender:
        return _KNOWN_GENDER if gender == pronoun.gender else None
    if likely:
        return _LIKELY_GENDER if likely == pronoun.gender else _UNLIKELY_GENDER
    return 0.0


def _same_clause(context: Context, mention: Mention, sentence: int, head: int) -> bool:
    """Whether both depend on one verb, so that the pronoun would have to be reflexive."""
    if mention.sentence != sentence:
        return False
    tree = context.forest.trees[sentence]
    tokens, verb, at = tree.tokens, tree.tokens[head].head, mention.head
    for above in tree.ancestors(mention.head):
        if not is_a(tokens[at].deprel, "appos", "flat"):
            break
        at = above
    if _is_topic(context, mention):
        return False
    return verb >= 0 and verb == tokens[at].head and not is_a(tokens[at].deprel, "nmod", "conj")


def _is_topic(context: Context, mention: Mention) -> bool:
    """Whether a sentence turns to somebody: "As for Lind, he said"."""
    tree = context.forest.trees[mention.sentence]
    led = [tree.tokens[i] for i in tree.children(mention.head, "case")]
    return any(word.text.casefold() == "as" and tree.children(word.index, "fixed") for word in led)


def _bearer(context: Context, mention: Mention) -> Referent:
    if mention.name is not None:
        return named(mention.name, "pronoun")
    resolved = described(context, mention)
    if resolved is not None:
        return Referent(resolved.text, resolved.type, "pronoun", resolved.name)
    text = " ".join(mention.span.text(context.document.text).split()).split(", ")[0].strip(' ,;:-–—"“”')
    return Referent(text, mention.type or "person", "pronoun")
