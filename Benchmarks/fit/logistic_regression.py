from sklearn.linear_model import LogisticRegression

model = LogisticRegression(max_iter=1000)
start = time.perf_counter()
model.fit(X, y)
seconds = time.perf_counter() - start
print(model.n_iter_, model.score(X, y))
print(np.round(model.coef_[0, :5], 9))
