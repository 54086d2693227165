# Everything a newcomer needs is python3 (3.11 or later) and make. `make` alone lists the targets.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
CORE := $(VENV)/.installed-core
STAMP := $(VENV)/.installed-dev
SAMPLE := examples/yunxiu-2024-02.md
OUT := build/demo
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help install demo test lint rules schemas check-schemas score bench bench-batch bench-lengths floors expected lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "pjrd-extract needs Python 3.11 or later: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) has no ensurepip: install the venv package of your system (Debian: apt install python3-venv)" >&2; exit 1; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# What the library needs is enough for the demo; the rest, with every extra, is for the tests.
$(VENV)/.installed-%: requirements-%.lock pyproject.toml | $(BIN)/python
	@echo "installing what $< pins (once)"
	@$(PIP) install --require-hashes -r $<
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

install: $(STAMP) ## make .venv and install the library with every extra and what developers use

demo: $(CORE) ## convert a sample bulletin and show what was found
	@$(BIN)/pjrd-extract convert $(SAMPLE) -o $(OUT)
	@echo "A sample bulletin of an invented county, with the faults that text recognition leaves, holds this:"
	@echo
	@$(BIN)/pjrd-extract show $(SAMPLE)
	@echo
	@echo "The bulletin: $(SAMPLE)"
	@echo "Its JSON:     $(OUT)/$(basename $(notdir $(SAMPLE))).json"

lint: $(STAMP) ## ruff, mypy --strict, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check-schemas: $(STAMP)
	@$(BIN)/pjrd-extract schema | diff -u schemas/bulletin.schema.json - || { echo "run: make schemas" >&2; exit 1; }

# What is timed runs by itself afterwards: beside other tests it would measure them.
test: lint check-schemas ## lint, then all tests and doctests
	@$(BIN)/pytest -q -n auto -m "not timed"
	@$(BIN)/pytest -q -m timed tests/benchmarks

rules: $(STAMP) ## renew the prebuilt form of the rule data after a change of the TOML
	@$(BIN)/python -c 'from pjrd_extract.rules import prebuilt; prebuilt.write()'

schemas: $(STAMP) ## write the JSON Schema to schemas/
	@$(BIN)/pjrd-extract schema -o schemas/bulletin.schema.json

score: $(STAMP) ## accuracy on every bulletin that has gold (SHOW=20: also the worst cases)
	@$(BIN)/python -m benchmarks.score --show $(or $(SHOW),0)

bench-batch: $(STAMP) ## files a second and memory by number of processes (N="1000 10000" files)
	@$(BIN)/python -m benchmarks.batch --files $(or $(N),1000) $(if $(PLOT),--plot $(PLOT)) $(if $(JSON),--json)

floors: $(STAMP) ## raise the floors that the tests hold the accuracy to
	@$(BIN)/python -m benchmarks.score --raise-floors

bench: $(STAMP) ## processor time: floor, whole, layers, peers, fresh processes (JSON=1: as JSON)
	@$(BIN)/python -m benchmarks.bench $(if $(JSON),--json)

bench-lengths: $(STAMP) ## time by length from 10 kB to 10 MB, with its plot, and of texts made to stall
	@$(BIN)/python -m benchmarks.bench --lengths docs/performance-length.svg
	@$(BIN)/python -m benchmarks.adversarial

expected: $(STAMP) ## rewrite the expected JSON of the fixtures; read the diff before you commit it
	@$(BIN)/pytest -q tests/test_fixtures.py --update-expected

lock: ## renew both lock files (needs uv)
	@$(COMPILE) --group build -o requirements-core.lock
	@$(COMPILE) --extra all --extra ray --group dev -o requirements-dev.lock

clean: ## remove what the other targets made
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
