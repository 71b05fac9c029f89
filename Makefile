# The manual: `make manual` builds it, `make test` proves it. All else is a shorter way to type.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
SITE ?= site
TO ?= published
export NO_MKDOCS_2_WARNING := 1

.PHONY: manual publish check serve test lint bench conformance lighthouse clean

manual: $(VENV)/.installed
	$(RUN) -m macros build --site $(SITE)

publish: $(VENV)/.installed
	$(RUN) -m macros publish --to $(TO) $(if $(EDITION),--edition $(EDITION))

check: $(VENV)/.installed
	$(RUN) -m macros check

serve: $(VENV)/.installed
	$(VENV)/bin/mkdocs serve

test: $(VENV)/.tested lint
	sh tests/tools.sh
	$(RUN) -m pytest -n 2 --dist loadgroup

lint: $(VENV)/.tested
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy

bench: $(VENV)/.tested
	$(RUN) -m tests.benchmark
	$(RUN) -m tests.benchmark_pdf

# The whole book of the last `make manual`, and a policy alone, judged by veraPDF: some four minutes.
conformance: $(VENV)/.installed
	@test -e $(SITE)/downloads/manual.pdf || { echo "Run \`make manual\` first." >&2; exit 1; }
	mkdir -p .cache
	$(RUN) -m macros pdf --site $(SITE) --policy POL-05 --out .cache/policy.pdf
	$(RUN) tests/conformance/judge.py .cache/policy.pdf $(SITE)/downloads/manual.pdf

# Figures of the last `make manual` in a browser; needs npm and Chromium.
lighthouse: $(VENV)/.tested
	npm ci --prefix tests/lighthouse --ignore-scripts --no-audit --no-fund --loglevel=error
	$(RUN) -m tests.lighthouse.measure $(SITE)

clean:
	rm -rf $(VENV) $(SITE)

# What is needed is looked for first, so that the message says what to install.
$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "This needs Python 3.11 or newer as $(PYTHON); name another one with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python lacks its venv module: install it (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --require-hashes -r requirements.txt || \
	  { echo "The packages could not be installed: is the package index in reach?" >&2; exit 1; }
	@touch $@

$(VENV)/.tested: $(VENV)/.installed tests/requirements.txt
	$(RUN) -m pip install --quiet --require-hashes -r tests/requirements.txt
	@touch $@
