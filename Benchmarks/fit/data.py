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
