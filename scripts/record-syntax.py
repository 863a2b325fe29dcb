#!/usr/bin/env python3
"""Records what CPython and ruff say of the texts below `fixtures/syntax`.

    python3.11 scripts/record-syntax.py [--ruff RUFF] && python3.13 scripts/record-syntax.py

- `*.py` and what `ast` gives for it, a line for each statement: `new.py` holds what Python 3.12 brought and is recorded by
  Python 3.13 (`new.py.3.13`), the others by 3.11 (`*.py.3.11`).
- `snippets/*.py`, texts separated by lines `# %%`, and what `compile` says of each (`*.3.11`): `ok`, or line and message.
- The same texts and the versions of Python for which ruff accepts each (`*.ruff`): `-` where none; `compilation.py` is
  about more than ruff looks at.
"""
import argparse
import ast
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
folder = pathlib.Path(__file__).parent.parent / "fixtures" / "syntax"
version = f"{sys.version_info[0]}.{sys.version_info[1]}"
MINORS = [11, 12, 13, 14]
# What ruff knows to be errors of syntax, though it calls them rules.
RULES = "F404,F406,F407,F621,F622,F701,F702,F704,F706,F707,PLE0117,PLE0118,PLE1142,PLE1700"


def snippets(path):
    return [text.removesuffix("\n") + "\n" for text in path.read_bytes().decode().split("\n# %%\n")]


def refusal(text):
    try:
        compile(text.encode(), "text", "exec", dont_inherit=True)
        return "ok"
    except SyntaxError as error:
        return f"{error.lineno or 0}\t{error.msg}"


def accepting(ruff, texts):
    """The minor versions that accept each text."""
    accepted = [list(MINORS) for _ in texts]
    with tempfile.TemporaryDirectory() as place:
        for number, text in enumerate(texts):
            pathlib.Path(place, f"{number:04}.py").write_bytes(text.encode())
        for minor in MINORS:
            command = [ruff, "check", "--isolated", "--no-cache", "--target-version", f"py3{minor}", "--select", RULES,
                       "--output-format", "json", place]
            found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
            for number in {int(pathlib.Path(message["filename"]).stem) for message in found}:
                accepted[number].remove(minor)
    return accepted


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ruff")
    ruff = parser.parse_args().ruff
    for source in sorted(folder.glob("*.py")):
        if (source.name == "new.py") == (version == "3.13"):
            tree = ast.parse(source.read_bytes())
            lines = [ast.dump(statement, include_attributes=True) for statement in tree.body]
            target = folder / f"{source.name}.{version}"
            target.write_bytes("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))
    for source in sorted((folder / "snippets").glob("*.py")):
        texts = snippets(source)
        if version == "3.11":
            source.with_suffix(".3.11").write_text("".join(refusal(text) + "\n" for text in texts))
        if ruff and source.stem != "compilation":
            lines = [" ".join(f"3.{minor}" for minor in minors) or "-" for minors in accepting(ruff, texts)]
            source.with_suffix(".ruff").write_text("".join(line + "\n" for line in lines))


main()
