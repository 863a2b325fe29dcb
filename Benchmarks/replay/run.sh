#!/usr/bin/env bash
# Replays a notebook with Faircopy and runs it as a plain Python script, in turn, and prints the ratio of the medians.
#
#   Benchmarks/replay/run.sh [NOTEBOOK] [PYTHON]
#
# PYTHON needs the libraries of fixtures/requirements-*.txt. Neither draws: matplotlib's backend is Agg.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
notebook=${1:-$root/fixtures/notebooks/telecom-churn/telecom-churn.ipynb}
python=${2:-python3}
tool=${FAIRCOPY:-$root/.build/release/faircopy}
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The code cells that were run, in order, without magics; data files by base name.
"$python" - "$notebook" "$work/script.py" <<'PY'
import json, os, re, sys
notebook, script = sys.argv[1:]
cells = [c for c in json.load(open(notebook))["cells"] if c["cell_type"] == "code" and c["execution_count"]]
folder = os.path.dirname(os.path.abspath(notebook))
lines = []
for cell in sorted(cells, key=lambda c: c["execution_count"]):
    for line in "".join(cell["source"]).split("\n"):
        if not line.lstrip().startswith(("%", "!")):
            lines.append(re.sub(r"""(["'])[^"']*?([\w.-]+\.csv)\1""", lambda m: repr(
                os.path.join(folder if os.path.exists(os.path.join(folder, m[2])) else "/tmp", m[2])), line))
open(script, "w").write("\n".join(lines) + "\n")
PY

seconds() {
  local start end
  start=$(date +%s.%N)
  "$@" >/dev/null 2>&1 || true
  end=$(date +%s.%N)
  echo "$end $start" | awk '{ printf "%.3f\n", $1 - $2 }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for _ in $(seq "$runs"); do
  MPLBACKEND=Agg seconds "$python" "$work/script.py" >>"$work/python"
  seconds "$tool" check "$notebook" >>"$work/faircopy"
done
a=$(median <"$work/python")
b=$(median <"$work/faircopy")
echo "python $a s, faircopy $b s, ratio $(echo "$a $b" | awk '{ printf "%.1f", $1 / $2 }')"
