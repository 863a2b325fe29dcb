# What the benchmarks beside a Python have in common; to be sourced by their `run.sh`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The path of a tool: what is given, else a release build of the product.
built() {
  local product=$1 given=$2
  if [[ -n $given ]]; then
    echo "$given"
    return
  fi
  swift build --package-path "$root" -c release --product "$product" >&2
  echo "$(swift build --package-path "$root" -c release --show-bin-path)/$product"
}

# The scripts of a folder, without what makes the data.
scripts_of() {
  for script in "$1"/*.py; do [[ $(basename "$script") == data.py ]] || echo "$script"; done
}

# The least number of a file.
best() { sort -g "$1" | head -1; }

# Whether two runs printed the same; tells what differs.
same() {
  local name=$1 theirs=$2 ours=$3
  cmp -s "$theirs" "$ours" && return
  echo "$name: the outputs differ" >&2
  diff "$theirs" "$ours" >&2
  return 1
}

# The median and the least of the ratios, in the fourth column of a table, under this heading's width.
summary() {
  awk '{ sub("x", "", $4); print $4 }' "$1" | sort -g | awk -v width="$2" '
    { v[NR] = $1 }
    END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; printf "%-*s %.2fx, least %.2fx\n", width, "median", m, v[1] }'
}
