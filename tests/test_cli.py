from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from quotes.cli import main
from quotes.records import Problem
from quotes.stages import Draft, Stage
from tests.samples import write_samples

SAID = "“The bridge is shut” said Moor. It is 7 percent shorter."


@pytest.fixture(autouse=True)
def no_models(stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command line with stages that need no models; the models that were asked for."""
    asked: list[str] = []

    def standard(models: str, *, sidebar: bool) -> tuple[Stage, ...]:
        asked.append(f"{models} with sidebars" if sidebar else models)
        if models == "nowhere":
            raise FileNotFoundError("no such folder: nowhere")
        return stages

    monkeypatch.setattr("quotes.extractor.standard", standard)
    return asked


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_extract_writes_every_output(article: Path, tmp_path: Path) -> None:
    result = run("extract", article, "-o", tmp_path / "q.xlsx", "-o", tmp_path / "out", "--format", "jsonl")
    assert result.exit_code == 0, result.output
    assert openpyxl.load_workbook(tmp_path / "q.xlsx")["Quotes"]["D2"].value == "The bridge is shut"
    (quote,) = rows(tmp_path / "out" / "quotes.jsonl")
    assert (quote["document_id"], quote["speaker"]) == ("bridge", "Moor")
    assert "1 document, 1 quote, 1 claim, 0 problems" in result.stderr
    assert result.stdout == ""


def test_quiet_is_quiet(article: Path, tmp_path: Path) -> None:
    result = run("extract", article, "-o", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "out" / "quotes.csv").exists()


def test_an_input_that_fails_is_a_row_and_status_1(article: Path, tmp_path: Path) -> None:
    result = run("extract", article, tmp_path / "missing.txt", "-o", tmp_path / "out", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(rows(tmp_path / "out" / "quotes.jsonl")) == 1
    (problem,) = rows(tmp_path / "out" / "problems.jsonl")
    assert "missing.txt" in str(problem["path"])
    assert "missing.txt" in result.stderr


def test_an_output_that_cannot_be_written_does_not_cost_the_other(article: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("extract", article, "-o", tmp_path / "file" / "q.xlsx", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"error: {tmp_path / 'file' / 'q.xlsx'} was not written: " in result.stderr
    assert f"({tmp_path / 'file'}); check the folder and its permissions, or write to another place" in result.stderr
    assert (tmp_path / "out" / "quotes.csv").exists()


def test_a_full_disk_is_told_and_what_was_found_is_kept(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("quotes.exports.files.os.replace", full)
        result = run("extract", article, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{tmp_path / 'out'} was not written: No space left on device; make room there" in result.stderr
    assert "the same command with --resume writes it" in result.stderr
    result = run("extract", article, "-o", tmp_path / "out", "--resume")
    assert result.exit_code == 0 and "1 article done before" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "out", "--format", "yaml"], "yaml"),
        (["-o", "out", "--engine", "spark"], "'spark' is not one of 'local', 'ray'"),
        (["-o", "out", "--models", "nowhere"], "no such folder: nowhere"),
        (["-o", "out", "--published", "yesterday"], "yesterday"),
        (["-o", "out", "--include", "gossip"], "gossip"),
        (["-o", "out", "--workers", "0"], "0"),
        ([], "--output"),
    ],
)
def test_wrong_usage_is_status_2(article: Path, arguments: list[str], told: str) -> None:
    result = run("extract", article, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (article.parent / "out").exists()


def test_outputs_are_checked_before_models_are_loaded(article: Path, no_models: list[str]) -> None:
    assert run("extract", article, "-o", "out", "--format", "yaml").exit_code == 2
    assert no_models == []


def test_the_models_asked_for_are_loaded(article: Path, no_models: list[str]) -> None:
    run("show", article)
    run("show", article, "--models", "stanza", "--include", "sidebar", "--include", "thought")
    assert no_models == ["compact", "stanza with sidebars"]


def test_standard_input(tmp_path: Path) -> None:
    result = run("extract", "-", "-o", tmp_path / "out", "--format", "jsonl", stdin=SAID.encode())
    assert result.exit_code == 0, result.output
    assert len(rows(tmp_path / "out" / "quotes.jsonl")) == 1


def test_columns_and_date_reach_the_reader(tmp_path: Path) -> None:
    table = tmp_path / "export.csv"
    table.write_text(f"key,story,head\nx,{SAID},Bridge\n", encoding="utf-8")
    options = ["--text-column", "story", "--id-column", "key", "--title-column", "head", "--published", "2024-05-31"]
    result = run("extract", table, "-o", tmp_path / "out", "--format", "jsonl", *options)
    assert result.exit_code == 0, result.output
    (document,) = rows(tmp_path / "out" / "documents.jsonl")
    assert (document["document_id"], document["title"], document["published"]) == ("x", "Bridge", "2024-05-31")


def test_show_prints_tables(article: Path) -> None:
    result = run("show", article)
    assert result.exit_code == 0
    assert "The bridge is shut" in result.stdout and "7 percent" in result.stdout
    assert "more quotes" not in result.stdout


def test_show_can_be_limited(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(f"{SAID} “It reopens” said Moor.", encoding="utf-8")
    result = run("show", tmp_path / "two.txt", "--limit", "1")
    assert "1 more quotes" in result.stdout and "It reopens" not in result.stdout


def test_no_terminal_is_steered_by_an_article(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("“[red]\x1b[31mred\u202e[/red]” said Moor", encoding="utf-8")
    shown = run("show", tmp_path / "odd.txt").stdout
    assert "\x1b[31m" not in shown and "\u202e" not in shown
    assert "[red]" in shown


def test_long_quotes_are_cut_on_the_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(f"“{'word ' * 200}END” said Moor", encoding="utf-8")
    result = run("extract", tmp_path / "long.txt", "-o", tmp_path / "out", "--format", "jsonl", "--preview", "1")
    assert "…" in result.stdout and "END" not in result.stdout
    assert str(rows(tmp_path / "out" / "quotes.jsonl")[0]["quote"]).endswith("END")


def test_preview_prints_too(article: Path, tmp_path: Path) -> None:
    result = run("extract", article, "-o", tmp_path / "out", "--preview", "5")
    assert "The bridge is shut" in result.stdout


def test_problems_of_writing_are_told(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warning = Problem("bridge", None, "export", "warning", "cut")
    monkeypatch.setattr("quotes.exports.writer_for", lambda out, name: lambda tables, path: (warning,))
    result = run("extract", article, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "warning: bridge: cut" in result.stderr


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "gold"
    folder.mkdir(parents=True)
    (folder / "bridge.txt").write_text(SAID, encoding="utf-8")
    quote = {"kind": "direct", "segments": [[1, 19]], "speaker": "Moor", "aliases": [], "cue": "said", "parent": None}
    (folder / "bridge.json").write_text(json.dumps({"quotes": [quote], "claims": []}), encoding="utf-8")
    return folder


def baseline(path: Path, floor: float) -> Path:
    path.write_text(json.dumps({"articles": 1, "floors": {"quotes.strict": floor}}), encoding="utf-8")
    return path


def test_evaluate_reports(gold: Path) -> None:
    result = run("evaluate", gold)
    assert result.exit_code == 0, result.output
    assert "quotes.strict_attributed" in result.stdout and "claims.number" in result.stdout


def test_evaluate_exits_1_below_a_floor(gold: Path, tmp_path: Path) -> None:
    assert run("evaluate", gold, "--baseline", baseline(tmp_path / "b.json", 100)).exit_code == 0
    (gold / "bridge.txt").write_text(f"{SAID} “And wet” said Moor", encoding="utf-8")
    result = run("evaluate", gold, "--baseline", baseline(tmp_path / "b.json", 100))
    assert result.exit_code == 1
    assert "below its floor: quotes.strict F1 66.67, floor 100.0" in result.stderr


def test_evaluate_takes_the_baseline_beside_the_folder(gold: Path) -> None:
    baseline(gold.parent / "baseline.json", 101)
    assert run("evaluate", gold).exit_code == 1


def test_update_raises_floors_and_refuses_to_lower_them(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    assert run("evaluate", gold, "--baseline", path, "--update").exit_code == 0
    assert json.loads(path.read_text())["floors"]["quotes.strict"] == 99.5
    baseline(path, 101)
    refused = run("evaluate", gold, "--baseline", path, "--update")
    assert refused.exit_code == 1 and "floors only rise" in refused.stderr
    assert json.loads(path.read_text())["floors"]["quotes.strict"] == 101
    assert run("evaluate", gold, "--baseline", path, "--update", "--allow-lower").exit_code == 0
    assert json.loads(path.read_text())["floors"]["quotes.strict"] == 99.5


def test_evaluate_needs_gold_and_a_readable_baseline(tmp_path: Path, gold: Path) -> None:
    assert run("evaluate", tmp_path / "missing").exit_code == 2
    (tmp_path / "empty").mkdir()
    assert run("evaluate", tmp_path / "empty").exit_code == 2
    assert run("evaluate", gold, "--baseline", tmp_path / "missing.json").exit_code == 2


def test_models_fetches_the_official_ones(no_models: list[str]) -> None:
    result = run("models", "fetch")
    assert (result.exit_code, no_models) == (0, ["stanza"])


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0 and result.stdout.startswith("quotes, version ")


def test_help_is_light() -> None:
    """Neither torch nor pandas is imported for it: they take seconds."""
    code = (
        "import sys; from quotes.cli import main\n"
        "try: main(['extract', '--help'])\n"
        "except SystemExit as stop: assert stop.code == 0\n"
        "heavy = {'torch', 'stanza', 'transformers', 'pandas', 'numpy', 'pyarrow'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--text-column" in done.stdout


def test_every_command_has_help() -> None:
    assert isinstance(main, click.Group)
    for name in main.commands:
        result = run(name, "--help")
        assert result.exit_code == 0 and len(result.stdout.splitlines()) > 5


def test_speakers_are_merged_where_it_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("bridge", "ferry"):
        (folder / f"{name}.txt").write_text(f"{SAID} So the {name} is.", encoding="utf-8")
    assert run("extract", folder, "-o", tmp_path / "plain", "--format", "jsonl").exit_code == 0
    assert not (tmp_path / "plain" / "people.jsonl").exists()
    outputs = ("-o", tmp_path / "out", "-o", tmp_path / "q.xlsx", "--format", "jsonl")
    assert run("extract", folder, *outputs, "--merge-speakers").exit_code == 0
    (moor,) = rows(tmp_path / "out" / "people.jsonl")
    assert (moor["speaker"], moor["documents"], moor["quotes"]) == ("Moor", 2, 2)
    assert [row["reason"] for row in rows(tmp_path / "out" / "memberships.jsonl")] == ["surname-only"] * 2
    assert openpyxl.load_workbook(tmp_path / "q.xlsx")["People"]["B2"].value == "Moor"


def test_a_stopped_run_goes_on(tmp_path: Path, stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("bridge", "ferry", "tunnel"):
        (folder / f"{name}.txt").write_text(f"{SAID} So the {name} is.", encoding="utf-8")
    monkeypatch.setattr("quotes.extractor.BATCH_DOCUMENTS", 1)
    done: list[str] = []

    def work(drafts: Sequence[Draft]) -> Sequence[Draft]:
        done.extend(draft.document.document_id for draft in drafts)
        if len(done) == 3:
            raise KeyboardInterrupt
        return stages[0].work(drafts)

    watched = (replace(stages[0], work=work), *stages[1:])
    monkeypatch.setattr("quotes.extractor.standard", lambda models, *, sidebar: watched)
    out = tmp_path / "out"
    assert run("extract", folder, "-o", out).exit_code == 1
    assert [path.name for path in out.iterdir()] == [".unfinished.jsonl"]
    result = run("extract", folder, "-o", out, "--resume")
    assert result.exit_code == 0
    assert "2 articles done before" in result.stderr
    assert done == ["bridge", "ferry", "tunnel", "tunnel"]
    assert not (out / ".unfinished.jsonl").exists()
    assert run("extract", folder, "-o", tmp_path / "whole").exit_code == 0
    for path in (tmp_path / "whole").iterdir():
        assert (out / path.name).read_bytes() == path.read_bytes()


def test_what_cannot_be_kept_is_told(article: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("extract", article, "-o", tmp_path / "file" / "q.xlsx", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "what is done cannot be kept" in result.stderr
    assert (tmp_path / "out" / "quotes.csv").is_file()


def test_a_folder_of_every_format_says_exactly_what_failed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_samples(folder)
    (folder / "torn.parquet").write_bytes(b"PAR1 and nothing more")
    (folder / "bomb.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><rss version="2.0">&b;</rss>', encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    result = run("extract", folder, "-o", tmp_path / "out", "--format", "jsonl")
    assert result.exit_code == 1
    failed = [row for row in rows(tmp_path / "out" / "problems.jsonl") if row["severity"] == "error"]
    assert {Path(str(row["path"])).name for row in failed} == {"torn.parquet", "bomb.xml", "empty.txt"}
    assert len(failed) == 3 and all(";" in str(row["message"]) for row in failed)
    assert len(rows(tmp_path / "out" / "documents.jsonl")) == 38
