import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// The samples of an ensemble's fit or prediction, as its members take them.
struct EnsembleSamples {
  let value: Value
  let columns: [TracedColumn]
  let names: [String]
  let hasNames: Bool
  let rowCount: Int

  /// - Parameter keepsFrames: whether members get what the ensemble got; else an array of numbers without names.
  init(_ x: Value, keepsFrames: Bool, in context: Context) throws(Raised) {
    if keepsFrames {
      let table = try SampleTable(x, in: context)
      (columns, names, hasNames, rowCount) = (table.columns, table.names, table.hasNames, table.rowCount)
      value = x
      return
    }
    let table = try FeatureTable(x, in: context)
    (columns, names, hasNames, rowCount) = (table.columns, table.names, table.hasNames, table.rowCount)
    value = .object(ArrayObject(columns: columns, rows: rowCount, dtype: .float64, isColumnMajor: table.isColumnMajor))
  }

  /// The features at these positions, as an array.
  func selecting(features: [Int]) -> Value {
    if features == Array(columns.indices) { return value }
    return .object(ArrayObject(columns: features.map { columns[$0] }, rows: rowCount, dtype: .float64))
  }
}

/// An ensemble of members of any kind. Its members are fitted and asked as Python would, so whatever they trace is traced.
protocol EnsembleObject: SupervisedObject {
  /// Whether members get frames as they are.
  var keepsFrames: Bool { get }
  /// The fitted members, with the features that each sees.
  var members: [EnsembleMember] { get }
  /// Fits the members; `y` holds class indices, or numbers.
  func fitMembers(_ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context) throws(Raised)
  /// The answer for every row.
  func answered(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedColumn
}

/// What an ensemble learns: class indices with their labels, or numbers.
struct EnsembleTarget {
  let column: TracedColumn
  /// Empty for numbers.
  let classes: [Scalar]
  let codes: [Int]
  let numbers: [Double]

  /// The targets as the members see them.
  var value: Value {
    classes.isEmpty
      ? .object(ArrayObject(column)) : ScikitLearn.array(codes)
  }

  func selecting(_ rows: [Int]) -> Value {
    classes.isEmpty ? ScikitLearn.array(rows.map { numbers[$0] }) : ScikitLearn.array(rows.map { codes[$0] })
  }
}

extension EnsembleObject {
  /// The samples of a prediction, checked as the members would.
  func ready(_ x: Value, in context: Context) throws(Raised) -> EnsembleSamples {
    guard let featureCount, !members.isEmpty else { throw context.notFitted(self) }
    let samples = try EnsembleSamples(x, keepsFrames: keepsFrames, in: context)
    // Members that see what the ensemble sees refuse it themselves.
    if !keepsFrames {
      try FeatureTable.check(samples.names, samples.hasNames, against: featureCount, named: featureNames, of: self)
    }
    return samples
  }

  /// Fits, and remembers what may be served.
  func fitEnsemble(
    _ x: Value, _ target: EnsembleTarget, _ weights: Value, isRecorded: Bool, in context: Context,
    _ model: () throws(Raised) -> EnsembleModel
  ) throws(Raised) {
    let samples = try EnsembleSamples(x, keepsFrames: keepsFrames, in: context)
    guard samples.rowCount == target.column.count else {
      throw .valueError(
        "Found input variables with inconsistent numbers of samples: [\(samples.rowCount), \(target.column.count)]")
    }
    try withWeights(weights, count: samples.rowCount, in: context) { () throws(Raised) in
      try fitMembers(samples, target.value, target, in: context)
    }
    adopt(features: samples.columns.count, names: samples.hasNames ? samples.names : nil)
    recordFit(isRecorded ? try model() : nil, samples.columns, samples.names, target.column, in: context)
  }
}

extension EnsembleSamples {
  /// These columns as the ensemble was fitted on: a frame with the names of the fit, or an array.
  init(_ columns: [TracedColumn], like ensemble: SupervisedObject, in context: Context) throws(Raised) {
    self.columns = columns
    let fitted = (ensemble as? any EnsembleObject)?.keepsFrames == true ? ensemble.featureNames : nil
    names = fitted ?? columns.indices.map { "x\($0)" }
    hasNames = fitted != nil
    rowCount = columns.first?.count ?? 0
    let dtype = columns.contains { $0.dtype == .object } ? DType.object : .float64
    let array = ArrayObject(columns: columns, rows: rowCount, dtype: dtype)
    value = fitted == nil ? .object(array) : try ScikitLearn.frame(array, names: names, like: .none, in: context)
  }
}

/// An ensemble for classes.
class EnsembleClassifierObject: ClassifierObject {
  fileprivate(set) var labels: [Scalar]?
  override var classLabels: [Scalar]? { labels }
  override var classArray: Value? { labels.map { ScikitLearn.array($0, dtype: answerDType) } }

  /// The vector that decides. Subclasses override it.
  func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    throw context.unsupportedNow("'\(type.name).predict'")
  }

  /// The vector of probabilities; `nil` where the class has none.
  func likely(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? { nil }

  /// What `decision_function` gives; `nil` where the class has none.
  func scored(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? { nil }

  private var ensemble: (any EnsembleObject)? { self as? any EnsembleObject }

  func answered(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedColumn {
    try context.decided(labels ?? [], by: decisive(x, in: context))
  }

  override func fit(
    _ x: Value, _ y: Value, weights: Value = .none, isRecorded: Bool = true, in context: Context
  ) throws(Raised) {
    guard let ensemble else { return }
    try tableTarget(context.era).warn(of: y, in: context)
    let column = try LabelColumn(y, in: context)
    let target = EnsembleTarget(column: column.column, classes: column.classes, codes: column.codes, numbers: [])
    labels = column.classes
    rememberDType(of: column, from: y)
    try ensemble.fitEnsemble(x, target, weights, isRecorded: isRecorded, in: context) { () throws(Raised) in
      EnsembleModel(
        className: type.name, parameters: try statedParameters(in: context), classLabels: column.classes,
        answer: { [self] (columns) throws(Raised) in
          try answered(EnsembleSamples(columns, like: self, in: context), in: context)
        },
        probability: { [self] (columns) throws(Raised) in
          guard let vector = try likely(EnsembleSamples(columns, like: self, in: context), in: context) else {
            throw context.unsupportedNow("'\(type.name).predict_proba'")
          }
          return try context.components(of: vector)
        })
    }
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let samples = try ensemble?.ready(x, in: context) else { throw context.notFitted(self) }
    let column = try answered(samples, in: context)
    record("predict", samples.columns, [column], in: context)
    return column
  }

  override func probabilities(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    guard let samples = try ensemble?.ready(x, in: context) else { throw context.notFitted(self) }
    guard let vector = try likely(samples, in: context) else {
      throw .attributeError(absence(of: "predict_proba", context.era))
    }
    let columns = try context.components(of: vector)
    record("predict_proba", samples.columns, columns, in: context)
    return columns
  }

  override func decisions(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    guard let samples = try ensemble?.ready(x, in: context) else { throw context.notFitted(self) }
    guard let vector = try scored(samples, in: context) else {
      throw .attributeError(absence(of: "decision_function", context.era))
    }
    let columns = try context.components(of: vector)
    record("decision_function", samples.columns, columns, in: context)
    return columns
  }
}

/// An ensemble for numbers.
class EnsembleRegressorObject: RegressorObject {
  private var ensemble: (any EnsembleObject)? { self as? any EnsembleObject }

  /// The answer as a vector of one. Subclasses override it.
  func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    throw context.unsupportedNow("'\(type.name).predict'")
  }

  func answered(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedColumn {
    try context.first(of: decisive(x, in: context))
  }

  override func fit(
    _ x: Value, _ y: Value, weights: Value = .none, isRecorded: Bool = true, in context: Context
  ) throws(Raised) {
    guard let ensemble else { return }
    try tableTarget(context.era).warn(of: y, in: context)
    let column = try ScikitLearn.column(y, in: context)
    let numbers = try context.numbers(column.values)
    if numbers.contains(where: \.isNaN) { throw .valueError("Input y contains NaN.") }
    let target = EnsembleTarget(column: column, classes: [], codes: [], numbers: numbers)
    try ensemble.fitEnsemble(x, target, weights, isRecorded: isRecorded, in: context) { () throws(Raised) in
      EnsembleModel(
        className: type.name, parameters: try statedParameters(in: context), classLabels: [],
        answer: { [self] (columns) throws(Raised) in
          try answered(EnsembleSamples(columns, like: self, in: context), in: context)
        },
        probability: nil)
    }
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let samples = try ensemble?.ready(x, in: context) else { throw context.notFitted(self) }
    let column = try answered(samples, in: context)
    record("predict", samples.columns, [column], in: context)
    return column
  }
}

extension ScikitLearn {
  /// What ensembles of any members have.
  package enum Ensemble {}
}

extension ScikitLearn.Ensemble {
  /// `estimators_`: the fitted members.
  static let estimators = Property("estimators_") { call in
    guard let ensemble = call.receiver.object as? any EnsembleObject, !ensemble.members.isEmpty else {
      throw call.noAttribute("estimators_")
    }
    return .list(ensemble.members.map(\.value))
  }

  /// `n_classes_`.
  static let classCount = Property("n_classes_") { call in
    guard let labels = (call.receiver.object as? EnsembleClassifierObject)?.classLabels else {
      throw call.noAttribute("n_classes_")
    }
    return .int(labels.count)
  }
}
