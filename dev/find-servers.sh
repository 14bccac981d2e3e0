#!/bin/sh
# Sees to the servers that the tests start: nats-server and redis-server. Installs Debian's where it may, else says what
# to do and fails. They are started by the tests, on free ports; the system's own services stay off.
set -eu

missing() {
  for program in nats-server redis-server; do
    PATH="${PATH}:/usr/sbin:/usr/local/bin:/opt/homebrew/bin" command -v "${program}" >/dev/null 2>&1 || echo "${program}"
  done
}

if [ -z "$(missing)" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "The tests need $(missing | paste -sd' '): installing (apt-get install $(missing | paste -sd' '))" >&2
  # RUNLEVEL=1: do not start them as services of the machine.
  { apt-get update -q && RUNLEVEL=1 apt-get install -y -q --no-install-recommends $(missing); } >&2
  if [ -z "$(missing)" ]; then exit 0; fi
fi

cat >&2 <<TEXT
The tests need servers that were not found: $(missing | paste -sd' '). Install them:
  Debian:  sudo apt-get install nats-server redis-server
  macOS:   brew install nats-server redis
TEXT
exit 1
