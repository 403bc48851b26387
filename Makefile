# Polisi. "make" builds the site, "make help" lists the rest.
# Needs Python 3.11 or newer. Written for any make: no GNU extensions.

.POSIX:
.PHONY: site share serve readable paper test azure audit check bench import lock clean help

# The Python that makes .venv: make PYTHON=python3.13
PYTHON = python3
# The command that builds: make test && make site GENERATOR=properdocs
GENERATOR = mkdocs
# Further arguments, each for the target of its name: make test TEST="-k stamps"
SITE =
SHARE =
SERVE =
PAPER =
TEST =
AUDIT =
BENCH =
LOCK =

BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
# Material prints a page about the end of MkDocs before each build unless told not to.
QUIET = NO_MKDOCS_2_WARNING=1

site: readable ## build the site into site/
	$(QUIET) $(BIN)/$(GENERATOR) build $(SITE)

share: readable ## build a copy that opens from a folder, no web server
	$(QUIET) $(BIN)/$(GENERATOR) build --no-directory-urls --site-dir share $(SHARE)

serve: readable ## preview while writing; stop with Ctrl+C
	$(QUIET) $(BIN)/$(GENERATOR) serve $(SERVE)

# MkDocs has a traceback for a mkdocs.yml that can't be read; the check has words, and fails.
readable: .venv/.site
	@test -f mkdocs.yml && test -r mkdocs.yml || $(BIN)/polisi check

paper: .venv/.paper ## make PDF and Word of everything into paper/; needs Pango
	$(BIN)/polisi paper $(PAPER)

test: .venv/.dev .venv/.npm ## run the tests
	$(QUIET) $(BIN)/python -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder $(TEST)

azure: .venv/.dev ## ask the emulator of Azure for every path of the editions; prints a table; from npm, once
	npm ci --prefix tests/azure --ignore-scripts --no-audit --no-fund --loglevel=error
	$(QUIET) $(BIN)/python -m pytest -s tests/project/test_azure.py

audit: .venv/.dev .venv/.npm ## look at every page in every state; minutes, and a table by Lighthouse
	POLISI_AUDIT=1 $(QUIET) $(BIN)/python -m pytest --numprocesses 2 --dist loadfile \
		-m audit $(AUDIT)
	POLISI_AUDIT=1 $(QUIET) PYTHONPATH=hooks:tests/helpers $(BIN)/python tests/audit_incomplete.py
	POLISI_AUDIT=1 $(QUIET) PYTHONPATH=hooks:tests/helpers $(BIN)/python tests/audit_lighthouse.py

check: .venv/.dev ## lint, format and types of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.dev ## measure against the stock stack
	$(QUIET) PYTHONPATH=tests:tests/helpers $(BIN)/python -m bench $(BENCH)

import: .venv/.import ## install what polisi import and polisi translate need

lock: .venv/.dev ## write the locks anew; newer versions with LOCK=--upgrade
	$(UV_COMPILE) --group site --output-file requirements.lock pyproject.toml
	$(UV_COMPILE) --group paper --constraints requirements.lock \
		--output-file requirements-paper.lock pyproject.toml
	$(UV_COMPILE) --group pyproject.toml:import --constraints requirements-paper.lock \
		--output-file requirements-import.lock
	$(UV_COMPILE) --group dev --constraints requirements-paper.lock \
		--constraints requirements-import.lock \
		--output-file requirements-dev.lock pyproject.toml

UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header $(LOCK)

clean: ## remove what was built; .venv stays
	rm -rf site site.*/ share share.*/ editions paper build dist \
		.hypothesis .mypy_cache .pytest_cache .ruff_cache .cache
	find hooks tests -name __pycache__ -prune -exec rm -rf {} +

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

# The stamps say which lock .venv was last filled from, so that a second run installs nothing. Ours is
# compiled, too, as pip compiles the rest: else each start does it where Python may not write.
.venv/.site: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
		"Polisi needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] \
		+ ". With a newer one: make PYTHON=python3.13")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv \
		|| $(PYTHON) -m venv --clear .venv
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q hooks
	@touch $@

.venv/.import: .venv/.site requirements-import.lock
	$(PIP) install --require-hashes --requirement requirements-import.lock
	@touch $@

.venv/.paper: .venv/.site requirements-paper.lock
	$(PIP) install --require-hashes --requirement requirements-paper.lock
	@touch $@

.venv/.dev: .venv/.site requirements-dev.lock
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# Dictionaries for the spelling test and what audits pages. Nothing runs while it is installed.
.venv/.npm: .venv/.dev tests/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; \
	else \
		echo "npm is not here: the tests that need tests/node_modules (spelling) are skipped."; \
	fi
