#!/usr/bin/env bash
# Runs every script of this folder with Faircopy and with scikit-learn, in turn, on two threads each, and prints how many
# times faster our fit is: wall time around the fit, the best of ROUNDS runs. What they print must be equal.
# Usage: Benchmarks/fit/run.sh [script…]
#   ROUNDS=3  PYTHON=python with scikit-learn  RUN_CELLS=path of a built run-cells
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
rounds=${ROUNDS:-3}
python=${PYTHON:-python3}
ours=${RUN_CELLS:-}
if [[ -z $ours ]]; then
  swift build --package-path "$root" -c release --product run-cells >&2
  ours=$(swift build --package-path "$root" -c release --show-bin-path)/run-cells
fi
export OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 MKL_NUM_THREADS=2
# Where processors are not free, threads that wait for each other by spinning would cost scikit-learn many times its time.
export OMP_WAIT_POLICY=passive

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scripts=("$@")
if [[ ${#scripts[@]} == 0 ]]; then
  for script in "$here"/*.py; do [[ $(basename "$script") == data.py ]] || scripts+=("$script"); done
fi

# Keeps what a run prints in FILE.out, and appends the seconds that it took to FILE.
timed() {
  local file=$1
  shift
  "$@" > "$file.all"
  sed -n 's/^seconds //p' "$file.all" >> "$file"
  grep -v -e '^seconds ' -e '^# %%' "$file.all" > "$file.out"
}

printf '%-20s %13s %9s %7s\n' script scikit-learn ours ratio
for script in "${scripts[@]}"; do
  name=$(basename "$script" .py)
  { cat "$here/data.py" "$script"; echo 'print("seconds", seconds)'; } > "$work/$name.py"
  for _ in $(seq "$rounds"); do
    timed "$work/$name.theirs" "$python" "$work/$name.py"
    timed "$work/$name.ours" "$ours" --era modern "$work/$name.py"
  done
  if ! cmp -s "$work/$name.theirs.out" "$work/$name.ours.out"; then
    echo "$name: the outputs differ" >&2
    diff "$work/$name.theirs.out" "$work/$name.ours.out" >&2 || true
    failed=1
  fi
  awk -v name="$name" -v t="$(sort -g "$work/$name.theirs" | head -1)" -v o="$(sort -g "$work/$name.ours" | head -1)" \
    'BEGIN { printf "%-20s %12.2fs %8.2fs %6.2fx\n", name, t, o, t / o }' | tee -a "$work/table"
done
awk '{ sub("x", "", $4); print $4 }' "$work/table" | sort -g |
  awk '{ v[NR] = $1 } END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; printf "%-20s %30.2fx, least %.2fx\n", "median", m, v[1] }'
exit "${failed:-0}"
