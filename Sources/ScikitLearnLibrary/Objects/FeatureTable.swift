import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// The samples of a call: traced columns, and the same numbers as a matrix.
struct FeatureTable {
  let columns: [TracedColumn]
  /// The columns' names where they have some, else `x0`, `x1` ….
  let names: [String]
  /// Whether the columns have names of their own.
  let hasNames: Bool
  /// Whether columns lie contiguous in memory: sums run in another order if they do not.
  let isColumnMajor: Bool
  let matrix: Matrix

  var rowCount: Int { matrix.rows }

  /// The argument as samples × features.
  ///
  /// - Parameter parsesText: whether numpy's fixed-width text is taken: transformers that want floats do.
  /// - Throws: ValueError in scikit-learn's words for one dimension and for strings.
  init(_ value: Value, parsesText: Bool = false, in context: Context) throws(Raised) {
    let samples = try SampleTable(value, asFloats: true, in: context)
    columns = try FeatureTable.parsed(samples.columns, value, parsesText: parsesText, in: context)
    names = samples.names
    hasNames = samples.hasNames
    isColumnMajor = samples.isColumnMajor
    var values: [[Double]] = []
    for column in columns { values.append(try FeatureTable.numbers(column.values)) }
    matrix = Matrix(columns: values, layout: isColumnMajor ? .columnMajor : .rowMajor)
  }

  /// The same samples with other numbers.
  private init(_ other: FeatureTable, _ matrix: Matrix) {
    (columns, names, hasNames) = (other.columns, other.names, other.hasNames)
    isColumnMajor = other.isColumnMajor
    self.matrix = matrix
  }

  /// The samples for a fit that sums in an order that depends on the processor.
  func rounded(in context: Context) -> FeatureTable {
    let numbers = context.rounded(matrix.values)
    return FeatureTable(
      self, Matrix(rows: matrix.rows, columns: matrix.columns, layout: matrix.layout, values: numbers))
  }

  static func oneDimensional(
    _ table: any TracedTable, asFloats: Bool = true, in context: Context
  ) throws(Raised) -> Raised {
    if context.era == .modern, !(table is ArrayObject) {
      return .valueError(
        "Expected a 2-dimensional container but got \(try context.repr(.object(table.type))) instead. Pass a DataFrame "
          + "containing a single row (i.e. single sample) or a single column (i.e. single feature) instead.")
    }
    let array = NumPy.array(of: table)
    let numbers = asFloats ? try array.cast(to: .float64, in: context) : array
    return .valueError(
      "Expected 2D array, got 1D array instead:\narray=\(try context.str(.object(numbers))).\nReshape your data either "
        + "using array.reshape(-1, 1) if your data has a single feature or array.reshape(1, -1) if it contains a single "
        + "sample.")
  }

  /// The columns with their texts as numbers: NumPy parses those that are objects.
  private static func parsed(
    _ columns: [TracedColumn], _ value: Value, parsesText: Bool, in context: Context
  ) throws(Raised) -> [TracedColumn] {
    if !parsesText, let array = value.cast(to: ArrayObject.self), array.dtype == .str {
      throw .valueError(
        "dtype='numeric' is not compatible with arrays of bytes/strings.Convert your data to numeric values explicitly "
          + "instead.")
    }
    var result = columns
    for (position, column) in columns.enumerated()
    where column.values.holdsTexts || parsesText && column.values.holdsObjects {
      result[position] = try NumPy.cast(column, to: .float64, in: context)
    }
    return result
  }

  /// Numbers as float64; missing ones are NaN.
  private static func numbers(_ column: Column) throws(Raised) -> [Double] {
    switch column.storage {
    case .string, .object:
      var numbers: [Double] = []
      for row in 0..<column.count {
        switch column[row] {
        case .int(let number): numbers.append(Double(number))
        case .float(let number): numbers.append(number)
        case .bool(let flag): numbers.append(flag ? 1 : 0)
        case .missing, .none: numbers.append(.nan)
        case .string(let text): throw .valueError("could not convert string to float: \(text.pythonRepr)")
        case .object: throw .typeError("float() argument must be a string or a real number")
        }
      }
      return numbers
    default: return column.float64s
    }
  }

  /// Refuses other features than the estimator was fitted on: other names, or another number.
  ///
  /// - Parameter fitted: the names at `fit`, where there were any.
  func check(_ count: Int, named fitted: [String]?, of estimator: EstimatorObject) throws(Raised) {
    try FeatureTable.check(names, hasNames, against: count, named: fitted, of: estimator)
  }

  static func check(
    _ names: [String], _ hasNames: Bool, against count: Int, named fitted: [String]?, of estimator: EstimatorObject
  ) throws(Raised) {
    if hasNames, let fitted, names != fitted { throw FeatureTable.otherNames(names, fitted) }
    guard names.count == count else {
      throw .valueError(
        "X has \(names.count) features, but \(estimator.type.name) is expecting \(count) features as input.")
    }
  }

  static func otherNames(_ names: [String], _ fitted: [String]) -> Raised {
    func list(_ names: Set<String>) -> String {
      let sorted = names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
      return sorted.prefix(5).map { "- \($0)\n" }.joined() + (sorted.count > 5 ? "- ...\n" : "")
    }
    var message = "The feature names should match those that were passed during fit.\n"
    let unexpected = Set(names).subtracting(fitted)
    let missing = Set(fitted).subtracting(names)
    if !unexpected.isEmpty { message += "Feature names unseen at fit time:\n" + list(unexpected) }
    if !missing.isEmpty { message += "Feature names seen at fit time, yet now missing:\n" + list(missing) }
    if unexpected.isEmpty, missing.isEmpty {
      message += "Feature names must be in the same order as they were in fit.\n"
    }
    return .valueError(message)
  }

  /// Refuses a table without rows.
  func checkNotEmpty(for estimator: EstimatorObject) throws(Raised) {
    guard rowCount == 0 else { return }
    throw .valueError(
      "Found array with 0 sample(s) (shape=(0, \(columns.count))) while a minimum of 1 is required by "
        + "\(estimator.type.name).")
  }

  /// Refuses infinities.
  func checkFinite() throws(Raised) {
    if matrix.values.contains(where: \.isInfinite) {
      throw .valueError("Input X contains infinity or a value too large for dtype('float64').")
    }
  }

  /// Refuses infinities and NaN.
  func checkComplete(for estimator: EstimatorObject, in context: Context) throws(Raised) {
    try checkFinite()
    if matrix.values.contains(where: \.isNaN) {
      throw context.raised(LearningError.missingInput(estimator: estimator.type.name))
    }
  }
}

extension Column {
  /// Whether a value is text or `None`.
  fileprivate var holdsTexts: Bool {
    switch storage {
    case .string: true
    case .object(let scalars): scalars.contains { if case .string = $0 { true } else { $0 == .none } }
    default: false
    }
  }
}

extension ScikitLearn {
  /// The value as a table of traced columns; `nil` for scalars.
  static func table(_ value: Value, in context: Context) throws(Raised) -> (any TracedTable)? {
    if let table = value.object as? any TracedTable { return table }
    return try NumPy.array(value, in: context)
  }

  /// The only column of a value of one dimension, or of one column.
  static func column(_ value: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let table = try table(value, in: context) else {
      throw .valueError("y should be a 1d array, got an array of shape () instead.")
    }
    let columns = table.tracedColumns
    guard columns.count == 1, let column = columns.first else {
      throw .valueError("y should be a 1d array, got an array of shape (\(table.rowCount), \(columns.count)) instead.")
    }
    return column
  }
}
