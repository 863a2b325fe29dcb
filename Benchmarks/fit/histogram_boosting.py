from sklearn.ensemble import HistGradientBoostingClassifier

model = HistGradientBoostingClassifier(max_iter=100, early_stopping=False, random_state=0)
start = time.perf_counter()
model.fit(X, y)
seconds = time.perf_counter() - start
print(model.score(X[:5000], y[:5000]))
print(model.predict_proba(X[:5]))
