#!/bin/sh
# Prints the home of a JDK 25, or says on stderr what to do and fails. The `java` of a system is often an older one, so
# this looks where JDKs are usually put.
set -eu

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

on_path=$(command -v javac || true)
if [ -n "${on_path}" ]; then
  on_path=$(readlink -f "${on_path}" 2>/dev/null || echo "${on_path}")
  on_path=${on_path%/bin/javac}
fi
by_macos=''
if [ -x /usr/libexec/java_home ]; then by_macos=$(/usr/libexec/java_home -v 25 2>/dev/null || true); fi

for home in "${JAVA_HOME:-}" "${on_path}" "${by_macos}" \
    /usr/lib/jvm/*25* /opt/*25* /opt/*/*25* "${HOME:-/root}"/.sdkman/candidates/java/25* "${HOME:-/root}"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
  if [ -n "${home}" ] && is_jdk_25 "${home}"; then
    echo "${home}"
    exit 0
  fi
done

cat >&2 <<'TEXT'
Parley is built and run with JDK 25, and none was found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks).
Install one, for example Temurin:
  Debian, Ubuntu:  apt-get install temurin-25-jdk   (from the repository of Adoptium, https://adoptium.net/installation/linux)
  macOS:           brew install --cask temurin@25
  anywhere:        sdk install java 25-tem           (https://sdkman.io)
or set JAVA_HOME to the one you have.
TEXT
exit 1
