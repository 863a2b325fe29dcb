import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// A function as a transformer.
final class FunctionTransformerObject: TransformerObject {
  override func clone() -> EstimatorObject { FunctionTransformerObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    if let table = x.object as? any TracedTable, table.isOneDimensional, !(try flag("validate", in: context)) {
      return remember(names: nil, count: 1)
    }
    let samples = try SampleTable(x, in: context)
    remember(samples)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    try called("func", "kw_args", x, in: context)
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    try called("inverse_func", "inv_kw_args", x, in: context)
  }

  private func called(
    _ function: PythonString, _ keywords: PythonString, _ x: Value, in context: Context
  ) throws(Raised) -> Value {
    let validates = try flag("validate", in: context)
    let samples =
      validates ? Value.object(try NumPy.atLeastOneDimensional(x, in: context)) : x
    let function = parameter(function)
    if function.isNone { return samples }
    let given = parameter(keywords).cast(to: DictObject.self)?.items ?? []
    return try context.call(
      function, CallArguments([samples], keywords: given.map { (name: $0.key.stringValue ?? "", value: $0.value) })
    ).supported()
  }

  override func outputNames(_ given: Value, in context: Context) throws(Raised) -> [String] {
    let names = parameter("feature_names_out")
    if names.isNone {
      throw .attributeError("This 'FunctionTransformer' has no attribute 'get_feature_names_out'")
    }
    var input: [String] = []
    if given.isNone {
      input = featureNames ?? (0..<(featureCount ?? 0)).map { "x\($0)" }
    } else {
      for item in try context.items(of: given) { input.append(try context.str(item).description) }
    }
    guard names.object?.isCallable == true else { return input }
    let made = try context.call(names, [.object(self), ScikitLearn.names(input)]).supported()
    var result: [String] = []
    for item in try context.items(of: made) { result.append(try context.str(item).description) }
    return result
  }

  /// Without `feature_names_out` frames keep the names that the function gave them.
  override func contained(_ result: Value, of x: Value, in context: Context) throws(Raised) -> Value {
    guard container.stringValue == "pandas", parameter("feature_names_out").isNone else {
      return try super.contained(result, of: x, in: context)
    }
    return result
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "get_feature_names_out", parameter("feature_names_out").isNone {
      throw .attributeError("This 'FunctionTransformer' has no attribute 'get_feature_names_out'")
    }
    return try super.attribute(name, in: context)
  }
}

extension ScikitLearn {
  package enum FunctionTransformer {}
  nonisolated(unsafe) static let functionTransformer = estimatorType(
    "FunctionTransformer", module: "sklearn.preprocessing._function_transformer", mixin: transformer,
    members: FunctionTransformer.members)
}

extension ScikitLearn.FunctionTransformer {
  /// `sklearn.preprocessing.FunctionTransformer`.
  static let constructor = Constructor(
    """
    __init__(self, func=None, inverse_func=None, *, validate=False, accept_sparse=False, check_inverse=True, \
    feature_names_out=None, kw_args=None, inv_kw_args=None)
    """
  ) { call in .object(try FunctionTransformerObject(call, type: ScikitLearn.functionTransformer)) }
}
