import Kernels

/// What IPython remembers of a session and binds in it: `In`, `Out`, `_`, `__`, `___`, `_i`, `_ii`, `_iii`, `_i7`.
struct SessionHistory {
  private var results: [Value] = ["", "", ""]
  /// What `_`, `__`, `___` were bound to last: another value there is the notebook's own.
  private var bound: [Value] = ["", "", ""]
  private var inputs: [Value] = ["", "", ""]
  private var latest: Value = ""
  private static let results: [PythonString] = ["_", "__", "___"]
  private static let inputs: [PythonString] = ["_i", "_ii", "_iii"]

  /// Binds the names of a session that begins.
  func install(in globals: Namespace) {
    for name in SessionHistory.results + SessionHistory.inputs { globals[name] = "" }
    let inputs = Value.list([""])
    let outputs = Value.object(DictObject())
    for name in ["In", "_ih"] as [PythonString] { globals[name] = inputs }
    for name in ["Out", "_oh"] as [PythonString] { globals[name] = outputs }
  }

  /// Remembers the text of a cell that begins to run.
  mutating func begin(count: Int?, source: [UInt8], in globals: Namespace) {
    let text = Value.string(PythonString(bytes: source))
    inputs = [latest] + inputs.dropLast()
    for (name, value) in zip(SessionHistory.inputs, inputs) { globals[name] = value }
    latest = text
    guard let count, (1..<1_000_000).contains(count) else { return }
    globals[PythonString("_i\(count)")] = text
    guard let list = globals["_ih"]?.cast(to: ListObject.self), list.poison == nil else { return }
    // Cells that are no longer there leave their numbers.
    while list.items.count <= count { list.items.append("") }
    list.items[count] = text
  }

  /// Moves the results on, unless the notebook has taken one of their names for itself.
  mutating func rotate(_ value: Value, in globals: Namespace) {
    let isKept = zip(SessionHistory.results, bound).allSatisfy { name, known in
      globals[name].map { $0.isIdentical(to: known) } ?? true
    }
    results = [value] + results.dropLast()
    guard isKept else { return }
    bound = results
    for (name, value) in zip(SessionHistory.results, results) { globals[name] = value }
  }
}
