"""The parse repairs the edges of a content span: a clause cut short is completed, what belongs to the cue is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quotes.language.trees import Tree, is_a
from quotes.quotations.clauses import REQUESTS, cut_at_next_cue, goes_with_content
from quotes.quotations.contents import COMPLEMENTISERS
from quotes.quotations.cues import Cue
from quotes.records import Span, Token

_PREPOSITIONS = frozenset({"of", "to", "for", "about", "on", "over", "against", "with", "as", "upon"})
#: How many words may name the one who is asked.
_ADDRESSEE = 12
_ADDRESSED = ("obj", "iobj", "obl")
_PHRASAL = frozenset(
    {"det", "amod", "compound", "nummod", "flat", "case", "nmod", "advmod", "aux", "cop", "nsubj", "expl"}
)
#: Cues that find fault with somebody, or none, for what they report.
_FAULTING = frozenset({
    "berate", "blast", "call out", "castigate", "commend", "criticise", "criticize", "excoriate", "fault", "hit out", "laud",
    "rebuke", "reprimand", "slam", "thank",
})  # fmt: skip
#: Cues of what nobody need have uttered whose object is whom they move to do something.
_WON_OVER = frozenset({"convince", "persuade"})
#: What stands in the words that say who somebody is.
_NAMING = ("DET", "PRON", "PROPN", "NOUN", "ADJ")
_AMOUNTS = frozenset({"few", "little", "many", "much"})
_CLOSED = frozenset(',;:()[]–—-"“”.?!')


def repaired(text: str, cue: Cue, content: Span, taken: Sequence[Span], siblings: Sequence[Span] = ()) -> Span:
    """The content span of an indirect report with the edges that the grammar gives it.

    Only the part in the cue's own sentence is touched. ``taken`` are spans that stay outside: source and cue; ``siblings``
    are further cues of the same source, before which the content ends ("said the vote was fair and | urged …"). Sources of
    requests: the addressee ("urged the embassy to reconsider") is no part of what was asked.
    """
    tree = Tree.of(cue.sentence)
    inside = [i for i, token in enumerate(tree.tokens) if token.span.overlap(content)]
    if not inside or not cue.sentence.span.contains(content):
        return content
    outside = {i for i, token in enumerate(tree.tokens) if any(token.span.overlap(span) for span in taken)}
    root = _root(tree, inside, cue.head.index)
    clause = _clause_of_subject(tree, cue, root, inside)
    if clause is not None:
        root, inside = clause, [*inside, *(i for i in tree.run(clause, without=("cc", "conj")) if i > inside[-1])]
    own = set(tree.subtree(root)) - outside
    if root != cue.head.index and cue.head.index in own | outside:
        own -= _below_cue(tree, cue.head.index, root)
    first, last = inside[0], inside[-1]
    first = _after_listener(tree, cue, first, _with_subject(tree, root, _left(tree, first, own, outside), own))
    first = _with_object_for_subject(tree, cue, root, first)
    first = _after_word(tree, first, last)
    first = _after_that(tree, first, last)
    first = max(first, _after_as_clause(tree, cue.head.index, first, last))
    first = _after_apposition(tree, cue, first, last)
    first = _after_medium(tree, cue, first, last)
    first = _without_addressee(tree, cue, first, last, root)
    if not tree.tokens[first].text[:1].isupper():
        first = _without_preposition(tree, cue, first, last, root)
    first = _with_to(tree, first, last)
    last = _with_further_clauses(tree, _right(tree, last, own))
    last = _before_verb_of_noun(tree, cue, first, last)
    last = cut_at_next_cue(tree, cue.head.index, first, last, text)
    last = _before_sibling(tree, cue, first, last, siblings)
    if first > last:
        return content
    return Span(tree.tokens[first].span.start, max(tree.tokens[last].span.end, tree.tokens[first].span.start))


def _clause_of_subject(tree: Tree, cue: Cue, root: int, inside: Sequence[int]) -> int | None:
    """The verb of the clause that a cue takes for its content, where the span holds its subject or a clause before it only.

    In "said | fixing the plant |, which was damaged, may take a year" the model stopped at the comma.
    """
    verb = tree.tokens[root].head
    if (
        not is_a(tree.tokens[root].deprel, "nsubj", "csubj", "advcl")
        or verb in inside
        or not 0 <= verb < len(tree.tokens)
    ):
        return None
    told = tree.tokens[verb].head == cue.head.index and is_a(tree.tokens[verb].deprel, "ccomp")
    return verb if told and root > cue.head.index else None


def _after_word(tree: Tree, first: int, last: int) -> int:
    """Past the rest of a word that the span begins within: "told Agence France- | Presse arson was a weapon"."""
    while 0 < first < last and tree.tokens[first - 1].text in ("-", "‑", "–", "/"):
        if tree.tokens[first - 1].span.end != tree.tokens[first].span.start:
            return first
        first += 1
    return first


def _after_that(tree: Tree, first: int, last: int) -> int:
    """Past an adverb before the complementiser: "claimed | instead that | the vote was fair"."""
    leads = first + 1 < last and tree.tokens[first].upos == "ADV" and tree.tokens[first + 1].text.casefold() == "that"
    return first + 2 if leads and is_a(tree.tokens[first + 1].deprel, "mark") else first


def _before_verb_of_noun(tree: Tree, cue: Cue, first: int, last: int) -> int:
    """The last word before the verb that a noun is the subject of: "her request for | a delay | failed"."""
    verb = cue.head.head
    if cue.head.upos != "NOUN" or not is_a(cue.head.deprel, "nsubj") or not first < verb <= last:
        return last
    own = {verb, *(i for i in tree.children(verb, "aux", "cop", "advmod", "punct") if cue.head.index < i < verb)}
    end = verb
    while end - 1 > first and end - 1 in own:
        end -= 1
    below = set(tree.subtree(cue.head.index))
    return end - 1 if tree.head_of(range(first, end)) in below else last


def _before_sibling(tree: Tree, cue: Cue, first: int, last: int, siblings: Sequence[Span]) -> int:
    """The last word before another cue of the same source that the content runs into; one with a subject of its own stays."""
    for i in range(max(first, cue.head.index) + 1, last + 1):
        token = tree.tokens[i]
        if token.upos != "VERB" or not any(sibling.overlap(token.span) for sibling in siblings):
            continue
        if tree.children(i, "nsubj", "mark") or goes_with_content(tree, cue.head.index, first, i):
            continue
        end = i
        while end - 1 > first and tree.tokens[end - 1].upos in ("ADV", "AUX", "CCONJ", "PUNCT", "PART"):
            end -= 1
        if end > first and end < i:
            return end - 1
    return last


def _root(tree: Tree, inside: Sequence[int], cue: int) -> int:
    """The word of the span under which most of its words stand."""
    members = set(inside)
    tops = [i for i in inside if tree.tokens[i].head not in members and tree.tokens[i].upos != "PUNCT"]
    return max(tops or inside, key=lambda i: (len(members & set(tree.subtree(i))), tree.tokens[i].head == cue))


def _below_cue(tree: Tree, cue: int, root: int) -> set[int]:
    """The words under the cue that are not under the content's own head."""
    below = set(tree.subtree(cue))
    return below - set(tree.subtree(root)) if root in below else below


def _left(tree: Tree, first: int, own: Collection[int], outside: Collection[int]) -> int:
    """Back to the beginning of the phrase that the span begins in, then past what cannot begin a content."""
    at = first
    begins = tree.tokens[first].upos in ("PRON", "DET")  # "told jurors | they", "told the agency | the victim"
    while not begins and at > 0 and at - 1 in own and at - 1 not in outside and _same_phrase(tree, at - 1, at):
        at -= 1
    while at < first and (tree.tokens[at].upos in ("PUNCT", "CCONJ") or _is_complementiser(tree, at)):
        at += 1
    while at in outside:
        at += 1
    return at


def _with_subject(tree: Tree, root: int, first: int, own: Collection[int]) -> int:
    """Back to the subject of the clause that the span begins within: "| the deals, which cover five aides, | asked for nothing"."""
    for subject in tree.children(root, "nsubj", "csubj"):
        words = tree.subtree(subject)
        reaches = range(words[0], first)
        if (
            words[-1] < first <= root
            and all(i in own for i in words)
            and all(i in words or tree.tokens[i].upos == "PUNCT" for i in reaches)
        ):
            return words[0]
    return first


def _with_object_for_subject(tree: Tree, cue: Cue, root: int, first: int) -> int:
    """Back to the subject that a relative clause cut off and the tree gives the cue: "said | the club, which was new, | won"."""
    told = tree.tokens[root].head == cue.head.index and is_a(tree.tokens[root].deprel, "ccomp")
    if not told or tree.children(root, "nsubj", "csubj", "expl"):
        return first
    for noun in tree.children(cue.head.index, "obj", "iobj"):
        words = tree.run(noun)
        reaches = range(words[-1] + 1, first)
        if (
            cue.head.index < words[0] < first
            and tree.children(noun, "acl")
            and all(
                tree.tokens[i].upos == "PUNCT" or tree.tokens[i].head == root or tree.tokens[i].head in words
                for i in reaches
            )
        ):
            return words[0]
    return first


def _after_apposition(tree: Tree, cue: Cue, first: int, last: int) -> int:
    """Past what the source of an "according to" is: "According to his wife, | Anna, | Moe left"; a subject with a name stays."""
    if cue.lemma != "according to" or first < cue.head.index or tree.tokens[first].upos not in _NAMING:
        return first
    comma = next((i for i in range(first, last) if tree.tokens[i].text == ","), None)
    if comma is None or any(tree.tokens[i].upos not in (*_NAMING, "ADP", "PART") for i in range(first, comma)):
        return first
    for i in range(comma + 1, last):
        verb = tree.tokens[i].head
        if (
            is_a(tree.tokens[i].deprel, "nsubj")
            and comma < i < verb <= last
            and tree.tokens[verb].head <= cue.head.index
        ):
            return comma + 1
    return first


def _after_medium(tree: Tree, cue: Cue, first: int, last: int) -> int:
    """Past the acronym of the medium that is told something, which the tree may take for a part of that: "tells IPS | rents fell"."""
    told = tree.tokens[first]
    medium = told.text.isupper() and len(told.text) > 1 and told.entity == "S-ORGANIZATION"
    if cue.lemma != "tell" or first != cue.head.index + 1 or not medium or first + 1 >= last:
        return first
    return first + 1 if tree.tokens[first + 1].upos in {"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"} else first


def _after_listener(tree: Tree, cue: Cue, first: int, extended: int) -> int:
    """The beginning of a content, moved back to ``extended`` unless that would take whom somebody is told something.

    In "told | local media | Lind's car was found" the tree may take the listeners for a part of what they are told.
    """
    verb = cue.head.index
    between = range(verb + 1, extended)
    told = cue.lemma == "tell" and not tree.children(verb, "nsubj:pass", "obj", "iobj")
    return (
        first if told and verb < extended < first and all(tree.tokens[i].upos == "ADV" for i in between) else extended
    )


def _is_complementiser(tree: Tree, index: int) -> bool:
    """Whether a word leads into the content and is no part of it: "that", not the "if" or "because" of a clause within."""
    token = tree.tokens[index]
    if token.text[:1].isupper() or _is_demonstrative(tree, index):
        return False
    if token.text == "if" and index and tree.tokens[index - 1].text == "that":
        return False  # "said that | if it rains"
    return token.deprel == "mark" and not (token.text.casefold() != "that" and _leads_into_part(tree, index))


def _is_demonstrative(tree: Tree, index: int) -> bool:
    """Whether a "that" is a subject or belongs to one: "said | that would be wrong", "According to Lind, | that country left"."""
    if tree.tokens[index].text != "that" or index + 1 >= len(tree.tokens):
        return False
    if index and tree.tokens[index - 1].text == "," and is_a(tree.tokens[index].deprel, "det"):
        return True
    verb = tree.tokens[index + 1]
    return verb.xpos in ("MD", "VBD", "VBZ") and (verb.upos == "AUX" or is_a(tree.tokens[index].deprel, "nsubj"))


def _leads_into_part(tree: Tree, index: int) -> bool:
    """Whether the clause that a conjunction leads into belongs to a clause of the same content, which comes after it."""
    clause = tree.tokens[index].head
    if not 0 <= clause < len(tree.tokens) or not is_a(tree.tokens[clause].deprel, "advcl"):
        return False
    return tree.tokens[clause].head > clause


def complementisers(tree: Tree, content: Span) -> tuple[str, ...]:
    """The words that lead into a content where it begins with one: no "if" of a condition, no "that" that is a subject."""
    inside = [t for t in tree.tokens if t.span.overlap(content) and t.upos != "PUNCT"]
    if inside and _is_demonstrative(tree, inside[0].index):
        return ()
    words = inside[1:] if inside and inside[0].text.casefold() == "that" else inside
    led = bool(words) and words[0].index > 0 and tree.tokens[words[0].index - 1].text == "that"
    conditional = bool(words) and (
        (led and words[0].text == "if")
        or (words[0].text.casefold() in ("if", "whether") and _leads_into_part(tree, words[0].index))
    )
    return COMPLEMENTISERS[:1] if conditional else COMPLEMENTISERS


def _same_phrase(tree: Tree, before: int, at: int) -> bool:
    """Whether a word belongs to the phrase that the next one stands in: its determiner, modifier, name or auxiliary."""
    token = tree.tokens[before]
    if token.deprel.split(":")[0] in _PHRASAL and token.head >= at:
        return True
    return tree.tokens[at].deprel.split(":")[0] in _PHRASAL and tree.tokens[at].head == before


def _right(tree: Tree, last: int, own: Collection[int]) -> int:
    """On to the end of the phrase; a comma, a bracket or a dash ends it unless a word before still waits for its head."""
    at = last
    while at + 1 < len(tree.tokens):
        following = tree.tokens[at + 1]
        waits = following.index <= _farthest(tree, at, own)
        if at + 1 not in own or (following.text in _CLOSED and not waits and not _within_word(tree, at)):
            break
        at += 1
    while at > last and tree.tokens[at].upos in ("PUNCT", "CCONJ", "SCONJ"):
        at -= 1
    while at > 0 and _dangles(tree, at):
        at -= 1
    return at


def _with_further_clauses(tree: Tree, last: int) -> int:
    """On to the end of clauses that are joined with a complementiser of their own: "claims | the vote was void|, and that …"."""
    at = last + 1
    while at < len(tree.tokens) and tree.tokens[at].upos in ("PUNCT", "CCONJ"):
        at += 1
    if at >= len(tree.tokens) or tree.tokens[at].text.casefold() != "that" or not is_a(tree.tokens[at].deprel, "mark"):
        return last
    verb = tree.tokens[at].head
    joined = (
        at > last + 1 and tree.tokens[at - 1].upos == "CCONJ" and verb > at and is_a(tree.tokens[verb].deprel, "conj")
    )
    if not joined:
        return last
    end = tree.subtree(verb)[-1]
    while tree.tokens[end].upos == "PUNCT":
        end -= 1
    return _with_further_clauses(tree, end)


def _dangles(tree: Tree, at: int) -> bool:
    """Whether a content cannot end with the word: a preposition, conjunction or article whose phrase is cut off."""
    token = tree.tokens[at]
    return token.deprel.split(":")[0] in ("case", "cc", "det", "mark") and token.head > at


def _farthest(tree: Tree, at: int, own: Collection[int]) -> int:
    """The last head, to the right, of a word that stands at or shortly before ``at`` and cannot end a phrase."""
    heads = [
        tree.tokens[i].head
        for i in range(max(0, at - 3), at + 1)
        if i in own
        and tree.tokens[i].deprel.split(":")[0]
        in ("case", "det", "amod", "compound", "nummod", "mark", "aux", "cop", "flat")
    ]
    return max(heads, default=-1)


def _within_word(tree: Tree, at: int) -> bool:
    """Whether no space follows: "twenty-one", "state-owned"."""
    tokens = tree.tokens
    return at + 2 < len(tokens) and tokens[at].span.end == tokens[at + 1].span.start == tokens[at + 2].span.start - 1


def _after_as_clause(tree: Tree, cue: int, first: int, last: int) -> int:
    """Past the rest of "As Orr said at the end of the talks, | …": the comma closes what belongs to the cue."""
    if first < cue or not any(tree.tokens[i].text.casefold() == "as" for i in tree.children(cue, "mark", "advmod")):
        return first
    commas = [i for i in range(cue + 1, last) if tree.tokens[i].text == ","]
    return commas[0] + 1 if commas else first


def _without_addressee(tree: Tree, cue: Cue, first: int, last: int, root: int) -> int:
    """Past "the embassy" in "urged the embassy to reconsider": the cue's object before an infinitive that is its content."""
    verb = cue.head.index
    if tree.tokens[first].span.start < cue.span.start:
        return first
    if _asks_for(tree, cue, first):
        return first
    start = _after_request(tree, cue, first, last)
    if start is None and cue.lemma == "accuse":
        start = _after_accused(tree, cue, first, last)
    if start is None and cue.lemma in _FAULTING:
        start = _after_faulted(tree, cue, first, last)
    if start is not None:
        return start
    infinitives = [
        i
        for i in tree.children(verb, "xcomp", "ccomp", "advcl")
        if first < i <= last and any(tree.tokens[j].text.casefold() == "to" and j < i for j in tree.children(i, "mark"))
    ]
    addressees = [i for i in tree.children(verb, *_ADDRESSED) if first <= i < (infinitives or [first])[0]]
    if not infinitives:
        return _past_listener(tree, verb, first, last)
    if cue.listed in ("thought", "other") and cue.lemma not in _WON_OVER:
        return first  # "expects | rents to fall", "requires | owners to pay": nobody is spoken to
    if not addressees or _describes(tree, cue, addressees[0], infinitives[0]):
        return first
    if any(tree.tokens[i].upos == "AUX" for i in range(addressees[0], infinitives[0])):
        return first  # "claims | the tax is designed to …": no one is asked, whatever the tree says
    marks = [j for j in tree.children(infinitives[0], "mark") if tree.tokens[j].text.casefold() == "to"]
    start = marks[0]
    before = [j for j in tree.children(infinitives[0], "advmod") if j == start - 1]
    return before[0] if before else start


def _asks_for(tree: Tree, cue: Cue, first: int) -> bool:
    """Whether "for" leads to the content: in "asked for | the price to be kept secret" nobody is spoken to."""
    before = tree.tokens[first - 1] if first else tree.tokens[first]
    asks = cue.lemma == "call for" or cue.lemma.split()[0] in REQUESTS
    return asks and "for" in (tree.tokens[first].text.casefold(), before.text.casefold())


def _describes(tree: Tree, cue: Cue, noun: int, infinitive: int) -> bool:
    """Whether an infinitive tells of the cue's object and asks nobody for anything: "announced a plan to be put to a vote"."""
    passive = bool(tree.children(infinitive, "aux:pass"))
    thing = tree.tokens[noun].upos == "NOUN" and bool(tree.children(noun, "det"))
    return passive and thing and is_a(tree.tokens[infinitive].deprel, "advcl") and cue.lemma != "tell"


def _after_request(tree: Tree, cue: Cue, first: int, last: int) -> int | None:
    """Where the infinitive begins of what somebody is asked to do: "urged | drivers | to slow down"; null where none does."""
    if cue.lemma not in REQUESTS:
        return None
    for i in range(first, min(last, first + _ADDRESSEE)):
        token = tree.tokens[i]
        if token.upos in ("VERB", "AUX", "PUNCT"):
            return None
        if (token.text.casefold() == "to" and tree.tokens[i + 1].upos in ("VERB", "AUX")) or (
            token.text.casefold() == "to" and tree.tokens[i + 1].text in "“\"‘'"
        ):
            before = tree.tokens[i - 1]
            return i - 1 if i > first and before.text.casefold() == "not" else i
    return None


def _after_accused(tree: Tree, cue: Cue, first: int, last: int) -> int | None:
    """Where it begins what somebody is accused of: "accused | the mayor of | lying"; null where nobody stands before it."""
    bare = None
    for i in range(first + 1, min(last, first + _ADDRESSEE)):
        token, following = tree.tokens[i], tree.tokens[i + 1]
        if token.upos in ("VERB", "AUX"):
            break
        if token.text.casefold() != "of" or not i < last:
            continue
        deed = following.xpos == "VBG" or following.text in "“\"‘'«"
        if deed or (0 <= token.head < len(tree.tokens) and tree.tokens[token.head].head == cue.head.index):
            return i + 1
        if following.upos in ("NOUN", "ADJ"):
            bare = i + 1  # "accused the harbour guards of | fraud", whatever the tree says
    return bare


def _after_faulted(tree: Tree, cue: Cue, first: int, last: int) -> int | None:
    """Where what somebody is criticised for begins: "criticised | the mayor for | leaving"; null where it does not follow him."""
    whom = [i for i in tree.children(cue.head.index, "obj", "obl") if first <= i <= last]
    for i in range(whom[0] + 1 if whom else last, min(last, first + _ADDRESSEE)):
        token = tree.tokens[i]
        if token.upos in ("VERB", "AUX"):
            return None
        if token.text.casefold() == "for":  # not "lauded plans for the summer"
            somebody = tree.tokens[whom[0]].upos in ("PROPN", "PRON")
            return i + 1 if somebody or tree.tokens[i + 1].upos in ("VERB", "AUX", "PUNCT", "PART") else None
    return None


def _past_listener(tree: Tree, verb: int, first: int, last: int) -> int:
    """Past "reporters" in "told reporters the mine had closed": the object that stands before a clause."""
    clauses = [
        i for i in tree.children(verb, "ccomp") if first < i <= last and tree.children(i, "nsubj", "expl", "csubj")
    ]
    for listener in tree.children(verb, "obj", "iobj"):
        words = tree.run(listener)
        if clauses and words[0] <= first <= words[-1] < min(tree.subtree(clauses[0])) <= last:
            return words[-1] + 1
    return first


def _with_to(tree: Tree, first: int, last: int) -> int:
    """Back to the "to" of an infinitive that the cue took: "call | to | close the port"."""
    before = tree.tokens[first - 1] if first else None
    verb = next((i for i in range(first, last + 1) if tree.tokens[i].upos != "ADV"), last)
    if before is None or before.xpos != "TO" or before.head != verb or tree.tokens[verb].xpos != "VB":
        return first
    return first - 1


def _without_preposition(tree: Tree, cue: Cue, first: int, last: int, root: int) -> int:
    """Past the preposition that the cue asks for: "confessed to | killing", "accused of | lying"; an infinitive's "to" stays.

    One that leads into part of the content only stays too: "As of late Tuesday, 20 bodies had been found".
    """
    token: Token = tree.tokens[first]
    clause = tree.tokens[token.head] if 0 <= token.head < len(tree.tokens) else None
    own = clause is not None and is_a(clause.deprel, "advcl") and bool(tree.children(clause.index, "nsubj"))
    if own and first > cue.head.index:
        return first  # "According to Lind, | as rents have risen, people move"
    if token.text.casefold() == "as" and first < last and tree.tokens[first + 1].text.casefold() in _AMOUNTS:
        return first  # "| as many as 32"
    leads = token.head == root or first >= root or (0 <= token.head < len(tree.tokens) and token.head > last)
    if token.text.casefold() == "to" and first < last and tree.tokens[first + 1].xpos == "VBG":
        return first + 1  # "confessed to | acting alone"
    if leads and first < last and token.upos in ("ADP", "SCONJ") and token.text.casefold() in _PREPOSITIONS:
        return first + 1
    return first
