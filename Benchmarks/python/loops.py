# Nested `while` and `for` loops over integers.
def collatz(limit):
    longest, start = 0, 0
    for first in range(1, limit):
        n, steps = first, 0
        while n != 1:
            if n % 2 == 0:
                n = n // 2
            else:
                n = 3 * n + 1
            steps += 1
        if steps > longest:
            longest, start = steps, first
    return longest, start


def nested(size):
    total = 0
    for i in range(size):
        for j in range(size):
            if (i ^ j) & 1:
                total += i * j
            elif i > j:
                total -= i - j
    return total


count = 0
i = 0
while i < 900000:
    if i % 3 == 0 and i % 5 != 0:
        count += 1
    i += 1

print(collatz(30000), nested(1500), count)
