# The table of every script: 100,000 rows of 30 numbers, some with ties, and an answer that depends on most of them.
# Sums go column by column, so that both sides get the same bits.
import time

import numpy as np

random = np.random.RandomState(7)
X = random.normal(size=(100_000, 30))
X[:, 18:24] = np.round(X[:, 18:24], 1)
X[:, 24:30] = np.floor(X[:, 24:30] * 2)
weights = random.normal(size=30)
score = np.zeros(len(X))
for column in range(24):
    score = score + X[:, column] * weights[column]
score = score + 2 * X[:, 0] * X[:, 1] + random.normal(size=len(X)) * 3
y = (score > 0).astype(int)


def mixed():
    """Ten columns of categories and twenty of numbers, and what makes codes of the ones and scales the others."""
    import pandas as pd
    from sklearn.compose import ColumnTransformer
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    table = pd.DataFrame(X, columns=["x%d" % i for i in range(30)])
    names = np.array(["north", "east", "south", "west", "centre"])
    for i in range(20, 30):
        table["x%d" % i] = names[np.abs(X[:, i] * 2).astype(int) % 5]
    categories = ["x%d" % i for i in range(20, 30)]
    numbers = ["x%d" % i for i in range(20)]
    return table, ColumnTransformer([("codes", OneHotEncoder(), categories), ("numbers", StandardScaler(), numbers)])
