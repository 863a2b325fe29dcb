#!/usr/bin/env bash
# Runs every script of this folder with Faircopy and with pandas, each in a process of its own and in turn, and prints how
# many times faster ours is: the processor's seconds for the one operation that the script times, the best of all rounds;
# and the peak memory of the whole process. What they print besides must be equal.
# Usage: Benchmarks/frames/run.sh [script…]
#   ROWS=1000000  ROUNDS=2  PYTHON=a python with pandas 3  RUN_CELLS=path of a built run-cells
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source "$here/../shared.sh"
rows=${ROWS:-1000000}
rounds=${ROUNDS:-2}
ours=$(built run-cells "${RUN_CELLS:-}")
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1

"$python" "$here/data.py" "$rows" "$work"
scripts=("$@")
if [[ ${#scripts[@]} == 0 ]]; then mapfile -t scripts < <(scripts_of "$here"); fi

# The printed lines of a run, its seconds and its peak memory in KiB, each into a file of their own.
measured() {
  local name=$1
  shift
  (cd "$work" && /usr/bin/time -f %M -o "$name.memory" "$@" > "$name.printed" 2>&1) || { cat "$work/$name.printed" >&2; exit 1; }
  sed -n 's/^\(out: \)\{0,1\}seconds //p' "$work/$name.printed" >> "$work/$name.seconds"
  tail -1 "$work/$name.memory" >> "$work/$name.peaks"
  grep -v -e '^# %%' -e 'seconds ' "$work/$name.printed" > "$work/$name.answer" || true
}

printf '%-18s %9s %9s %7s %10s %10s\n' operation pandas ours ratio 'pandas MiB' 'ours MiB'
for script in "${scripts[@]}"; do
  name=$(basename "$script" .py)
  cp "$script" "$work/"
  for _ in $(seq "$rounds"); do
    measured "$name.pandas" "$python" "$name.py"
    measured "$name.ours" "$ours" --era modern "$name.py"
  done
  same "$name" "$work/$name.pandas.answer" "$work/$name.ours.answer" || exit 1
  awk -v name="$name" -v p="$(best "$work/$name.pandas.seconds")" -v o="$(best "$work/$name.ours.seconds")" \
    -v pm="$(best "$work/$name.pandas.peaks")" -v om="$(best "$work/$name.ours.peaks")" \
    'BEGIN { printf "%-18s %8.3fs %8.3fs %6.2fx %10.0f %10.0f\n", name, p, o, p / (o < 1e-6 ? 1e-6 : o), pm / 1024, om / 1024 }'
done
