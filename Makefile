# make run    start the site on http://127.0.0.1:$(PORT)
# make test   everything that can be tested on this machine, two things at a time
PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
VAR ?= var
BIN := $(VENV)/bin
WORKERS ?= 2

.PHONY: run build test test-sqlite test-postgresql fuzz bench lint fmt lock check clean

run: build
	@echo "Jalons is on http://127.0.0.1:$(PORT) (stop with Ctrl-C)"
	@JALONS_VAR=$(abspath $(VAR)) SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} $(BIN)/gunicorn kb.wsgi:application \
		--bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 4 --preload --log-level warning

# Everything a start needs: environment, database, data, search index, release, static files. Fast when nothing changed.
build: $(VENV)/.installed
	@mkdir -p $(VAR)
	@JALONS_VAR=$(abspath $(VAR)) $(BIN)/python manage.py checkservers
	@echo "Database ..." && JALONS_VAR=$(abspath $(VAR)) $(BIN)/python manage.py migrate --verbosity 0
	@echo "Data files ..." && JALONS_VAR=$(abspath $(VAR)) $(BIN)/python manage.py loadkb
	@echo "Release ..." && JALONS_VAR=$(abspath $(VAR)) $(BIN)/python manage.py release
	@$(BIN)/pybabel -q compile -D django -d kb/locale
	@$(MAKE) --no-print-directory $(VAR)/.static

# Compressing every static file takes a while: only when one changed.
$(VAR)/.static: requirements.txt $(shell find kb/static -type f)
	@echo "Static files ..."
	@JALONS_VAR=$(abspath $(VAR)) $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

$(VENV)/.installed: requirements.txt
	@echo "Environment ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Environment for development ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The generator of clients, apart: what it needs does not go together with what the site needs.
.venv-client/.installed: tests/client/requirements.txt
	@echo "Environment of the generated client ..."
	@test -x .venv-client/bin/python || $(PYTHON) -m venv .venv-client
	@.venv-client/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/client/requirements.txt
	@touch $@

test: $(VENV)/.installed-dev .venv-client/.installed
	@$(BIN)/pybabel -q compile -D django -d kb/locale
	@$(MAKE) --no-print-directory --jobs=2 lint check test-sqlite test-postgresql

test-sqlite: $(VENV)/.installed-dev .venv-client/.installed
	@$(BIN)/pytest

# The same tests on PostgreSQL, where TEST_POSTGRES_URL names a server on which databases may be made.
test-postgresql: $(VENV)/.installed-dev .venv-client/.installed
ifdef TEST_POSTGRES_URL
	@DATABASE_URL=$(TEST_POSTGRES_URL) $(BIN)/pytest -m "not browser"
else
	@echo "skipped: the tests on PostgreSQL (TEST_POSTGRES_URL names no server)"
	@test "$(CI)" != true
endif

# The API asked by a fuzzer for long: tens of thousands of requests on each database.
FUZZ_EXAMPLES ?= 120
fuzz: $(VENV)/.installed-dev
	@$(BIN)/pybabel -q compile -D django -d kb/locale
	@FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) FUZZ_PHASES=coverage,fuzzing,stateful $(BIN)/pytest -s tests/test_fuzz.py
ifdef TEST_POSTGRES_URL
	@DATABASE_URL=$(TEST_POSTGRES_URL) FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) FUZZ_PHASES=coverage,fuzzing,stateful \
		$(BIN)/pytest -s tests/test_fuzz.py
endif

# Ratios, measured side by side in one run; the part on PostgreSQL where TEST_POSTGRES_URL names a server.
bench: $(VENV)/.installed-dev
	@$(BIN)/pybabel -q compile -D django -d kb/locale
	@$(BIN)/python -m tests.bench

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy

check: $(VENV)/.installed
	@$(BIN)/python manage.py loadkb --check
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0

fmt: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

lock:
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header pyproject.toml -o requirements.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header tests/client/requirements.in -o tests/client/requirements.txt

clean:
	@rm -rf $(VAR) $(VENV) .venv-client
