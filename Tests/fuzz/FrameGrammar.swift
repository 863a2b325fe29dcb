import Kernels
import NumPyLibrary
import PandasLibrary
import PythonRuntime

/// Invents programs over a few frames, series and arrays: every name that the libraries provide, with odd arguments.
struct FrameGrammar {
  private var random: SplitMix
  private var depth = 0

  init(random: SplitMix) { self.random = random }

  mutating func program() -> String {
    Self.head + (0...(10 + random.next(30))).map { _ in statement() }.joined()
  }

  /// Values to begin with: usual ones, and empty, repeated, missing, mixed. Each statement gets its own, since what an
  /// unknown call may have changed is unknown too.
  private static let head = """
    import numpy as np, pandas as pd
    def fresh():
        df = pd.DataFrame({'a': [1, 2, 3, 2], 'b': [1.5, np.nan, -0.0, np.inf], 'c': ['x', 'y', None, 'x'], 'd': [True, False, True, True]})
        n = pd.DataFrame({'a': [], 'b': []})
        dup = pd.DataFrame([[1, 2, 'p'], [3, 4, 'q']], columns=['a', 'a', 'b'], index=[5, 5])
        k = pd.Series(['u', 'v', 'u', None], dtype='category')
        w = pd.to_datetime(pd.Series(['2020-01-01', None, '1999-12-31', '2262-04-11']))
        return (df, pd.DataFrame(), n, dup, pd.Series([3, 1, 2, 2], name='s'), pd.Series([0.5, np.nan, 1e308, -1e308]),
            pd.Series(['a b', '', None, 'é']), pd.Series([], dtype=float), k, w, np.array([1, 2, 3]),
            np.array([[1.0, np.nan], [3.0, 4.0]]), np.array([]), None)

    """

  private mutating func statement() -> String {
    let body =
      switch random.next(12) {
      case 0: "\(frame())[\(random.next(2) == 0 ? "'a'" : atom())] = \(expression())"
      case 1: "\(frame()).\(pick(["loc", "iloc", "at", "iat"]))[\(key())] = \(expression())"
      case 2: "del \(frame())[\(atom())]"
      case 3: "\(pick(["x", "y", "o"]))[\(key())] = \(expression())"
      case 4: "for r in \(expression()):\n        print(r)"
      case 5, 6: "\(pick(Self.names)) = \(expression())"
      default: "r = \(expression())\n    print(r)"
      }
    return
      "\(Self.names.joined(separator: ", ")) = fresh()\ntry:\n    \(body)\nexcept Exception as problem:\n    print(type(problem).__name__, problem)\n"
  }

  private mutating func expression() -> String {
    depth += 1
    defer { depth -= 1 }
    if depth > 4 { return random.next(3) == 0 ? atom() : pick(Self.names) }
    switch random.next(30) {
    case 0...4: return use(frame(), Self.provided.frame)
    case 5...8: return use(series(), Self.provided.series)
    case 9, 10: return use("pd", Self.provided.pandas)
    case 11...13: return use("np", Self.provided.numpy)
    case 14, 15: return use(array(), Self.provided.array)
    case 16: return use("t.str", Self.provided.text)
    case 17: return use("\(pick(["w", "w", "s"])).dt", Self.provided.dates)
    case 18, 19:
      let group = "\(frame()).groupby(\(random.next(2) == 0 ? pick(["'a'", "'c'", "['a', 'c']"]) : atom()))"
      return use("\(group)\(pick(["", "['a']", "['b']", "[['a', 'b']]"]))", Self.provided.groups)
    case 20, 21:
      return
        "(\(expression()) \(pick(["+", "-", "*", "/", "//", "%", "**", "<", "==", "&", "|", "@"])) \(expression()))"
    case 22, 23: return "\(pick(Self.names)).\(pick(["loc", "iloc", "at", "iat"]))[\(key())]"
    case 24: return "\(expression())[\(key())]"
    case 25: return use("np.random", Self.provided.random)
    case 26: return "\(pick(["-", "~", "len", "list", "sum", "max", "sorted", "str", "abs", "round"]))(\(expression()))"
    case 27: return use("\(frame()).index", Self.provided.index)
    case 28: return use("(\(expression()))", random.next(2) == 0 ? Self.provided.frame : Self.provided.series)
    default: return atom()
    }
  }

  /// A name of the library, called with what its signature takes.
  private mutating func use(_ base: String, _ names: [ProvidedName]) -> String {
    guard !names.isEmpty else { return base }
    let name = names[random.next(names.count)]
    guard let parameters = name.parameters else { return "\(base).\(name.name)" }
    var arguments: [String] = []
    for parameter in parameters {
      if parameter.isNeeded, random.next(20) > 0 {
        arguments.append(argument(for: parameter.name))
      } else if random.next(5) == 0 {
        arguments.append("\(parameter.name)=\(argument(for: parameter.name))")
      }
    }
    if random.next(20) == 0 { arguments.insert(argument(), at: 0) }
    return "\(base).\(name.name)(\(arguments.sorted { !$0.contains("=") && $1.contains("=") }.joined(separator: ", ")))"
  }

  /// Mostly what such a parameter takes.
  private mutating func argument(for parameter: String) -> String {
    guard random.next(5) > 1, let usual = Self.usual[parameter] else { return argument() }
    return pick(usual)
  }

  private mutating func pick(_ items: [String]) -> String { items.isEmpty ? "a" : items[random.next(items.count)] }

  private mutating func frame() -> String { pick(["df", "df", "df", "e", "n", "dup"]) }
  private mutating func series() -> String {
    pick(["s", "s", "f", "t", "z", "k", "w", "df['a']", "df['b']", "df['c']"])
  }
  private mutating func array() -> String { pick(["x", "y", "y", "o"]) }

  private mutating func key() -> String {
    switch random.next(6) {
    case 0: "\(atom()), \(atom())"
    case 1: "\(atom()):\(atom())"
    case 2: "\(atom()):\(atom()):\(atom())"
    case 3: ":, \(atom())"
    case 4: "\(pick(Self.names)) \(pick(["==", ">", "!="])) \(atom())"
    default: atom()
    }
  }

  private mutating func argument() -> String { random.next(4) == 0 && depth < 3 ? expression() : atom() }

  private mutating func atom() -> String { random.next(4) == 0 ? pick(Self.names) : pick(Self.atoms) }

  private static let names = ["df", "e", "n", "dup", "s", "f", "t", "z", "k", "w", "x", "y", "o", "r"]

  private static let atoms = [
    "0", "1", "-1", "2", "3", "-2", "7", "2**31", "2**63 - 1", "-2**63", "2**64", "10**30", "10**9", "10**12", "-10**9",
    "0.5", "-0.5", "1.5", "1e308", "1e-320", "np.nan", "np.inf", "-np.inf", "None", "True", "False", "''", "'a'", "'b'",
    "'c'", "'zz'", "'é'", "b'x'", "[]", "['a']", "['a', 'b']", "[0, 1]", "[5]", "[True, False, True, True]", "[None]",
    "[-1]", "[2**63]", "{}", "{'a': 1}", "{'a': 'b'}", "{1: 2}", "{'a': ['sum', 'mean']}", "()", "('a', 'b')", "(0, 1)",
    "(2, 2)", "(-1, 2)", "(10**9, 10**9)", "slice(None)", "slice(-1, None, -1)", "pd.NaT", "pd.Timestamp('2020-01-01')",
    "lambda v: v", "lambda v: None", "lambda v: v.sum()", "lambda v: 1 / 0", "'mean'", "'sum'", "'first'", "'last'",
    "'nearest'", "'ffill'", "'outer'", "'left'", "'cross'", "'index'", "'columns'", "'records'", "'int64'", "'float32'",
    "'category'", "'datetime64[ns]'", "'D'", "'M'", "'%Y-%m'", "'coerce'", "'ignore'", "int", "float", "str", "object",
    "bool", "len", "range(3)", "np.array(['a', 'b'], dtype=object)", "np.mean", "1j", "'(a)(b)?'", "'('", "Ellipsis",
    "100000",
  ]

  /// What parameters of these names usually take.
  private static let usual: [String: [String]] = [
    "axis": ["0", "1", "-1", "'columns'", "None"], "by": ["'a'", "['a', 'b']", "'c'"], "on": ["'a'", "['a']"],
    "how": ["'left'", "'outer'", "'inner'", "'any'", "'all'", "'cross'"],
    "columns": ["'a'", "['a', 'c']", "{'a': 'b'}"],
    "subset": ["'a'", "['b']"], "keep": ["'first'", "'last'", "False"], "n": ["2", "0", "-1", "10**6"],
    "periods": ["1", "-1", "0", "100"], "window": ["2", "0", "100"], "q": ["4", "0.5", "[0, 0.5, 1]", "[2, 1]"],
    "bins": ["3", "[0, 1, 2]", "[2, 1]", "[]", "0"], "labels": ["False", "['x', 'y']", "None"],
    "value": ["0", "'x'", "{'a': 1}"], "method": ["'ffill'", "'bfill'", "'min'"], "index": ["[0, 1]", "[9, 9]", "'a'"],
    "dtype": ["'int64'", "'float32'", "str", "object", "'category'", "bool"],
    "func": ["'mean'", "['sum', 'max']", "len"],
    "aggfunc": ["'mean'", "len", "['sum']"], "values": ["'b'", "['a', 1]", "{'a': [1]}"], "size": ["3", "(2, 2)", "0"],
    "shape": ["3", "(2, 3)", "0", "(0, 5)", "-1"], "level": ["0", "-1", "1", "'a'"],
    "pat": ["'a'", "'(.)'", "''", "'['"],
    "fill_value": ["0", "'x'"], "frac": ["0.5", "2.0", "0"], "random_state": ["0", "1"],
    "ascending": ["True", "[False]"],
    "objs": ["[df, df]", "[s, f]", "[]", "[df, s]", "{'a': df}"], "right": ["df", "dup", "n"],
    "other": ["df", "s", "1"],
    "a": ["x", "y", "o", "s", "3"], "x": ["x", "y", "s", "1.0"], "arr": ["x", "y", "o"],
    "arrays": ["[x, x]", "[y, y]", "[]"],
    "condition": ["x > 1", "y > 1", "df.a > 1"], "arg": ["w", "t", "'2020'", "x"],
    "data": ["df", "s", "x", "{'a': [1]}"],
    "cond": ["df.a > 1", "s > 1"], "to_replace": ["1", "'x'", "{1: 2}", "[1, 2]"], "repeats": ["2", "0", "[1, 2]"],
    "decimals": ["1", "-1", "400"], "num": ["5", "0"], "format": ["'%Y'", "'%d/%m/%Y'"],
    "percentiles": ["[0.1]", "[2]"],
    "include": ["'all'", "'number'", "[object]"], "expr": ["'a > 1'", "'a +'", "'a == b'"], "freq": ["'D'", "'M'"],
  ]

  /// Names that the libraries provide, asked once.
  private static let provided = ProvidedNames()
}

/// A name that a library provides.
private struct ProvidedName {
  let name: String
  /// `nil` for a property.
  let parameters: [(name: String, isNeeded: Bool)]?

  init(_ member: any Member) {
    name = member.name.description
    let signature =
      switch member {
      case let method as Method: method.code.signature
      case let function as Function: function.code.signature
      case let method as ClassMethod: method.code.signature
      default: Signature?.none
      }
    parameters = signature.map { signature in
      signature.parameters.filter { $0.name != "self" && $0.name != "cls" && $0.kind != .keywordVariadic }.map {
        (name: $0.name.description, isNeeded: $0.defaultValue == nil && $0.kind != .variadic)
      }
    }
  }
}

/// What can be called on each kind of value.
private struct ProvidedNames {
  let pandas: [ProvidedName]
  let numpy: [ProvidedName]
  let random: [ProvidedName]
  let frame = names(Pandas.DataFrame.members)
  let series = names(Pandas.Series.members)
  let text = names(Pandas.StringMethods.members)
  let dates = names(Pandas.DateMethods.members)
  let groups = names(Pandas.GroupBy.members)
  let index = names(Pandas.Index.members)
  let array = names(NumPy.NDArray.members)

  init() {
    let modules = PandasModules().modules + NumPyModules().modules
    func members(of module: String) -> [ProvidedName] {
      Self.names(modules.first { $0.name == module }?.members ?? [])
    }
    pandas = members(of: "pandas")
    numpy = members(of: "numpy")
    random = members(of: "numpy.random")
  }

  private static func names(_ members: [any Member]) -> [ProvidedName] {
    members.map(ProvidedName.init).filter { !$0.name.hasPrefix("__") }.sorted { $0.name < $1.name }
  }
}
