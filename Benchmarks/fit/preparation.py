# Ten columns of categories and twenty of numbers: one-hot codes beside scaled numbers.
table, prepare = mixed()
start = time.perf_counter()
prepared = prepare.fit_transform(table)
seconds = time.perf_counter() - start
print(prepared.shape)
print(prepared[:3])
