#!/bin/bash
# One record a request over HTTP: a bundle's server beside a bare C server, each on one core, in turns.
#
#   Benchmarks/http/run.sh BUNDLE [RECORDS.jsonl] [SECONDS] [ROUNDS]
#
# RECORDS defaults to the bundle's golden rows. Prints the requests a second of both and their ratio.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bundle=${1:?usage: run.sh BUNDLE [RECORDS.jsonl] [SECONDS] [ROUNDS]}
records=${2:-$bundle/golden/rows.jsonl}
seconds=${3:-5}
rounds=${4:-3}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$work"' EXIT

cores=$(nproc)
server_core=$((cores - 1))
client_core=0
cc -O2 -o "$work/bare_server" "$here/bare_server.c"
taskset -c $server_core "$work/bare_server" 18081 &
taskset -c $server_core "${HOST_PROGRAM:-$bundle/bin/serve}" --bundle "$bundle" --port 18080 --threads 1 2>"$work/log" &
for _ in $(seq 100); do
  grep -q "^serve: ready" "$work/log" && break
  sleep 0.05
done
grep -q "^serve: ready" "$work/log" || { cat "$work/log" >&2; exit 1; }

measure() { taskset -c $client_core wrk -t1 -c16 -d"$seconds"s -s "$here/records.lua" "http://127.0.0.1:$1" -- "$records" | tail -1; }
measure 18080 >"$work/warm"
for round in $(seq "$rounds"); do
  bare=$(measure 18081)
  served=$(measure 18080)
  echo "bare C server: $bare"
  echo "bin/serve:     $served"
  awk -v a="${served%% *}" -v b="${bare%% *}" 'BEGIN { printf "ratio:         %.3f\n", a / b }'
done
