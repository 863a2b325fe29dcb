# Ten columns of categories and twenty of numbers: one-hot codes beside scaled numbers.
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder, StandardScaler

table = pd.DataFrame(X, columns=["x%d" % i for i in range(30)])
names = np.array(["north", "east", "south", "west", "centre"])
for i in range(20, 30):
    table["x%d" % i] = names[np.abs(X[:, i] * 2).astype(int) % 5]
categories = ["x%d" % i for i in range(20, 30)]
numbers = ["x%d" % i for i in range(20)]
prepare = ColumnTransformer([("codes", OneHotEncoder(), categories), ("numbers", StandardScaler(), numbers)])
start = time.perf_counter()
prepared = prepare.fit_transform(table)
seconds = time.perf_counter() - start
print(prepared.shape)
print(prepared[:3])
