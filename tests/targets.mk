# Targets of the Makefile that prove the program, and what they need.

.PHONY: test lint bench conformance lighthouse sbom

test: $(VENV)/.tested lint
	sh tests/tools.sh
	$(RUN) -m pytest -n 2 --dist loadgroup

lint: $(VENV)/.tested
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	PYTHONPATH=. $(VENV)/bin/lint-imports --no-logo --cache-dir .cache/imports

bench: $(VENV)/.tested
	$(RUN) -m tests.benchmark
	$(RUN) -m tests.benchmark_pdf

# The whole book of the last `make manual`, and a policy alone, judged by veraPDF: some four minutes.
conformance: $(VENV)/.installed
	@test -e "$$SITE"/downloads/manual.pdf || { echo "Run \`make manual\` first." >&2; exit 1; }
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
