"""From a pronoun to the one it stands for.

Pronouns go to the best of the mentions before them by number, gender, distance, grammatical function and whose words
were reported last; the weights were set by hand on annotated news. Where two fit alike neither is taken: a wrong name
is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from quotes.language.trees import is_a
from quotes.speakers.context import Context, Heard, Referent, named
from quotes.speakers.descriptions import described
from quotes.speakers.mentions import Mention, Pronoun

# What counts for an antecedent, in points.
_PER_SENTENCE, _FARTHEST, _OUT_OF_SIGHT = -0.9, 6, 40
_OTHER_BLOCK = -0.2
_SUBJECT, _OBJECT, _PER_CLAUSE = 1.2, 0.2, -0.3
_IN_QUOTATION = -2.0
_KNOWN_GENDER, _LIKELY_GENDER, _UNLIKELY_GENDER = 0.6, 0.4, -2.0
_PER_MENTION, _MOST_MENTIONS = 0.12, 6
_DESCRIPTION = -0.7
_BEFORE_THE_BREAK = 0.5
_SINGULAR_THEY, _BODY_AS_THEY = -1.0, -0.4
_PLACE_AS_IT, _TEXT_AS_IT = -1.0, -0.4
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
) -> Referent | None:
    """Who a third-person pronoun stands for, null where nobody before it fits or two fit alike."""
    heard = heard or Heard()
    barred = [heard.parent] if heard.parent is not None and heard.parent_is_direct else []
    no = {referent.key for referent in barred}
    scores: dict[tuple[str, ...], float] = {}
    bearers: dict[tuple[str, ...], Referent] = {}
    for mention in _before(context, sentence, head):
        points = _points(context, mention, pronoun, sentence, head)
        if points is None:
            continue
        if heard.parent_is_direct:  # speech is about the protagonist
            points += _PER_MENTION * _times(mention)
        referent = _bearer(context, mention)
        if referent.key in no:
            continue
        same_block = _block(context, sentence) == _block(context, heard.sentence)
        points += heard.points(referent, sentence) * (1.0 if same_block else _BEFORE_THE_BREAK)
        bearers.setdefault(referent.key, referent)
        scores[referent.key] = max(points, scores.get(referent.key, points))
    ranked = sorted(scores, key=lambda key: -scores[key])
    if not ranked or scores[ranked[0]] < _LEAST:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        return None
    return bearers[ranked[0]]


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
    points += {"subject": _SUBJECT, "object": _OBJECT, "other": 0.0}[mention.function]
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
    tokens = context.forest.trees[sentence].tokens
    verb = tokens[head].head
    return verb >= 0 and verb == tokens[mention.head].head and not is_a(tokens[mention.head].deprel, "nmod", "conj")


def _bearer(context: Context, mention: Mention) -> Referent:
    if mention.name is not None:
        return named(mention.name, "pronoun")
    resolved = described(context, mention)
    if resolved is not None:
        return Referent(resolved.text, resolved.type, "pronoun", resolved.name)
    text = " ".join(mention.span.text(context.document.text).split()).split(", ")[0].strip(' ,;:-–—"“”')
    return Referent(text, mention.type or "person", "pronoun")
