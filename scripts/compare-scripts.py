#!/usr/bin/env python3
"""Runs scripts under Python and under a runner of ours, and compares what they print.

    scripts/compare-scripts.py RUNNER FOLDER… [--timeout SECONDS] [--jobs N] [--all]

Every `.py` of the folders is run by `python3` and by RUNNER, each in its own folder. Left out are scripts that
Python itself fails on or that say SKIP, scripts that import modules which Python does not have, and scripts whose
expectation, a file `NAME.py.exp` beside them, is not what Python prints. For the others, standard output must be
the same. Prints a line for each script that differs, with the first line that does, and the share at the end.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

# The same order of sets in every run.
ENVIRONMENT = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
ADDRESS = re.compile(rb"0x[0-9a-f]{6,}")


def run(command, script, timeout):
    """The exit code and standard output; the code is None after a timeout."""
    try:
        done = subprocess.run(
            [*command, script.name], cwd=script.parent, env=ENVIRONMENT, timeout=timeout, stdin=subprocess.DEVNULL,
            capture_output=True)
    except subprocess.TimeoutExpired:
        return None, b"", b""
    return done.returncode, done.stdout, done.stderr


def left_out(script, timeout):
    """Why the script says nothing about us, or what Python prints for it."""
    code, output, _ = run([sys.executable], script, timeout)
    if code != 0:
        return "python fails", output
    if output.strip().startswith(b"SKIP") or output.rstrip().endswith(b"SKIP"):
        return "skipped", output
    expectation = script.with_name(script.name + ".exp")
    if expectation.exists() and expectation.read_bytes().strip() not in (output.strip(), b""):
        return "expects other than python", output
    return None, output


def first_difference(expected, found):
    expected, found = expected.splitlines(), found.splitlines()
    for number, line in enumerate(expected, 1):
        if number > len(found) or found[number - 1] != line:
            ours = found[number - 1] if number <= len(found) else b"(nothing)"
            return f"line {number}: {line.decode(errors='replace')!r} is {ours.decode(errors='replace')!r}"
    return f"more than Python: {found[len(expected)].decode(errors='replace')!r}"


def compare(runner, script, timeout):
    reason, expected = left_out(script, timeout)
    if reason:
        return script, "left out", reason
    code, found, errors = run([runner], script, timeout)
    expected, found = ADDRESS.sub(b"0x", expected), ADDRESS.sub(b"0x", found)
    if code is None:
        return script, "different", "timeout"
    if found == expected:
        return script, "same", ""
    last = errors.decode(errors="replace").strip().splitlines()[-1:]
    said = f" ({last[0][:160]})" if last else f" (exit {code})" if code else ""
    return script, "different", first_difference(expected, found)[:240] + said


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runner")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="list the scripts that agree or are left out, too")
    arguments = parser.parse_args()
    runner = os.path.abspath(arguments.runner)
    scripts = [s.resolve() for folder in arguments.folders for s in sorted(folder.glob("*.py"))]
    counts = {"same": 0, "different": 0, "left out": 0}
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for script, verdict, detail in pool.map(lambda s: compare(runner, s, arguments.timeout), scripts):
            counts[verdict] += 1
            if arguments.all or verdict == "different":
                print(f"{verdict:9}  {script.parent.name}/{script.name}  {detail}")
    compared = counts["same"] + counts["different"]
    share = 100 * counts["same"] / compared if compared else 0
    print(f"{counts['same']} of {compared} the same ({share:.1f} %), {counts['left out']} left out")
    sys.exit(0 if compared and not counts["different"] else 1)


if __name__ == "__main__":
    main()
