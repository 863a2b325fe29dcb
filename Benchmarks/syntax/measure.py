"""Measures parsing for run.sh: each file once with `ast.parse`, once with TOOL, alternately."""
import ast
import hashlib
import os
import statistics
import subprocess
import sys
import time
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
tool, *folders = sys.argv[1:]


def distinct_files():
    seen = set()
    for folder in folders:
        for root, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                path = os.path.join(root, name)
                if not name.endswith(".py") or not os.path.isfile(path):
                    continue
                with open(path, "rb") as file:
                    source = file.read()
                digest = hashlib.sha256(source).digest()
                if digest not in seen:
                    seen.add(digest)
                    yield path, source


def parsed(source):
    start = time.process_time_ns()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    end = time.process_time_ns()
    del tree
    return end - start


process = subprocess.Popen([tool, "--time", "--minor", "14"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
theirs, ours, size, ratios = 0, 0, 0, []
for path, source in distinct_files():
    their_time = parsed(source)
    if their_time is None:
        continue
    process.stdin.write(path.encode() + b"\n")
    process.stdin.flush()
    our_time = int(process.stdout.readline().split()[0])
    theirs += their_time
    ours += our_time
    size += len(source)
    # The clock is too coarse for the smallest.
    if len(source) >= 2000:
        ratios.append(their_time / our_time)
process.stdin.close()
process.wait()
print(f"{len(ratios)} files of 2000 bytes and more, {size / 1e6:.1f} MB in all: "
      f"ast.parse {theirs / 1e9:.2f} s, ours {ours / 1e9:.2f} s ({size / ours * 1e3:.0f} MB/s)")
tenths = statistics.quantiles(ratios, n=20)
print(f"ast.parse takes {theirs / ours:.1f} times as long; by file: "
      f"5 % {tenths[0]:.1f}, median {statistics.median(ratios):.1f}, 95 % {tenths[-1]:.1f}")
sys.exit(0 if theirs >= 5 * ours else 1)
