import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension Pandas.MultiIndex {
  /// pandas `MultiIndex.from_arrays`.
  static let fromArrays = ClassMethod("from_arrays(cls, arrays, sortorder=None, names=no_default)") { call in
    try call.refuse("sortorder")
    var levels: [Index.Level] = []
    for array in try call.list("arrays") {
      guard let column = try call.context.sequenceColumn(array) else {
        throw Raised.typeError("Input must be a list / sequence of array-likes.")
      }
      levels.append(Index.Level(column.values, column.dtype))
    }
    guard let first = levels.first else { throw Raised.valueError("Must pass non-zero number of levels/codes") }
    guard levels.allSatisfy({ $0.labels.count == first.labels.count }) else {
      throw Raised.valueError("all arrays must be same length")
    }
    return .object(IndexObject(Index(levels: levels, names: try call.levelNames(levels.count))))
  }

  /// pandas `MultiIndex.from_tuples`.
  static let fromTuples = ClassMethod("from_tuples(cls, tuples, sortorder=None, names=None)") { call in
    try call.refuse("sortorder")
    let labels = try call.list("tuples").map { Label($0) }
    guard let width = labels.first?.parts.count else {
      throw Raised.typeError("Cannot infer number of levels from empty list")
    }
    guard labels.allSatisfy({ $0.parts.count == width }) else { throw call.unsupported("tuples of several lengths") }
    return .object(IndexObject(Index(of: labels, names: try call.levelNames(width))))
  }

  /// pandas `MultiIndex.from_product`.
  static let fromProduct = ClassMethod("from_product(cls, iterables, sortorder=None, names=no_default)") { call in
    try call.refuse("sortorder")
    var columns: [TracedColumn] = []
    for item in try call.list("iterables") {
      guard let column = try call.context.sequenceColumn(item) else {
        throw Raised.typeError("Input must be a list / sequence of iterables.")
      }
      columns.append(column)
    }
    let count = try NumPy.elementCount(columns.map(\.count), in: call.context)
    var repeats = count
    var levels: [Index.Level] = []
    for column in columns {
      repeats /= max(column.count, 1)
      let positions = (0..<count).map { $0 / max(repeats, 1) % max(column.count, 1) }
      levels.append(Index.Level(column.values.selecting(positions), column.dtype))
    }
    return .object(IndexObject(Index(levels: levels, names: try call.levelNames(levels.count))))
  }
}

extension Call {
  fileprivate func levelNames(_ count: Int) throws(Raised) -> [Scalar?] {
    guard isGiven("names"), !isNone("names") else { return [Scalar?](repeating: nil, count: count) }
    let names = try list("names").map { $0.isNone ? nil : Scalar($0) }
    guard names.count == count else {
      throw Raised.valueError("Length of names must match number of levels in MultiIndex.")
    }
    return names
  }
}
