# Wij: everything a newcomer needs is here. `make demo` and `make test` do all the set-up themselves.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 5000
JOBS ?= 2

.PHONY: help demo demo-reset test fast browser check check-types check-rest format bench assets messages docs lock clean

help:
	@echo "make demo      a living house on http://127.0.0.1:$(PORT) (PORT=… moves it)"
	@echo "make demo-reset  wipe the demo and begin again"
	@echo "make test      checks and the whole suite;  make fast: all but browser and slow tests"
	@echo "make check     lint, types, floor plan, translations, docs"
	@echo "make bench     the main pages, the booking and the feeds, in ms and against a bare answer"
	@echo "make messages  gather words for translation;  make docs: docs/hooks.md;  make lock: the lock files"

$(VENV)/run: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/test: requirements-test.lock $(VENV)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@

assets: $(VENV)/run
	@$(BIN)/python scripts/assets.py

demo: assets
	@$(BIN)/wij demo --port $(PORT)

demo-reset: assets
	@$(BIN)/wij demo --reset --no-serve

# First the fast ones, for a quick no; the browser and what takes long share the cores after them.
test: $(VENV)/test check
	$(BIN)/python -m pytest -n $(JOBS) -m "not browser and not slow"
	$(BIN)/python -m pytest -n $(JOBS) -m "browser or slow"

fast: $(VENV)/test assets
	$(BIN)/python -m pytest -n $(JOBS) -m "not browser and not slow"

browser: $(VENV)/test assets
	$(BIN)/python -m pytest -m browser

# What takes long beside what does not.
check: $(VENV)/test assets
	@$(MAKE) --no-print-directory --jobs 2 --output-sync check-types check-rest

check-types:
	$(BIN)/mypy

check-rest:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/python scripts/messages.py check
	$(BIN)/python scripts/docs.py check

format: $(VENV)/test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

messages: $(VENV)/test
	$(BIN)/python scripts/messages.py extract

docs: $(VENV)/test
	$(BIN)/python scripts/docs.py write

bench: $(VENV)/test assets
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_feeds.py

# Versions and hashes, for every Python from 3.11 on; no addresses. uv is used for this alone.
lock: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --constraint requirements.lock --extra test pyproject.toml -o requirements-test.lock

clean:
	rm -rf $(VENV) build app/web/static/built
