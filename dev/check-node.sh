#!/bin/sh
# Says what is missing if Node 20.19 or newer and npm are not there.
set -eu

found=none
if command -v node >/dev/null 2>&1; then found=$(node --version); fi
if [ "${found}" != none ] && command -v npm >/dev/null 2>&1; then
  newer='const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
  if node -e "${newer}"; then exit 0; fi
fi

cat >&2 <<TEXT
The web client and the browser tests need Node 20.19 or newer and npm (found: node ${found}, npm $(command -v npm || echo none)).
Install them, for example:
  Debian, Ubuntu:  apt-get install nodejs npm   (or a newer Node from https://nodejs.org)
  macOS:           brew install node
TEXT
exit 1
