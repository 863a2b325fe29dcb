import time

import pandas as pd

seconds = []
for _ in range(3):
    start = time.process_time()
    result = pd.read_csv("sales.csv")
    seconds.append(time.process_time() - start)
print("seconds", min(seconds))
print(result.dtypes)
print(result.tail().to_string())
print(result["price"].sum(), result["score"].mean(), result["grade"].isna().sum(), result["count"].sum())
