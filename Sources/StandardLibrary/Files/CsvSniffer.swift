import Kernels
import PythonRuntime

extension Standard.Csv {
  static let sniffer = Constant("Sniffer") { context in
    try WrittenInPython.value("Sniffer", "csv", "sniffer", source, context)
  }

  /// The guesses of CPython's `csv.Sniffer`: its patterns, its thresholds and its order of preference.
  private static let source: StaticString = #"""
    import re
    from csv import Dialect, Error, QUOTE_MINIMAL, reader

    _PATTERNS = [
        r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
        r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
        r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
    ]


    def _counted(items):
        counts = {}
        for item in items:
            counts[item] = counts.get(item, 0) + 1
        return counts


    class Sniffer:
        def __init__(self):
            self.preferred = [",", "\t", ";", " ", ":"]

        def sniff(self, sample, delimiters=None):
            quote, doubled, delimiter, skips = self._guess_quote_and_delimiter(sample, delimiters)
            if not delimiter:
                delimiter, skips = self._guess_delimiter(sample, delimiters)
            if not delimiter:
                raise Error("Could not determine delimiter")

            class dialect(Dialect):
                _name = "sniffed"
                lineterminator = "\r\n"
                quoting = QUOTE_MINIMAL

            dialect.doublequote = doubled
            dialect.delimiter = delimiter
            dialect.quotechar = quote or '"'
            dialect.skipinitialspace = skips
            return dialect

        def _guess_quote_and_delimiter(self, data, delimiters):
            for pattern in _PATTERNS:
                found = list(re.finditer(pattern, data, re.DOTALL | re.MULTILINE))
                if found:
                    break
            else:
                return "", False, None, 0
            parts = [match.groupdict() for match in found]
            quotes = _counted(part["quote"] for part in parts)
            quote = max(quotes, key=quotes.get)
            known = [part["delim"] for part in parts if part.get("delim")]
            counts = _counted(d for d in known if delimiters is None or d in delimiters)
            spaces = sum(1 for part in parts if part.get("space"))
            delimiter, skips = "", 0
            if counts:
                delimiter = max(counts, key=counts.get)
                skips = counts[delimiter] == spaces
                if delimiter == "\n":
                    delimiter = ""
            escaped = re.escape(delimiter)
            doubled = re.compile(
                rf"(({escaped})|^)\W*{quote}[^{escaped}\n]*{quote}[^{escaped}\n]*{quote}\W*(({escaped})|$)", re.MULTILINE)
            return quote, bool(doubled.search(data)), delimiter, skips

        def _guess_delimiter(self, data, delimiters):
            lines = [line for line in data.split("\n") if line]
            characters = [chr(code) for code in range(127)]
            size = min(10, len(lines))
            frequencies = {character: {} for character in characters}
            modes, found = {}, {}
            start, rounds = 0, 0
            while start < len(lines):
                rounds += 1
                for line in lines[start:start + size]:
                    for character in characters:
                        count = line.count(character)
                        table = frequencies[character]
                        table[count] = table.get(count, 0) + 1
                for character, table in frequencies.items():
                    items = list(table.items())
                    if len(items) == 1 and items[0][0] == 0:
                        continue
                    mode = max(items, key=lambda item: item[1])
                    modes[character] = mode[0], mode[1] - sum(item[1] for item in items if item is not mode)
                total = float(min(size * rounds, len(lines)))
                consistency = 1.0
                while not found and consistency >= 0.9:
                    for character, (count, lines_with) in modes.items():
                        allowed = delimiters is None or character in delimiters
                        if count > 0 and lines_with > 0 and lines_with / total >= consistency and allowed:
                            found[character] = count, lines_with
                    consistency -= 0.01
                if len(found) == 1:
                    return self._with_space(next(iter(found)), lines)
                start += size
            if not found:
                return "", 0
            for character in self.preferred:
                if character in found:
                    return self._with_space(character, lines)
            return self._with_space(max((value, key) for key, value in found.items())[1], lines)

        def _with_space(self, delimiter, lines):
            return delimiter, lines[0].count(delimiter) == lines[0].count(delimiter + " ")

        def has_header(self, sample):
            rows = reader(sample.splitlines(True), self.sniff(sample))
            header = next(rows)
            kinds = dict.fromkeys(range(len(header)))
            checked = 0
            for row in rows:
                if checked > 20:
                    break
                checked += 1
                if len(row) != len(header):
                    continue
                for column in list(kinds):
                    kind = complex
                    try:
                        complex(row[column])
                    except (ValueError, OverflowError):
                        kind = len(row[column])
                    if kind != kinds[column]:
                        if kinds[column] is None:
                            kinds[column] = kind
                        else:
                            del kinds[column]
            votes = 0
            for column, kind in kinds.items():
                if isinstance(kind, int):
                    votes += 1 if len(header[column]) != kind else -1
                    continue
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
            return votes > 0
    """#
}
