# Comprehensions, generator functions and expressions, the iterators of the built-ins.
def numbers(count):
    i = 0
    while i < count:
        yield i
        i += 1


def evens(source):
    for value in source:
        if value % 2 == 0:
            yield value


def tree(depth):
    if depth == 0:
        yield 1
    else:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


squares = [x * x for x in range(1000000)]
odd = [x for x in squares if x % 2]
table = {x: x * 2 for x in range(250000)}
residues = {x % 101 for x in squares}
lengths = sum(x for x in numbers(700000))
chained = sum(evens(numbers(500000)))
walked = sum(tree(14))
pairs = sum(a - b for a, b in zip(squares, odd))
positions = sum(i for i, x in enumerate(odd) if x % 7 == 1)
flags = all(x >= 0 for x in squares), any(x > 10**12 for x in squares)
matrix = [[i * j for j in range(200)] for i in range(200)]
flat = [x for row in matrix for x in row]
mapped = sum(map(lambda x: x + 1, flat))
print(len(odd), len(table), len(residues), lengths, chained, walked, pairs, positions, flags, len(flat), mapped)
