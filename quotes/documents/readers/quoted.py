"""Quotation that a page marks with tags, not with characters: ``<q>`` and ``<blockquote>`` get their quotation marks.

It is done in the tree before the article is sought: what seeks it drops or moves the tags, but keeps the characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree, html

from quotes.documents.lists import lines_of
from quotes.documents.readers.markup import BLOCKS, BREAK

_MARKS = (("“", "”"), ("‘", "’"))
_BLANK = f" \t\r\n\xa0{BREAK}"
_OPENS = re.compile(rf"[{_BLANK}]*[\"“„«‘']")
_OPENING_AT_END = re.compile(r"(?:[“„«‘]|(?:^|\s)[\"'])\Z")
_QUOTED = re.compile(r"[“„][^”“]*”|\"[^\"]*\"|«[^»]*»")
_CREDIT = re.compile(r"\s*(?:[—–―‒-]|--)\s*[^\W\d]")
_LONGEST_CREDIT = 25
_WORDS = re.compile(r"\w+")
_MOST_PULL_QUOTES = 100
_ASIDE_SLACK = 100
_LAYOUT_SHARE = 0.8
_LAYOUT_PARAGRAPHS = 3
_DONE = "data-quoted"
_CREDITED = "data-credit"


def mark_quotations(tree: html.HtmlElement) -> None:
    """Put quotation marks where ``<q>`` and ``<blockquote>`` stand, and take these tags away, in the tree itself.

    Marks alternate between double and single as quotations nest. A block quotation gets an opening mark on each
    paragraph and a closing one on the last; who is quoted (``<cite>``, ``<footer>``, a last line after a dash) becomes a
    paragraph outside that begins with a dash. What carries marks already gets no others. An embedded post is a quotation
    like others, its author's line the credit; the shells of embeds that hold no words are dropped, and so is a pull quote
    that repeats the article. A block quotation around nearly the whole page is layout.

    Example:
        ``<p>We had <q>no choice</q>, she said.`` becomes ``<p>We had “no choice”, she said.``
    """
    _split_at_breaks(tree)
    _drop_repeated(tree)
    quotations = list(tree.iter("blockquote"))
    page = len(_text(tree)) if quotations else 0
    for quotation in reversed(quotations):  # inner ones first
        _mark_block(quotation, page)
    _mark_inline(tree)


def _split_at_breaks(tree: html.HtmlElement) -> None:
    """Two ``<br>`` in a row end a paragraph: ``BREAK`` stands for them."""
    for element in tree.iter("br"):
        after = element.getnext()
        if after is not None and after.tag == "br" and not (element.tail or "").strip():
            element.tail = BREAK
            parent = element.getparent()
            if parent.tag in ("div", "center") and not any(child.tag in BLOCKS for child in parent):
                parent.tag = "p"


def _drop_repeated(tree: html.HtmlElement) -> None:
    """Drop shells and repeating pull quotes; what else stands in ``<figure>`` and ``<aside>`` must not be pruned."""
    for quotation in list(tree.iter("blockquote")):
        if _is(quotation, "shell"):
            quotation.drop_tree()
    pulled = [(one, by) for one in tree.iter("blockquote") if (by := _pulled_by(one)) is not None][:_MOST_PULL_QUOTES]
    article = _folded(" ".join(_text(one) for one in tree.iter("p", "li") if not _stands_out(one))) if pulled else ""
    for quotation, wrapper in pulled:
        words = _folded(_text(quotation.find(".//p") if quotation.find(".//p") is not None else quotation))
        if f" {words} " in f" {article} " and wrapper.getparent() is not None:
            wrapper.drop_tree()
        elif wrapper.tag == "aside":
            wrapper.tag = "div"
    for quotation in tree.iter("blockquote"):
        for figure in quotation.iterancestors("figure"):
            figure.tag = "div"
            for caption in figure.iter("figcaption"):
                caption.tag = "p"


def _pulled_by(quotation: html.HtmlElement) -> html.HtmlElement | None:
    """The outermost element that makes it a pull quote: by its class, or an ``<aside>`` with little else."""
    found = quotation if _is(quotation, "pull") else None
    for ancestor in quotation.iterancestors():
        alone = ancestor.tag == "aside" and len(_text(ancestor)) < 2 * len(_text(quotation)) + _ASIDE_SLACK
        if alone or _is(ancestor, "pull"):
            found = ancestor
    return found


def _stands_out(element: html.HtmlElement) -> bool:
    return any(one.tag in ("aside", "blockquote") or _is(one, "pull") for one in element.iterancestors())


def _mark_block(quotation: html.HtmlElement, page: int) -> None:
    _wrap_loose(quotation)
    for leaf in list(_leaves(quotation)):
        _credit_out(leaf)
    leaves = list(_leaves(quotation))
    quoted = _without_credit(leaves)
    if quoted and not _is_layout(quoted, page) and not _carries_marks(quoted):
        level = sum(one.tag == "blockquote" for one in quotation.iterancestors()) % len(_MARKS)
        opening, closing = _MARKS[level]
        for leaf in quoted:
            _open(leaf, opening)
        _close(quoted[-1], closing)
        for leaf in leaves:
            if leaf not in quoted and not _CREDIT.match(_text(leaf)):
                _open(leaf, "— ")
    quotation.tag = "div"
    quotation.attrib.clear()
    quotation.set(_DONE, "")


def _wrap_loose(quotation: html.HtmlElement) -> None:
    """Text and inline elements that stand beside paragraphs become paragraphs; footers are credits."""
    for element in [*quotation.iterchildren("cite"), *quotation.iter("footer", "figcaption")]:
        element.tag = "p"
        element.set(_CREDITED, "")
    items: list[html.HtmlElement] = []
    run = _paragraph(quotation.text)
    for child in list(quotation):
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            items += [*_filled(run), child]
            run = _paragraph(tail)
        else:
            run.append(child)
            child.tail = tail
    quotation.text = None
    quotation[:] = [*items, *_filled(run)]


def _paragraph(text: str | None) -> html.HtmlElement:
    paragraph = html.Element("p")
    paragraph.text = text
    return paragraph


def _filled(run: html.HtmlElement) -> list[html.HtmlElement]:
    return [run] if _text(run).strip(_BLANK) else []


def _leaves(quotation: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The blocks with text that hold no other blocks, but for those of quotations inside."""
    for element in quotation.iterdescendants():
        if element.tag not in BLOCKS or any(one.tag in BLOCKS for one in element.iterdescendants()):
            continue
        if _text(element).strip(_BLANK) and not any(_DONE in one.attrib for one in element.iterancestors()):
            yield element


def _credit_out(leaf: html.HtmlElement) -> None:
    """A ``<cite>`` or a credit that ends the paragraph becomes the next paragraph."""
    last = leaf[-1] if len(leaf) else None
    if last is None or (last.tail or "").strip() or not (last.tag == "cite" or _is(last, "credit")):
        return
    if _text(leaf).strip(_BLANK + "—–-") == _text(last).strip(_BLANK + "—–-"):
        leaf.set(_CREDITED, "")
        return
    last.tail = None
    leaf.remove(last)
    last.tag = "p"
    last.set(_CREDITED, "")
    leaf.addnext(last)


def _without_credit(leaves: Sequence[html.HtmlElement]) -> list[html.HtmlElement]:
    quoted = [leaf for leaf in leaves if _CREDITED not in leaf.attrib and not _is(leaf, "credit")]
    if len(quoted) > 1:
        last = _text(quoted[-1]).strip(_BLANK)
        if _CREDIT.match(last) and len(last.split()) <= _LONGEST_CREDIT and not last.endswith((".", "!", "?")):
            quoted.pop()
    return quoted


def _is_layout(quoted: Sequence[html.HtmlElement], page: int) -> bool:
    """Old pages indent the whole article with a block quotation."""
    return len(quoted) >= _LAYOUT_PARAGRAPHS and sum(len(_text(leaf)) for leaf in quoted) > _LAYOUT_SHARE * page


def _carries_marks(quoted: Sequence[html.HtmlElement]) -> bool:
    texts = [_text(leaf) for leaf in quoted]
    whole = "\n".join(texts)
    inside = sum(len(match.group()) for match in _QUOTED.finditer(whole))
    return _OPENS.match(texts[0]) is not None or inside > len(whole) / 2


def _mark_inline(tree: html.HtmlElement) -> None:
    """The marks of ``<q>``: single ones inside another ``<q>`` or inside marks that the paragraph has open."""
    for quotation, level in list(_levels(tree)):
        opening, closing = _MARKS[level % len(_MARKS)]
        if level >= 0 and _text(quotation).strip(_BLANK):
            _open(quotation, opening)
            _close(quotation, closing)
    for quotation in tree.iter("q"):
        quotation.tag = "span"
        quotation.attrib.clear()


def _levels(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, int]]:
    """Each ``<q>`` and how deep it stands in quotation; -1 where it carries marks itself or stands right behind one."""
    depth = curly = straight = 0
    before = ""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in BLOCKS:
            curly = straight = 0
            before = ""
        if event == "start" and element.tag == "q":
            marked = _OPENING_AT_END.search(before) or _OPENS.match(_text(element))
            yield element, -1 if marked else depth + (curly > 0 or straight % 2)
            depth += 1
        elif element.tag == "q":
            depth -= 1
        text = element.text if event == "start" else element.tail
        if text:
            curly = max(0, curly + text.count("“") - text.count("”"))
            straight += text.count('"')
            before = text[-2:]


def _slots(element: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """The places of text inside an element, in order: (who holds it, "text" or "tail")."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield one, "text"
        elif one is not element:
            yield one, "tail"


def _open(element: html.HtmlElement, mark: str) -> None:
    """Put a mark before the first character of the element's text, and before the first behind each ``BREAK``."""
    wanted = True
    for holder, slot in list(_slots(element)):
        pieces: list[str] = []
        for index, piece in enumerate((getattr(holder, slot) or "").split(BREAK)):
            wanted = wanted or index > 0
            if wanted and piece.strip(_BLANK):
                piece, wanted = mark + piece.lstrip(), False
            pieces.append(piece)
        if len(pieces) > 1 or pieces[0]:
            setattr(holder, slot, BREAK.join(pieces))


def _close(element: html.HtmlElement, mark: str) -> None:
    """Put a mark behind the last character of the element's text."""
    for holder, slot in reversed(list(_slots(element))):
        text = getattr(holder, slot) or ""
        if text.strip(_BLANK):
            setattr(holder, slot, text.rstrip(_BLANK) + mark)
            return


def _text(element: html.HtmlElement) -> str:
    return str(element.text_content())


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _is(element: html.HtmlElement, kind: str) -> bool:
    return not _classes(kind).isdisjoint((element.get("class") or "").lower().split())


@cache
def _classes(kind: str) -> frozenset[str]:
    pairs = [line.split("\t") for line in lines_of("quotation-markup.tsv")]
    return frozenset(name for which, name in pairs if which == kind)
