#!/bin/sh
# Prints the path of the Chromium that the browser tests use: CHROMIUM if it is set, else one of the system. Installs
# Debian's where it may, else says what to do and fails.
set -eu

find_chromium() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome \
      "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "${name}" ] && command -v "${name}" 2>/dev/null; then return 0; fi
  done
  return 1
}

if find_chromium; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo 'The browser tests need Chromium: installing it (apt-get install chromium)' >&2
  { apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } >&2
  if find_chromium; then exit 0; fi
fi

cat >&2 <<'TEXT'
The browser tests need Chromium or Chrome, and none was found. Install it:
  Debian:  sudo apt-get install chromium
  macOS:   brew install --cask chromium
or set CHROMIUM to the path of the one you have.
TEXT
exit 1
