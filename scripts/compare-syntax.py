#!/usr/bin/env python3
"""Compares our parser with CPython's `ast`, tree by tree, over all Python files below some folders.

    scripts/compare-syntax.py TOOL FOLDER...    # TOOL: the built `dump-syntax`

The trees must be equal with all attributes, in the form of the Python that runs this script; a file that Python refuses
must be refused. `--time` compares the time of parsing instead.
"""
import ast
import os
import subprocess
import sys
import time
import tokenize
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def python_files(folders):
    for folder in folders:
        if os.path.isfile(folder):
            yield folder
        for root, folders_below, files in os.walk(folder):
            folders_below.sort()
            for name in sorted(files):
                if name.endswith(".py"):
                    yield os.path.join(root, name)


def expected(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        return ast.dump(ast.parse(source, path), include_attributes=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return error


def first_difference(a, b):
    place = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"    python: …{a[max(0, place - 120):place + 80]}\n    ours:   …{b[max(0, place - 120):place + 80]}"


def compare(tool, paths):
    process = subprocess.Popen(
        [tool, "--minor", str(sys.version_info[1])], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    equal = refused = 0
    different = []
    for path in paths:
        wanted = expected(path)
        process.stdin.write(path.encode() + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().split()
        if not head:
            print("crashed at", path)
            sys.exit(2)
        text = process.stdout.read(int(head[1]) + 1)[:-1].decode("utf-8", "surrogatepass")
        if isinstance(wanted, Exception):
            if head[0] == b"0":
                different.append((path, f"    python refuses: {wanted}"))
            else:
                refused += 1
        elif head[0] != b"0":
            different.append((path, "    ours refuses: " + text[:600]))
        elif text != wanted:
            different.append((path, first_difference(wanted, text)))
        else:
            equal += 1
    for path, reason in different:
        print(path)
        print(reason)
    print(f"{equal} equal, {refused} refused by both, {len(different)} different")
    return len(different)


def compare_time(tool, paths):
    paths = [path for path in paths if not isinstance(expected(path), Exception)]
    theirs = 0.0
    for path in paths:
        with open(path, "rb") as file:
            source = file.read()
        start = time.perf_counter()
        ast.parse(source)
        theirs += time.perf_counter() - start
    output = subprocess.run(
        [tool, "--time"], input="\n".join(paths).encode() + b"\n", stdout=subprocess.PIPE, check=True).stdout
    ours = sum(int(line.split()[0]) for line in output.splitlines()) / 1e9
    print(f"{len(paths)} files: ast.parse {theirs:.3f} s, ours {ours:.3f} s, {theirs / ours:.1f} times")
    return 0


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--time"]
    run = compare_time if "--time" in sys.argv else compare
    sys.exit(1 if run(arguments[0], list(python_files(arguments[1:]))) else 0)
