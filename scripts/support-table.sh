#!/usr/bin/env bash
# Rewrites the README's support table from what the built tool provides; with --check fails where they differ.
set -euo pipefail
cd "$(dirname "$0")/.."
tool=${FAIRCOPY:-.build/release/faircopy}
table=$("$tool" support | awk -F. '
  { count[$1]++ }
  END {
    print "| library | names |"; print "|---|---|"
    n = split("pandas numpy sklearn", known, " ")
    for (i = 1; i <= n; i++) { print "| `" known[i] "` | " count[known[i]] " |"; delete count[known[i]] }
    other = 0; for (name in count) other += count[name]
    print "| standard library and IPython | " other " |"
  }')
new=$(awk -v table="$table" '
  /<!-- support:/ { print; print table; skip = 1; next }
  /<!-- \/support -->/ { skip = 0 }
  !skip { print }' README.md)
if [ "${1:-}" = --check ]; then
  [ "$new" = "$(cat README.md)" ] || { echo "README.md: the support table is stale; run scripts/support-table.sh"; exit 1; }
else
  printf '%s\n' "$new" > README.md
fi
