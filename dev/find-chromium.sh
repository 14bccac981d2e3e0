#!/bin/sh
# Prints the path of the Chromium that the browser tests use: CHROMIUM if it is set, else Debian's without a window, which
# takes an eighth less of the processor and is installed where it may, else any of the system. Says what to do where none is.
set -eu

first_of() {
  for name in "$@"; do
    if [ -n "${name}" ] && command -v "${name}" 2>/dev/null; then return 0; fi
  done
  return 1
}

if first_of "${CHROMIUM:-}" chromium-headless-shell; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo 'The browser tests need Chromium: installing it (apt-get install chromium-headless-shell)' >&2
  { apt-get update -q && apt-get install -y -q --no-install-recommends chromium-headless-shell; } >&2 || true
  if first_of chromium-headless-shell; then exit 0; fi
fi
if first_of chromium chromium-browser google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; then
  exit 0
fi

cat >&2 <<'TEXT'
The browser tests need Chromium or Chrome, and none was found. Install it:
  Debian:  sudo apt-get install chromium-headless-shell
  macOS:   brew install --cask chromium
or set CHROMIUM to the path of the one you have.
TEXT
exit 1
