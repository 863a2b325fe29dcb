# Lists: a sieve, appending and popping, slices, sorting, indexing in nested lists.
def sieve(limit):
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    for i in range(2, int(limit ** 0.5) + 1):
        if prime[i]:
            for j in range(i * i, limit + 1, i):
                prime[j] = False
    return sum(prime)


def bubble(size):
    items = [(i * 7919) % size for i in range(size)]
    for end in range(size - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
    return items[:5], items[-3:]


def stack(count):
    items = []
    for i in range(count):
        items.append(i)
        if i % 3 == 2:
            items.pop()
            items[-1] += 1
    return len(items), sum(items)


def slices(count):
    items = list(range(1000))
    total = 0
    for i in range(count):
        part = items[i % 500 : i % 500 + 20]
        part.reverse()
        total += part[0] + len(part[2:10]) + part.index(part[5])
    return total


def ordered(count):
    items = [(i * 48271) % 65537 for i in range(count)]
    names = sorted(items, key=lambda x: (x % 10, -x))
    items.sort(reverse=True)
    return items[:3], names[:3]


print(sieve(1200000), bubble(900), stack(700000), slices(150000), ordered(100000))
