# make lab opens the course as pupils see it, make desk as teachers do, with guides and all of JupyterLab.
# make test checks everything, make quick all but the browser; each sets up what it needs.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: lab desk test quick pythons lint scripts docs pictures bench check lock clean chromium database

lab: .venv/ready
	$(BIN)/kit lab

desk: .venv/ready
	$(BIN)/kit lab --teacher

# A worker of pytest for each core and one more; tests that share a server or a page stay on one of them.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadscope

test: lint scripts chromium database tests/export/node_modules tests/hub/node_modules build/site-downloads/ready
	$(PYTEST)

quick: lint scripts
	$(PYTEST) -m "not browser"

lint: .venv/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/kit check

# Form, types and parts without a page of the scripts; with the node that the lock brings.
scripts: tests/scripts/node_modules
	$(NODE) tests/scripts/node_modules/@biomejs/biome/bin/biome check --error-on-warnings
	$(NODE) tests/scripts/node_modules/typescript/bin/tsc
	$(NODE) --disable-warning=MODULE_TYPELESS_PACKAGE_JSON --test "tests/**/*.test.js"
NODE := PATH="$(CURDIR)/$(BIN):$$PATH" node

# The tests without a browser, under each newer CPython that is installed here.
pythons: .venv/ready-test tests/export/node_modules
	$(BIN)/python tests/newer_pythons.py

# The pages of docs/ as a site, in build/docs.
docs: .venv/ready-test
	$(BIN)/python -m sphinx -q -W docs build/docs

# The pictures of README, docs and guides, taken again.
pictures: .venv/ready-test chromium
	KIT_PICTURES=write $(BIN)/python -m pytest tests/browser/test_pictures.py tests/browser/guide_pictures.py

bench: .venv/ready-test
	$(BIN)/python -m compileall -q kit
	$(BIN)/python tests/benchmarks/run.py

check: .venv/ready
	$(BIN)/kit check

# Four locks with hashes: a student's computer, a teacher's (what make lab installs), a class server, and the tests.
lock: .venv/ready-test
	$(BIN)/python -m uv pip compile $(LOCK) --group build -o requirements-student.txt
	$(BIN)/python -m uv pip compile $(LOCK) --extra teacher --group build -o requirements.txt
	$(BIN)/python -m uv pip compile $(LOCK) --extra teacher --extra hub --group build -o requirements-hub.txt
	$(BIN)/python -m uv pip compile $(LOCK) --extra teacher --extra hub --group test -o requirements-test.txt
LOCK := pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist test-results tests/*/node_modules

.venv/bare:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version`. Say which one: make lab PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/bare requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-test: .venv/bare requirements-test.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/ready

# The browser of the tests: one that is there, else Debian's package, else Playwright's own download.
chromium: .venv/ready-test
	@command -v chromium-headless-shell >/dev/null || \
	  { [ "`id -u`" = 0 ] && command -v apt-get >/dev/null && apt-get update -q $(SOON) && \
	    apt-get install -y -q $(SOON) chromium-headless-shell fonts-noto-cjk; } || \
	  command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(BIN)/playwright install --only-shell chromium

# Where Debian cannot be reached, the browser that is there is used before long.
SOON := -o Acquire::Retries=1 -o Acquire::http::Timeout=20

# The database server of the tests of a class server: one that is there, else Debian's package. Elsewhere they say what they lack.
database:
	@command -v postgres >/dev/null || command -v pg_ctlcluster >/dev/null || [ "`id -u`" != 0 ] || \
	  ! command -v apt-get >/dev/null || { apt-get update -q && apt-get install -y -q postgresql; }

# Python for browsers and JupyterLite, from which the tests build the site; each file is checked by its hash.
build/site-downloads/ready: kit/site/files.json .venv/ready-test
	$(BIN)/python -m kit.site.downloads $(@D) && touch $@

# The grammar of GIFT, what looks at scripts, and the proxy of a class server, with the npm that the lock brings.
tests/%/node_modules: tests/%/package-lock.json .venv/ready-test
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund --prefix $(@D) && touch $@
