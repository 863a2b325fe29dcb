# Ten columns of categories and twenty of numbers, prepared and given to a logistic regression.
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

table = pd.DataFrame(X, columns=["x%d" % i for i in range(30)])
names = np.array(["north", "east", "south", "west", "centre"])
for i in range(20, 30):
    table["x%d" % i] = names[np.abs(X[:, i] * 2).astype(int) % 5]
categories = ["x%d" % i for i in range(20, 30)]
numbers = ["x%d" % i for i in range(20)]
prepare = ColumnTransformer([("codes", OneHotEncoder(), categories), ("numbers", StandardScaler(), numbers)])
model = Pipeline([("prepare", prepare), ("model", LogisticRegression(max_iter=1000))])
start = time.perf_counter()
model.fit(table, y)
seconds = time.perf_counter() - start
print(model[-1].n_iter_, model.score(table, y))
print(np.round(model[-1].coef_[0, :5], 6))
