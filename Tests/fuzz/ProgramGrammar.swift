/// Invents programs that parse: values of all kinds, methods with arguments at the edges, code of all shapes.
struct ProgramGrammar {
  private var random: SplitMix
  private var depth = 0

  init(random: SplitMix) { self.random = random }

  mutating func program() -> String {
    let head = "import math, itertools, functools, collections, json, re, copy, string, operator\nx = y = z = 1\n"
    return head + (0...(2 + random.next(8))).map { _ in guarded(statement("")) }.joined()
  }

  private mutating func pick(_ items: [String]) -> String { items[random.next(items.count)] }

  /// Most statements may raise, and the next shall run all the same.
  private mutating func guarded(_ text: String) -> String {
    guard random.next(3) > 0 else { return text }
    let body = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
      .joined(separator: "\n")
    return "try:\n\(body)except Exception as e:\n    print(type(e).__name__, e)\n"
  }

  private mutating func statement(_ indent: String) -> String {
    depth += 1
    defer { depth -= 1 }
    let inner = indent + "    "
    let body = { (grammar: inout ProgramGrammar) in
      grammar.depth > 4
        ? inner + "pass\n" : grammar.statement(inner) + (grammar.random.next(2) == 0 ? grammar.statement(inner) : "")
    }
    switch random.next(depth > 4 ? 6 : 20) {
    case 0, 1: return "\(indent)\(name()) = \(expression())\n"
    case 2: return "\(indent)print(\(expression()))\n"
    case 3:
      return
        "\(indent)\(name()) \(pick(["+", "-", "*", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"]))= \(expression())\n"
    case 4: return "\(indent)\(name())[\(expression())] = \(expression())\n"
    case 5: return "\(indent)del \(name())\(pick(["", "[0]", "[-1]", "[:]", "[::2]"]))\n"
    case 6: return "\(indent)for \(name()) in \(expression()):\n\(body(&self))"
    case 7: return "\(indent)if \(expression()):\n\(body(&self))\(indent)else:\n\(body(&self))"
    case 8: return "\(indent)while \(expression()):\n\(body(&self))\(inner)break\n"
    case 9:
      return
        "\(indent)def f(\(pick(["", "a", "a, b=1", "*a", "**k", "a, /, b, *, c=2"]))):\n\(body(&self))\(inner)return \(expression())\n"
    case 10:
      return
        "\(indent)class A\(pick(["", "(list)", "(dict)", "(int)", "(str)", "(Exception)", "(tuple)", "(set)"])):\n\(method(inner))"
    case 11:
      return
        "\(indent)try:\n\(body(&self))\(indent)except \(pick(["Exception", "(ValueError, TypeError)", "BaseException as e"])):\n\(body(&self))\(indent)finally:\n\(body(&self))"
    case 12: return "\(indent)with \(expression()) as \(name()):\n\(body(&self))"
    case 13: return "\(indent)\(name()), *\(name()) = \(expression())\n"
    case 14:
      return
        "\(indent)match \(expression()):\n\(inner)case \(pick(["[a, *b]", "{'k': v, **r}", "int(n)", "1 | 2", "str()", "_", "(x, y)", "None"])):\n    \(inner)pass\n"
    case 15:
      return
        "\(indent)def g():\n\(inner)\(name()) = yield \(expression())\n\(inner)yield from \(expression())\n\(indent)x = list(itertools.islice(g(), 20))\n"
    case 16: return "\(indent)\(name()).append(\(name()))\n"
    case 17: return "\(indent)print(\(fString()))\n"
    case 18: return "\(indent)raise \(pick(["ValueError", "KeyError(1)", "Exception from None", "StopIteration(3)"]))\n"
    default: return "\(indent)\(expression())\n"
    }
  }

  private mutating func method(_ indent: String) -> String {
    let names = [
      "__init__", "__repr__", "__str__", "__eq__", "__lt__", "__hash__", "__len__", "__iter__", "__next__",
      "__getitem__",
      "__setitem__", "__call__", "__bool__", "__add__", "__radd__", "__contains__", "__enter__", "__getattr__",
      "__setattr__", "__del__", "__new__", "__format__", "__index__", "__missing__", "__mul__", "__init_subclass__",
    ]
    return (0...random.next(3)).map { _ in
      "\(indent)def \(pick(names))(self, *args, **kwargs):\n\(indent)    return \(expression())\n"
    }.joined()
  }

  private mutating func name() -> String { pick(["x", "y", "z", "x", "y", "A", "f", "l", "d"]) }

  mutating func expression() -> String {
    depth += 1
    defer { depth -= 1 }
    if depth > 6 { return random.next(2) == 0 ? name() : pick(Corpus.numbers) }
    switch random.next(24) {
    case 0, 1: return name()
    case 2: return pick(Corpus.numbers)
    case 3:
      return pick([
        "''", "'a'", "'\\u00e9\\U0001F600'", "b''", "b'\\xff'", "'%s %d'", "'{} {0!r:>10}'", "None", "...", "'a,b' * 3",
      ])
    case 4: return "[\(expression()), \(expression())]"
    case 5: return "{\(expression()): \(expression())}"
    case 6: return "(\(expression()), \(expression()))"
    case 7: return "{\(expression()), 1}"
    case 8, 9:
      return
        "(\(expression()) \(pick(["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@", "<", "==", "in", "is not", "and", "or"])) \(expression()))"
    case 10: return "\(pick(["-", "~", "not ", "+"]))\(expression())"
    case 11: return "[\(expression()) for \(name()) in \(expression())]"
    case 12: return "{\(expression()): \(name()) for \(name()) in \(expression())}"
    case 13:
      return "\(expression())[\(pick(["0", "-1", ":", "::-1", "1:", ":-1", "10**20", "::10**20", "None", "-10**20:"]))]"
    case 14, 15, 16: return "\(pick(Self.functions))(\(arguments()))"
    case 17, 18, 19: return "\(expression()).\(pick(Self.methods))(\(arguments()))"
    case 20: return "(lambda \(pick(["", "a", "*a", "a=1"])): \(expression()))"
    case 21: return "(\(expression()) if \(expression()) else \(expression()))"
    case 22: return fString()
    default: return "\(pick(Self.modules))(\(arguments()))"
    }
  }

  private mutating func arguments() -> String {
    switch random.next(6) {
    case 0: ""
    case 1, 2: expression()
    case 3, 4: "\(expression()), \(expression())"
    default: "\(expression()), \(expression()), \(expression())"
    }
  }

  private mutating func fString() -> String {
    let formats = [
      "", ":>10", ":<1000", ":^5", ":,", ":.3f", ":e", ":g", ":%", ":x", ":b", ":08.3f", ":+d", ":*^30", "!r", "!s:>5",
      ":.0f", ":.100f", ":n", ":c", ":_", ":{y}", ":.{y}f", ":100000000000", ":.99999999999f",
    ]
    return "f'{\(pick(["x", "y", "z", "x + 1", "x, y", "1.5", "10**30", "(1,)"]))\(pick(formats))}'"
  }

  private static let functions = [
    "abs", "all", "any", "ascii", "bin", "bool", "bytes", "callable", "chr", "dict", "dir", "divmod", "enumerate",
    "filter", "float", "format", "frozenset", "getattr", "hasattr", "hash", "hex", "int", "isinstance", "iter", "len",
    "list", "map", "max", "min", "next", "object", "oct", "ord", "pow", "print", "range", "repr", "reversed", "round",
    "set",
    "slice", "sorted", "str", "sum", "tuple", "type", "zip", "vars", "issubclass", "property", "super", "complex",
    "bytearray", "memoryview", "setattr", "delattr",
  ]

  private static let methods = [
    "append", "extend", "insert", "pop", "remove", "index", "count", "sort", "reverse", "copy", "clear", "get", "keys",
    "items", "values", "update", "setdefault", "popitem", "fromkeys", "add", "discard", "union", "intersection",
    "difference", "symmetric_difference", "issubset", "upper", "lower", "strip", "split", "rsplit", "splitlines",
    "join",
    "replace", "find", "rfind", "startswith", "endswith", "format", "center", "ljust", "rjust", "zfill", "expandtabs",
    "translate", "encode", "decode", "partition", "title", "capitalize", "swapcase", "isdigit", "casefold",
    "bit_length",
    "to_bytes", "from_bytes", "as_integer_ratio", "hex", "is_integer", "conjugate", "send", "throw", "close", "__len__",
    "__getitem__", "__class__", "__repr__", "__add__", "__mul__", "format_map", "removeprefix", "maketrans",
  ]

  private static let modules = [
    "math.sqrt", "math.factorial", "math.comb", "math.gcd", "math.floor", "math.isqrt", "math.prod", "math.ldexp",
    "math.log", "math.perm", "math.fsum", "itertools.permutations", "itertools.product", "itertools.islice",
    "itertools.repeat", "itertools.combinations", "itertools.chain", "itertools.count", "itertools.accumulate",
    "functools.reduce", "functools.partial", "collections.Counter", "collections.deque", "collections.OrderedDict",
    "collections.defaultdict", "collections.namedtuple", "json.dumps", "json.loads", "re.sub", "re.findall", "re.split",
    "re.compile", "copy.deepcopy", "copy.copy", "operator.itemgetter", "operator.attrgetter", "operator.mul",
    "operator.index", "string.Template", "functools.lru_cache", "functools.cmp_to_key",
  ]
}
