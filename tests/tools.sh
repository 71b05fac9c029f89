#!/bin/sh
# What the tests use besides Python: a browser, a web server, readers of PDF, Java, npm.
# Root on Debian or Ubuntu gets what is missing; anybody else is told.
set -eu

missing=""
need() {  # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}
# A browser without its windows opens a page in half the time; some systems have it apart.
if ! command -v chromium-headless-shell >/dev/null 2>&1; then
  if can_install && [ ! -e .venv/.asked-for-browser ]; then
    { apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell; } \
      >/dev/null 2>&1 || true
    touch .venv/.asked-for-browser
  fi
  command -v chromium-headless-shell >/dev/null 2>&1 || need chromium chromium
fi
# Playwright's own part loads it; not every browser brings it along.
/sbin/ldconfig -p | grep -q 'libatomic\.so\.1' || missing="$missing libatomic1"
need nginx nginx-light
need apache2 apache2-bin
need qpdf qpdf
need pdftotext poppler-utils
need javac default-jdk-headless
need npm npm
need git git
need openssl openssl
need faketime faketime
need unshare util-linux

if [ -n "$missing" ]; then
  if can_install; then
    echo "Installing what the tests need:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # one word for each package
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
  else
    echo "The tests need these packages:$missing" >&2
    echo "Install them (Debian, Ubuntu: sudo apt-get install$missing) and run this again." >&2
    exit 1
  fi
fi

# axe-core and the Nu HTML checker, at the versions of tests/package-lock.json.
if ! cmp -s tests/package-lock.json tests/node_modules/.for-lock; then
  npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel error
  cp tests/package-lock.json tests/node_modules/.for-lock
fi
