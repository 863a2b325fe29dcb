#!/usr/bin/env bash
# Runs every script of this folder with Faircopy and with scikit-learn, in turn, on two threads each, and prints how many
# times faster our fit is: wall time around the fit, the best of ROUNDS runs. What they print must be equal.
# Usage: Benchmarks/fit/run.sh [script…]
#   ROUNDS=3  PYTHON=python with scikit-learn  RUN_CELLS=path of a built run-cells
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source "$here/../shared.sh"
rounds=${ROUNDS:-3}
ours=$(built run-cells "${RUN_CELLS:-}")
export OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 MKL_NUM_THREADS=2
# Where processors are not free, threads that wait for each other by spinning would cost scikit-learn many times its time.
export OMP_WAIT_POLICY=passive

scripts=("$@")
if [[ ${#scripts[@]} == 0 ]]; then mapfile -t scripts < <(scripts_of "$here"); fi

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
  same "$name" "$work/$name.theirs.out" "$work/$name.ours.out" || failed=1
  awk -v name="$name" -v t="$(best "$work/$name.theirs")" -v o="$(best "$work/$name.ours")" \
    'BEGIN { printf "%-20s %12.2fs %8.2fs %6.2fx\n", name, t, o, t / o }' | tee -a "$work/table"
done
summary "$work/table" 46
exit "${failed:-0}"
