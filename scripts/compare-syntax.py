#!/usr/bin/env python3
"""Compares our parser with CPython's `ast`, tree by tree, over all Python files below some folders.

    scripts/compare-syntax.py [--jobs N] [--cache FILE] TOOL FOLDER...    # TOOL: the built `dump-syntax`

The trees must be equal with all attributes, in the form of the Python that runs this script; a file that Python refuses
must be refused at the same line (and the script tells where the message differs). Files of equal content are compared
once. `--cache` keeps digests of Python's trees between runs. The last line counts.
"""
import argparse
import ast
import hashlib
import json
import multiprocessing
import os
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

LEAVES = {ast.Load: "Load()", ast.Store: "Store()", ast.Del: "Del()"}


def dumped(root):
    """The text of `ast.dump(root, include_attributes=True)`, in a third of its time (checked by `check_dumped`)."""
    out = []
    write = out.append

    def value_of(value):
        if isinstance(value, ast.AST):
            node(value)
        elif isinstance(value, list):
            write("[")
            first = True
            for element in value:
                if not first:
                    write(", ")
                first = False
                value_of(element)
            write("]")
        else:
            write(repr(value))

    def node(tree):
        kind = type(tree)
        leaf = LEAVES.get(kind)
        if leaf is not None:
            write(leaf)
            return
        write(kind.__name__)
        separator = "("
        for name in kind._fields:
            value = getattr(tree, name, None)
            if value is None and getattr(kind, name, ...) is None:
                continue
            write(separator + name + "=")
            separator = ", "
            value_of(value)
        if kind._attributes:
            for name in kind._attributes:
                value = getattr(tree, name, None)
                if value is None and getattr(kind, name, ...) is None:
                    continue
                write(f"{separator}{name}={value!r}")
                separator = ", "
        write("()" if separator == "(" else ")")

    node(root)
    return "".join(out)


def check_dumped():
    with open(ast.__file__, "rb") as file:
        tree = ast.parse(file.read())
    assert dumped(tree) == ast.dump(tree, include_attributes=True)


def python_files(folders):
    for folder in folders:
        if os.path.isfile(folder):
            yield folder
        for root, folders_below, files in os.walk(folder):
            folders_below.sort()
            for name in sorted(files):
                path = os.path.join(root, name)
                if name.endswith(".py") and os.path.isfile(path):
                    yield path


def expected(source, path):
    """Python's tree as text, or its refusal as `(line, message)`."""
    try:
        return dumped(ast.parse(source, path)), None
    except SyntaxError as error:
        return None, [error.lineno or 0, error.msg]
    except (ValueError, RecursionError, MemoryError) as error:
        return None, [0, str(error)]


class Tool:
    def __init__(self, path):
        command = [path, "--minor", str(sys.version_info[1])]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def answer(self, path):
        """Our tree as bytes, or the refusals as a list of `(line, message)`."""
        self.process.stdin.write(path.encode() + b"\n")
        self.process.stdin.flush()
        head = self.process.stdout.readline().split()
        if not head:
            sys.exit(f"crashed at {path}")
        text = self.process.stdout.read(int(head[1]) + 1)[:-1]
        if head[0] == b"0":
            return text, None
        triples = [line.split("\t", 2) for line in text.decode("utf-8", "replace").split("\n")]
        return None, [[int(line), message] for line, column, message in triples]


tool = None


def start(path):
    global tool
    tool = Tool(path)


def digest(data):
    return hashlib.sha256(data).hexdigest()


def first_difference(a, b):
    place = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"    python: …{a[max(0, place - 120):place + 80]}\n    ours:   …{b[max(0, place - 120):place + 80]}"


def compare(task):
    """`(kind, path, what Python gives, note)`; the third is kept in the cache."""
    path, known = task
    text = None
    if known is None:
        with open(path, "rb") as file:
            source = file.read()
        text, refusal = expected(source, path)
        known = refusal if text is None else digest(text.encode("utf-8", "surrogatepass"))
    tree, refusals = tool.answer(path)
    if isinstance(known, list):
        line, message = known
        if refusals is None:
            return "different", path, known, f"    python refuses: {line}: {message}"
        if line and line != refusals[0][0]:
            return "different", path, known, f"    python refuses: {line}: {message}\n    ours: {refusals[:3]}"
        same = [line, message] == refusals[0]
        return "refused", path, known, None if same else f"    python: {message}\n    ours:   {refusals[0][1]}"
    if tree is None:
        return "different", path, known, f"    ours refuses: {refusals[:3]}"
    if digest(tree) == known:
        return "equal", path, known, None
    if text is None:
        with open(path, "rb") as file:
            text, _ = expected(file.read(), path)
    return "different", path, known, first_difference(text, tree.decode("utf-8", "surrogatepass"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--cache")
    parser.add_argument("tool")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    check_dumped()
    cache = {}
    if options.cache and os.path.exists(options.cache):
        with open(options.cache) as file:
            cache = json.load(file)
    digests = {}
    count = 0
    for path in python_files(options.folders):
        count += 1
        with open(path, "rb") as file:
            digests.setdefault(digest(file.read()), path)
    keys = {path: key for key, path in digests.items()}
    counts = {"equal": 0, "refused": 0, "different": 0}
    reworded = 0
    tasks = [(path, cache.get(key)) for key, path in digests.items()]
    with multiprocessing.Pool(options.jobs, start, [options.tool]) as pool:
        for kind, path, known, note in pool.imap_unordered(compare, tasks, chunksize=16):
            counts[kind] += 1
            cache[keys[path]] = known
            reworded += kind == "refused" and note is not None
            if note is not None:
                print(f"{kind}: {path}\n{note}", flush=True)
    if options.cache:
        with open(options.cache, "w") as file:
            json.dump(cache, file)
    print(f"{count} files, {len(tasks)} of them distinct: {counts['equal']} equal, "
          f"{counts['refused']} refused by both at the same line ({reworded} with other words), "
          f"{counts['different']} different")
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
