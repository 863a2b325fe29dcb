import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// Which columns of its samples a transformer of a `ColumnTransformer` gets.
struct ColumnSelection {
  let positions: [Int]
  /// Whether it is one column by itself, which the transformer gets with one dimension.
  let isScalar: Bool

  /// - Parameter key: names, positions, a slice, a mask, or a function of the samples that gives such.
  init(_ key: Value, of x: Value, in context: Context) throws(Raised) {
    var key = try key.supported()
    if key.object?.isCallable == true, !(key.object is TypeObject) { key = try context.call(key, [x]).supported() }
    let names = ColumnSelection.names(of: x)
    let count = try ColumnSelection.count(of: x, in: context)
    if key.stringValue != nil {
      positions = [try ColumnSelection.position(key, names, count, in: context)]
      isScalar = true
      return
    }
    if try context.indexIfInteger(key) != nil, !(key.object is any TracedTable) {
      positions = [try ColumnSelection.position(key, names, count, in: context)]
      isScalar = true
      return
    }
    isScalar = false
    if let slice = key.cast(to: SliceObject.self) {
      positions = try ColumnSelection.positions(of: slice, names, count, in: context)
      return
    }
    let items = try context.items(of: key)
    let flags = items.compactMap { item -> Bool? in
      switch Scalar(item) {
      case .bool(let flag): flag
      default: nil
      }
    }
    if !items.isEmpty, flags.count == items.count {
      positions = flags.indices.filter { flags[$0] && $0 < count }
      return
    }
    let unknown = items.filter { item in item.stringValue.map { names?.contains($0) == false } ?? false }
    if !unknown.isEmpty, context.era == .modern {
      let set = try SetObject(unknown, in: context)
      throw .valueError("Some column names are not columns of the dataframe: \(try context.repr(.object(set)))")
    }
    var found: [Int] = []
    for item in items { found.append(try ColumnSelection.position(item, names, count, in: context)) }
    positions = found
  }

  /// Whether a selection is a name or a list of names.
  static func isByName(_ key: Value) -> Bool {
    if key.stringValue != nil { return true }
    let items = (key.object as? ListObject)?.items ?? (key.object as? TupleObject)?.items
    return items?.allSatisfy { $0.stringValue != nil } ?? (key.object?.isCallable == true)
  }

  init(positions: [Int]) {
    self.positions = positions
    isScalar = false
  }

  private static func names(of x: Value) -> [PythonString?]? {
    (x.object as? any TracedTable)?.columnLabels.map { labels in
      labels.map { if case .single(.string(let text)) = $0 { text } else { nil } }
    }
  }

  static func count(of x: Value, in context: Context) throws(Raised) -> Int {
    guard let table = try ScikitLearn.table(x, in: context) else { return 0 }
    if table.isOneDimensional { throw try FeatureTable.oneDimensional(table, in: context) }
    return table.tracedColumns.count
  }

  private static func position(
    _ key: Value, _ names: [PythonString?]?, _ count: Int, in context: Context
  ) throws(Raised) -> Int {
    if let name = key.stringValue {
      guard let names else {
        throw .valueError("Specifying the columns using strings is only supported for dataframes.")
      }
      guard let position = names.firstIndex(of: name) else {
        throw .valueError("A given column is not a column of the dataframe")
      }
      return position
    }
    let index = try context.index(key)
    let position = index < 0 ? index + count : index
    guard (0..<count).contains(position) else {
      throw .valueError("all features must be in [0, \(count - 1)] or [-\(count), 0]")
    }
    return position
  }

  private static func positions(
    of slice: SliceObject, _ names: [PythonString?]?, _ count: Int, in context: Context
  ) throws(Raised) -> [Int] {
    if slice.start.stringValue != nil || slice.stop.stringValue != nil {
      let first = slice.start.isNone ? 0 : try position(slice.start, names, count, in: context)
      let last = slice.stop.isNone ? count - 1 : try position(slice.stop, names, count, in: context)
      return first <= last ? Array(first...last) : []
    }
    return try slice.range(count: count, in: context).map { $0 }
  }

  /// The selected columns, as a value of the same kind as the samples.
  func selected(from x: Value, in context: Context) throws(Raised) -> Value {
    guard let table = try ScikitLearn.table(x, in: context) else { return x }
    if let array = table as? ArrayObject {
      let columns = positions.map { array.tracedColumns[$0] }
      if isScalar, let only = columns.first { return .object(ArrayObject(only, dtype: array.dtype)) }
      return .object(
        ArrayObject(columns: columns, rows: array.rowCount, dtype: array.dtype, isColumnMajor: array.isColumnMajor))
    }
    if let sparse = table as? SparseMatrixObject {
      return SparseMatrixObject.wrapped(
        try ColumnSelection(positions: positions).selected(from: .object(sparse.dense), in: context))
    }
    guard let labels = table.columnLabels else { throw context.unsupportedNow("columns of such samples") }
    let names = positions.map { position in
      switch labels[position] {
      case .single(let scalar): scalar.pythonValue
      case .tuple(let scalars): Value.tuple(scalars.map(\.pythonValue))
      }
    }
    if isScalar, let name = names.first { return try context.item(of: x, at: name).supported() }
    return try context.item(of: x, at: .list(names)).supported()
  }
}
