# One line per task; `make help` lists them. Needs Python 3.11+, make and a shell, nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PORT ?= 8000

.PHONY: help setup setup-dev run test test-deep check bench messages clean

help:           ## show this list
	@grep -E '^[a-z-]+: .*##' Makefile | sed -E 's/:.*##/\t/' | expand -t 12

setup: var/.packages var/.assets     ## install everything into .venv and node_modules
setup-dev: var/.packages-dev var/.assets ## the same, plus what tests and checks need

run: setup      ## start the product; PORT=8123 make run
	@exec $(BIN)/python -m asn_competency.serve

test: setup-dev ## all tests, browser included
	@$(BIN)/python -m pytest -n logical --maxprocesses 4

test-deep: setup-dev ## slow suites: kill tests, fuzzing, property tests in depth
	@$(BIN)/python -m pytest -m "deep or not deep"

check: setup-dev ## style, imports, migrations, types, translations
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports --config .importlinter
	@$(BIN)/python manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py catalogue --check
	@$(BIN)/mypy

bench: setup-dev ## figures side by side, at 2,000 and 100,000 people
	@$(BIN)/python -m benchmarks

messages: setup-dev ## bring the English catalogue up to date with the code
	@$(BIN)/python manage.py catalogue

clean:          ## remove what was installed and built, keep the data in var/
	rm -rf $(VENV) node_modules var/.venv var/.packages var/.packages-dev var/.assets var/static var/assets

var/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 atau lebih baru diperlukan (python3 --version)."; exit 1; }
	@mkdir -p var
	$(PYTHON) -m venv $(VENV)
	@touch $@

var/.packages: var/.venv requirements.txt package-lock.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/npm ci --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

var/.packages-dev: var/.packages requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Static files depend on the templates too: they say which icons are in use.
var/.assets: var/.packages core/assets.py $(shell find static templates locale -name '*.*' ! -name '*.mo')
	$(BIN)/python manage.py catalogue --compile
	$(BIN)/python manage.py build_assets
	@touch $@
