#!/usr/bin/env python3
"""Converts notebooks and compares what their bundles serve with answers that real Python gave.

    scripts/truth.py FOLDER… [--tool .build/debug/faircopy] [--serve EXPR] [--timeout SECONDS] [--bundles DIR]
                     [--rebuild] [--show N]

A FOLDER holds one notebook and `truth_rows.csv` with `truth_predictions.csv`, and maybe the pair `truth_mixed_rows.csv`
and `truth_mixed_predictions.csv`: raw rows, and for each the column `prediction`, `proba_<class>` where there is a
classifier, and `error` where Python raises. Each pair is scored through the bundle. Printed are, by pair: rows with the
same answer (texts and integers exactly, floats with their largest relative difference), rows that differ, rows where
both sides raise, with the same class and with the same words as far as they were recorded. Exit code 1 if anything
differs beyond `--bound` (1e-9 relative). Bundles stay in DIR and are used again unless `--rebuild` is given.
"""
import argparse
import csv
import io
import math
import pathlib
import subprocess
import sys

PAIRS = (("rows", "truth_rows.csv", "truth_predictions.csv"), ("mixed", "truth_mixed_rows.csv", "truth_mixed_predictions.csv"))


def converted(folder, tool, bundles, serve, timeout, rebuild):
    """The bundle of the notebook in a folder and what `convert` said; no bundle if it refused."""
    notebook = next(folder.glob("*.ipynb"))
    bundle = bundles / (notebook.stem + ".tar.zst")
    if bundle.exists() and not rebuild:
        return bundle, "  (converted before)"
    bundle.unlink(missing_ok=True)
    command = [tool, "convert", str(notebook), "-o", str(bundles), "--force", "--timeout", str(timeout)]
    if serve:
        command += ["--serve", serve]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return bundle if done.returncode == 0 else None, (done.stdout + done.stderr).strip()


def scored(tool, bundle, rows):
    """What the bundle answers for each row of a CSV file."""
    done = subprocess.run([tool, "score", str(bundle), str(rows)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"{rows}: {done.stderr.strip()}")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def difference(recorded, ours):
    """The relative difference of two answers: 0 for equal ones, infinite where they are not comparable."""
    if recorded == ours:
        return 0.0
    a, b = number(recorded), number(ours)
    if a is None or b is None:
        return math.inf
    if a == b or math.isnan(a) and math.isnan(b):
        return 0.0
    return abs(a - b) / max(abs(a), abs(b))


class Comparison:
    """The rows of one pair of files, by outcome."""

    def __init__(self, truths, answers, bound):
        self.equal = self.raising = self.same_class = self.same_words = 0
        self.largest = self.largest_probability = 0.0
        self.words = []
        self.different = [] if len(truths) == len(answers) else [f"{len(truths)} rows recorded, {len(answers)} scored"]
        for position, (truth, answer) in enumerate(zip(truths, answers)):
            self.compare(truth.get("row", position), truth, answer, bound)

    def compare(self, row, truth, answer, bound):
        # Recorded errors are one line, cut off after some hundred characters.
        recorded, ours = (" ".join((side.get("error") or "").split()) for side in (truth, answer))
        if recorded and ours:
            self.raising += 1
            self.same_class += recorded.split(":")[0] == ours.split(":")[0]
            if ours.startswith(recorded):
                self.same_words += 1
            else:
                self.words.append(f"row {row}: {recorded!r} recorded, {ours!r} here")
            return
        label = f"row {row} ({truth.get('kind', '')} {truth.get('field', '')})".replace(" ( )", "")
        if recorded or ours:
            self.different.append(f"{label}: {recorded or truth['prediction']!r} recorded, {ours or answer['prediction']!r} here")
            return
        distance = difference(truth["prediction"], answer["prediction"])
        # By position: the recorded names may be those of decoded classes.
        theirs = [value for name, value in truth.items() if name.startswith("proba_")]
        mine = [value for name, value in answer.items() if name.startswith("probability_")]
        probabilities = [difference(*pair) for pair in zip(theirs, mine)] if len(theirs) == len(mine) else [math.inf] * bool(theirs)
        self.largest_probability = max([self.largest_probability, *probabilities])
        if distance > bound or any(probability > bound for probability in probabilities):
            self.different.append(f"{label}: {truth['prediction']!r} recorded, {answer['prediction']!r} here ({distance:.2g})")
            return
        self.equal += 1
        self.largest = max(self.largest, distance)

    def report(self, name, show):
        print(
            f"  {name}: {self.equal} equal, {len(self.different)} different, {self.raising} raise on both sides "
            f"({self.same_class} same class, {self.same_words} same words); largest relative difference "
            f"{self.largest:.2g}, of probabilities {self.largest_probability:.2g}")
        for line in [*self.different[:show], *self.words[:show]]:
            print("    " + line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--tool", default=".build/debug/faircopy")
    parser.add_argument("--serve")
    parser.add_argument("--timeout", type=int, default=900)
    parser.add_argument("--bundles", type=pathlib.Path, default=pathlib.Path(".build/truth"))
    parser.add_argument("--bound", type=float, default=1e-9)
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--show", type=int, default=3)
    options = parser.parse_args()
    options.bundles.mkdir(parents=True, exist_ok=True)
    good = True
    for folder in options.folders:
        bundle, words = converted(folder, options.tool, options.bundles, options.serve, options.timeout, options.rebuild)
        print(f"== {folder.name}{'' if bundle else ': not converted'}\n{words}")
        for name, rows, predictions in PAIRS if bundle else ():
            if (folder / rows).exists():
                with open(folder / predictions, newline="") as file:
                    comparison = Comparison(list(csv.DictReader(file)), scored(options.tool, bundle, folder / rows), options.bound)
                comparison.report(name, options.show)
                good = good and not comparison.different
        good = good and bundle is not None
        sys.stdout.flush()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
