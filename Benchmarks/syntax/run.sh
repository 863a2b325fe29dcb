#!/usr/bin/env bash
# Parses Python files with our parser and with CPython's `ast.parse`, in turn, and prints the ratio of the times.
#
#   Benchmarks/syntax/run.sh [FOLDER...]
#
# FOLDER: where the files are, by default the standard library of PYTHON. Time is that of the processor, so that what else
# runs on the machine counts little; files that PYTHON refuses are left out. Needs a release build of `dump-syntax`.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
python=${PYTHON:-python3}
tool=${DUMP_SYNTAX:-$root/.build/release/dump-syntax}
if [ $# -eq 0 ]; then set -- "$("$python" -c 'import os; print(os.path.dirname(os.__file__))')"; fi
exec "$python" "$root/Benchmarks/syntax/measure.py" "$tool" "$@"
