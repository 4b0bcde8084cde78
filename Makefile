# What one does with this project. `make help` lists the targets; CI calls the same ones.
# Needs make and Python ≥ 3.11 with venv. Paths are relative throughout, so a clone may stand anywhere.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help serve watch build files test test-hard test-engines test-files fuzz platforms lint docs bench check-links screenshot audit release offline lock clean

PORT ?= 8000
PYTHON ?= python3
CORPUS ?=
SOURCE ?=
SITE ?=
FILES ?=
ARGS ?=
RUNS ?= 20
SECONDS ?= 60
SEED ?= 1
COUNT ?=
LOCKS := build site test files audit engines platforms

# Where the site of another document stands, by the name of its file or folder.
BESIDE = "sites/$$(basename "$(SOURCE)" | sed 's/\.[[:alnum:]]\{1,8\}$$//')"
# Tools run as modules, never through their scripts: those carry the clone's path and break when it moves.
PY := .venv/bin/python
# Compiled, so it carries no path; offline it asks nobody.
ZIZMOR := .venv/bin/zizmor --offline --pedantic --strict-collection --no-progress --quiet .github
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

serve: .venv/site.stamp ## Build the site and serve it on this machine (PORT=8000; SOURCE=path: any document's instead)
	@$(PY) $(if $(SOURCE),-m gongwen --site $(BESIDE) "$(SOURCE)",scripts/build.py)
	@exec $(PY) scripts/serve.py $(if $(SOURCE),$(BESIDE),site) --port $(PORT)

watch: .venv/site.stamp ## Serve the site, build it again as one edits, and reload the page (PORT=8000)
	@exec $(PY) scripts/watch.py --port $(PORT)

build: .venv/site.stamp ## Build the site into site/ (SITE_URL=https://… for its public address)
	@$(PY) scripts/build.py

files: .venv/files.stamp ## Build the site with PDFs and PNGs too, or any document's (SOURCE=path); as root it gets Pango and fonts, else names them
	@$(PY) scripts/typesetting.py
	@$(PY) $(if $(SOURCE),-m gongwen --files --site $(BESIDE) "$(SOURCE)",scripts/build.py --files)

test: .venv/test.stamp lint ## Run every check, a real Chromium included (ARGS=… go to pytest)
	@$(PY) scripts/chromium.py
	@$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

test-hard: .venv/test.stamp ## Run the browser tests RUNS=20 times, three on each core; say how many runs failed
	@$(PY) scripts/chromium.py
	@$(PY) scripts/stress.py --runs "$(RUNS)" $(ARGS)

test-engines: .venv/engines.stamp ## Run the browser tests in Firefox and the readers' ways in WebKit (gets both where it may; ARGS=…)
	@$(PY) scripts/engines.py
	@status=0; $(PY) -m pytest --engine firefox -m browser -n 2 --dist loadfile -rs $(ARGS) || status=1; \
	$(PY) -m pytest tests/engines || status=1; exit $$status

test-files: .venv/test.stamp .venv/files.stamp ## Make PDFs and pictures and read them back (needs what make files needs; ARGS=…)
	@$(PY) scripts/typesetting.py
	@$(PY) -m pytest -n 0 tests/printed $(ARGS)

fuzz: .venv/test.stamp ## Fire at restoring and parsing, at the tables, at the built site (SECONDS=60 for each, SEED=1, COUNT=… pages)
	@status=0; $(PY) scripts/fuzz.py --seconds "$(SECONDS)" --seed "$(SEED)" \
	  $(if $(COUNT),--count "$(COUNT)") $(if $(CORPUS),--corpus "$(CORPUS)") || status=1; \
	$(PY) scripts/fuzz_tables.py --seconds "$(SECONDS)" --seed "$(SEED)" || status=1; \
	$(MAKE) -s build && $(PY) scripts/fuzz_proof.py --seconds "$(SECONDS)" --seed "$(SEED)" || status=1; exit $$status

platforms: .platforms/stamp ## Build with ProperDocs and Zensical as well, and compare the pages
	@.platforms/bin/python scripts/platforms.py

lint: .venv/test.stamp ## Check style, types, workflows, issue form and CITATION.cff by their schemas; zizmor
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(PY) -m check_jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(PY) -m check_jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/error.yml
	@$(PY) -m check_jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	@$(ZIZMOR)

docs: .venv/site.stamp ## Generate docs/ anew from source/ (commit the result)
	@$(PY) scripts/build.py --docs

bench: .venv/test.stamp ## Print the benchmark tables of restoring, parsing and search (CORPUS=DIR of texts for growth)
	@$(PY) scripts/growth.py
	@$(PY) scripts/chromium.py
	@$(PY) scripts/bench.py $(if $(CORPUS),--corpus "$(CORPUS)")
	@$(if $(CORPUS),$(PY) scripts/corpus.py "$(CORPUS)" && $(PY) scripts/bench_references.py "$(CORPUS)")
	@$(if $(CORPUS),$(PY) scripts/bench_sites.py "$(CORPUS)")

check-links: .venv/site.stamp ## Try every registered address against a deployed site (SITE=https://…)
	@$(PY) scripts/check_links.py "$(SITE)"

screenshot: .venv/test.stamp ## Take the README's picture of the site anew
	@$(PY) scripts/chromium.py
	@$(PY) scripts/build.py
	@$(PY) scripts/screenshot.py site docs/screenshot.png

audit: .venv/audit.stamp ## Ask for vulnerabilities of all locked packages (needs the advisory service of PyPI)
	@$(ZIZMOR)
	@$(PY) -m pytest -q -n 0 tests/audit
	@$(PY) scripts/sbom.py release/sbom.cdx.json
	@$(PY) scripts/advisories.py $(LOCKS:%=requirements/%.lock)

release: .venv/audit.stamp $(if $(FILES),.venv/files.stamp) ## Pack the built site into release/, with bill of materials and checksums (SITE_URL=…, FILES=1 for PDFs)
	@$(if $(FILES),$(PY) scripts/typesetting.py)
	@$(PY) scripts/build.py
	@$(PY) scripts/sbom.py release/sbom.cdx.json
	@$(PY) scripts/release.py site release

offline: build ## Pack a site that opens from a disk into release/offline.zip (SITE_URL=https://…)
	@$(PY) scripts/offline.py site release/offline.zip

lock: ## Resolve requirements/*.in into the locks (needs uv; ARGS=--upgrade for newer versions)
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/" >&2; exit 1; }
	@for name in $(LOCKS); do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --no-emit-index-url --no-emit-find-links $(ARGS) requirements/$$name.in -o requirements/$$name.lock || exit 1; \
	done

clean: ## Remove the built site and all caches (.venv stays)
	@rm -rf site sites release .watch .cache .hypothesis .pytest_cache .mypy_cache .ruff_cache
	@find scripts macros tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is touched only after everything went in. jieba comes as source: what builds it is locked too.
.venv/packages.stamp: requirements/build.lock requirements/site.lock | $(PY)
	@echo "Installing the locked packages into .venv …"
	@$(PIP) --require-hashes -r requirements/build.lock
	@$(PIP) --require-hashes --no-build-isolation -r requirements/site.lock
	@touch $@

# The project's own package, editable. The link to it carries the clone's path, so a clone that moved makes it anew.
.venv/site.stamp: .venv/packages.stamp pyproject.toml $(shell test "$$(cat .venv/site.stamp 2>/dev/null)" = "$(CURDIR)" || echo FORCE)
	@$(PIP) --no-build-isolation --no-deps --editable .
	@echo "$(CURDIR)" > $@

.PHONY: FORCE
FORCE:

.venv/test.stamp: requirements/test.lock .venv/site.stamp
	@echo "Installing the packages of the checks into .venv …"
	@$(PIP) --require-hashes --no-build-isolation -r requirements/test.lock
	@touch $@

.venv/files.stamp: requirements/files.lock .venv/site.stamp
	@echo "Installing the packages that make PDFs and PNGs into .venv …"
	@$(PIP) --require-hashes -r requirements/files.lock
	@touch $@

.venv/audit.stamp: requirements/audit.lock .venv/test.stamp
	@echo "Installing the packages of the audit into .venv …"
	@$(PIP) --require-hashes --no-build-isolation -r requirements/audit.lock
	@touch $@

.venv/engines.stamp: requirements/engines.lock .venv/test.stamp
	@echo "Installing the packages of the tests in other engines into .venv …"
	@$(PIP) --require-hashes -r requirements/engines.lock
	@touch $@

# In an environment of their own: they would stand beside the site's own generator.
.platforms/stamp: requirements/platforms.lock requirements/build.lock | $(PY)
	@echo "Installing the packages of the platforms into .platforms …"
	@$(PY) -m venv --clear .platforms
	@$(PIP:$(PY)%=.platforms/bin/python%) --require-hashes -r requirements/build.lock
	@$(PIP:$(PY)%=.platforms/bin/python%) --require-hashes --no-build-isolation -r requirements/platforms.lock
	@$(PIP:$(PY)%=.platforms/bin/python%) --no-build-isolation --no-deps --editable .
	@touch $@

# A shim may stand on the PATH for a Python that is not there, so each candidate is asked for its version.
$(PY):
	@for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  "$$python" -m venv --clear .venv && exit 0; \
	  rm -rf .venv; \
	  echo "$$python cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; \
	done; \
	echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3" >&2; exit 1
