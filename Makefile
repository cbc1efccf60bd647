# Everything a developer does here. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PORT ?= 8000
export PORT
# Tests keep their files away from the ones of this copy.
TEST_DATA = $(CURDIR)/var/tests
# Node comes from the virtual environment: no Node of the machine is needed or used.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where it is forbidden, each process of the site and of the tests would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

PACKAGES := $(VENV)/.packages
DEV_PACKAGES := $(VENV)/.packages-dev
FRONT_END := static/dist/.built
FRONT_END_SOURCES := $(shell find frontend static/css static/js package.json package-lock.json -type f 2>/dev/null)

.PHONY: help setup run test test-postgres test-browser chaos mutants check fix bench docs clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(PACKAGES): requirements.txt constraints.txt
	@scripts/need-python "$(PYTHON)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

$(DEV_PACKAGES): $(PACKAGES) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

$(FRONT_END): $(PACKAGES) $(FRONT_END_SOURCES)
	@npm ci --no-audit --no-fund --loglevel=error
	@npm run --silent build
	@touch $@

setup: ## packages, front end and native libraries, into this folder
	@scripts/native pango
	@$(MAKE) --no-print-directory --silent $(PACKAGES) $(FRONT_END)

run: setup ## the whole application with a sample partnership; prints its address
	@$(MANAGE) run

test: setup $(DEV_PACKAGES) ## the suite on the embedded database, but for the slow ones; needs no service
	@npm test --silent
	@env -u DATABASE_URL -u REDIS_URL DATA_DIR="$(TEST_DATA)" $(BIN)/pytest -n auto --dist loadfile -m "not browser and not chaos and not slow" $(ARGS)

test-postgres: setup $(DEV_PACKAGES) ## what touches the database, and the slow ones, on PostgreSQL and Redis (DATABASE_URL, REDIS_URL)
	@DATABASE_URL="$${DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/test}" \
	 REDIS_URL="$${REDIS_URL:-redis://127.0.0.1:6379/1}" \
	 DATA_DIR="$(TEST_DATA)" $(BIN)/pytest -n auto --dist loadfile -m "(database or slow or hypothesis) and not browser and not chaos" --hypothesis-profile whole --create-db --migrations $(ARGS)

test-browser: setup $(DEV_PACKAGES) ## the journeys in Chromium, and axe on every page
	@scripts/native chromium
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/pytest -m browser -vv tests/browser $(ARGS)

chaos: setup $(DEV_PACKAGES) ## stop each part of the site for real, print what each role sees
	@$(BIN)/pytest -m chaos tests/chaos $(ARGS)

mutants: setup $(DEV_PACKAGES) ## change the rules in one place at a time, write docs/mutations.md; takes hours
	@rm -rf mutants
	@env -u DATABASE_URL -u REDIS_URL -u DATA_DIR nice $(BIN)/mutmut run --max-children 1
	@$(BIN)/python -m scripts.mutations

check: setup $(DEV_PACKAGES) ## format, lint, floors, types, dead names, migrations, generated documents
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m scripts.dead_names
	@$(MANAGE) check --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) write_docs --check

fix: $(DEV_PACKAGES) ## format and mend what can be mended by itself
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet . || true

bench: setup $(DEV_PACKAGES) ## measure, and append to docs/benchmarks.md (ROWS=1000000: no more rows than that)
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/python -m scripts.bench

docs: $(PACKAGES) ## write the generated documents anew
	@$(MANAGE) write_docs

clean: ## forget everything that was installed or made here
	rm -rf $(VENV) node_modules static/dist var mutants .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
