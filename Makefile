# `make run` serves the timeline, `make test` runs every check and test. Both install what is missing, without a
# question, on a Debian that has git, make, python3 and python3-venv. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

HOST ?= 127.0.0.1
PORT ?= 8000
# The Python that makes the virtual environment: 3.11 or newer.
PYTHON ?= python3
# Test processes at once; one that has nothing left takes from another.
JOBS ?= 2
PROCESSES = -n $(JOBS) --dist worksteal
CHROMIUM_PATH ?= /usr/bin/chromium-headless-shell
export CHROMIUM_PATH

UV_VERSION := 0.13.9
PIP_AUDIT_VERSION := 2.10.1
CYCLONEDX_VERSION := 11.12.0
# The newest that runs on the Node of Debian.
LIGHTHOUSE_VERSION := 12.8.2
# What the server is measured beside.
DATASETTE_VERSION := 0.65.5
# What its pages are measured beside.
TIMELINEJS_VERSION := 3.9.11
VIS_VERSION := 8.5.4
# Of `make bench`: FLAGS="--events 10000 --rounds 3".
FLAGS ?=
ROUNDS ?= 3
VISITS ?= 10000
MINUTES ?= 30
RELEASE ?= dist/release
PY := .venv/bin/python
PIP := $(PY) -m pip --no-input --disable-pip-version-check --quiet
# The virtual environment is as it should be when this text stands in its stamp file: Python's version, then a sum of the lock.
STAMP = import hashlib, pathlib, sys; print(sys.version.split()[0], hashlib.sha256(pathlib.Path("$(1)").read_bytes()).hexdigest())

.PHONY: help run test test-long check lint browser dictionaries nginx curl node bench-tools format build lock audit sbom release sums contract fuzz soak soak-server faults bench bench-browser budgets lighthouse screenshots clean venv venv-dev

help: ## List the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "make %-12s %s\n", $$1, $$2}'

run: venv ## Install what is missing, build the database if the seed changed, and serve it (HOST, PORT)
	@$(PY) -m app build --if-changed
	@echo "Алтын бесік: http://$(HOST):$(PORT)/  (kiosk: /kiosk/, API: /api/v1/; Ctrl+C stops it)"
	@exec $(PY) -m app serve --host "$(HOST)" --port "$(PORT)"

test: venv-dev browser dictionaries nginx lint ## Install what is missing (browser, dictionaries, nginx too), then run every check and every test but the long ones
	$(PY) -m pytest $(PROCESSES) -m "not long"

test-long: venv-dev browser curl ## Run the tests that take long: hundreds of visits, a week of hours, new revisions, states, paper, the real site as files
	$(PY) -m pytest $(PROCESSES) -m long

check: lint ## Run every check and every test but those in the browser: what a merge must pass
	$(PY) -m pytest $(PROCESSES) -m "not browser"

lint: venv-dev ## Check form, types, order of imports, templates and seed
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -c 'import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = "lint-imports"; lint_imports_command()'
	$(PY) -m djlint --lint --quiet templates
	$(PY) -m app check

format: venv-dev ## Put code into its form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

build: venv ## Build the database from the seed
	$(PY) -m app build

contract: venv-dev ## Write the golden files of the API anew, contract and ten events; their diff shows what changed
	$(PY) -m tests.api.golden

fuzz: venv-dev ## Ask the API over 20,000 requests, and the readers of dates, texts, searches and seeds as much, others each time
	$(PY) -m pytest $(PROCESSES) --timeout 0 --hypothesis-profile fuzz tests/api/test_fuzz.py tests/content/test_fuzz.py \
	  tests/content/test_search.py tests/unit/test_query.py tests/unit/test_folding.py

soak: venv-dev browser ## Send 10,000 visits through the kiosk and print what they leave in memory (VISITS=10000)
	KIOSK_VISITS=$(VISITS) $(PY) -m pytest -s -n 0 tests/browser/kiosk/test_memory.py

faults: venv-dev ## Let hostile clients come, kill servers, fill disks, and print what was measured
	FAULTS=whole $(PY) -m pytest -n 0 --timeout 0 -m faults tests/faults

soak-server: venv-dev ## Ask the server for half an hour; fail when it errs or grows (MINUTES=30)
	FAULTS=whole SOAK_SECONDS=$$(($(MINUTES) * 60)) $(PY) -m pytest -n 0 --timeout 0 tests/faults/test_soak.py

bench: venv-dev bench-tools .bench/datasette/.stamp ## Measure answers beside a bare app, nginx and Datasette (FLAGS="--help")
	$(PY) -m tests.bench $(FLAGS)

budgets: venv-dev browser ## Measure the start view with 60 and 1,000 events beside its limits
	$(PY) -m tests.budgets

bench-browser: venv-dev browser node ## Measure the page beside two other timelines with the same events (FLAGS="--help")
	@[ -d .bench/browser/node_modules/vis-timeline ] || npm install --prefix .bench/browser --no-save --no-package-lock --no-audit --no-fund --loglevel=error \
	  @knight-lab/timelinejs@$(TIMELINEJS_VERSION) vis-timeline@$(VIS_VERSION)
	$(PY) -m tests.bench_browser $(FLAGS)

# Lighthouse's numbers come from pages as a phone gets them: a slow processor, a slow network. It wants the whole browser.
lighthouse: CHROMIUM_PATH = /usr/bin/chromium
lighthouse: venv-dev browser node ## Let Lighthouse judge three pages on a phone (ROUNDS=3)
	@[ -x .lighthouse/node_modules/.bin/lighthouse ] || npm install --prefix .lighthouse --no-save --no-package-lock --no-audit --no-fund --loglevel=error lighthouse@$(LIGHTHOUSE_VERSION)
	$(PY) -m tests.lighthouse --rounds $(ROUNDS)

screenshots: venv-dev browser ## Take pictures of the pages
	$(PY) -m tests.screenshots

# uv writes the locks, and nothing else needs it. Its own environment keeps it out of ours.
lock: ## Write the lock files anew from pyproject.toml (UPGRADE=1: with the newest versions)
	@test -x .uv/bin/uv && .uv/bin/uv --version | grep -qF ' $(UV_VERSION) ' || { \
	  $(PYTHON) -m venv --clear .uv; \
	  .uv/bin/python -m pip --no-input --disable-pip-version-check --quiet install --only-binary :all: uv==$(UV_VERSION); }
	.uv/bin/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate \
	  $(if $(UPGRADE),--upgrade) pyproject.toml --output-file requirements.lock
	.uv/bin/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate \
	  $(if $(UPGRADE),--upgrade) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	printf 'datasette==$(DATASETTE_VERSION)\nhttptools\nuvloop\n' | \
	  .uv/bin/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes --no-header --no-annotate \
	  $(if $(UPGRADE),--upgrade) - --constraint requirements.lock --output-file tests/bench/datasette.txt

# Strict: a package that the service doesn't know was not looked up, and that is no pass.
audit: ## Ask the public service of advisories for known holes in every locked package (needs the network)
	@test -x .audit/bin/pip-audit && .audit/bin/pip-audit --version | grep -qF ' $(PIP_AUDIT_VERSION)' || { \
	  $(PYTHON) -m venv --clear .audit; \
	  .audit/bin/python -m pip --no-input --disable-pip-version-check --quiet install --only-binary :all: pip-audit==$(PIP_AUDIT_VERSION); }
	@for lock in requirements.lock requirements-dev.lock; do \
	  .audit/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off --requirement $$lock || { \
	    echo "$$lock did not pass: a package has a known hole, or the service could not tell (see above)." >&2; exit 1; }; done

# What writes it has an environment of its own, too, and reads about the packages in ours.
sbom: venv ## Write what a release holds of others, with versions, licences and sums, to dist/sbom.cdx.json (CycloneDX)
	@test -e .sbom/made-$(CYCLONEDX_VERSION) || { \
	  $(PYTHON) -m venv --clear .sbom; \
	  .sbom/bin/python -m pip --no-input --disable-pip-version-check --quiet install --only-binary :all: 'cyclonedx-python-lib[json-validation]==$(CYCLONEDX_VERSION)'; \
	  touch .sbom/made-$(CYCLONEDX_VERSION); }
	@.sbom/bin/python -m deploy.sbom "$$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" dist/sbom.cdx.json

release: build sbom ## Put what is given away into dist/release: database, dump, list of parts, and SHA256SUMS over all
	@rm -rf "$(RELEASE)" && mkdir -p "$(RELEASE)"
	@cp -R .data/timeline.sqlite .data/timeline.sqlite.dump dist/sbom.cdx.json "$(RELEASE)"
	@$(MAKE) sums

sums: ## Write SHA256SUMS over every file of a release; `sha256sum --check --strict SHA256SUMS` in its folder tells a changed one
	@cd "$(RELEASE)" && find . -type f ! -name SHA256SUMS -printf '%P\0' | LC_ALL=C sort -z | xargs -0 --no-run-if-empty sha256sum -- > SHA256SUMS
	@echo "made $(RELEASE)/SHA256SUMS"

clean: ## Remove what the other tasks made: virtual environments, caches, the database
	rm -rf .venv .uv .audit .sbom .bench .lighthouse .data .screenshots .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist test-results
	find app tests static -name __pycache__ -type d -prune -exec rm -rf {} +

# What the server needs. $(1) is a lock file, $(2) the stamp file that tells that its packages are in.
define install
	@if [ -s $(2) ] && [ "$$($(PY) -c '$(call STAMP,$(1))' 2>/dev/null)" = "$$(cat $(2) 2>/dev/null)" ]; then exit 0; fi; \
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  echo "This needs Python 3.11 or newer; name one with: make PYTHON=python3.13" >&2; exit 1; fi; \
	if ! [ -x $(PY) ] || [ "$$($(PY) -c 'import sys; print(sys.version)' 2>/dev/null)" != "$$($(PYTHON) -c 'import sys; print(sys.version)')" ] \
	  || ! $(PY) -m pip --version >/dev/null 2>&1; then \
	  echo "Making the virtual environment .venv" >&2; \
	  $(PYTHON) -m venv --clear .venv || { echo "No virtual environment could be made. On Debian: apt-get install python3-venv" >&2; exit 1; }; fi; \
	echo "Installing the packages of $(1)" >&2; \
	rm -f $(2); \
	$(PIP) install --require-hashes --only-binary :all: --no-deps --requirement $(1); \
	$(PY) -c '$(call STAMP,$(1))' > $(2)
endef

venv:
	$(call install,requirements.lock,.venv/.run-stamp)

# The development lock holds the server's packages in the same versions, so this one install is enough for both.
venv-dev:
	$(call install,requirements-dev.lock,.venv/.dev-stamp)
	@$(PY) -c '$(call STAMP,requirements.lock)' > .venv/.run-stamp

# $(1) are packages of Debian, $(2) says what needs them: installed by root or by sudo, or the reader is told how.
define debian
	if ! command -v apt-get >/dev/null; then \
	  echo "$(2) need: $(1). Install them, or run: make check" >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then root=(env); elif sudo -n true 2>/dev/null; then root=(sudo -n env); else \
	  echo "$(2) need packages that this user may not install. As root: apt-get install $(1)" >&2; \
	  echo "Everything but them runs with: make check" >&2; exit 1; fi; \
	echo "Installing Debian's $(1)" >&2; \
	apt=("$${root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -qq); \
	"$${apt[@]}" update; \
	"$${apt[@]}" install -y --no-install-recommends $(1) </dev/null
endef

# Chromium is Debian's, without its windows. Playwright's driver dies without libatomic1, and only says that its connection closed.
browser:
	@if [ -x "$$CHROMIUM_PATH" ] && PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q 'libatomic\.so\.1'; then exit 0; fi; \
	$(call debian,$(notdir $(CHROMIUM_PATH)) libatomic1,The browser tests)

dictionaries:
	@if [ -f /usr/share/hunspell/kk_KZ.dic -a -f /usr/share/hunspell/ru_RU.dic -a -f /usr/share/hunspell/en_GB.dic ]; then exit 0; fi; \
	$(call debian,hunspell-kk hunspell-ru hunspell-en-gb,The tests of spelling)

# It lies where only root's PATH leads. Its own service is left alone.
nginx:
	@if [ -x /usr/sbin/nginx ]; then exit 0; fi; \
	$(call debian,nginx,The tests of deploy/web)

curl:
	@if command -v curl >/dev/null; then exit 0; fi; \
	$(call debian,curl,The run book)

node:
	@if command -v npm >/dev/null && command -v node >/dev/null; then exit 0; fi; \
	$(call debian,nodejs npm,The visits of Lighthouse)

bench-tools: nginx
	@if command -v wrk >/dev/null && command -v sqlite3 >/dev/null; then exit 0; fi; \
	$(call debian,wrk sqlite3,The measurements)

# Datasette has an environment of its own, with the faster loop and parser that our server has too.
.bench/datasette/.stamp: tests/bench/datasette.txt
	$(PYTHON) -m venv --clear .bench/datasette
	.bench/datasette/bin/python -m pip --no-input --disable-pip-version-check --quiet install --require-hashes --only-binary :all: --no-deps --requirement $<
	touch $@
