import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// Sets of labels as columns of zeros and ones.
final class MultiLabelBinarizerObject: EstimatorObject {
  private var labels: [Scalar]?

  override func clone() -> EstimatorObject { MultiLabelBinarizerObject(cloning: self) }

  private func sets(_ y: Value, in context: Context) throws(Raised) -> [[Scalar]] {
    var result: [[Scalar]] = []
    for row in try context.items(of: y) {
      var labels: [Scalar] = []
      for item in try context.items(of: row.supported()) { labels.append(Scalar(item)) }
      result.append(labels)
    }
    return result
  }

  func fit(_ y: Value, in context: Context) throws(Raised) {
    let given = parameter("classes")
    if !given.isNone {
      var found: [Scalar] = []
      for item in try context.items(of: given) { found.append(Scalar(item)) }
      guard Set(found).count == found.count else {
        throw .valueError(
          "The classes argument contains duplicate classes. Remove these duplicates before passing them to "
            + "MultiLabelBinarizer.")
      }
      labels = found
      return
    }
    let all = Column(scalars: try sets(y, in: context).flatMap { $0 })
    guard let sorted = LabelColumn.sorted(all) else { throw context.unsupportedNow("labels of mixed kinds") }
    labels = sorted.classes
  }

  func transformed(_ y: Value, in context: Context) throws(Raised) -> Value {
    guard let labels else { throw context.notFitted(self) }
    var places: [Scalar: Int] = [:]
    for (place, label) in labels.enumerated() { places[label.asKey] = place }
    let sets = try sets(y, in: context)
    var columns = [[Int64]](repeating: [Int64](repeating: 0, count: sets.count), count: labels.count)
    var unknown: [Scalar] = []
    for (row, set) in sets.enumerated() {
      for label in set {
        if let place = places[label.asKey] { columns[place][row] = 1 } else { unknown.append(label) }
      }
    }
    if !unknown.isEmpty {
      let names = LabelColumn.sorted(Column(scalars: unknown))?.classes ?? unknown
      let text = try context.repr(.list(names.map { .string(PythonString("\($0.pythonValue.stringValue ?? "")")) }))
      let isText = names.allSatisfy { if case .string = $0 { true } else { false } }
      let shown = isText ? text : try context.repr(.list(names.map(\.pythonValue)))
      try context.warn(PythonString("unknown class(es) \(shown) will be ignored"), Exceptions.userWarning)
    }
    let domain = (y.object as? any TracedTable)?.tracedColumns.first { $0.domain != nil }?.domain
    let traced = columns.map {
      context.untraced(.ints($0), .int64, domain: domain, reason: "sets of labels in lists")
    }
    let array = ArrayObject(columns: traced, rows: sets.count, dtype: .int64)
    return try flag("sparse_output", in: context) ? .object(SparseMatrixObject(array)) : .object(array)
  }

  func restored(_ y: Value, in context: Context) throws(Raised) -> Value {
    guard let labels else { throw context.notFitted(self) }
    guard let table = try ScikitLearn.table(y, in: context) else { throw .valueError("Expected 2D array") }
    var columns: [[Double]] = []
    for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
    guard columns.count == labels.count else {
      throw .valueError("Expected indicator for \(labels.count) classes, but got \(columns.count)")
    }
    if let other = columns.joined().first(where: { $0 != 0 && $0 != 1 }) {
      _ = other
      throw .valueError(
        "Expected only 0s and 1s in label indicator. Also got \(try context.str(.object(NumPy.array(of: table))))")
    }
    let isText = labels.contains { if case .string = $0 { true } else { false } }
    return .list(
      (0..<table.rowCount).map { row in
        .tuple(
          columns.indices.filter { columns[$0][row] == 1 }.map {
            isText ? labels[$0].pythonValue : NumPy.element(labels[$0], .int64)
          })
      })
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "classes_", let labels {
      let isText = labels.contains { if case .string = $0 { true } else { false } }
      return isText
        ? .object(ArrayObject(TracedColumn(values: Column(scalars: labels), dtype: .object), dtype: .object))
        : ScikitLearn.array(labels)
    }
    return try super.attribute(name, in: context)
  }
}

extension ScikitLearn {
  package enum MultiLabelBinarizer {}
  nonisolated(unsafe) static let multiLabelBinarizer = TypeObject(
    name: "MultiLabelBinarizer", module: "sklearn.preprocessing._label", bases: [transformer, baseEstimator],
    isOpen: true, members: MultiLabelBinarizer.members + FittedAttribute.members("classes_"))
}

extension ScikitLearn.MultiLabelBinarizer {
  /// `sklearn.preprocessing.MultiLabelBinarizer`.
  static let constructor = Constructor("__init__(self, *, classes=None, sparse_output=False)") { call in
    .object(try MultiLabelBinarizerObject(call, type: ScikitLearn.multiLabelBinarizer))
  }

  static let fit = Method("fit(self, y)", mutates: true) { call in
    try call.receiver(as: MultiLabelBinarizerObject.self).fit(call["y"].supported(), in: call.context)
    return call.receiver
  }

  static let transform = Method("transform(self, y)") { call in
    try call.receiver(as: MultiLabelBinarizerObject.self).transformed(call["y"].supported(), in: call.context)
  }

  static let fitTransform = Method("fit_transform(self, y)", mutates: true) { call in
    let binarizer = try call.receiver(as: MultiLabelBinarizerObject.self)
    try binarizer.fit(call["y"].supported(), in: call.context)
    return try binarizer.transformed(call["y"].supported(), in: call.context)
  }

  static let inverseTransform = Method("inverse_transform(self, yt)") { call in
    try call.receiver(as: MultiLabelBinarizerObject.self).restored(call["yt"].supported(), in: call.context)
  }
}
