#!/usr/bin/env bash
# Runs every script of this folder with Faircopy's interpreter and with CPython, in turn, and prints how many times
# faster ours is: user time, the best of ROUNDS runs, what an empty script takes subtracted. What they print must be
# equal. Usage: Benchmarks/python/run.sh [script…]
#   ROUNDS=5  PYTHON=python3.11  RUN_SCRIPT=path of a built run-script
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source "$here/../shared.sh"
rounds=${ROUNDS:-5}
ours=$(built run-script "${RUN_SCRIPT:-}")
: > "$work/empty.py"
scripts=("$@")
if [[ ${#scripts[@]} == 0 ]]; then mapfile -t scripts < <(scripts_of "$here"); fi

# The interpreter itself, not a launcher in front of it.
python=$("$python" -c 'import sys; print(sys.executable)')

# Runs a command, appends its user time in seconds to a file.
timed() {
  local file=$1
  shift
  ( TIMEFORMAT=%U; { time "$@" > "$file.out" 2>&1; } 2>> "$file" )
}

for _ in $(seq "$rounds"); do
  timed "$work/empty.ours" "$ours" "$work/empty.py"
  timed "$work/empty.cpython" "$python" "$work/empty.py"
done

printf '%-16s %9s %9s %7s\n' script CPython ours ratio
for script in "${scripts[@]}"; do
  name=$(basename "$script" .py)
  for _ in $(seq "$rounds"); do
    timed "$work/$name.cpython" "$python" "$script"
    timed "$work/$name.ours" "$ours" "$script"
  done
  same "$name" "$work/$name.cpython.out" "$work/$name.ours.out" || exit 1
  awk -v name="$name" -v c="$(best "$work/$name.cpython")" -v c0="$(best "$work/empty.cpython")" \
    -v o="$(best "$work/$name.ours")" -v o0="$(best "$work/empty.ours")" \
    'BEGIN { c -= c0; o -= o0; if (o < 0.001) o = 0.001; printf "%-16s %8.2fs %8.2fs %6.2fx\n", name, c, o, c / o }' |
    tee -a "$work/table"
done
summary "$work/table" 38
