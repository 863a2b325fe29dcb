from sklearn.cluster import KMeans

model = KMeans(n_clusters=8, n_init=2, random_state=0)
start = time.perf_counter()
model.fit(X)
seconds = time.perf_counter() - start
print(model.n_iter_, round(model.inertia_, 6))
print(model.labels_[:40])
