import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// `FeatureUnion`: transformers of the same samples, their results beside each other.
final class FeatureUnionObject: TransformerObject {
  override func clone() -> EstimatorObject { FeatureUnionObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["verbose_feature_names_out"] : [] }

  override var namedParts: [(name: PythonString, value: Value)] {
    let items = (parameter("transformer_list").object as? ListObject)?.items ?? []
    return items.compactMap { item in
      let pair = (item.object as? TupleObject)?.items ?? []
      return pair.count == 2 ? (name: pair[0].stringValue ?? "", value: pair[1]) : nil
    }
  }

  override func replacePart(_ name: PythonString, by value: Value) {
    guard let list = parameter("transformer_list").object as? ListObject else { return }
    list.items = namedParts.map { .tuple([.string($0.name), $0.name == name ? value : $0.value]) }
  }

  private var used: [(name: PythonString, value: Value)] { namedParts.filter { $0.value.stringValue != "drop" } }

  override func fittedAndTransformed(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    let table = try ScikitLearn.table(x, in: context)
    remember(names: nil, count: table?.tracedColumns.count ?? 1)
    var parts: [Value] = []
    for part in used {
      if part.value.stringValue == "passthrough" {
        parts.append(x)
      } else {
        parts.append(try weighted(ScikitLearn.fitTransformed(part.value, x, y, in: context), part.name, in: context))
      }
    }
    return try ScikitLearn.sideBySide(parts, threshold: nil, rows: table?.rowCount ?? 0, in: context)
  }

  private func weighted(_ result: Value, _ name: PythonString, in context: Context) throws(Raised) -> Value {
    guard let weight = parameter("transformer_weights").cast(to: DictObject.self)?[name] else { return result }
    return try context.binary(.multiply, result, weight).supported()
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    remember(names: nil, count: try ScikitLearn.table(x, in: context)?.tracedColumns.count ?? 1)
    for part in used where part.value.stringValue == nil { try ScikitLearn.fit(part.value, x, y, in: context) }
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    var parts: [Value] = []
    for part in used {
      if part.value.stringValue == "passthrough" {
        parts.append(x)
      } else {
        let result = try ScikitLearn.call("transform", of: part.value, [x], in: context)
        parts.append(try weighted(result, part.name, in: context))
      }
    }
    return try ScikitLearn.sideBySide(parts, threshold: nil, rows: ScikitLearn.rowCount(x, in: context), in: context)
  }

  override func outputNames(_ given: Value, in context: Context) throws(Raised) -> [String] {
    var names: [String] = []
    for part in used {
      guard try ScikitLearn.has(part.value, "get_feature_names_out", in: context) else {
        throw .attributeError(
          "Transformer \(part.name) (type \(part.value.typeName)) does not provide get_feature_names_out.")
      }
      let made = try ScikitLearn.call("get_feature_names_out", of: part.value, [given], in: context)
      for item in try context.items(of: made) { names.append("\(part.name)__\(try context.str(item))") }
    }
    return names
  }
}

extension ScikitLearn {
  package enum FeatureUnion {}
  nonisolated(unsafe) static let featureUnion = estimatorType(
    "FeatureUnion", module: "sklearn.pipeline", mixin: transformer, members: FeatureUnion.members)
}

extension ScikitLearn.FeatureUnion {
  /// `sklearn.pipeline.FeatureUnion`.
  static let constructor = Constructor(
    """
    __init__(self, transformer_list, *, n_jobs=None, transformer_weights=None, verbose=False, \
    verbose_feature_names_out=True)
    """
  ) { call in .object(try FeatureUnionObject(call, type: ScikitLearn.featureUnion)) }
}

extension ScikitLearn.PipelineFunctions {
  /// `sklearn.pipeline.make_union`.
  static let makeUnion = Function("make_union(*transformers, n_jobs=None, verbose=False)") { call in
    let parts = zip(ScikitLearn.stepNames(call.variadic), call.variadic).map { Value.tuple([.string($0), $1]) }
    return try call.context.call(
      .object(ScikitLearn.featureUnion),
      CallArguments(
        [.list(parts)], keywords: [(name: "n_jobs", value: call["n_jobs"]), (name: "verbose", value: call["verbose"])]))
  }
}
