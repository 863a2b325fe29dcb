# Classes of the script: attributes, methods, properties, special methods, inheritance.
class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    @property
    def square(self):
        return self.x * self.x + self.y * self.y


class Account:
    rate = 2

    def __init__(self, name):
        self.name = name
        self.balance = 0
        self.history = []

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)
        return self

    def interest(self):
        return self.balance * self.rate // 100


class Savings(Account):
    rate = 3

    def __init__(self, name, limit):
        super().__init__(name)
        self.limit = limit

    def deposit(self, amount):
        if amount > self.limit:
            amount = self.limit
        return super().deposit(amount)


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


def vectors(count):
    total = Vector(0, 0)
    step = Vector(1, 2)
    squares = 0
    for i in range(count):
        total = total + step
        squares += total.dot(step) + step.square
    return total.x, total.y, squares


def accounts(count):
    people = [Account("a"), Savings("b", 40), Account("c")]
    for i in range(count):
        people[i % 3].deposit(i % 97).deposit(1)
    return [(p.name, p.balance, p.interest(), len(p.history)) for p in people]


def linked(count):
    head = None
    for i in range(count):
        node = Node(i)
        node.next = head
        head = node
    total = 0
    while head is not None:
        total += head.value
        head = head.next
    return total


print(vectors(250000), accounts(200000), linked(400000))
