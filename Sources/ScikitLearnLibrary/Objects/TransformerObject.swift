import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A transformer: what all of them do around learning and transforming.
class TransformerObject: EstimatorObject {
  /// The names of the features at `fit`, where they had some.
  private(set) var featureNames: [String]?
  private(set) var featureCount: Int?
  /// `set_output(transform=…)`.
  fileprivate(set) var container = Value.none

  /// Learns from samples. Subclasses override it.
  func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    throw context.unsupportedNow("'\(type.name).fit'")
  }

  /// `transform(X)`. Subclasses override it.
  func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    throw context.unsupportedNow("'\(type.name).transform'")
  }

  /// `fit_transform(X, y)`, where it is more than one after the other.
  func fittedAndTransformed(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    try fit(x, y, in: context)
    return try transformed(x, in: context)
  }

  /// `inverse_transform(X)`. Subclasses override it.
  func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    throw context.unsupportedNow("'\(type.name).inverse_transform'")
  }

  /// The names of the transformed features. Subclasses override it where there are others than before.
  func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] { input }

  /// Keeps the names and the number of the features that were fitted.
  func remember(_ samples: SampleTable) {
    remember(names: samples.hasNames ? samples.names : nil, count: samples.columns.count)
  }

  func remember(names: [String]?, count: Int?) {
    featureNames = names
    featureCount = count
  }

  /// The samples of a call of a fitted transformer, checked to be of the fitted features.
  func checked(_ x: Value, in context: Context) throws(Raised) -> SampleTable {
    guard let featureCount else { throw context.notFitted(self) }
    let samples = try SampleTable(x, in: context)
    try FeatureTable.check(samples.names, samples.hasNames, against: featureCount, named: featureNames, of: self)
    return samples
  }

  /// The names of the transformed features, from those given or those at `fit`.
  func outputNames(_ given: Value, in context: Context) throws(Raised) -> [String] {
    guard let featureCount else { throw context.notFitted(self) }
    return try outputNames(inputNames(given, featureCount, in: context), in: context)
  }

  private func inputNames(_ given: Value, _ count: Int, in context: Context) throws(Raised) -> [String] {
    if given.isNone { return featureNames ?? (0..<count).map { "x\($0)" } }
    var names: [String] = []
    for item in try context.items(of: given) { names.append(try context.str(item).description) }
    if let featureNames, featureNames != names {
      throw .valueError("input_features is not equal to feature_names_in_")
    }
    guard names.count == count else {
      throw .valueError("input_features should have length equal to number of features (\(count)), got \(names.count)")
    }
    return names
  }

  /// What a transformation gives, in the container that `set_output` asks for.
  func contained(_ result: Value, of x: Value, in context: Context) throws(Raised) -> Value {
    guard container.stringValue == "pandas", let table = result.object as? any TracedTable else { return result }
    let names = try outputNames(.none, in: context)
    return try ScikitLearn.frame(table, names: names, like: x, in: context)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "n_features_in_":
      guard let featureCount else { throw missing(name) }
      return .int(featureCount)
    case "feature_names_in_":
      guard let featureNames else { throw missing(name) }
      return ScikitLearn.names(featureNames)
    default: return try super.attribute(name, in: context)
    }
  }

  func missing(_ name: PythonString) -> Raised {
    .attributeError("'\(type.name)' object has no attribute '\(name)'")
  }
}

extension ScikitLearn {
  /// Names as an array of objects.
  static func names(_ names: [String]) -> Value {
    let values = Column.strings(StringColumn(names.map { PythonString($0) }))
    return .object(ArrayObject(TracedColumn(values: values, dtype: .object), dtype: .object))
  }

  /// A table as a frame with these columns' names and the index of `x`.
  static func frame(
    _ table: any TracedTable, names: [String], like x: Value, in context: Context
  ) throws(Raised) -> Value {
    var keywords: [(name: PythonString, value: Value)] = [
      (name: "columns", value: .list(names.map { .string(PythonString($0)) }))
    ]
    if let frame = x.object as? any TracedTable, !(frame is ArrayObject) {
      keywords.append((name: "index", value: try context.attribute(of: x, named: "index")))
    }
    let data = table is ArrayObject ? Value.object(table) : .object(NumPy.array(of: table))
    return try call("DataFrame", of: context.importModule("pandas"), [data], keywords, in: context)
  }

  /// The base of our transformers: `TransformerMixin` with what they all have.
  nonisolated(unsafe) static let ownTransformer = TypeObject(
    name: "TransformerMixin", module: "sklearn.base", bases: [transformer, baseEstimator], isOpen: true,
    members: TransformerMembers.members + FittedAttribute.members("n_features_in_ feature_names_in_"))

  /// What our transformers have.
  package enum TransformerMembers {}
}

extension ScikitLearn.TransformerMembers {
  static let fit = Method("fit(self, X, y=None, sample_weight=None)", mutates: true) { call in
    try call.refuse("sample_weight")
    try call.receiver(as: TransformerObject.self).fit(call["X"], call["y"], in: call.context)
    return call.receiver
  }

  static let transform = Method("transform(self, X, copy=None)") { call in
    let transformer = try call.receiver(as: TransformerObject.self)
    let result = try transformer.transformed(call["X"], in: call.context)
    return try transformer.contained(result, of: call["X"], in: call.context)
  }

  static let inverseTransform = Method("inverse_transform(self, X, copy=None)") { call in
    try call.receiver(as: TransformerObject.self).restored(call["X"], in: call.context)
  }

  static let fitTransform = Method("fit_transform(self, X, y=None, **fit_params)", mutates: true) { call in
    if let (name, _) = call.keywords.first { throw call.unsupported("'\(name)' of 'fit_transform'") }
    let transformer = try call.receiver(as: TransformerObject.self)
    let result = try transformer.fittedAndTransformed(call["X"], call["y"], in: call.context)
    return try transformer.contained(result, of: call["X"], in: call.context)
  }

  static let getFeatureNamesOut = Method("get_feature_names_out(self, input_features=None)") { call in
    let transformer = try call.receiver(as: TransformerObject.self)
    return ScikitLearn.names(try transformer.outputNames(call["input_features"], in: call.context))
  }

  static let setOutput = Method("set_output(self, *, transform=None)", mutates: true) { call in
    let transformer = try call.receiver(as: TransformerObject.self)
    switch call["transform"].stringValue {
    case nil: break
    case "default", "pandas": transformer.container = call["transform"]
    default: throw call.unsupported("such a 'transform' of 'set_output'", argument: "transform")
    }
    return call.receiver
  }
}

extension ScikitLearn.TransformerMixin {
  /// `fit` and `transform` of a class of the notebook.
  static let fitTransform = Method("fit_transform(self, X, y=None, **fit_params)", mutates: true) { call in
    let arguments = call.isNone("y") ? [call["X"]] : [call["X"], call["y"]]
    let fitted = try ScikitLearn.call("fit", of: call.receiver, arguments, call.keywords, in: call.context)
    return try ScikitLearn.call("transform", of: fitted, [call["X"]], in: call.context)
  }
}
