from sklearn.ensemble import RandomForestClassifier

model = RandomForestClassifier(n_estimators=50, random_state=0, n_jobs=2)
start = time.perf_counter()
model.fit(X, y)
seconds = time.perf_counter() - start
print(model.score(X[:5000], y[:5000]))
print(model.predict_proba(X[:5]))
print(model.feature_importances_[:5])
