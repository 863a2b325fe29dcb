import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Which values are missing.
final class MissingIndicatorObject: TransformerObject {
  private var indicated: [Int] = []

  override func clone() -> EstimatorObject { MissingIndicatorObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let samples = try SampleTable(x, in: context)
    let isEach = try word("features", of: ["missing-only", "all"], in: context) == "all"
    var kept: [Int] = []
    for (position, column) in samples.columns.enumerated() {
      let mask = try mask(column, in: context)
      if isEach || mask.values.flags?.contains(true) == true { kept.append(position) }
    }
    indicated = kept
    remember(samples)
  }

  private func mask(_ column: TracedColumn, in context: Context) throws(Raised) -> TracedColumn {
    let marker = parameter("missing_values")
    if let number = try context.double(marker), !number.isNaN {
      return try context.traced(
        Equal(), [.column(column.narrowed), .constant(Scalar(marker), nil)], dtype: .bool)
    }
    if marker.stringValue != nil {
      guard column.narrowed.values.holdsStrings else {
        throw context.unsupportedNow("'missing_values' of another kind than the values")
      }
      return try context.traced(
        Equal(), [.column(column.narrowed), .constant(Scalar(marker), nil)], dtype: .bool)
    }
    return try context.traced(IsMissing(), [.column(column.narrowed)], dtype: .bool)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    var columns: [TracedColumn] = []
    var unseen: [Int] = []
    for (position, column) in samples.columns.enumerated() {
      let mask = try mask(column, in: context)
      if indicated.contains(position) {
        columns.append(mask)
      } else if mask.values.flags?.contains(true) == true {
        unseen.append(position)
      }
    }
    if !unseen.isEmpty, parameter("features").stringValue == "missing-only", try flag("error_on_new", in: context) {
      throw .valueError(
        "The features \(try context.str(ScikitLearn.array(unseen))) have missing values in transform but have no missing "
          + "values in fit.")
    }
    return .object(
      ArrayObject(columns: columns, rows: samples.rowCount, dtype: .bool, isColumnMajor: samples.isColumnMajor))
  }

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    indicated.map { "missingindicator_\(input[$0])" }
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "features_", featureCount != nil { return ScikitLearn.array(indicated) }
    return try super.attribute(name, in: context)
  }
}

extension ScikitLearn {
  package enum MissingIndicator {}
  nonisolated(unsafe) static let missingIndicator = estimatorType(
    "MissingIndicator", module: "sklearn.impute._base", mixin: transformer, members: MissingIndicator.members,
    fitted: "features_ n_features_in_ feature_names_in_")
}

extension ScikitLearn.MissingIndicator {
  /// `sklearn.impute.MissingIndicator`.
  static let constructor = Constructor(
    "__init__(self, *, missing_values=nan, features='missing-only', sparse='auto', error_on_new=True)"
  ) { call in
    guard call["sparse"].stringValue == "auto" || call["sparse"].isFalse else {
      throw call.unsupported("'sparse' of 'MissingIndicator'", argument: "sparse")
    }
    return .object(try MissingIndicatorObject(call, type: ScikitLearn.missingIndicator))
  }
}

extension Value {
  fileprivate var isFalse: Bool { if case .bool(false) = self { true } else { false } }
}
