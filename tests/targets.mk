# Targets of the Makefile that prove the program, and what they need.

.PHONY: test test-core test-slow test-all coverage book tools lint bench conformance lighthouse sbom

WORKERS ?= 2
PYTEST = $(RUN) -m pytest -n $(WORKERS)

# What to run before a commit.
test: lint tools
	$(PYTEST) -m "not slow"

# The same without what needs more than Python packages: a browser, servers, readers of PDF, Java.
test-core: lint
	$(PYTEST) -m "not slow and not needs_browser and not needs_programs"

# What `make test` leaves out: every page in a browser, the series of crashes, more examples.
test-slow: $(VENV)/.tested tools
	AIMS_LONG_TESTS=1 $(PYTEST) -m "slow or hypothesis"

# Everything that proves the program; the PDF of the last `make manual` is judged too.
test-all: book
	$(MAKE) test
	$(MAKE) test-slow
	$(MAKE) conformance

# Which lines of the program the tests of `make test` run; the pages are in .cache/coverage/.
coverage: $(VENV)/.tested tools
	$(PYTEST) -m "not slow" --cov --cov-report=term --cov-report=html

book:
	@test -e "$$SITE"/downloads/manual.pdf || { echo "Run \`make manual\` first." >&2; exit 1; }

tools: $(VENV)/.tested
	sh tests/tools.sh

lint: $(VENV)/.tested
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	PYTHONPATH=. $(VENV)/bin/lint-imports --no-logo --cache-dir .cache/imports

bench: $(VENV)/.tested
	$(RUN) -m tests.benchmark
	$(RUN) -m tests.benchmark_pdf

# The whole book of the last `make manual`, and a policy alone, judged by veraPDF: some four minutes.
conformance: $(VENV)/.installed book
	mkdir -p .cache
	$(RUN) -m macros pdf --site "$$SITE" --policy POL-05 --out .cache/policy.pdf
	$(RUN) tests/conformance/judge.py .cache/policy.pdf "$$SITE"/downloads/manual.pdf

# The bill of materials of a release, CycloneDX as JSON.
sbom: $(VENV)/.installed
	$(RUN) -m tests.sbom dist/aims-manual.cdx.json

# Figures of the last `make manual` in a browser; needs npm and Chromium.
lighthouse: $(VENV)/.tested
	npm ci --prefix tests/lighthouse --ignore-scripts --no-audit --no-fund --loglevel=error
	$(RUN) -m tests.lighthouse.measure "$$SITE"

$(VENV)/.tested: $(VENV)/.installed tests/requirements.txt
	$(RUN) -m pip install --quiet --require-hashes -r tests/requirements.txt
	@touch $@
