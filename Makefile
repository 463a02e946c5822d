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

# ---- what there is to ask for ---------------------------------------------------------------------------

.PHONY: help setup setup-dev run test soak lint bench generate requirements clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: setup ## start the server; options go in ARGS="--port 9000"
	@$(PY) -m server $(ARGS)

test: setup-dev ## run every test but the long searches; options go in ARGS="-k word"
	@$(call client,run test)
	@$(PY) -m pytest $(ARGS)

soak: setup-dev ## run the long searches and the fuzzing
	@$(PY) -m pytest -m soak $(ARGS)

lint: setup-dev ## check style, types and who imports whom
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c 'import sys; from importlinter.cli import lint_imports_command as main; main()' --no-logo
	@$(call client,run lint)

bench: setup-dev $(VENV)/.made/bench ## measure the server and the judge
	@$(PY) -m benchmarks $(ARGS)

generate: setup-dev ## make the client types, the protocol reference and the lesson schema from the models
	@$(PY) -m schema.generate

requirements: setup-dev ## pin the newest versions of everything in requirements*.in
	@$(PY) -m pip install --quiet uv
	@for name in requirements requirements-dev requirements-bench requirements-build requirements-node; do \
	  $(PY) -m uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-emit-index-url \
	    --no-emit-find-links --python-version 3.11 $$name.in --output-file $$name.txt || exit 1; done

clean: ## remove everything that make has made; lessons, rooms and scores stay
	rm -rf $(VENV) client/dist client/node_modules *.egg-info build .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- Python ---------------------------------------------------------------------------------------------

CHOSEN := $(if $(PYTHON),$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null))
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
VENV_MADE := $(VENV)/.made/python$(CHOSEN)
RUNTIME := requirements.txt requirements-build.txt pyproject.toml
RUNTIME_MADE := $(VENV)/.made/runtime-$(call checksum,$(RUNTIME))-$(shell pwd | cksum | cut -d' ' -f1)
DEV_MADE := $(VENV)/.made/dev-$(call checksum,requirements-dev.txt)
BENCH_MADE := $(VENV)/.made/bench-$(call checksum,requirements-bench.txt)
INSTALL := PIP_DISABLE_PIP_VERSION_CHECK=1 $(PY) -m pip install -qq
OR_SAY_WHY = || { echo "That did not work.  Setting up needs the network the first time; then: make $(or $(MAKECMDGOALS),setup)"; exit 1; }

setup: $(RUNTIME_MADE) $(CLIENT_MADE) ## get ready to run, without running
setup-dev: setup $(DEV_MADE)

$(VENV_MADE):
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	  if $$python -c '$(NEW_ENOUGH)' 2>/dev/null; then found=$$python; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "Threadrace needs Python 3.11 or newer, and $(or $(PYTHON),none of this machine) is not that."; \
	  echo "Install one, or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3"; exit 2; fi; \
	echo "Python    making $(VENV) with $$found ($$($$found -V 2>&1)); another one: PYTHON=python3.12"; \
	rm -rf $(VENV); $$found -m venv $(VENV) || { \
	  echo "That did not work.  On Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	@mkdir -p $(VENV)/.made && touch $(VENV)/.made/python $@

$(RUNTIME_MADE): $(VENV_MADE)
	@echo "Packages  installing what the server needs, at the versions in requirements.txt"
	@$(INSTALL) --require-hashes -r requirements.txt -r requirements-build.txt $(OR_SAY_WHY)
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@rm -f $(VENV)/.made/runtime-* && touch $@

$(DEV_MADE): $(RUNTIME_MADE)
	@echo "Packages  installing what the tests need, at the versions in requirements-dev.txt"
	@$(INSTALL) --require-hashes -r requirements-dev.txt $(OR_SAY_WHY)
	@rm -f $(VENV)/.made/dev-* && touch $@

$(VENV)/.made/bench: $(DEV_MADE) requirements-bench.txt
	@echo "Packages  installing what we measure against, at the versions in requirements-bench.txt"
	@$(INSTALL) --require-hashes -r requirements-bench.txt $(OR_SAY_WHY)
	@touch $@
