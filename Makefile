# Relais 8.7: everything is made here. `make` alone lists what can be made.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := --quiet --require-hashes --only-binary :all: --no-deps
UV := uv==0.13.8

.PHONY: help install install-dev demo test lint types messages docs bench lock clean
.DEFAULT_GOAL := help

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or later is needed; $(PYTHON) is: $$($(PYTHON) --version 2>&1)." \
	       "Choose another: make PYTHON=python3.12 install" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing what Relais 8.7 needs into $(VENV)..."
	@$(PIP) install $(LOCKED) -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what its tests need..."
	@$(PIP) install $(LOCKED) -r requirements-dev.lock
	@touch $@

install: $(VENV)/.installed ## make .venv with what the bot needs, pinned by hash

install-dev: $(VENV)/.installed-dev

demo: install ## the bot, the sandbox and three people in a web page (DEMO_ARGS="--port 8187 --no-browser")
	@$(BIN)/relais87 demo $(DEMO_ARGS)

test: install-dev ## the whole test suite, PostgreSQL included (TEST_ARGS="tests/forms -x")
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TEST_ARGS)

lint: install-dev ## style, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

types: install-dev ## mypy, strict
	@$(BIN)/mypy

messages: install-dev ## gather the sentences into the catalogues
	@$(BIN)/python -m bot.extract

docs: install-dev ## write the pages made from the code
	@$(BIN)/python -m bot.docs

bench: install-dev ## measure (BENCH=forms for one)
	@for file in bench/$(or $(BENCH),*).py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

lock: install-dev ## renew both lock files from pyproject.toml
	@$(BIN)/uv --version >/dev/null 2>&1 || $(PIP) install --quiet $(UV)
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	  pyproject.toml --group build -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	  pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what was made, .venv included
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
