import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let whereFunction = Function("where(condition, x=no_default, y=no_default, /)") { call in
    if call.isGiven("x"), call.isGiven("y") { return try call.context.chosen(call[0], call[1], call[2]) }
    guard !call.isGiven("x") else { throw Raised.valueError("either both or neither of x and y should be given") }
    return try call.context.array(call[0]).nonzeroPositions(in: call.context)
  }

  static let select = Function("select(condlist, choicelist, default=0)") { call in
    let (conditions, choices) = (try call.list("condlist"), try call.list("choicelist"))
    guard conditions.count == choices.count else {
      throw Raised.valueError("list of cases must be same length as list of conditions")
    }
    guard !conditions.isEmpty else { throw Raised.valueError("select with an empty condition list is not possible") }
    var result = call["default"]
    for (condition, choice) in zip(conditions, choices).reversed() {
      result = try call.context.chosen(condition, choice, result)
    }
    return result
  }

  static let unique = Function(
    "unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True)"
  ) { call in
    try call.refuse("equal_nan")
    let array = try call.context.array(call["ar"])
    if let axis = try call.axis() { return try call.uniqueSlices(array, axis) }
    return try array.distinct(
      positions: call.bool("return_index"), codes: call.bool("return_inverse"), counts: call.bool("return_counts"),
      in: call.context)
  }

  static let sort = Function("sort(a, axis=-1, kind=None, order=None, *, stable=None)") { call in
    try call.refuse("order")
    return .object(try call.context.array(call["a"]).sorted(axis: call.axis(), in: call.context))
  }
  static let msort = Function("msort(a)") { call in
    .object(try call.context.array(call["a"]).sorted(axis: 0, in: call.context))
  }

  static let argsort = Function("argsort(a, axis=-1, kind=None, order=None, *, stable=None)") { call in
    try call.refuse("order")
    let isStable = !call.isNone("kind") && call["kind"].stringValue != "quicksort" || !call.isNone("stable")
    return .object(
      try call.context.array(call["a"]).sortingOrder(axis: call.axis(), stable: isStable, in: call.context))
  }

  static let nonzero = Function("nonzero(a)") { call in
    try call.context.array(call["a"]).nonzeroPositions(in: call.context)
  }
  static let flatnonzero = Function("flatnonzero(a)") { call in
    let flat = try call.context.array(call["a"]).reshaped([-1], in: call.context)
    return try flat.nonzeroPositions(in: call.context).cast(to: TupleObject.self)?.items.first ?? .none
  }
  static let argwhere = Function("argwhere(a)") { call in
    let positions = try call.context.array(call["a"]).nonzeroPositions(in: call.context)
    let parts = try call.context.items(of: positions).map { (part) throws(Raised) in
      var column = try call.context.dense(part)
      column.shape = [column.count, 1]
      return column
    }
    guard !parts.isEmpty else { throw call.unsupported("'argwhere' of a scalar") }
    return .object(ArrayObject(NumPy.joined(parts, axis: 1)))
  }

  static let countNonzero = Function("count_nonzero(a, axis=None, *, keepdims=False)") { call in
    let flags = try call.context.array(call["a"]).cast(to: .bool, in: call.context)
    let axes = try call.axes("axis")
    let sum = try flags.reduced(.sum, axes: axes, keepsAxes: call.bool("keepdims"), in: call.context)
    guard axes == nil, call.context.era == .classic, let scalar = sum.object as? ScalarObject else { return sum }
    return scalar.scalar.pythonValue
  }

  static let searchsorted = Function("searchsorted(a, v, side='left', sorter=None)") { call in
    var sorted = try call.dense("a")
    if !call.isNone("sorter") {
      let order = try call.dense("sorter").positions(in: call.context)
      guard order.allSatisfy({ (0..<sorted.count).contains($0) }) else {
        throw Raised.valueError("Sorter index out of range.")
      }
      sorted = sorted.selecting(order, shape: [order.count])
    }
    return try call.context.searchSorted(sorted, call.dense("v"), side: call.text("side"))
  }

  static let digitize = Function("digitize(x, bins, right=False)") { call in
    let bins = try call.numbers("bins")
    let isRight = try call.bool("right")
    let isRising = zip(bins, bins.dropFirst()).allSatisfy { $0 <= $1 }
    guard isRising || zip(bins, bins.dropFirst()).allSatisfy({ $0 >= $1 }) else {
      throw Raised.valueError("bins must be monotonically increasing or decreasing")
    }
    let x = try call.dense("x")
    let positions = try call.context.numbers(x.values).map { number -> Int in
      if number.isNaN { return bins.count }
      if isRising { return bins.count { isRight ? $0 < number : $0 <= number } }
      return bins.count { isRight ? $0 >= number : $0 > number }
    }
    return call.context.value(Dense(positions, shape: x.shape, fitted: x.fitted))
  }

  static let isin = Function("isin(element, test_elements, assume_unique=False, invert=False, *, kind=None)") { call in
    try call.members(call["element"], call["test_elements"])
  }
  static let in1d = Function("in1d(ar1, ar2, assume_unique=False, invert=False, *, kind=None)") { call in
    try call.members(call["ar1"], call["ar2"])
  }
  static let intersect1d = Function("intersect1d(ar1, ar2, assume_unique=False, return_indices=False)") { call in
    let (a, b) = try call.sets("ar1", "ar2")
    let known = Set(b.elements)
    let kept = a.elements.indices.filter { known.contains(a.elements[$0]) }
    let common = a.dense.selecting(kept, shape: [kept.count])
    guard try call.bool("return_indices") else { return .object(ArrayObject(common)) }
    func first(_ name: String) throws(Raised) -> Dense {
      let all = try call.dense(name).scalars.map(SetElement.init)
      return Dense(kept.map { place in all.firstIndex(of: a.elements[place]) ?? 0 })
    }
    return .tuple([
      .object(ArrayObject(common)), .object(ArrayObject(try first("ar1"))), .object(ArrayObject(try first("ar2"))),
    ])
  }
  static let union1d = Function("union1d(ar1, ar2)") { call in
    let (a, b) = try call.sets("ar1", "ar2")
    return .object(ArrayObject(NumPy.distinct(NumPy.joined([a.dense, b.dense], axis: 0))))
  }
  static let setdiff1d = Function("setdiff1d(ar1, ar2, assume_unique=False)") { call in
    let known = Set(try call.sets("ar2", "ar2").0.elements)
    var a = try call.dense("ar1")
    a.shape = [a.count]
    if try !call.bool("assume_unique") { a = NumPy.distinct(a) }
    let kept = (0..<a.count).filter { !known.contains(SetElement(a.values[$0])) }
    return .object(ArrayObject(a.selecting(kept, shape: [kept.count])))
  }
  static let setxor1d = Function("setxor1d(ar1, ar2, assume_unique=False)") { call in
    let (a, b) = try call.sets("ar1", "ar2")
    let (first, second) = (Set(a.elements), Set(b.elements))
    let all = NumPy.distinct(NumPy.joined([a.dense, b.dense], axis: 0))
    let kept = (0..<all.count).filter { place in
      let element = SetElement(all.values[place])
      return first.contains(element) != second.contains(element)
    }
    return .object(ArrayObject(all.selecting(kept, shape: [kept.count])))
  }

  static let lexsort = Function("lexsort(keys, axis=-1)") { call in
    try call.refuse("axis")
    let keys = try call.arrays(call["keys"]).map(\.dense)
    var order = Array(0..<(keys.first?.count ?? 0))
    for key in keys {
      let ranks = key.selecting(order, shape: [order.count]).values.order(
        key.dtype, kind: .stable, era: call.context.era)
      order = ranks.map { order[$0] }
    }
    return .object(ArrayObject(Dense(order)))
  }
  static let partition = Function("partition(a, kth, axis=-1, kind='introselect', order=None)") { call in
    // The order among the parts is not numpy's; in order they hold what is promised.
    .object(try call.context.array(call["a"]).sorted(axis: call.axis(), in: call.context))
  }
  static let argpartition = Function("argpartition(a, kth, axis=-1, kind='introselect', order=None)") { call in
    .object(try call.context.array(call["a"]).sortingOrder(axis: call.axis(), stable: true, in: call.context))
  }

  static let isclose = Function("isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)") { call in
    try call.close()
  }
  static let allclose = Function("allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)") { call in
    .bool(try call.context.dense(call.close()).values.flags?.allSatisfy(\.self) ?? true)
  }

  static let isscalar = Function("isscalar(element)") { call in
    switch call[0] {
    case .none: false
    case .object(let object): .bool(object is ScalarObject)
    default: true
    }
  }

  static let arrayEqual = Function("array_equal(a1, a2, equal_nan=False)") { call in
    let (a, b) = (try call.context.dense(call[0]), try call.context.dense(call[1]))
    guard a.shape == b.shape else { return false }
    let treatsMissingAlike = try call.bool("equal_nan")
    let same = try call.context.compare(.equal, .object(ArrayObject(a)), .object(ArrayObject(b)))
    let flags = try call.context.dense(same).values.flags ?? []
    return .bool(
      flags.indices.allSatisfy {
        flags[$0] || treatsMissingAlike && a.values.isMissing($0) && b.values.isMissing($0)
      })
  }
  static let arrayEquiv = Function("array_equiv(a1, a2)") { call in
    let (a, b) = (try call.context.dense(call[0]), try call.context.dense(call[1]))
    guard NumPy.broadcastShape([a.shape, b.shape]) != nil else { return false }
    let same = try call.context.compare(.equal, .object(ArrayObject(a)), .object(ArrayObject(b)))
    return .bool(try call.context.dense(same).values.flags?.allSatisfy(\.self) ?? false)
  }
}

/// An element of a set: numbers of equal value are one.
struct SetElement: Hashable {
  let scalar: Scalar

  init(_ scalar: Scalar) {
    switch scalar {
    case .float(let number): self.scalar = Int64(exactly: number).map { .int($0) } ?? scalar
    case .bool(let flag): self.scalar = .int(flag ? 1 : 0)
    default: self.scalar = scalar
    }
  }
}

extension NumPy {
  /// The distinct elements in order.
  static func distinct(_ dense: Dense) -> Dense {
    let keys = SortedKeys(dense.values, dense.dtype)
    var rows = keys.uniques
    if let missing = keys.codes.firstIndex(of: -1) { rows.append(missing) }
    return dense.selecting(rows, shape: [rows.count])
  }
}

extension Call {
  /// Two arguments as sorted distinct elements.
  fileprivate func sets(
    _ a: String, _ b: String
  ) throws(Raised) -> ((dense: Dense, elements: [SetElement]), (dense: Dense, elements: [SetElement])) {
    func made(_ name: String) throws(Raised) -> (dense: Dense, elements: [SetElement]) {
      var dense = try dense(name)
      dense.shape = [dense.count]
      let distinct = NumPy.distinct(dense)
      return (distinct, distinct.scalars.map(SetElement.init))
    }
    return (try made(a), try made(b))
  }

  fileprivate func members(_ elements: Value, _ candidates: Value) throws(Raised) -> Value {
    let known = Set(try context.dense(candidates).scalars.map(SetElement.init))
    let inverts = try bool("invert")
    let dense = try context.dense(elements)
    let flags = dense.scalars.map { known.contains(SetElement($0)) != inverts }
    let result = Dense(flags, shape: dense.shape, fitted: dense.fitted)
    if let table = elements.object as? any TracedTable, table.isOneDimensional,
      let domain = table.tracedColumns.first?.domain
    {
      return .object(
        ArrayObject(
          context.untraced(
            result.values, .bool, domain: domain, reason: "'numpy.\(signature.name)' has no row function")))
    }
    return dense.rank == 0 && context.era == .classic ? .object(ArrayObject(result)) : context.value(result)
  }

  fileprivate func close() throws(Raised) -> Value {
    let (relative, absolute) = (try double("rtol"), try double("atol"))
    let treatsMissingAlike = try bool("equal_nan")
    let value = try context.pairwise("isclose", self["a"], self["b"]) { x, y in
      if x.isNaN || y.isNaN { return treatsMissingAlike && x.isNaN && y.isNaN ? 1 : 0 }
      if x.isInfinite || y.isInfinite { return x == y ? 1 : 0 }
      return (x - y).magnitude <= absolute + relative * y.magnitude ? 1 : 0
    }
    let dense = try context.dense(value)
    let flags = Dense(try context.numbers(dense.values).map { $0 != 0 }, shape: dense.shape)
    return context.value(flags)
  }

  /// `np.unique(axis=…)`: distinct slices in order.
  fileprivate func uniqueSlices(_ array: ArrayObject, _ axis: Int) throws(Raised) -> Value {
    let axis = try context.axis(axis, rank: array.shape.count)
    let moved = [axis] + array.shape.indices.filter { $0 != axis }
    let slices = array.dense.transposed(moved)
    let width = slices.shape.dropFirst().reduce(1, *)
    let rows = (0..<slices.shape[0]).map { row in (0..<width).map { slices.values[row * width + $0] } }
    var order = Array(rows.indices)
    for column in (0..<width).reversed() {
      let values = NumPy.column(order.map { rows[$0][column] }, slices.dtype)
      order = values.order(slices.dtype, kind: .stable, era: context.era).map { order[$0] }
    }
    var firsts: [Int] = []
    var codes = [Int](repeating: 0, count: rows.count)
    var counts: [Int] = []
    for row in order {
      if let last = firsts.last, rows[last] == rows[row] {
        counts[counts.count - 1] += 1
      } else {
        firsts.append(row)
        counts.append(1)
      }
      codes[row] = firsts.count - 1
    }
    let picked = firsts.flatMap { row in (0..<width).map { row * width + $0 } }
    let chosen = slices.selecting(picked, shape: [firsts.count] + slices.shape.dropFirst())
    var back = Array(moved.indices)
    for (place, from) in moved.enumerated() { back[from] = place }
    var results: [Value] = [.object(ArrayObject(chosen.transposed(back)))]
    if try bool("return_index") { results.append(.object(ArrayObject(Dense(firsts)))) }
    if try bool("return_inverse") { results.append(.object(ArrayObject(Dense(codes)))) }
    if try bool("return_counts") { results.append(.object(ArrayObject(Dense(counts)))) }
    return results.count == 1 ? results[0] : .tuple(results)
  }
}

extension Context {
  /// How many elements of `sorted` are before each value.
  func searchSorted(_ sorted: Dense, _ values: Dense, side: String) throws(Raised) -> Value {
    guard side == "left" || side == "right" else {
      throw .valueError("search side must be 'left' or 'right' (got '\(side)')")
    }
    guard sorted.rank == 1 else { throw .valueError("object too deep for desired array") }
    var positions: [Int] = []
    if sorted.dtype == .str || sorted.dtype == .object {
      let scalars = sorted.scalars
      for value in values.scalars {
        var place = 0
        for scalar in scalars {
          let order: ComparisonOperator = side == "left" ? .less : .lessOrEqual
          guard try truth(compare(order, scalar.pythonValue, value.pythonValue)) else { break }
          place += 1
        }
        positions.append(place)
      }
    } else {
      let numbers = try self.numbers(sorted.values)
      for value in try self.numbers(values.values) {
        var (low, high) = (0, numbers.count)
        while low < high {
          let middle = (low + high) / 2
          let isBefore =
            side == "left"
            ? (numbers[middle] < value || value.isNaN && !numbers[middle].isNaN)
            : !(numbers[middle] > value) || value.isNaN
          if isBefore { low = middle + 1 } else { high = middle }
        }
        positions.append(low)
      }
    }
    return value(Dense(positions, shape: values.shape))
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
    let fitted = context.provenance("numpy.unique", of: domainColumns) ?? tracedFitted
    let values = TracedColumn(values: elements.selecting(rows), dtype: dtype, fitted: fitted)
    var results: [Value] = [.object(ArrayObject(values, dtype: dtype))]
    func numbers(_ numbers: [Int]) -> Value {
      .object(ArrayObject(TracedColumn(values: .ints(numbers.map(Int64.init)), dtype: .int64)))
    }
    if wantsPositions { results.append(numbers(firstRows(codes, rows.count))) }
    if wantsCodes {
      // numpy 2 gives the codes the array's shape.
      results.append(.object(ArrayObject(Dense(codes, shape: context.era == .modern ? shape : [codes.count]))))
    }
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
