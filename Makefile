# Two commands for a newcomer: `make publish` builds dist/, `make test` proves it.
# They need Python 3.11 or newer with its venv module, and nothing else.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
FOC    := $(BIN)/foc-graph

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help publish site serve test test-fast check lint types data docs-check docs bench bench-web bench-stores kills lock clean

help:  ## List these commands
	@sed -n 's/^\([a-z-]*\):.*##/\1 -/p' $(firstword $(MAKEFILE_LIST))

publish: $(VENV)/run  ## Validate the graph and write every format to dist/
	$(FOC) publish -o dist

site: $(VENV)/run  ## Write the web site to site/, ready for any host of plain files
	$(FOC) publish --site -o site

serve: $(VENV)/run  ## Serve pages, data and SPARQL at http://127.0.0.1:8000/
	$(FOC) serve

test: $(VENV)/dev  ## Run every test
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

test-fast: $(VENV)/dev  ## Run the quick tests of what you changed, or of PART="shacl cli"
	$(BIN)/python tools/test_fast.py $(PART)

check: lint types data docs-check test  ## Everything that must hold before a change is merged

lint: $(VENV)/dev  ## Check the style of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev  ## Check the types
	$(BIN)/mypy

data: $(VENV)/run  ## Check the form and the content of the data
	$(FOC) fmt --check
	$(FOC) validate
	$(FOC) lint

docs-check: $(VENV)/dev  ## Check that the generated parts of the documentation are current
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/dev  ## Write the generated parts of the documentation
	$(BIN)/python docs/generate.py

bench: $(VENV)/bench  ## Measure foc-graph beside its peers; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks

bench-web: $(VENV)/bench  ## Measure the server beside its peers, and the locating of results
	$(BIN)/python -m benchmarks.serving
	$(BIN)/python -m benchmarks.sparql_http
	$(BIN)/python -m benchmarks.locating

bench-stores: $(VENV)/bench  ## Measure loads beside curl and kurra, their memory, and queries at an endpoint
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.loading memory
	$(BIN)/python -m benchmarks.endpoint

kills: $(VENV)/dev  ## Kill loads and triple stores at a hundred moments, and look at what is left
	KILLS=50 $(BIN)/python -m pytest -q tests/stores/test_faults.py -k killed

lock: $(VENV)/run  ## Pin the newest versions that pyproject.toml allows
	$(PIP) install --require-hashes -r requirements/lock.txt
	$(BIN)/python tools/lock.py

clean:  ## Remove everything that make built, the environment included
	rm -rf $(VENV) dist site build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment ---------------------------------------------------------
# The stamps: `locked` (made anew when a lock changes), `run` (foc-graph itself
# installed), `dev` (the tools that tests and checks need), `bench` (the peers).

OLD_PYTHON := import sys; v = sys.version_info; v >= (3, 11) or sys.exit( \
    "foc-graph needs Python 3.11 or newer, but $(PYTHON) is %d.%d - " \
    "name another one: make PYTHON=python3.12" % v[:2])
NO_VENV := $(PYTHON) cannot make a virtual environment - \
    install its venv module (python3-venv on Debian and Ubuntu)

$(VENV)/locked: requirements/base.txt requirements/dev.txt
	@command -v $(PYTHON) >/dev/null || \
	    { echo 'There is no $(PYTHON) here - name your Python: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c '$(OLD_PYTHON)'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo '$(NO_VENV)' >&2; exit 1; }
	@echo 'Installing the pinned dependencies into $(VENV) (once)…'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/base.txt
	@touch $@

$(VENV)/run: $(VENV)/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	@echo 'Installing the pinned development tools into $(VENV) (once)…'
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

$(VENV)/bench: $(VENV)/dev requirements/bench.txt
	@echo 'Installing the pinned peers into $(VENV) (once)…'
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@
