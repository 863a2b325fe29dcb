import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// The samples of a call as they are, text included: traced columns with their names.
struct SampleTable {
  let columns: [TracedColumn]
  /// The columns' names where they have some, else `x0`, `x1` ….
  let names: [String]
  /// Whether the columns have names of their own.
  let hasNames: Bool
  /// Whether columns lie contiguous in memory: sums run in another order if they do not.
  let isColumnMajor: Bool
  let rowCount: Int

  init(_ columns: [TracedColumn], names: [String], hasNames: Bool, isColumnMajor: Bool, rowCount: Int) {
    self.columns = columns
    self.names = names
    self.hasNames = hasNames
    self.isColumnMajor = isColumnMajor
    self.rowCount = rowCount
  }

  /// The argument as samples × features; lists of mixed kinds keep them.
  ///
  /// - Throws: ValueError in scikit-learn's words for one dimension.
  init(_ value: Value, asFloats: Bool = false, in context: Context) throws(Raised) {
    guard let table = try ScikitLearn.table(value.supported(), in: context) else {
      throw .valueError("Expected 2D array, got scalar array instead:\narray=\(try context.repr(value)).")
    }
    if table.isOneDimensional { throw try FeatureTable.oneDimensional(table, asFloats: asFloats, in: context) }
    let labels = table.columnLabels
    let areStrings = labels?.allSatisfy { if case .single(.string) = $0 { true } else { false } } ?? false
    hasNames = areStrings && labels?.isEmpty == false
    let isList = value.object is ListObject || value.object is TupleObject
    let isText = (table as? ArrayObject)?.dtype == .str
    columns = isList && isText ? try SampleTable.columns(ofLists: value, in: context) : table.tracedColumns
    names = columns.indices.map { position in
      if areStrings, case .single(.string(let text))? = labels?[position] { text.description } else { "x\(position)" }
    }
    isColumnMajor = table.isColumnMajor
    rowCount = table.rowCount
  }

  /// Lists of rows, each value of its own kind.
  private static func columns(ofLists value: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    var rows: [[Value]] = []
    for row in try context.items(of: value) { rows.append(try context.items(of: row)) }
    return (rows.first ?? []).indices.map { position in
      TracedColumn(values: Column(scalars: rows.map { Scalar($0[position]) }), dtype: .object)
    }
  }
}
