#!/bin/sh
# What the tests use besides Python packages: a browser, web servers, readers of PDF, Java, npm.
# On Debian or Ubuntu root gets what is missing, and is asked first on a terminal.
set -eu

SKIP="\`make test-core\` runs the tests that need Python packages alone."
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
has() { command -v "$1" >/dev/null 2>&1; }
need() {  # need COMMAND PACKAGE
  has "$1" || missing="$missing $2"
}
find_missing() {
  missing=""
  # A browser without its windows opens a page in half the time; some systems have it apart.
  if ! has chromium-headless-shell; then
    if can_install && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
      missing="$missing chromium-headless-shell"
    else
      need chromium chromium
    fi
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
}

find_missing
if [ -n "$missing" ]; then
  if ! can_install; then
    echo "The tests need these packages:$missing. $SKIP" >&2
    echo "Install them (Debian, Ubuntu: sudo apt-get install$missing) and run this again." >&2
    exit 1
  fi
  if [ -t 0 ] && [ -t 1 ]; then
    printf 'The tests need these packages:%s. %s\nInstall them now? [Y/n] ' "$missing" "$SKIP"
    read -r answer
    case "$answer" in [Nn]*) exit 1 ;; esac
  else
    echo "Installing these packages for the tests:$missing. $SKIP"
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  find_missing  # The lists of a new system were empty.
  # shellcheck disable=SC2086  # one word for each package
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# axe-core and the Nu HTML checker, at the versions of tests/package-lock.json.
if ! cmp -s tests/package-lock.json tests/node_modules/.for-lock; then
  echo "Installing axe-core and the Nu HTML checker in tests/node_modules/ with npm. $SKIP"
  npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel error
  cp tests/package-lock.json tests/node_modules/.for-lock
fi
