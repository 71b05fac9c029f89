# The manual: `make manual` builds it. All else is a shorter way to type.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
SITE ?= site
TO ?= published
ADDRESS ?= 127.0.0.1:8000
export NO_MKDOCS_2_WARNING := 1
# The shell takes them from its environment: a value may have spaces and quotes.
export PYTHON SITE TO EDITION ADDRESS

.PHONY: manual publish check serve clean

manual: $(VENV)/.installed
	$(RUN) -m macros build --site "$$SITE"

publish: $(VENV)/.installed
	$(RUN) -m macros publish --to "$$TO" $(if $(EDITION),--edition "$$EDITION")

check: $(VENV)/.installed
	$(RUN) -m macros check

serve: $(VENV)/.installed
	$(RUN) -m mkdocs serve --dev-addr "$$ADDRESS"

clean:
	rm -rf $(VENV) "$$SITE"

# What is needed is looked for first, so that the message says what to install.
$(VENV)/.installed: requirements.txt
	@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "This needs Python 3.11 or newer as $(PYTHON); name another one with PYTHON=..." >&2; exit 1; }
	@"$$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python lacks its venv module: install it (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	"$$PYTHON" -m venv $(VENV)
	$(RUN) -m pip install --quiet --require-hashes -r requirements.txt || \
	  { echo "The packages could not be installed: is the package index in reach?" >&2; exit 1; }
	@touch $@

# What proves the program; a manual begun by `init` goes without.
-include tests/targets.mk
