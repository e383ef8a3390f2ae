"""The main job: articles in, tables out.

The stages and what each requires and provides are in ``quotes.stages``; this module feeds them and collects what they
give.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeVar, get_args

from quotes.documents import ReadOptions
from quotes.inputs import Inputs, documents, names, with_own_ids
from quotes.records import Article, Document, Parse, Problem, Run
from quotes.runs import Pool
from quotes.runs.journal import Journal
from quotes.runs.work import start, work
from quotes.stages import Stage, check_order, run, standard
from quotes.tables import ArticleRows, Include, Tables, article_rows, build
from quotes.version import package_version

Engine = Literal["local", "ray"]
Rows = ArticleRows | Problem
Progress = Callable[[Iterable[Rows]], Iterable[Rows]]
Item = TypeVar("Item")

BATCH_DOCUMENTS = 32
BATCH_CHARACTERS = 400_000  # so that a batch of long documents does not take all the memory


class Extractor:
    """Finds quotes, speakers and numeric claims; loads its models once, to be used many times.

    Args:
        models: ``"compact"`` (shipped with the package, needs no network), ``"stanza"`` (Stanza's official models) or
            the path of a Stanza resource folder.
        include: ``"thought"`` keeps beliefs and intentions, ``"sidebar"`` keeps navigation and related stories.
        keep_text: put each text, which all offsets count in, into the table ``documents`` too.
        workers: processes. With more than one, each loads the models; call from a module that can be imported
            (under ``if __name__ == "__main__":`` in a script).
        engine: ``"local"`` for processes of this machine, ``"ray"`` for actors of a Ray cluster: the one that runs or that
            the environment's ``RAY_ADDRESS`` names, else one that is started here. Needs ``pip install newsquotes[ray]``.
        stages: other stages than the standard ones, in order; ``models`` is not used then.

    Raises:
        ValueError: an option is wrong, or a stage lacks what it requires (``StageOrderError``).
        OSError: the models are not there.

    Example:
        ``Extractor().extract("articles/").quotes[["speaker", "quote"]]``
    """

    def __init__(
        self,
        models: str | Path = "compact",
        *,
        include: Collection[str] = (),
        keep_text: bool = False,
        workers: int = 1,
        engine: Engine = "local",
        stages: Sequence[Stage] | None = None,
    ) -> None:
        unknown = sorted(set(include) - set(get_args(Include)))
        if unknown:
            raise ValueError(f"cannot include {', '.join(unknown)}; there is {', '.join(get_args(Include))}")
        if workers < 1:
            raise ValueError(f"workers is {workers}; it is the number of processes, 1 or more")
        if engine not in get_args(Engine):
            raise ValueError(f"there is no engine {engine!r}; there is {', '.join(get_args(Engine))}")
        if engine == "ray" and find_spec("ray") is None:
            raise ValueError("engine 'ray' needs Ray: pip install newsquotes[ray]")
        self._alone = workers == 1 and engine == "local"
        if not self._alone and stages is not None:
            raise ValueError("each of several processes builds the standard stages: give workers or stages, not both")
        self._models = str(models)
        self._include = frozenset(include)
        self._keep_text = keep_text
        self._workers = workers
        self._engine = engine
        self._stages = tuple(self._standard() if stages is None else stages) if self._alone else ()
        check_order(self._stages)

    def _standard(self) -> tuple[Stage, ...]:
        return standard(self._models, sidebar="sidebar" in self._include)

    @property
    def made_by(self) -> Mapping[str, str]:
        """What the rows of an article depend on besides the article: version, models, what is included."""
        return {"version": package_version(), "models": self._models, "include": ", ".join(sorted(self._include))}

    def extract(
        self,
        inputs: Inputs,
        *,
        options: ReadOptions | None = None,
        progress: Progress = iter,
        journal: Journal | None = None,
    ) -> Tables:
        """The tables of the inputs.

        Args:
            inputs: a path, folder or glob; a text; a ``Document``; a data frame; or an iterable of texts, ``Path``
                objects and documents. A string is a path where something of that name exists or where it looks like
                one (no spaces, an ending or a slash); inside an iterable every string is a text.
            options: which columns hold what, and the date of publication.
            progress: is given what is found, article by article, and hands it on, as ``tqdm.tqdm`` does.
            journal: keeps what is done as it is done, and gives what an earlier run did.

        What cannot be read or done is a row in ``problems``.
        """
        options, started, clock = options or ReadOptions(), datetime.now(UTC), time.monotonic()
        found: Iterator[Document | Rows] = with_own_ids(documents(inputs, options))
        made = self._rows(journal.recalled(found) if journal else found)
        tables = self.tables(progress(journal.noted(made) if journal else made))
        own = Run(
            version=package_version(),
            models=self._models,
            started=started.replace(microsecond=0),
            seconds=round(time.monotonic() - clock, 1),
            inputs=tuple(names(inputs)),
            options=self._told(options),
        )
        return replace(tables, run=own)

    def _told(self, options: ReadOptions) -> dict[str, str]:
        """The options that were given, by the names that they have on the command line."""
        own = {
            "include": ", ".join(sorted(self._include)),
            "keep-text": "yes" if self._keep_text else "",
            "text-column": options.text_column,
            "id-column": options.id_column,
            "date-column": options.date_column,
            "title-column": options.title_column,
            "published": options.published.isoformat() if options.published else "",
        }
        return {name: value for name, value in own.items() if value}

    def articles(self, found: Iterable[Document | Problem]) -> Iterator[Article | Problem]:
        """What the stages find, document by document as they come, problems of reading in between."""
        for item in self._worked_on(with_own_ids(found)):
            assert not isinstance(item, ArticleRows)
            yield item

    def tables(self, found: Iterable[Article | Rows]) -> Tables:
        """The tables of what ``articles`` gave."""
        return build(found, include=self._include, keep_text=self._keep_text)

    def _rows(self, found: Iterable[Document | Rows]) -> Iterator[Rows]:
        for item in self._worked_on(found):
            yield article_rows(item, self._include) if isinstance(item, Article) else item

    def _worked_on(self, found: Iterable[Document | Rows]) -> Iterator[Article | Rows]:
        if self._alone:
            for batch in batches(found):
                yield from _in_order(batch, run(self._stages, _documents(batch)))
            return
        for sent, done in self._pool().map(batches(found)):
            yield from _in_order(sent, [_lost(item) for item in _documents(sent)] if done is None else done)

    def _pool(self) -> Pool[list[Document | Rows], list[Article]]:
        arguments = (self._models, "sidebar" in self._include, self._workers)
        if self._engine == "ray":
            from quotes.runs.ray import Actors

            return Actors(work, workers=self._workers, start=start, arguments=arguments)
        from quotes.runs.local import Processes

        return Processes(work, workers=self._workers, start=start, arguments=arguments)


def extract(
    inputs: Inputs,
    *,
    models: str | Path = "compact",
    include: Collection[str] = (),
    keep_text: bool = False,
    workers: int = 1,
    engine: Engine = "local",
    text_column: str | None = None,
    id_column: str | None = None,
    date_column: str | None = None,
    title_column: str | None = None,
    published: date | None = None,
) -> Tables:
    """The quotes, claims and speakers of the inputs, as tables: ``Extractor(...).extract(...)`` in one call.

    Args:
        inputs: a path, folder or glob; a text; a ``Document``; a data frame; or an iterable of texts, ``Path``
            objects and documents.
        models: as in ``Extractor``.
        include: as in ``Extractor``.
        keep_text: as in ``Extractor``.
        workers: as in ``Extractor``.
        engine: as in ``Extractor``.
        text_column: the column of a data frame or tabular file that holds the articles; guessed when not given.
        id_column: the column that holds their ids.
        date_column: the column that holds their dates of publication.
        title_column: the column that holds their titles.
        published: the date of publication of all of them.

    Raises:
        ValueError: an option is wrong.
        OSError: the models are not there.

    Example:
        ``quotes.extract("MOSCOW - Exports fell 3 percent, the ministry said.").claims``
    """
    options = ReadOptions(
        text_column=text_column,
        id_column=id_column,
        date_column=date_column,
        title_column=title_column,
        published=published,
    )
    extractor = Extractor(models, include=include, keep_text=keep_text, workers=workers, engine=engine)
    return extractor.extract(inputs, options=options)


def batches(found: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists small enough to be worked on at once."""
    batch: list[Item] = []
    size = 0
    for item in found:
        batch.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _documents(batch: Iterable[Document | Rows]) -> list[Document]:
    return [item for item in batch if isinstance(item, Document)]


def _in_order(batch: Iterable[Document | Rows], articles: Sequence[Article]) -> Iterator[Article | Rows]:
    done = iter(articles)
    for item in batch:
        yield next(done) if isinstance(item, Document) else item


def _lost(document: Document) -> Article:
    message = "the process that worked on it died (out of memory?); try again with fewer workers"
    problem = Problem(document.document_id, document.path, "workers", "error", message)
    return Article(document, Parse((), ()), problems=(problem,))
