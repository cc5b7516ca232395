# Python 3.11 or newer and make are all that is needed: `make run`, `make test`.
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CORPUS ?=
# The resolver for `make lock` alone (MIT or Apache-2.0); nothing else needs it.
UV_VERSION := 0.13.9
# One lock for Python 3.11 and newer on Linux and macOS; hashes, and no address of any index.
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
  --generate-hashes --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test bench lint lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/installed ## install, start PostgreSQL, load seeds/, print what was found
	$(BIN)/clause-provenance run seeds/

test: $(VENV)/installed-dev ## run the whole test suite on a PostgreSQL that it starts itself
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal $(PYTEST_ARGS)

bench: $(VENV)/installed-dev ## measure; CORPUS=folder measures on a corpus of your own
	CORPUS='$(CORPUS)' $(BIN)/python -m bench

lint: $(VENV)/installed-dev ## style, types, layers and SQL
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar sql

lock: $(VENV)/made ## pin the newest dependencies that pyproject.toml allows, with hashes
	$(PIP) install --quiet 'uv==$(UV_VERSION)'
	$(COMPILE) --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) --group build --group dev --constraint requirements.lock \
	  --output-file requirements-dev.lock pyproject.toml

clean: ## remove everything that make made here (the database's home folder stays)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# One stamp per step, newer than what the step read: a second call does nothing.
$(VENV)/made:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "error: $(PY) is missing or older than 3.11; name a newer one: make PY=python3.12" >&2; exit 1; }
	@$(PY) -m venv --clear $(VENV) \
	  || { echo "error: $(PY) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/installed: $(VENV)/made requirements.lock pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
