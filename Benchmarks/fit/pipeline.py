# Ten columns of categories and twenty of numbers, prepared and given to a logistic regression.
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

table, prepare = mixed()
model = Pipeline([("prepare", prepare), ("model", LogisticRegression(max_iter=1000))])
start = time.perf_counter()
model.fit(table, y)
seconds = time.perf_counter() - start
print(model[-1].n_iter_, model.score(table, y))
print(np.round(model[-1].coef_[0, :5], 6))
