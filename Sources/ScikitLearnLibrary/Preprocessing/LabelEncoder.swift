import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Labels as their positions among the sorted labels of `fit`.
final class LabelEncoderObject: EstimatorObject {
  /// The labels in order; a missing one is the last.
  private(set) var classes: [Scalar]?
  private var fitted: Plan.Fitted?
  /// What the plan calls the table.
  private var tableName = "labels.bin"

  override func clone() -> EstimatorObject { LabelEncoderObject(cloning: self) }

  /// `fit(y)`.
  func fit(_ y: Value, in context: Context) throws(Raised) {
    let column = try ScikitLearn.column(y, in: context)
    let present = (0..<column.count).filter { !column.values.isMissing($0) }
    guard let sorted = LabelColumn.sorted(column.values.selecting(present)) else {
      throw ScikitLearn.mixedKinds(column.values, in: context)
    }
    classes = sorted.classes + (present.count < column.count ? [.missing] : [])
    fitted = context.provenance("LabelEncoder.fit", of: [column])
    tableName = ScikitLearn.tableName(column)
  }

  /// `transform(y)`: a label that was not there raises.
  func codes(of y: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let classes else { throw context.notFitted(self) }
    let column = try ScikitLearn.column(y, in: context)
    if column.count == 0 { return TracedColumn(values: .ints([]), dtype: .int64) }
    let kind = keyKind(classes)
    let entries = classes.enumerated().map { (keys: [$0.element], value: Scalar.int(Int64($0.offset))) }
    let lookup = Lookup(
      named: tableName, entries: entries, keys: [kind], value: .int64,
      absent: .raise(RaisedError("ValueError", unseenMessage(kind, context.era))))
    // Codes of objects are a list that numpy makes an array of.
    let dtype = kind == .string ? context.defaultInteger : .int64
    return try context.traced(lookup, [.column(column.narrowed)], dtype: dtype, fitted: fitted)
  }

  /// `inverse_transform(y)`.
  func labels(of y: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let classes else { throw context.notFitted(self) }
    let column = try ScikitLearn.column(y, in: context)
    guard !classes.contains(.missing), column.dtype.isInteger else {
      throw context.unsupportedNow("'LabelEncoder.inverse_transform' to missing labels")
    }
    let entries = classes.enumerated().map { (keys: [Scalar.int(Int64($0.offset))], value: $0.element) }
    let value = Column(scalars: classes).valueType ?? .string
    let lookup = Lookup(
      named: "inverse_" + tableName, entries: entries, keys: [.int64], value: value,
      absent: .raise(RaisedError("ValueError", "y contains previously unseen labels: [{}]")))
    return try context.traced(lookup, [.column(column)], fitted: fitted)
  }

  private func keyKind(_ classes: [Scalar]) -> ValueType.Base {
    switch classes.first {
    case .string: .string
    case .float: .float64
    default: .int64
    }
  }

  /// Since numpy 2 the repr of numbers names their type.
  private func unseenMessage(_ kind: ValueType.Base, _ era: Era) -> String {
    let start = "y contains previously unseen labels: "
    switch (kind, era) {
    case (.string, _): return start + "{}"
    case (.float64, .modern): return start + "[np.float64({})]"
    case (_, .modern): return start + "[np.int64({})]"
    default: return start + "[{}]"
    }
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let labelEncoder = estimatorType(
    "LabelEncoder", module: "sklearn.preprocessing._label", members: LabelEncoder.members)
}
