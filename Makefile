# Everything one does with this repository. `make help` lists it.
#
# `make demo` needs python3 (3.11 or newer) with venv, and nothing else. `make test` installs what it needs when it runs
# as root on Debian, and otherwise says which package is missing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# What Python compiled is kept beside the files, also where a machine's habit is another: each worker reads hundreds.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
CROWD ?= 40
HOST ?= 127.0.0.1
# ENGINE=postgres: two processes on a PostgreSQL and a Redis of their own, which end with them.
ENGINE ?= sqlite
ENGINES := $(if $(filter postgres,$(ENGINE)),.venv/bin/python -m scripts.with_engines)
# What to test: `make test-quick T=tests/queue`.
T ?= tests
JOBS ?= 2
PICTURES ?= 0
BIN := .venv/bin

.NOTPARALLEL:
.PHONY: help demo serve setup setup-runtime tools test test-quick test-postgres pure fuzz mutants chaos test-journeys check learn lint format types arrows \
        generated js words contract migrations bench screens lock release audit clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

## --- run

demo: setup-runtime ## a whole fair with simulated people on http://localhost:8000 (PORT=, CROWD=; HOST=0.0.0.0 for phones; ENGINE=postgres)
	@exec $(ENGINES) $(BIN)/fair demo --port $(PORT) --crowd $(CROWD) --host $(HOST)

serve: setup-runtime ## the server on its own (PORT=; settings: `.venv/bin/fair serve --help`)
	@exec $(BIN)/fair serve --port $(PORT)

## --- set up

setup-runtime:
	@scripts/setup runtime

setup: ## the environment for working on Fair, in .venv (does nothing when it is up to date)
	@scripts/setup dev

tools: ## what only the tests need: Chromium, fonts, faketime, coturn, nginx, Node and its packages
	@scripts/setup tools

## --- check

test: check test-quick test-postgres test-journeys ## everything, as continuous integration runs it

check: setup tools lint types arrows generated js

lint: setup ## ruff: rules and format
	@echo '== lint'
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: setup ## put the code into the house's form
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

types: setup ## mypy, strict
	@echo '== types'
	@$(BIN)/mypy

arrows: setup ## who may import whom
	@echo '== arrows'
	@$(BIN)/lint-imports --no-logo

generated: setup
	@echo '== generated files'
	@if [ -e static/js/contract.js ]; then $(BIN)/fair contract --check; else echo 'none yet'; fi

js: tools ## types and tests of the JavaScript
	@echo '== JavaScript'
	@scripts/check_js

test-quick: setup ## Python tests without browsers (T=tests/queue for a part)
	@echo '== tests'
	@$(BIN)/pytest -n $(JOBS) --ignore=tests/journeys $(T)

# What may differ between the databases and does not start a PostgreSQL by itself, whichever is chosen.
ON_POSTGRES := tests/test_db.py tests/test_dispatch.py tests/test_timers.py tests/test_ledger.py tests/test_signals_claims.py \
               tests/queue/test_queueing.py tests/queue/test_whole_day_machine.py tests/queue/test_calling.py tests/queue/test_forecast_told.py tests/hiring/test_offers.py \
               tests/interviews/test_holds.py tests/board/test_verified_days.py

test-postgres: setup tools ## the same tests on a PostgreSQL of their own (T= for a part, T=tests for all)
	@echo '== tests on PostgreSQL'
	@FAIR_TEST_DATABASE=postgres $(BIN)/pytest -n $(JOBS) --ignore=tests/journeys $(if $(filter tests,$(T)),$(if $(filter command line,$(origin T)),tests,$(ON_POSTGRES)),$(T))

pure: setup ## the rules alone: no database, no server, a second or two
	@$(BIN)/pytest -q tests/*/test_*rules*.py

learn: setup ## learn anew what a way out of the fair, and what words to look at, look like: from the lines in tests/
	@scripts/setup learn
	@PYTHONPATH=. var/learn/bin/python -m scripts.learn_contacts
	@PYTHONPATH=. var/learn/bin/python -m scripts.learn_screening

mutants: setup ## change the rules a little, thousands of times: does a test notice? (T=fair/tickets/order.py for one file)
	@echo '== mutants'
	@$(BIN)/python -m scripts.mutants --jobs $(JOBS) $(filter-out tests,$(T))

INPUTS ?= 1000000
SEED ?= $(shell date +%s)
fuzz: setup ## send what nobody meant, a million times (INPUTS=, SEED=; some thousands are in `make test`)
	@echo '== fuzz'
	@$(BIN)/python -m tests.strangers.fuzz --inputs $(INPUTS) --seed $(SEED)

TROUBLES ?= 100
WAVE ?= 12
chaos: setup tools ## a day on three servers while all that they stand on dies, again and again (TROUBLES=, WAVE= people at a time, CHAOS_SEED=)
	@echo '== chaos'
	@CHAOS_TROUBLES=$(TROUBLES) CHAOS_WAVE=$(WAVE) $(BIN)/pytest -s tests/journeys/test_chaos.py

test-journeys: setup tools ## real servers, real sockets, real browsers (PICTURES=1 keeps pictures in var/screens)
	@echo '== journeys'
	@failed=0; PICTURES=$(PICTURES) $(BIN)/pytest -n $(JOBS) --dist=loadfile --no-loadscope-reorder -m 'not alone' tests/journeys || failed=$$?; \
	echo '== journeys that hear and wait, one after the other'; \
	PICTURES=$(PICTURES) $(BIN)/pytest -m alone tests/journeys || failed=$$?; exit $$failed

screens: setup ## take the README's pictures from a fresh demo (docs/screens)
	@$(BIN)/python -m scripts.screens

bench: setup ## measure (results in benchmarks/)
	@$(BIN)/python -m benchmarks

## --- make files

words: setup ## put each sentence into the catalogue of its slice (new ones without a translation)
	@$(BIN)/python -m scripts.words

contract: setup ## regenerate what is made from the code: JavaScript names and types, docs/{messages,states,seams,pages,retention}.md
	@$(BIN)/fair contract

migrations: setup ## write a migration for what changed in the tables (M='what changed')
	@$(BIN)/python scripts/new_migration.py '$(M)'

lock: setup ## renew the lock files from pyproject.toml
	@scripts/lock

release: setup ## var/dist: the source of this commit, its wheel, its bill of materials (CycloneDX), their checksums
	@scripts/setup release
	@scripts/release

audit: setup ## ask the package index which pinned packages have known holes (needs its advisories)
	@scripts/setup release
	@scripts/audit

clean: ## remove everything that was installed or made here
	rm -rf .venv node_modules var .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
