# Dictionaries: counting, grouping, memoising, iterating, merging.
def words(count):
    seed = 42
    result = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        result.append("word" + str(seed % 997))
    return result


def count_words(texts):
    counts = {}
    for word in texts:
        counts[word] = counts.get(word, 0) + 1
    return counts


def group(texts):
    groups = {}
    for i, word in enumerate(texts):
        groups.setdefault(word[-1], []).append(i)
    return {key: len(value) for key, value in groups.items()}


def memo(count):
    known = {}
    for i in range(count):
        key = i * i % 4099
        if key in known:
            known[key] += 1
        else:
            known[key] = 1
    return len(known), max(known.values())


def pairs(size):
    grid = {}
    for x in range(size):
        for y in range(size):
            grid[x, y] = x * y
    return sum(grid[y, x] for x, y in grid)


texts = words(150000)
counts = {}
for _ in range(5):
    counts = count_words(texts)
best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
total = 0
for _ in range(100):
    for key, value in counts.items():
        total += value if key < "word5" else -value
merged = {**counts, "extra": 1}
print(best, group(texts), memo(900000), pairs(380), total, len(merged))
