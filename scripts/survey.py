#!/usr/bin/env python3
"""Checks every notebook below a folder and tells what stands in the way of reproducing its outputs.

    scripts/survey.py FOLDER… [--tool .build/debug/faircopy] [--timeout SECONDS] [--memory SIZE] [--jobs N]
                      [--only TEXT] [--save FILE] [--against FILE] [--outputs]

FOLDER holds projects, one a folder. Runs `faircopy check --format json` on each of their notebooks that imports pandas,
numpy or scikit-learn and has text outputs; the project's folder is given with `--data`.
Prints a line for each: outputs reproduced and comparable, era, seconds, and the first output that is not reproduced
with its reason; then the sums, and the first reasons by the number of notebooks that end there. Notebooks whose data
is not there are listed and counted apart. `--save` keeps the figures as JSON, `--against` shows what has changed
since. `--outputs` lists every output that is not reproduced.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import time

LIBRARIES = re.compile(r"(?:import|from)\s+(?:pandas|numpy|sklearn)\b")
LOST_DATA = ("below the notebook's folder or a --data folder", "is a Git LFS pointer")
REPRODUCED = ("exact", "equal", "bounded")
LEFT_OUT = (*REPRODUCED, "notComparable", "unseeded")


def notebooks(folders, only):
    """The notebooks below the folders that say something about our libraries, each with its project's folder."""
    for folder in folders:
        for project in sorted(path for path in pathlib.Path(folder).iterdir() if path.is_dir()):
            for path in sorted(project.rglob("*.ipynb")):
                if ".ipynb_checkpoints" in path.parts or only and only not in str(path):
                    continue
                text = path.read_text(errors="replace")
                if LIBRARIES.search(text) and '"output_type"' in text:
                    yield path, project


def check(tool, path, project, timeout, memory):
    """The figures of one notebook."""
    start = time.monotonic()
    command = [tool, "check", "--format", "json", "--timeout", str(timeout), "--data", str(project), str(path)]
    if memory:
        command += ["--memory", memory]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout + 30)
    except subprocess.TimeoutExpired:
        return {"failure": "hangs"}
    seconds = round(time.monotonic() - start, 1)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        kind = f"ends by signal {-done.returncode}" if done.returncode < 0 else words[0] if words else "no report"
        return {"failure": kind, "seconds": seconds}
    failures = [
        {"cell": cell["cell"], "output": output["index"], "verdict": output["verdict"], "reason": output["reason"],
         "recorded": output["recorded"], "replayed": output["replayed"]}
        for cell in in_order(report) for output in cell["outputs"] if output["verdict"] not in LEFT_OUT]
    counts = report["outputs"]
    return {
        "era": report["era"], "comparable": counts["comparable"], "seconds": seconds,
        "reproduced": sum(counts[verdict] for verdict in REPRODUCED), "failures": failures,
        "stop": next((f["id"] for f in report["findings"] if f["id"] in ("timeout", "out-of-memory")), None),
    }


def in_order(report):
    """The cells as they were run."""
    if report["order"] == "document":
        return report["cells"]
    return sorted(report["cells"], key=lambda cell: (cell["executionCount"] is None, cell["executionCount"] or 0))


def first_cause(figures):
    """The reason of the first output that is not reproduced."""
    if "failure" in figures:
        return figures["failure"]
    if figures["stop"] and not figures["failures"]:
        return figures["stop"]
    if not figures["failures"]:
        return ""
    first = figures["failures"][0]
    return f"{first['verdict']}: {first['reason']}"


def has_lost_data(figures):
    return any(
        word in (failure["reason"] or "") or word in (failure["replayed"] or "")
        for failure in figures.get("failures", []) for word in LOST_DATA)


def kind_of(cause):
    """A cause without the values that differ from notebook to notebook."""
    if cause.startswith("differs: recorded"):
        return "differs: values"
    return cause


def line(path, figures, before):
    if "failure" in figures:
        return f"   –      {figures.get('seconds', 0):6.1f} s          {path}: {figures['failure']}"
    change = ""
    if before and "reproduced" in before and before["reproduced"] != figures["reproduced"]:
        change = f" ({figures['reproduced'] - before['reproduced']:+d})"
    place = f" cell {figures['failures'][0]['cell']}:" if figures["failures"] else ""
    return (f"{figures['reproduced']:4d}/{figures['comparable']:<4d}{change:6s}{figures['seconds']:6.1f} s "
            f"{figures['era']:8s} {path}:{place} {first_cause(figures)}")


def print_outputs(figures):
    for failure in figures.get("failures", []):
        print(f"      cell {failure['cell']}, output {failure['output']}: {failure['verdict']}: {failure['reason']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--tool", default=".build/debug/faircopy")
    parser.add_argument("--timeout", type=int, default=60)
    parser.add_argument("--memory", default="2G")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--save")
    parser.add_argument("--against")
    parser.add_argument("--outputs", action="store_true")
    arguments = parser.parse_args()

    found = list(notebooks(arguments.folders, arguments.only))
    paths = [path for path, _ in found]
    earlier = json.loads(pathlib.Path(arguments.against).read_text()) if arguments.against else {}
    results, lost = {}, []
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        work = pool.map(lambda each: check(arguments.tool, *each, arguments.timeout, arguments.memory), found)
        for path, figures in zip(paths, work):
            if has_lost_data(figures):
                lost.append(path)
                continue
            results[str(path)] = figures
            print(line(path, figures, earlier.get(str(path))), flush=True)
            if arguments.outputs:
                print_outputs(figures)

    checked = [figures for figures in results.values() if "failure" not in figures]
    reproduced = sum(figures["reproduced"] for figures in checked)
    comparable = sum(figures["comparable"] for figures in checked)
    whole = sum(figures["reproduced"] == figures["comparable"] > 0 for figures in checked)
    print(f"\n{len(results)} notebooks: {reproduced} of {comparable} comparable outputs reproduced "
          f"({100 * reproduced / max(1, comparable):.1f} %); {whole} notebooks wholly")
    if earlier:
        common = [path for path in results if path in earlier and "reproduced" in earlier[path]]
        print(f"before: {sum(earlier[path]['reproduced'] for path in common)} "
              f"of {sum(earlier[path]['comparable'] for path in common)} in {len(common)} of them")
    print(f"{len(lost)} more notebooks read data that is not there")
    for path in lost:
        print(f"  {path}")
    print("\nfirst causes:")
    causes = collections.Counter(kind_of(first_cause(figures)) for figures in results.values() if first_cause(figures))
    for cause, count in causes.most_common():
        print(f"{count:4d}  {cause}")
    print("\nall causes, by notebooks and outputs:")
    everywhere = collections.defaultdict(list)
    for path, figures in results.items():
        for failure in figures.get("failures", []):
            everywhere[kind_of(f"{failure['verdict']}: {failure['reason']}")].append(path)
    for cause, found in sorted(everywhere.items(), key=lambda item: (-len(set(item[1])), -len(item[1]))):
        print(f"{len(set(found)):4d} {len(found):5d}  {cause}")
    if arguments.save:
        pathlib.Path(arguments.save).write_text(json.dumps(results, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
