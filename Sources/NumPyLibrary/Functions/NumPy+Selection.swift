import Columns
import DataFrames
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let whereFunction = Function("where(condition, x=no_default, y=no_default, /)") { call in
    if call.isGiven("x"), call.isGiven("y") { return try call.context.chosen(call[0], call[1], call[2]) }
    guard !call.isGiven("x") else { throw Raised.valueError("either both or neither of x and y should be given") }
    return try NumPy.atLeastOneDimensional(call[0], in: call.context).nonzeroPositions(in: call.context)
  }

  static let select = Function("select(condlist, choicelist, default=0)") { call in
    let (conditions, choices) = (try call.list("condlist"), try call.list("choicelist"))
    guard conditions.count == choices.count else {
      throw Raised.valueError("list of cases must be same length as list of conditions")
    }
    var result = call["default"]
    for (condition, choice) in zip(conditions, choices).reversed() {
      result = try call.context.chosen(condition, choice, result)
    }
    return result
  }

  static let unique = Function(
    "unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True)"
  ) { call in
    try call.refuse("axis", "equal_nan")
    let array = try NumPy.atLeastOneDimensional(call["ar"], in: call.context)
    return try array.distinct(
      positions: call.bool("return_index"), codes: call.bool("return_inverse"), counts: call.bool("return_counts"),
      in: call.context)
  }

  static let sort = Function("sort(a, axis=-1, kind=None, order=None)") { call in
    try call.refuse("order")
    return .object(try NumPy.atLeastOneDimensional(call["a"], in: call.context).sorted(in: call.context))
  }

  static let argsort = Function("argsort(a, axis=-1, kind=None, order=None)") { call in
    try call.refuse("order")
    let array = try NumPy.atLeastOneDimensional(call["a"], in: call.context)
    return .object(try array.sortingOrder(stable: !call.isNone("kind"), in: call.context))
  }

  static let nonzero = Function("nonzero(a)") { call in
    try NumPy.atLeastOneDimensional(call["a"], in: call.context).nonzeroPositions(in: call.context)
  }

  static let countNonzero = Function("count_nonzero(a, axis=None)") { call in
    try call.refuse("axis")
    let array = try NumPy.atLeastOneDimensional(call["a"], in: call.context)
    let count = Value.int(try call.context.numbers(array.flattened).count { $0 != 0 })
    return call.context.era == .classic ? count : NumPy.scalar(count)
  }

  static let isscalar = Function("isscalar(element)") { call in
    switch call[0] {
    case .none: false
    case .object(let object): .bool(object is ScalarObject)
    default: true
    }
  }

  static let arrayEqual = Function("array_equal(a1, a2, equal_nan=False)") { call in
    try call.refuse("equal_nan")
    let (a, b) = (
      try NumPy.atLeastOneDimensional(call[0], in: call.context),
      try NumPy.atLeastOneDimensional(call[1], in: call.context)
    )
    guard a.shape == b.shape, let same = try a.compared(.equal, with: .object(b), in: call.context) else {
      return false
    }
    return .bool(
      same.cast(to: ArrayObject.self)?.tracedColumns.allSatisfy { $0.values.flags?.contains(false) == false } ?? false)
  }
}

extension ArrayObject {
  /// `np.unique`: the distinct elements in order, NaN last and once.
  func distinct(
    positions wantsPositions: Bool, codes wantsCodes: Bool, counts wantsCounts: Bool, in context: Context
  ) throws(Raised) -> Value {
    let elements = flattened
    let keys = SortedKeys(elements, dtype)
    var rows = keys.uniques
    var codes = keys.codes
    if let missing = codes.firstIndex(of: -1) {
      for row in codes.indices where codes[row] == -1 { codes[row] = rows.count }
      rows.append(missing)
    }
    let fitted = context.provenance("numpy.unique", of: tracedColumns)
    let values = TracedColumn(values: elements.selecting(rows), dtype: dtype, fitted: fitted)
    var results: [Value] = [.object(ArrayObject(values, dtype: dtype))]
    func numbers(_ numbers: [Int]) -> Value {
      .object(ArrayObject(TracedColumn(values: .ints(numbers.map(Int64.init)), dtype: .int64)))
    }
    if wantsPositions { results.append(numbers(firstRows(codes, rows.count))) }
    if wantsCodes { results.append(numbers(codes)) }
    if wantsCounts {
      var counts = [Int](repeating: 0, count: rows.count)
      for code in codes { counts[code] += 1 }
      results.append(numbers(counts))
    }
    return results.count == 1 ? results[0] : .tuple(results)
  }

  private func firstRows(_ codes: [Int], _ count: Int) -> [Int] {
    var rows = [Int](repeating: -1, count: count)
    for (row, code) in codes.enumerated() where rows[code] < 0 { rows[code] = row }
    return rows
  }
}
