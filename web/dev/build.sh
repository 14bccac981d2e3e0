#!/bin/sh
# Builds the client for the Maven module: installs what the lock file says if node_modules is older than it, and builds if
# dist is older than any source. Run in web/.
set -eu

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "The web client is built with Node 20.19 or newer and npm, and they are not on the PATH. Install Node, then build again." >&2
  exit 1
fi
if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
  echo "The web client is built with Node 20.19 or newer, and this is Node $(node --version). Install a newer one, then build again." >&2
  exit 1
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund
fi

if [ ! -f dist/index.html ] || [ -n "$(find src public index.html package-lock.json vite.config.ts tsconfig.json \
    ../api/proto/parley/v1 ../api/buf.gen.yaml -path src/gen -prune -o -type f -newer dist/index.html -print | head -n 1)" ]; then
  npm run --silent build
  # Assets of earlier builds have other names: the jar would gather them.
  rm -rf target/classes/META-INF/parley/web
fi
