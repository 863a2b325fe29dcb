# A tokenizer with a parser for arithmetic, the product of matrices, a breadth-first search.
def tokens(text):
    result = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            result.append(("number", int(text[start:i])))
        else:
            result.append(("sign", c))
            i += 1
    result.append(("end", None))
    return result


class Parser:
    def __init__(self, items):
        self.items = items
        self.position = 0

    def take(self):
        token = self.items[self.position]
        self.position += 1
        return token

    def peek(self):
        return self.items[self.position][1]

    def expression(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            _, sign = self.take()
            right = self.term()
            value = value + right if sign == "+" else value - right
        return value

    def term(self):
        value = self.factor()
        while self.peek() == "*":
            self.take()
            value = value * self.factor() % 1000003
        return value

    def factor(self):
        kind, value = self.take()
        if kind == "number":
            return value
        inner = self.expression()
        self.take()
        return inner


def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def multiplied(a, b, size):
    result = [[0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            total = 0
            for k in range(size):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def reach(size):
    walls = {(x, y) for x in range(size) for y in range(size) if (x * 7 + y * 13) % 5 == 0}
    seen = {(1, 1): 0}
    front = [(1, 1)]
    while front:
        following = []
        for x, y in front:
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                cell = (x + dx, y + dy)
                if 0 <= cell[0] < size and 0 <= cell[1] < size and cell not in walls and cell not in seen:
                    seen[cell] = seen[x, y] + 1
                    following.append(cell)
        front = following
    return len(seen), max(seen.values())


source = "(1 + 23) * 456 - 7 * (8 + 9 * (10 - 11)) + 1213 * 14 "
source = " + ".join([source] * 60)
answers = [Parser(tokens(source)).expression() for _ in range(40)]
size = 90
a = [[(i * j + 1) % 17 for j in range(size)] for i in range(size)]
b = [[(i + 2 * j) % 13 for j in range(size)] for i in range(size)]
same = product(a, b) == multiplied(a, b, size)
print(answers[0], len(answers), same, reach(260))
