# `try`, `raise`, `with`, closures and `nonlocal`.
class Refused(Exception):
    pass


def checked(value):
    if value % 5 == 0:
        raise Refused(value)
    return value


def attempts(count):
    good = bad = cleaned = 0
    for i in range(count):
        try:
            good += checked(i)
        except Refused as error:
            bad += error.args[0]
        finally:
            cleaned += 1
    return good, bad, cleaned


def lookups(count):
    table = {"a": 1}
    missing = 0
    for i in range(count):
        try:
            table["b" if i % 4 == 0 else "a"]
        except KeyError:
            missing += 1
    return missing


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


def adders(count):
    functions = [lambda x, n=n: x + n for n in range(10)]
    total = 0
    for i in range(count):
        total += functions[i % 10](i)
    return total


def compose(f, g):
    def both(x):
        return f(g(x))

    return both


class Guard:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, kind, value, trace):
        self.depth -= 1
        return False


step = counter()
for i in range(400000):
    step()
    step(2)
function = compose(compose(lambda x: x + 1, lambda x: x * 2), lambda x: x - 3)
total = 0
for i in range(250000):
    total += function(i)
guard = Guard()
for i in range(150000):
    with guard as inner:
        total += inner.depth
print(attempts(300000), lookups(400000), step(), adders(400000), total)
