import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// The samples of a call: traced columns, and the same numbers as a matrix.
struct FeatureTable {
  let columns: [TracedColumn]
  /// The columns' names where they have some, else `x0`, `x1` ….
  let names: [String]
  let matrix: Matrix

  /// The argument as samples × features.
  ///
  /// - Throws: ValueError in scikit-learn's words for one dimension and for strings.
  init(_ value: Value, in context: Context) throws(Raised) {
    guard case .object(let object) = value, let table = try FeatureTable.table(object, value, in: context) else {
      throw .valueError("Expected 2D array, got scalar array instead:\narray=\(try context.repr(value)).")
    }
    if table.isOneDimensional {
      throw .valueError(
        "Expected 2D array, got 1D array instead:\narray=\(try context.str(value)).\nReshape your data either using "
          + "array.reshape(-1, 1) if your data has a single feature or array.reshape(1, -1) if it contains a single sample.")
    }
    columns = table.tracedColumns
    let labels = table.columnLabels
    names = columns.indices.map { position in
      if case .single(.string(let text))? = labels?[position] { text.description } else { "x\(position)" }
    }
    var values: [[Double]] = []
    for column in columns { values.append(try FeatureTable.numbers(column.values)) }
    let byColumn = Matrix(columns: values)
    matrix = table.isColumnMajor ? byColumn : byColumn.laidOut(.rowMajor)
  }

  private static func table(
    _ object: Object, _ value: Value, in context: Context
  ) throws(Raised) -> (any TracedTable)? {
    if let table = object as? any TracedTable { return table }
    return try NumPy.array(value, in: context)
  }

  /// Numbers as float64; missing ones are NaN.
  private static func numbers(_ column: Column) throws(Raised) -> [Double] {
    switch column.storage {
    case .float64(let numbers): return numbers
    case .float32(let numbers): return numbers.map(Double.init)
    case .int64(let numbers): return numbers.indices.map { column.isMissing($0) ? .nan : Double(numbers[$0]) }
    case .bool(let flags): return flags.indices.map { column.isMissing($0) ? .nan : flags[$0] ? 1 : 0 }
    case .string, .object:
      var numbers: [Double] = []
      for row in 0..<column.count {
        switch column[row] {
        case .int(let number): numbers.append(Double(number))
        case .float(let number): numbers.append(number)
        case .bool(let flag): numbers.append(flag ? 1 : 0)
        case .missing, .none: numbers.append(.nan)
        case .string(let text): throw .valueError("could not convert string to float: \(quoted(text))")
        case .object: throw .typeError("float() argument must be a string or a real number")
        }
      }
      return numbers
    }
  }

  private static func quoted(_ text: PythonString) -> String { "'\(text)'" }
}

/// The labels of a call: a traced column, its sorted classes, and each row's class.
struct LabelColumn {
  let column: TracedColumn
  let classes: [Scalar]
  let codes: [Int]

  /// - Throws: ValueError for more than one dimension and for missing labels.
  init(_ value: Value, in context: Context) throws(Raised) {
    guard case .object(let object) = value,
      let table = try (object as? any TracedTable) ?? NumPy.array(value, in: context), let column = table.tracedColumns.first,
      table.tracedColumns.count == 1
    else { throw .valueError("y should be a 1d array, got \(try context.repr(value)) instead.") }
    self.column = column
    if (0..<column.count).contains(where: { column.values.isMissing($0) }) { throw .valueError("Input y contains NaN.") }
    (classes, codes) = LabelColumn.sorted(column.values)
  }

  /// The distinct values in order, and the position of each row's.
  static func sorted(_ values: Column) -> (classes: [Scalar], codes: [Int]) {
    switch values.storage {
    case .int64(let numbers):
      let (classes, codes) = uniqueValues(numbers)
      return (classes.map(Scalar.int), codes)
    case .float64(let numbers):
      let (classes, codes) = uniqueValues(numbers)
      return (classes.map(Scalar.float), codes)
    case .float32(let numbers):
      let (classes, codes) = uniqueValues(numbers.map(Double.init))
      return (classes.map(Scalar.float), codes)
    case .bool(let flags):
      let (classes, codes) = uniqueValues(flags.map { $0 ? 1 : 0 })
      return (classes.map { Scalar.bool($0 == 1) }, codes)
    case .string(let texts):
      let (classes, codes) = uniqueValues((0..<texts.count).map { texts[$0] })
      return (classes.map(Scalar.string), codes)
    case .object(let scalars):
      let (classes, codes) = uniqueValues(scalars.map { PythonString("\($0)") })
      return (classes.map(Scalar.string), codes)
    }
  }
}
