"""The records that pass between the stages. Every offset counts Unicode code points of ``Document.text``, half-open.

Nothing here imports another module of this package; every stage imports this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Section = Literal["headline", "body", "sidebar"]
Kind = Literal["direct", "indirect", "mixed"]
CueClass = Literal["speech", "writing", "thought"]
SpeakerType = Literal["person", "organization", "group", "document"]
Relation = Literal["=", ">", ">=", "<", "<=", "~", "range"]
Dimension = Literal["money", "percent", "count", "measure", "duration", "rate"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]``, in characters of the document.

    Raises:
        ValueError: the bounds are negative or in the wrong order.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def text(self, whole: str) -> str:
        """The characters of ``whole`` that the span covers."""
        return whole[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether the other span lies inside this one (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """How many characters both cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph (or headline, or line of navigation) of a document; blocks are in text order and do not overlap."""

    span: Span
    section: Section


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read.

    ``text`` is what decoding gave and is never changed. ``blocks`` cover all of it but white space. ``published`` is the
    date of publication, from metadata, a dateline or a date line in the text. ``publisher`` is the outlet or agency
    ("UrduPoint", "AFP"), ``place`` the place of the dateline ("MOSCOW"), ``author`` the byline's names ("Ada Brandt").
    """

    document_id: str
    text: str
    path: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    place: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done, told to the user as a row: what went wrong, where, what to do."""

    document_id: str | None
    path: str | None
    stage: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word (Universal Dependencies). ``head`` is the index of its governor in the sentence, -1 at the root.

    ``upos``, ``xpos`` (Penn tag), ``feats`` ("Number=Sing|..."), ``deprel`` are UD's; ``entity`` is a BIOES tag such as
    ``B-PERSON`` or ``O``. The words of a multi-word token ("don't") each have their own span where their letters allow it.
    """

    index: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    entity: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: its span and one of PERSON, ORGANIZATION, LOCATION, NORP, FACILITY, PRODUCT, DATE, MONEY, MISC."""

    span: Span
    label: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens, the block (by index in ``Document.blocks``) and section it stands in."""

    index: int
    span: Span
    tokens: tuple[Token, ...]
    block: int
    section: Section


@dataclass(frozen=True, slots=True)
class SpanScore:
    """A span that the attribution model found and how sure it is (0 to 1)."""

    span: Span
    score: float


#: A cue to which the attribution model gives less than this is for the rules to judge; alone the model would not take it.
FAINT_CUE = 0.66


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the attribution model found around one cue: its source and content spans, each with a score."""

    cue: SpanScore
    sources: tuple[SpanScore, ...]
    contents: tuple[SpanScore, ...]


@dataclass(frozen=True, slots=True)
class Parse:
    """What parsing gives for one document: sentences in text order, entities, and the attribution model's evidence."""

    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote before its speaker is resolved: where its words, cue and speaker mention stand.

    ``mention`` is the source nearest the cue as it stands in the text, null where the text gives none; ``parent`` is the
    index, in the document's list, of the quotation that contains this one. ``relay`` is who carried the words of another
    ("Politico quoted Manning as saying"). ``rule`` names what decided; ``confidence`` is its own, not calibrated.
    """

    kind: Kind
    segments: tuple[Span, ...]
    cue: Span | None
    cue_lemma: str | None
    cue_class: CueClass
    mention: Span | None
    section: Section
    rule: str
    confidence: float
    parent: int | None = None
    relay: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: ``name`` is the fullest name in the document, ``mentions`` every place where the document names it.

    ``role`` is the title or affiliation in the article's words ("Russian presidential spokesman").
    """

    name: str
    type: SpeakerType
    role: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its resolved speaker, the medium it came through and the day it was said."""

    quotation: Quotation
    speaker: Speaker | None
    via: str | None = None
    said_on: date | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity that is asserted. ``low`` and ``high`` are in base units ("$1.5 billion" is 1500000000.0), null where open.

    ``span`` is the quantity with its modifier and unit; ``clause`` the clause that asserts it; ``about`` what is quantified;
    ``quote`` is the index of the innermost quote it stands in, null in the article's own voice.
    """

    span: Span
    clause: Span
    low: float | None
    high: float | None
    relation: Relation
    unit: str
    dimension: Dimension
    section: Section
    rule: str
    confidence: float
    about: str | None = None
    negated: bool = False
    as_of: date | None = None
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """All that is known of one document when every stage is done."""

    document: Document
    parse: Parse
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Run:
    """How a set of tables was made: what was read, with which version and models, when, and in how many seconds.

    ``options`` are those that were given and are not what they are by themselves ("include": "thought").
    """

    version: str
    models: str
    started: datetime
    seconds: float
    inputs: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
