from sklearn.ensemble import GradientBoostingClassifier

model = GradientBoostingClassifier(n_estimators=20, random_state=0)
start = time.perf_counter()
model.fit(X, y)
seconds = time.perf_counter() - start
print(model.score(X[:5000], y[:5000]))
print(model.predict_proba(X[:5]))
print(model.train_score_[-3:])
