import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Labels as columns of zeros and ones; of two classes one column.
final class LabelBinarizerObject: EstimatorObject {
  private var classes: [Scalar]?
  private var fitted: Plan.Fitted?
  /// What was fitted: its kind of text is that of the classes.
  private var source = Value.none

  override func clone() -> EstimatorObject { LabelBinarizerObject(cloning: self) }

  func fit(_ y: Value, in context: Context) throws(Raised) {
    let labels = try LabelColumn(y, in: context)
    guard !labels.codes.isEmpty else { throw .valueError("y has 0 samples: \(try context.repr(y))") }
    classes = labels.classes
    source = y.object is ListObject ? .list([]) : y
    fitted = context.provenance("LabelBinarizer.fit", of: [labels.column])
  }

  func transformed(_ y: Value, in context: Context) throws(Raised) -> Value {
    guard let classes else { throw context.notFitted(self) }
    if try flag("sparse_output", in: context) { throw context.unsupportedNow("'sparse_output' of 'LabelBinarizer'") }
    let low = try context.index(parameter("neg_label"))
    let high = try context.index(parameter("pos_label"))
    guard low < high else { throw .valueError("neg_label=\(low) must be strictly less than pos_label=\(high).") }
    let column = try ScikitLearn.column(y, in: context).narrowed
    let chosen = classes.count == 2 ? [classes[1]] : classes
    var columns: [TracedColumn] = []
    for label in chosen {
      let isLabel = try context.traced(
        Equal(), [.column(column), .constant(label, fitted)], dtype: .bool, fitted: fitted)
      var numbers = try context.traced(Cast(to: .int64), [.column(isLabel)], dtype: .int64)
      if classes.count == 1 { numbers = constant(Int64(low), numbers) }
      if low != 0 || high != 1, classes.count > 1 {
        numbers = try context.traced(
          Choose(), [.column(isLabel), .constant(.int(Int64(high)), nil), .constant(.int(Int64(low)), nil)],
          dtype: .int64)
      }
      columns.append(numbers)
    }
    return .object(ArrayObject(columns: columns, rows: column.count, dtype: .int64))
  }

  private func constant(_ value: Int64, _ column: TracedColumn) -> TracedColumn {
    TracedColumn(values: .ints([Int64](repeating: value, count: column.count)), dtype: .int64)
  }

  func restored(_ y: Value, in context: Context) throws(Raised) -> Value {
    guard let classes else { throw context.notFitted(self) }
    guard let table = try ScikitLearn.table(y, in: context) else { throw .valueError("y must be an array") }
    var numbers: [[Double]] = []
    for column in table.tracedColumns { numbers.append(try context.numbers(column.values)) }
    let middle =
      ((try context.double(parameter("pos_label")) ?? 1) + (try context.double(parameter("neg_label")) ?? 0)) / 2
    let labels = (0..<table.rowCount).map { row -> Scalar in
      if numbers.count == 1 { return classes[numbers[0][row] > middle && classes.count > 1 ? 1 : 0] }
      let best = numbers.indices.max { (numbers[$0][row], -$0) < (numbers[$1][row], -$1) } ?? 0
      return classes[min(best, classes.count - 1)]
    }
    return ScikitLearn.array(labels, like: source)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "classes_":
      guard let classes else { throw .attributeError("'LabelBinarizer' object has no attribute 'classes_'") }
      return ScikitLearn.array(classes, like: source)
    case "y_type_": return classes.map { $0.count <= 2 ? "binary" : "multiclass" }
    default: return try super.attribute(name, in: context)
    }
  }
}

extension ScikitLearn {
  package enum LabelBinarizer {}
  nonisolated(unsafe) static let labelBinarizer: TypeObject = {
    let type = TypeObject(
      name: "LabelBinarizer", module: "sklearn.preprocessing._label", bases: [transformer, baseEstimator], isOpen: true,
      members: LabelBinarizer.members + FittedAttribute.members("classes_ y_type_"))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }()
}

extension ScikitLearn.LabelBinarizer {
  /// `sklearn.preprocessing.LabelBinarizer`.
  static let constructor = Constructor("__init__(self, *, neg_label=0, pos_label=1, sparse_output=False)") { call in
    .object(try LabelBinarizerObject(call, type: ScikitLearn.labelBinarizer))
  }

  static let fit = Method("fit(self, y)", mutates: true) { call in
    try call.receiver(as: LabelBinarizerObject.self).fit(call["y"], in: call.context)
    return call.receiver
  }

  static let transform = Method("transform(self, y)") { call in
    try call.receiver(as: LabelBinarizerObject.self).transformed(call["y"], in: call.context)
  }

  static let fitTransform = Method("fit_transform(self, y)", mutates: true) { call in
    let binarizer = try call.receiver(as: LabelBinarizerObject.self)
    try binarizer.fit(call["y"], in: call.context)
    return try binarizer.transformed(call["y"], in: call.context)
  }

  static let inverseTransform = Method("inverse_transform(self, Y, threshold=None)") { call in
    try call.refuse("threshold")
    return try call.receiver(as: LabelBinarizerObject.self).restored(call["Y"], in: call.context)
  }
}
