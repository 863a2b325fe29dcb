#!/usr/bin/env python3
"""Compares what estimators learn and answer with scikit-learn, to the last bit, and writes the table of docs/exactness.md.

    scripts/exactness.py --classic PYTHON --modern PYTHON [--tool .build/debug/run-cells] [--show CLASS] [--check]

Runs fixtures/exactness/estimators.py with either Python and with Faircopy in that era. A line of the table says how far
the numbers of a class are from the reference over all its tables and quantities: bit-equal, or the largest distance in
units in the last place and relative to the largest number of the quantity, and what differs in kind: labels, counts,
the words of an error. The last column is how far scikit-learn is from itself where BLAS takes the kernels of another processor: where that is not
nothing, no program can be bit-equal to it on every machine. `--show` prints each quantity of a class that is not bit-equal; `--check` fails where the document says otherwise.
"""
import argparse
import math
import os
import pathlib
import struct
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "fixtures/exactness/estimators.py"
BEGIN, END = "<!-- table -->\n", "<!-- end of the table -->\n"


# Older kernels of BLAS and numpy, without fused multiplication: what runs on an older processor.
ELSEWHERE = {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "AVX512_SKX AVX512F FMA3 AVX2"}


def lines(command, settings=None):
    """What a run prints: the words of each quantity, by class, table and name of the quantity."""
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | (settings or {}))
    found = {}
    for line in done.stdout.splitlines():
        if line.startswith("= "):
            words = line.split()
            found[tuple(words[1:4])] = words[4:]
    if not found:
        sys.exit(f"nothing came of {' '.join(map(str, command))}: {done.stderr[-500:]}")
    return found


def ordered(number):
    """The place of a float among all floats."""
    bits = struct.unpack("<q", struct.pack("<d", number))[0]
    return bits if bits >= 0 else -(bits & 0x7FFF_FFFF_FFFF_FFFF)


def is_float(word):
    return word.lstrip("-").startswith("0x") or word in ("nan", "inf", "-inf")


class Agreement:
    """How far one side is from the other, over several quantities."""

    def __init__(self):
        self.numbers = self.quantities = self.ulps = 0
        self.relative = 0.0
        self.other, self.absent = [], []

    def add(self, key, wanted, got, beside=()):
        """`beside`: other words of the reference that the numbers are measured by, too."""
        self.quantities += 1
        if got is None:
            self.absent.append(key[2])
            return self.other.append((key, "is not there"))
        if wanted == got:
            self.numbers += sum(map(is_float, wanted))
            return None
        if len(wanted) != len(got) or any(is_float(a) != is_float(b) or not is_float(a) and a != b for a, b in zip(wanted, got)):
            return self.other.append((key, f"{' '.join(wanted[:12])} ≠ {' '.join(got[:12])}"))
        pairs = [(float.fromhex(a), float.fromhex(b)) for a, b in zip(wanted, got) if is_float(a)]
        self.numbers += len(pairs)
        magnitudes = [abs(float.fromhex(word)) for word in [*wanted, *beside] if is_float(word)]
        scale = max(filter(math.isfinite, magnitudes), default=0.0)
        for a, b in pairs:
            if a == b or a != a and b != b:
                continue
            if not (math.isfinite(a) and math.isfinite(b)):
                self.other.append((key, f"{a} ≠ {b}"))
                continue
            self.ulps = max(self.ulps, abs(ordered(a) - ordered(b)))
            self.relative = max(self.relative, abs(a - b) / scale if scale else math.inf)
        return None

    @property
    def text(self):
        words = []
        if self.ulps == 0 and not self.other:
            return "bit-equal"
        if self.ulps:
            words.append(f"{self.relative:.0e}")
        if self.absent:
            words.append("without " + ", ".join(f"`{name}`" for name in dict.fromkeys(self.absent)))
        if len(self.other) > len(self.absent):
            words.append(f"{len(self.other) - len(self.absent)} of {self.quantities} quantities differ in kind")
        return ", ".join(words)


def compared(wanted, got, classes=None):
    """The agreement by class, added to `classes`, and by quantity where it is not bit-equal."""
    classes, details = {} if classes is None else classes, {}
    for key, words in wanted.items():
        # An intercept that is nothing but rounding is measured by what it is added to.
        beside = wanted.get((*key[:2], "coef_"), ()) if key[2] == "intercept_" else ()
        classes.setdefault(key[0], Agreement()).add(key, words, got.get(key), beside)
        one = Agreement()
        one.add(key, words, got.get(key), beside)
        if one.text != "bit-equal":
            details.setdefault(key[0], []).append((key, one))
    return classes, details


def table(eras, elsewhere):
    names = list(dict.fromkeys(name for classes, _ in eras.values() for name in classes))
    text = "| class | " + " | ".join(eras) + " | numbers compared | scikit-learn elsewhere |\n"
    text += "|---|" + "---|" * len(eras) + "---|---|\n"
    for name in names:
        cells = [classes[name].text if name in classes else "not there" for classes, _ in eras.values()]
        numbers = sum(classes[name].numbers for classes, _ in eras.values() if name in classes)
        text += f"| {name} | {' | '.join(cells)} | {numbers:,} | {elsewhere[name].text} |\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--classic", required=True)
    parser.add_argument("--modern", required=True)
    parser.add_argument("--tool", default=str(ROOT / ".build/debug/run-cells"))
    parser.add_argument("--show")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wanted = {era: lines([getattr(options, era), SCRIPT]) for era in ("classic", "modern")}
    eras = {era: compared(wanted[era], lines([options.tool, "--era", era, SCRIPT])) for era in wanted}
    if options.show:
        for era, (_, details) in eras.items():
            for name, found in details.items():
                if options.show in name:
                    for key, one in found:
                        print(era, *key, f"{one.relative:.1e} {one.ulps} ulps", *(text for _, text in one.other[:1]))
        return
    elsewhere = {}
    for era in wanted:
        compared(wanted[era], lines([getattr(options, era), SCRIPT], ELSEWHERE), elsewhere)
    document = ROOT / "docs/exactness.md"
    before = document.read_text()
    head, rest = before.split(BEGIN)
    after = head + BEGIN + table(eras, elsewhere) + END + rest.split(END)[1]
    if options.check:
        sys.exit(0 if after == before else "docs/exactness.md says something else: run scripts/exactness.py")
    document.write_text(after)


main()
