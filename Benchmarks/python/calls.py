# Function calls: recursion, arguments by position, by name and by default.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def clamp(value, low=0, high=100):
    if value < low:
        return low
    if value > high:
        return high
    return value


def scaled(value, *, factor, offset=1):
    return value * factor + offset


def add(a, b):
    return a + b


def many(count):
    total = 0
    for i in range(count):
        total = add(total, clamp(i, high=50))
        total = add(total, scaled(i, factor=2))
        total = add(total, len("abc") + abs(-i) + max(i, 3))
    return total


print(fib(28), ackermann(2, 300), many(400000))
