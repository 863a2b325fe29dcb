#!/bin/bash
# One record a request over HTTP: a bundle's server beside a bare C server, each on one core, in turns.
#
#   Benchmarks/http/run.sh BUNDLE [RECORDS.jsonl] [SECONDS] [ROUNDS]
#
# RECORDS defaults to the bundle's golden rows. Prints, for both, the requests a second and the processor time that a request
# took in the server; then the ratio of each. On a machine that does other work too, the second is the one to trust.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bundle=${1:?usage: run.sh BUNDLE [RECORDS.jsonl] [SECONDS] [ROUNDS]}
records=${2:-$bundle/golden/rows.jsonl}
seconds=${3:-5}
rounds=${4:-3}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$work"' EXIT

server_core=$(($(nproc) - 1))
client_core=0
"${CC:-$(command -v cc || command -v clang)}" -O2 -o "$work/bare_server" "$here/bare_server.c"
taskset -c $server_core "$work/bare_server" 18081 &
bare_pid=$!
taskset -c $server_core "${HOST_PROGRAM:-$bundle/bin/serve}" --bundle "$bundle" --port 18080 --threads 1 2>"$work/log" &
serve_pid=$!
for _ in $(seq 100); do
  grep -q "^serve: ready" "$work/log" && break
  sleep 0.05
done
grep -q "^serve: ready" "$work/log" || { cat "$work/log" >&2; exit 1; }

# Clock ticks that a process has used.
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

# "requests/s microseconds-of-processor-a-request", and what wrk said on standard error.
measure() {
  local before after line
  before=$(ticks "$2")
  line=$(taskset -c $client_core wrk -t1 -c16 -d"$seconds"s -s "$here/records.lua" "http://127.0.0.1:$1" -- "$records" | tail -1)
  after=$(ticks "$2")
  awk -v line="$line" -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" 'BEGIN {
    split(line, words, " ")
    printf "%d %.2f %s\n", words[1], ticks / hertz * 1e6 / words[5], line }'
}

measure 18080 $serve_pid >"$work/warm"
for _ in $(seq "$rounds"); do
  bare=$(measure 18081 $bare_pid)
  served=$(measure 18080 $serve_pid)
  echo "bare C server: ${bare#* } (first: us of processor a request)"
  echo "bin/serve:     ${served#* }"
  awk -v a="$served" -v b="$bare" 'BEGIN {
    split(a, serve, " "); split(b, bare, " ")
    printf "ratio:         %.3f of the requests a second, %.3f by processor time\n", serve[1] / bare[1], bare[2] / serve[2] }'
done
