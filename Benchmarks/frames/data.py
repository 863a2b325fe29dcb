"""Writes the tables of the benchmark: `data.py ROWS FOLDER`. The same rows for the same number, from a fixed seed."""

import sys
from pathlib import Path

import numpy as np

rows, folder = int(sys.argv[1]), Path(sys.argv[2])
draw = np.random.RandomState(20)

titles = np.array(["Mr.", "Mrs.", "Miss.", "Master.", "Dr."])
surnames = np.array(["Braund", "Cumings", "Heikkinen", "Futrelle", "Allen", "Moran", "McCarthy", "Palsson"])
cities = np.array([f"{a}{b}" for a in ("North", "South", "East", "West") for b in ("ham", "ford", "ton", "bury", "port")])
grades = np.array(["A", "B", "C", "D", "E", "F", "G"])
shops = max(rows // 20, 1)


def texts(column, missing):
    column = column.astype(object)
    column[draw.random_sample(rows) < missing] = ""
    return column


columns = {
    "id": draw.permutation(rows),
    "shop": draw.randint(0, shops + shops // 10, rows),
    "city": texts(cities[draw.randint(0, len(cities), rows)], 0),
    "grade": texts(grades[draw.randint(0, len(grades), rows)], 0.02),
    "price": [f"{v:.2f}" for v in np.exp(draw.normal(3, 1, rows))],
    "score": [f"{v:.6f}" if v > -1.6 else "" for v in draw.normal(0, 1, rows)],
    "count": draw.poisson(3, rows),
}
numbers = draw.randint(1, 1000, rows)
first, last = titles[draw.randint(0, 5, rows)], surnames[draw.randint(0, 8, rows)]
columns["name"] = [f"{b}, {a} no. {n}" for a, b, n in zip(first, last, numbers)]

with open(folder / "sales.csv", "w") as file:
    file.write(",".join(columns) + "\n")
    for row in zip(*columns.values()):
        quoted = ['"' + str(value) + '"' if "," in str(value) else str(value) for value in row]
        file.write(",".join(quoted) + "\n")

with open(folder / "shops.csv", "w") as file:
    file.write("shop,area,open\n")
    for shop, area, opened in zip(draw.permutation(shops), draw.randint(20, 900, shops), draw.randint(1950, 2020, shops)):
        file.write(f"{shop},{area},{opened}\n")
