#!/usr/bin/env bash
# Installs what a build needs from apt: the C libraries that Package.swift names. Does nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'setup: %s\n' "$@" >&2; exit 1; }

is_installed() {
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "run this as root, or install sudo: $*"
  fi
}

libraries=$(grep -o '\.apt(\[[^]]*\])' Package.swift | grep -o '"[^"]*"' | tr -d '"')
command -v apt-get >/dev/null ||
  fail "there is no apt-get here; install pkg-config and the development files of:" $libraries

missing=()
for package in pkg-config $libraries; do
  is_installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  printf 'setup: installing %s\n' "${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi

command -v swift >/dev/null || fail \
  "Swift 6.2 or later is needed, and 'swift' is not in PATH" \
  "get it from https://www.swift.org/install/linux, or with swiftly: swiftly install latest"
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
[ -n "$version" ] && [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" = 6.2 ] ||
  fail "Swift 6.2 or later is needed, not ${version:-what 'swift --version' says}"
printf 'setup: Swift %s and all libraries are there\n' "$version"
