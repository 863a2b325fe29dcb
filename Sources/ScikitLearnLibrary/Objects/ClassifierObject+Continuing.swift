import Columns
import DataFrames
import PythonRuntime
import Tracing

extension PythonRuntime.Call {
  /// `partial_fit(X, y, classes, sample_weight)`: goes on from what was learned, or begins with the classes given.
  func partialFit() throws(Raised) -> Value {
    let estimator = try receiver(as: ClassifierObject.self)
    try estimator.partialFit(
      self["X"], self["y"], classes: self["classes"], weights: self["sample_weight"], in: context)
    return receiver
  }
}

extension ClassifierObject {
  fileprivate func partialFit(
    _ x: Value, _ y: Value, classes: Value, weights: Value, in context: Context
  ) throws(Raised) {
    let known = model?.classLabels
    if known == nil, classes.isNone {
      throw .valueError("classes must be passed on the first call to partial_fit.")
    }
    if !classes.isNone {
      guard let given = LabelColumn.sorted(try ScikitLearn.column(classes, in: context).values)?.classes else {
        throw context.unsupportedNow("labels of mixed kinds")
      }
      if let known, known.map(\.asKey) != given.map(\.asKey) {
        throw .valueError(
          "`classes=\(try context.repr(classes))` is not the same as on last call to partial_fit, was: "
            + "\(try context.repr(ScikitLearn.array(known)))")
      }
      continuing = ContinuedFit(classes: given, isFirst: known == nil)
    } else if let known {
      continuing = ContinuedFit(classes: known, isFirst: false)
    }
    defer { continuing = nil }
    if known != nil { _ = try samples(x, in: context) }
    try fit(x, y, weights: weights, in: context)
  }
}

/// A fit that goes on: classes are those of its beginning.
struct ContinuedFit {
  let classes: [Scalar]
  let isFirst: Bool

  /// The labels by the known classes.
  ///
  /// - Throws: ValueError for a label that was not among them.
  func labels(_ y: Value, in context: Context) throws(Raised) -> LabelColumn {
    let found = try LabelColumn(y, in: context)
    var codes: [Int] = []
    for label in found.classes {
      guard let code = classes.firstIndex(where: { $0.asKey == label.asKey }) else {
        let unknown = found.classes.filter { label in !classes.contains { $0.asKey == label.asKey } }
        throw .valueError(
          "The target label(s) \(try context.str(ScikitLearn.array(unknown))) in y do not exist in the initial classes "
            + "\(try context.str(ScikitLearn.array(classes)))")
      }
      codes.append(code)
    }
    return LabelColumn(column: found.column, classes: classes, codes: found.codes.map { codes[$0] })
  }
}
