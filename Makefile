# make setup | run | test | bench | fuzz: each sets up what it needs, once, in .venv/ and works from a fresh clone.
# Needed: python3 (3.11 or newer), make, and a package index that pip can reach.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --constraint constraints.txt
SAMPLES := corpus/gold

.PHONY: setup run test bench fuzz clean

setup: $(VENV)/.package

run: setup
	$(BIN)/quotes extract '$(SAMPLES)/*.txt' -o out/quotes.xlsx -o out/quotes --preview 12
	@echo "Written: out/quotes.xlsx and out/quotes/*.csv"

test: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(VENV)/.tests
	$(BIN)/python -m pytest benchmarks --benchmark-only

# Coverage-guided fuzzing of the readers and the quotation marks. What it finds lies in out/fuzz/ and becomes a test.
FUZZ_SECONDS ?= 1200
FUZZ := -max_total_time=$(FUZZ_SECONDS) -timeout=60 -rss_limit_mb=6000

fuzz: $(VENV)/.tests
	$(PIP) --editable '.[fuzz]'
	mkdir -p out/fuzz/marks out/fuzz/readers
	$(BIN)/python -m tests.fuzz.seeds out/fuzz
	$(BIN)/python -m tests.fuzz.marks $(FUZZ) -max_len=4000 -artifact_prefix=out/fuzz/marks- out/fuzz/marks
	$(BIN)/python -m tests.fuzz.readers $(FUZZ) -max_len=60000 -artifact_prefix=out/fuzz/readers- out/fuzz/readers

clean:
	rm -rf $(VENV) out build *.egg-info

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

# torch first and by its exact version: left to itself pip may choose a build that brings gigabytes of GPU libraries.
$(VENV)/.torch: constraints.txt | $(BIN)/python
	$(PIP) "$$(grep '^torch==' constraints.txt)"
	@touch $@

$(VENV)/.package: $(VENV)/.torch setup.cfg pyproject.toml
	$(PIP) --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.package
	$(PIP) --editable '.[test]'
	@touch $@
