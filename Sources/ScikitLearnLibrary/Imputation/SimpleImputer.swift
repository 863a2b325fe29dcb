import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Missing values replaced by a statistic of their column.
class SimpleImputerObject: TransformerObject {
  private(set) var statistics: [Scalar] = []
  private var fitted: [Plan.Fitted?] = []
  /// The features with missing values at `fit`, where `add_indicator` asks for them.
  private var indicated: [Int] = []
  private var isNumeric = true

  override func clone() -> EstimatorObject { SimpleImputerObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .modern ? ["verbose"] : [] }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let strategy = try word(
      "strategy", of: ["mean", "median", "most_frequent", "constant"],
      others: context.era == .modern ? " or a callable" : "", in: context)
    let samples = try marked(SampleTable(x, in: context), in: context)
    try checkNumeric(samples, strategy, in: context)
    guard samples.rowCount > 0 else {
      throw .valueError(
        "Found array with 0 sample(s) (shape=(0, \(samples.columns.count))) while a minimum of 1 is required by \(type.name)."
      )
    }
    isNumeric = samples.columns.allSatisfy { !$0.values.holdsStrings && !$0.values.holdsObjects }
    switch strategy {
    case "mean": statistics = try numbers(samples, in: context) { presentMeans($0) }
    case "median":
      statistics = try numbers(samples, in: context) { matrix in
        (0..<matrix.columns).map { presentMedian(matrix.column($0)) }
      }
    case "most_frequent": statistics = samples.columns.map { SimpleImputerObject.mostFrequent($0.values) }
    default:
      let given = parameter("fill_value")
      let fill = given.isNone ? isNumeric ? Scalar.int(0) : .string("missing_value") : Scalar(given)
      statistics = samples.columns.map { _ in fill }
    }
    if strategy != "constant", try context.truth(parameter("keep_empty_features")) {
      statistics = statistics.map { $0.isMissing ? .int(0) : $0 }
    }
    indicated =
      try context.truth(parameter("add_indicator"))
      ? samples.columns.indices.filter { position in
        let values = samples.columns[position].values
        return (0..<values.count).contains { values.isMissing($0) }
      } : []
    remember(samples)
    fitted = samples.columns.map { context.provenance("SimpleImputer.fit", of: [$0]) }
  }

  private func checkNumeric(_ samples: SampleTable, _ strategy: String, in context: Context) throws(Raised) {
    guard strategy == "mean" || strategy == "median" else { return }
    for column in samples.columns where column.values.holdsStrings || column.values.holdsObjects {
      for row in 0..<column.count {
        if case .string(let text) = column.values[row] {
          throw .valueError(
            "Cannot use \(strategy) strategy with non-numeric data:\ncould not convert string to float: \(text.pythonRepr)"
          )
        }
      }
    }
  }

  private func numbers(
    _ samples: SampleTable, in context: Context, _ statistic: (Matrix) -> [Double]
  ) throws(Raised) -> [Scalar] {
    var columns: [[Double]] = []
    for column in samples.columns { columns.append(try context.numbers(column.narrowed.values)) }
    let byColumn = Matrix(columns: columns)
    return statistic(samples.isColumnMajor ? byColumn : byColumn.laidOut(.rowMajor)).map(Scalar.float)
  }

  /// The most frequent value, the least of equals.
  private static func mostFrequent(_ values: Column) -> Scalar {
    let present = values.selecting((0..<values.count).filter { !values.isMissing($0) })
    guard let sorted = LabelColumn.sorted(present), !sorted.classes.isEmpty else { return .float(.nan) }
    var counts = [Int](repeating: 0, count: sorted.classes.count)
    for code in sorted.codes { counts[code] += 1 }
    let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
    return sorted.classes[best]
  }

  /// The samples with `missing_values` as missing.
  private func marked(_ samples: SampleTable, in context: Context) throws(Raised) -> SampleTable {
    let marker = parameter("missing_values")
    if let number = try context.double(marker), number.isNaN { return samples }
    if marker.isNone || marker.stringValue == "NaN" { return samples }
    guard case .constant(let scalar, _)? = Tracer.Operand(scalar: marker) else { return samples }
    var columns: [TracedColumn] = []
    for column in samples.columns {
      let isText = column.values.holdsStrings
      let isTextMarker = if case .string = scalar { true } else { false }
      guard isText == isTextMarker else {
        columns.append(column)
        continue
      }
      let known = try context.traced(NotEqual(), [.column(column), .constant(scalar, nil)], dtype: .bool)
      columns.append(try context.traced(KeepWhere(), [.column(known), .column(column)]))
    }
    return samples.replacing(columns)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try marked(checked(x, in: context), in: context)
    let strategy = parameter("strategy").stringValue?.description ?? "mean"
    try checkNumeric(samples, strategy, in: context)
    let makesFloats = strategy == "mean" || strategy == "median"
    var columns: [TracedColumn] = []
    for (position, column) in samples.columns.enumerated() where !isDropped(position) {
      columns.append(
        try filled(column.narrowed, statistics[position], fitted[position], makesFloats: makesFloats, in: context))
    }
    let areNumbers = columns.allSatisfy { !$0.values.holdsStrings && !$0.values.holdsObjects }
    let dtype = areNumbers ? NumPy.common(columns.map { NumPy.arrayDType(of: $0.dtype) }) : DType.object
    for position in indicated {
      let isMissing = try context.traced(IsMissing(), [.column(samples.columns[position].narrowed)], dtype: .bool)
      columns.append(
        areNumbers ? try context.traced(Cast(to: .float64), [.column(isMissing)], dtype: .float64) : isMissing)
    }
    return .object(
      ArrayObject(
        columns: columns, rows: samples.rowCount, dtype: indicated.isEmpty || !areNumbers ? dtype : .float64,
        isColumnMajor: samples.isColumnMajor && indicated.isEmpty))
  }

  private func isDropped(_ position: Int) -> Bool { statistics[position].isMissing }

  private func filled(
    _ column: TracedColumn, _ statistic: Scalar, _ fitted: Plan.Fitted?, makesFloats: Bool, in context: Context
  ) throws(Raised) -> TracedColumn {
    var column = column
    if makesFloats, column.dtype != .float64 || column.values.asFloats != column.values {
      column = try context.traced(Cast(to: .float64), [.column(column)], dtype: .float64)
    }
    if case .int64 = column.values.storage, column.values.missing == nil, !makesFloats { return column }
    if column.count == 0 { return column }
    return try context.traced(
      FillMissing(statistic), [.column(column)], dtype: column.values.holdsStrings ? .object : nil, fitted: fitted)
  }

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    statistics.indices.filter { !isDropped($0) }.map { input[$0] } + indicated.map { "missingindicator_\(input[$0])" }
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard name == "statistics_" else { return try super.attribute(name, in: context) }
    guard featureCount != nil else { throw missing(name) }
    if isNumeric {
      let numbers = statistics.map { scalar -> Double in
        switch scalar {
        case .int(let number): Double(number)
        case .float(let number): number
        default: .nan
        }
      }
      let areInts =
        parameter("strategy").stringValue == "most_frequent"
        && statistics.allSatisfy {
          if case .int = $0 { true } else { false }
        }
      return areInts ? ScikitLearn.array(statistics) : ScikitLearn.array(numbers)
    }
    return .object(ArrayObject(TracedColumn(values: Column(.object(statistics)), dtype: .object), dtype: .object))
  }
}

/// `Imputer` of old: the same by its three strategies.
final class OldImputerObject: SimpleImputerObject {
  override func clone() -> EstimatorObject { OldImputerObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { [] }
}

extension SampleTable {
  /// The same with other columns.
  func replacing(_ columns: [TracedColumn]) -> SampleTable {
    SampleTable(columns, names: names, hasNames: hasNames, isColumnMajor: isColumnMajor, rowCount: rowCount)
  }
}

extension ScikitLearn {
  package enum SimpleImputer {}
  package enum OldImputer {}
  nonisolated(unsafe) static let simpleImputer = estimatorType(
    "SimpleImputer", module: "sklearn.impute._base", mixin: transformer, members: SimpleImputer.members,
    fitted: "statistics_")
  nonisolated(unsafe) static let oldImputer = estimatorType(
    "Imputer", module: "sklearn.preprocessing.imputation", mixin: transformer, members: OldImputer.members)
}

extension ScikitLearn.SimpleImputer {
  /// `sklearn.impute.SimpleImputer`.
  static let constructor = Constructor(
    """
    __init__(self, *, missing_values=nan, strategy='mean', fill_value=None, verbose='deprecated', copy=True, \
    add_indicator=False, keep_empty_features=False)
    """
  ) { call in .object(try SimpleImputerObject(call, type: ScikitLearn.simpleImputer)) }
}

extension ScikitLearn.OldImputer {
  /// `sklearn.preprocessing.Imputer` of scikit-learn up to 0.21.
  static let constructor = Constructor(
    "__init__(self, missing_values='NaN', strategy='mean', axis=0, verbose=0, copy=True)"
  ) { call in
    guard try call.int("axis") == 0 else { throw call.unsupported("'axis=1' of 'Imputer'", argument: "axis") }
    return .object(try OldImputerObject(call, type: ScikitLearn.oldImputer))
  }
}
