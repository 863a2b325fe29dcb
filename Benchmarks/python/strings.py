# Strings: concatenating, joining, formatting, splitting, replacing, indexing.
def build(count):
    text = ""
    for i in range(count):
        text += "x" + str(i % 10)
    return len(text), text[-4:]


def join(count):
    parts = []
    for i in range(count):
        parts.append("item %d of %s" % (i, "list"))
    return len(", ".join(parts))


def fields(count):
    total = 0
    for i in range(count):
        line = f"{i},{i * 2:05d},{i / 4:.2f},name{i % 7}"
        cells = line.split(",")
        total += len(cells[1]) + int(cells[0]) + (cells[3] == "name3")
    return total


def scan(text, times):
    vowels = 0
    for _ in range(times):
        for character in text:
            if character in "aeiou":
                vowels += 1
    return vowels


def index(text, times):
    digits = 0
    for _ in range(times):
        for i in range(len(text)):
            c = text[i]
            if "0" <= c <= "9":
                digits += ord(c) - 48
    return digits


def clean(count):
    kept = 0
    for i in range(count):
        word = "  Some-Word-%d " % (i % 50)
        word = word.strip().lower().replace("-", "_")
        if word.startswith("some") and not word.endswith("7") and "_w" in word:
            kept += len(word.upper())
    return kept


text = "The quick brown fox, 42 years old, jumps over 7 lazy dogs. " * 40
print(build(500000), join(160000), fields(120000), scan(text, 180), index(text, 140), clean(150000))
