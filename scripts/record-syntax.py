#!/usr/bin/env python3
"""Records what CPython's `ast` gives for `fixtures/syntax/*.py`, a line for each statement.

`new.py` holds what Python 3.12 brought and is recorded by Python 3.13 (`new.py.3.13`), the others by 3.11 (`*.py.3.11`):

    python3.11 scripts/record-syntax.py && python3.13 scripts/record-syntax.py
"""
import ast
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
folder = pathlib.Path(__file__).parent.parent / "fixtures" / "syntax"
version = f"{sys.version_info[0]}.{sys.version_info[1]}"
for source in sorted(folder.glob("*.py")):
    if (source.name == "new.py") == (version == "3.13"):
        tree = ast.parse(source.read_bytes())
        lines = [ast.dump(statement, include_attributes=True) for statement in tree.body]
        target = folder / f"{source.name}.{version}"
        target.write_bytes("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))
