#!/usr/bin/env python3
"""Writes Sources/Learning/Random/Generator/Ziggurat.swift from numpy's `ziggurat_constants.h`.

    scripts/generate-ziggurat-tables.py numpy/random/src/distributions/ziggurat_constants.h
"""
import pathlib
import re
import sys

HEAD = """// Generated from the figures of numpy's `ziggurat_constants.h` by scripts/generate-ziggurat-tables.py.

/// The tables of the ziggurat method with 256 layers, as numpy has them: `within[i]` is below what draws are accepted at
/// once, `widths[i]` scales a draw to the layer, `heights[i]` is the density at its edge.
struct Ziggurat: Sendable {
  let within: [UInt64]
  let widths: [Double]
  let heights: [Double]
}

extension Ziggurat {
"""
TABLES = (
    ("normal", "For the standard normal distribution.", "i"),
    ("exponential", "For the standard exponential distribution.", "e"),
)


def figures(header, name):
    """The items of one C array, as written."""
    body = re.search(r"static const \w+ " + name + r"_double\[\] = \{(.*?)\};", header, re.S).group(1)
    return [item.strip() for item in body.replace("\n", " ").split(",") if item.strip()]


def rows(items, count):
    """The items as lines of an array literal."""
    return "".join("      " + ", ".join(items[i:i + count]) + ",\n" for i in range(0, len(items), count))


def main():
    header = pathlib.Path(sys.argv[1]).read_text()
    text = HEAD
    for name, what, letter in TABLES:
        within = [hex(int(re.sub("U?L*$", "", item), 16)) for item in figures(header, "k" + letter)]
        widths = [repr(float(item)) for item in figures(header, "w" + letter)]
        heights = [repr(float(item)) for item in figures(header, "f" + letter)]
        text += f"  /// {what}\n  static let {name} = Ziggurat(\n    within: [\n{rows(within, 6)}    ],\n"
        text += f"    widths: [\n{rows(widths, 4)}    ],\n    heights: [\n{rows(heights, 4)}    ])\n\n"
    folder = pathlib.Path(__file__).resolve().parent.parent / "Sources/Learning/Random/Generator"
    (folder / "Ziggurat.swift").write_text(text.rstrip("\n") + "\n}\n")


main()
