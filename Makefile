# The two commands a newcomer needs: make demo, make test. All of them: make help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := examples/wire-border-clash.html
SHARED ?= ../shared

.PHONY: help demo test check eval floors bench train update lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "the venv module is missing: apt-get install python3-venv"; exit 2; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.runtime requirements-test.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

demo: $(VENV)/.runtime ## read a bundled article and show its record
	$(BIN)/communique read $(DEMO)

test: $(VENV)/.test ## run the tests
	$(BIN)/pytest

check: $(VENV)/.test ## lint, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.test ## scores on the gold sets, against the pinned floors (SHARED=folder of the shared gold)
	$(BIN)/python benchmarks/prepare_eval.py build/eval --shared $(SHARED)
	$(BIN)/communique evaluate build/eval/* --floors benchmarks/floors.toml

floors: $(VENV)/.test ## raise the pinned floors to what is measured now (LOWER=1: also lower them)
	$(BIN)/python benchmarks/prepare_eval.py build/eval --shared $(SHARED)
	$(BIN)/communique evaluate build/eval/* --format json > build/scores.jsonl
	$(BIN)/python benchmarks/pin_floors.py $(if $(LOWER),--lower) < build/scores.jsonl
	$(BIN)/python docs/tables.py

bench: $(VENV)/.runtime ## words per second and memory per step
	$(BIN)/python benchmarks/reading.py examples

$(VENV)-train/.done: requirements.lock training/requirements.txt
	@$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

train: $(VENV)-train/.done ## make the weights anew: about two hours on two cores (OWN=1: from our own corpus alone)
	PYTHON=$(VENV)-train/bin/python SHARED=$(SHARED) OWN=$(OWN) training/run.sh build/train

update: $(VENV)/.test ## write the golden files anew (look at the diff before you commit it)
	$(BIN)/python -m communique.evaluation.markup build examples
	$(BIN)/pytest --update

lock: $(VENV)/.python ## resolve the locks anew
	$(BIN)/pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --extra test --extra check -c requirements.lock -o requirements-test.lock pyproject.toml

clean: ## remove the environment and caches
	rm -rf $(VENV) $(VENV)-train .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
