# One line for each thing one does here. Needs Python 3.11 or later, make, and a package index for pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What Python compiled is kept, whatever the surroundings say: reading the tests anew takes twice as long.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check lives chaos simulate bench lint types contracts lock picture clean

help:
	@echo "make run     start: the playground, or Slack when its tokens are in .env"
	@echo "make test    everything from nothing to a green suite"
	@echo "make check   formatting, types, import contracts, make test, then 32 simulated pair-years"
	@echo "make chaos   kill it, fill its disk, repeat its events, many times"
	@echo "make simulate  2,000 pair-years on a virtual clock, from a fresh seed"
	@echo "make bench   figures beside their floors"
	@echo "make lock    pin anew what pyproject.toml allows"
	@echo "make picture take the README's picture of the playground"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=…")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.done: requirements-test.lock $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

run: $(VENV)/run.done
	@$(BIN)/companion run

test: $(VENV)/test.done
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: lint types contracts test lives

lint: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.done
	$(BIN)/mypy

contracts: $(VENV)/test.done
	$(BIN)/lint-imports

chaos: $(VENV)/test.done
	$(BIN)/python -m tests.chaos

lives: $(VENV)/test.done
	$(BIN)/python -m pytest -n 2 tests/simulator/safeguards.py
	$(BIN)/companion simulate --pairs 8 --days 365 --seed one --seed two --seed three --seed fresh

simulate: $(VENV)/run.done
	$(BIN)/companion simulate --pairs 2000 --days 365

bench: $(VENV)/test.done
	$(BIN)/python -m bench

picture: $(VENV)/test.done
	$(BIN)/python -m docs.picture

lock: $(VENV)/test.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile -q pyproject.toml --extra build --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --custom-compile-command "make lock" -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra build --extra test --generate-hashes --universal \
		--python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" -o requirements-test.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
