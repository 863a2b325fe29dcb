#!/usr/bin/env bash
# What a newcomer would trip over: each check prints what it found and fails.
set -euo pipefail
cd "$(dirname "$0")/.."
status=0
fail() { printf '%s\n' "$1"; status=1; }

# Every target has a line in the code map.
for folder in Sources/*/; do
  name=$(basename "$folder")
  case $name in C*|*Tool) continue ;; esac
  grep -q "\`$name\`" docs/architecture.md || fail "docs/architecture.md does not mention $name"
done

# Every diagnostic that the code can give is documented.
for id in $(grep -rhoE 'id: "[a-z0-9-]+"|error\[[a-z-]+\]' Sources --include=*.swift | grep -oE '[a-z0-9]+(-[a-z0-9]+)+' | sort -u); do
  grep -q "\`$id\`" docs/diagnostics.md || fail "docs/diagnostics.md does not list $id"
done

# Every conformance case has its recorded expectation.
for case in fixtures/conformance/*/*.py; do
  stem=${case%.py}
  ls "$stem".out "$stem".classic.out "$stem".modern.out >/dev/null 2>&1 || [ -e "$stem.out" ] || [ -e "$stem.modern.out" ] \
    || fail "$case has no recorded output"
done

# File names say what is inside.
bad=$(git ls-files 'Sources/*.swift' | grep -iE '/((utils?|helpers?|misc|common)|[a-z]*manager)\.swift$' || true)
[ -z "$bad" ] || fail "files that do not say what is inside: $bad"

# No machine's paths.
if git grep -nE '/(home|Users)/[a-z]+/' -- Sources docs scripts README.md | grep -v 'C:' ; then fail "machine paths"; fi

exit $status
