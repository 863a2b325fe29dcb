package import Columns
import DataFrames
import Kernels
import NumPyLibrary
package import PythonRuntime
import Tracing

/// `Pipeline`: transformers one after the other, and an estimator at the end.
final class PipelineObject: EstimatorObject {
  /// `set_output(transform=…)` asked for before a step was replaced is not remembered, as in scikit-learn.
  typealias Step = (name: PythonString, value: Value)

  /// - Throws: TypeError for what is no list of pairs, once it is used.
  func steps(in context: Context) throws(Raised) -> [Step] {
    var steps: [Step] = []
    for item in try context.items(of: parameter("steps").supported()) {
      let pair = try context.unpack(item, count: 2)
      steps.append((name: pair[0].stringValue ?? "", value: pair[1]))
    }
    return steps
  }

  override var namedParts: [(name: PythonString, value: Value)] { pairs(in: "steps") }

  override func replacePart(_ name: PythonString, by value: Value) { replacePair(name, by: value, in: "steps") }

  override var isClassifier: Bool {
    guard let last = namedParts.last?.value else { return false }
    if let estimator = last.object as? EstimatorObject { return estimator.isClassifier }
    return last.type.isSubclass(of: ScikitLearn.classifier)
  }

  override var isRegressor: Bool {
    guard let last = namedParts.last?.value else { return false }
    if let estimator = last.object as? EstimatorObject { return estimator.isRegressor }
    return last.type.isSubclass(of: ScikitLearn.regressor)
  }

  override func clone() -> EstimatorObject { PipelineObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["transform_input"] : [] }

  // MARK: Fitting

  /// Whether a step does nothing.
  static func passes(_ value: Value) -> Bool { value.isNone || value.stringValue == "passthrough" }

  private func check(_ steps: [Step], in context: Context) throws(Raised) {
    guard let last = steps.last else {
      throw .valueError("The pipeline is empty. Please add steps.")
    }
    let names = steps.map(\.name)
    if Set(names).count != names.count {
      throw .valueError("Names provided are not unique: \(try context.repr(.list(names.map(Value.string))))")
    }
    for (name, value) in steps.dropLast() where !PipelineObject.passes(value) {
      _ = name
      let fits = try ScikitLearn.hasAny(value, ["fit", "fit_transform"], in: context)
      guard fits, try ScikitLearn.hasAny(value, ["transform", "fit_resample"], in: context) else {
        throw .typeError(
          "All intermediate steps should be transformers and implement fit and transform or be the string 'passthrough' "
            + "'\(try context.str(value))' (type \(try context.str(.object(value.type)))) doesn't")
      }
    }
    if !PipelineObject.passes(last.value), try !ScikitLearn.has(last.value, "fit", in: context) {
      throw .typeError(
        "Last step of Pipeline should implement fit or be the string 'passthrough'. '\(try context.str(last.value))' (type "
          + "\(try context.str(.object(last.value.type)))) doesn't")
    }
  }

  /// Parameters of `fit` as `step__name`, for each step.
  private func fitParameters(
    _ given: [(name: PythonString, value: Value)], _ steps: [Step]
  ) throws(Raised) -> [[(name: PythonString, value: Value)]] {
    var result = [[(name: PythonString, value: Value)]](repeating: [], count: steps.count)
    for (name, value) in given {
      let text = name.description
      guard let range = text.firstRange(of: "__"),
        let index = steps.firstIndex(where: { $0.name.description == text[..<range.lowerBound] })
      else {
        throw .valueError(
          "Pipeline.fit does not accept the \(name) parameter. You can pass parameters to specific steps of your pipeline "
            + "using the stepname__parameter format, e.g. `Pipeline.fit(X, y, logisticregression__sample_weight="
            + "sample_weight)`.")
      }
      result[index].append((name: PythonString(String(text[range.upperBound...])), value: value))
    }
    return result
  }

  private func report(_ position: Int, of steps: [Step], in context: Context) throws(Raised) {
    guard try context.truth(parameter("verbose")) else { return }
    let start = "[Pipeline] "
    let message = "(step \(position + 1) of \(steps.count)) Processing \(steps[position].name)"
    let end = "\(message), total=   0.0s"
    let dots = String(repeating: ".", count: max(0, 70 - start.count - end.count))
    context.write(PythonString("\(start)\(dots) \(end)\n"))
  }

  /// Fits all steps but the last, and gives what reaches the last.
  private func prepared(
    _ x: Value, _ y: Value, _ steps: [Step], _ parameters: [[(name: PythonString, value: Value)]],
    in context: Context
  ) throws(Raised) -> (x: Value, y: Value) {
    var (x, y) = (x, y)
    for (position, step) in steps.enumerated().dropLast() where !PipelineObject.passes(step.value) {
      if try ScikitLearn.has(step.value, "fit_resample", in: context) {
        let both = try ScikitLearn.call("fit_resample", of: step.value, [x, y], parameters[position], in: context)
        let parts = try context.unpack(both, count: 2)
        (x, y) = (parts[0], parts[1])
      } else {
        x = try ScikitLearn.fitTransformed(step.value, x, y, parameters[position], in: context)
      }
      try report(position, of: steps, in: context)
    }
    return (x, y)
  }

  func fit(
    _ x: Value, _ y: Value, _ given: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) {
    let steps = try steps(in: context)
    try check(steps, in: context)
    let parameters = try fitParameters(given, steps)
    let (x, y) = try prepared(x, y, steps, parameters, in: context)
    guard let last = steps.last, !PipelineObject.passes(last.value) else { return }
    try ScikitLearn.fit(last.value, x, y, parameters.last ?? [], in: context)
    try report(steps.count - 1, of: steps, in: context)
  }

  func fitTransformed(
    _ x: Value, _ y: Value, _ given: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) -> Value {
    let steps = try steps(in: context)
    try check(steps, in: context)
    let parameters = try fitParameters(given, steps)
    let (x, y) = try prepared(x, y, steps, parameters, in: context)
    guard let last = steps.last, !PipelineObject.passes(last.value) else { return x }
    let result = try ScikitLearn.fitTransformed(last.value, x, y, parameters.last ?? [], in: context)
    try report(steps.count - 1, of: steps, in: context)
    return result
  }

  /// `method(X)` of the last step, on what the steps before make of the samples.
  func answer(
    _ method: PythonString, _ x: Value, _ others: [Value] = [],
    _ keywords: [(name: PythonString, value: Value)] = [], in context: Context
  ) throws(Raised) -> Value {
    _ = try attribute(method, in: context)
    let steps = try steps(in: context)
    var x = x
    for step in steps.dropLast() where !PipelineObject.passes(step.value) {
      if try ScikitLearn.has(step.value, "fit_resample", in: context) { continue }
      x = try ScikitLearn.call("transform", of: step.value, [x], in: context)
    }
    guard let last = steps.last else { throw .valueError("The pipeline is empty. Please add steps.") }
    if method == "transform", PipelineObject.passes(last.value) { return x }
    return try ScikitLearn.call(method, of: last.value, [x] + others, keywords, in: context)
  }

  /// `inverse_transform(X)`.
  func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    var x = x
    for step in try steps(in: context).reversed() where !PipelineObject.passes(step.value) {
      x = try ScikitLearn.call("inverse_transform", of: step.value, [x], in: context)
    }
    return x
  }

  // MARK: Python

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "named_steps": return .object(BunchObject(try steps(in: context).map { ($0.name, $0.value) }))
    case "_final_estimator": return try steps(in: context).last?.value
    case "classes_", "coef_":
      guard name == "classes_", let last = try steps(in: context).last else { break }
      return try context.attribute(of: last.value, named: name)
    case "n_features_in_", "feature_names_in_":
      guard let first = try steps(in: context).first else { break }
      return try context.attribute(of: first.value, named: name)
    case "predict", "predict_proba", "predict_log_proba", "decision_function", "score", "score_samples", "fit_predict":
      guard let last = try steps(in: context).last, try !ScikitLearn.has(last.value, name, in: context) else { break }
      throw absent(name, last.value, in: context)
    case "transform", "inverse_transform":
      for step in try steps(in: context) where !PipelineObject.passes(step.value) {
        if try ScikitLearn.has(step.value, "fit_resample", in: context) { continue }
        if try !ScikitLearn.has(step.value, name, in: context) { throw absent(name, step.value, in: context) }
      }
    default: break
    }
    return try super.attribute(name, in: context)
  }

  private func absent(_ name: PythonString, _ step: Value, in context: Context) -> Raised {
    let namesPipeline = context.era == .modern || name == "transform" || name == "inverse_transform"
    return .attributeError(
      namesPipeline
        ? "This 'Pipeline' has no attribute '\(name)'" : "'\(step.typeName)' object has no attribute '\(name)'")
  }

  override func length(in context: Context) throws(Raised) -> Int? { try steps(in: context).count }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    let steps = try steps(in: context)
    if let slice = key.cast(to: SliceObject.self) {
      let range = try slice.range(count: steps.count, in: context)
      guard range.step == 1 else { throw .valueError("Pipeline slicing only supports a step of 1") }
      let part = PipelineObject(cloning: self)
      _ = part.setParameter("steps", to: .list(range.map { .tuple([.string(steps[$0].name), steps[$0].value]) }))
      return .object(part)
    }
    if let name = key.stringValue {
      if let step = steps.first(where: { $0.name == name }) { return step.value }
      throw .keyError(key)
    }
    let index = try context.index(key)
    let position = index < 0 ? index + steps.count : index
    guard steps.indices.contains(position) else { throw .indexError("list index out of range") }
    return steps[position].value
  }
}

extension ScikitLearn {
  /// `fit_transform` where the transformer has it, else `fit` and `transform`.
  static func fitTransformed(
    _ transformer: Value, _ x: Value, _ y: Value, _ keywords: [(name: PythonString, value: Value)] = [],
    in context: Context
  ) throws(Raised) -> Value {
    let arguments = y.isNone ? [x] : [x, y]
    if try has(transformer, "fit_transform", in: context) {
      return try call("fit_transform", of: transformer, arguments, keywords, in: context)
    }
    _ = try call("fit", of: transformer, arguments, keywords, in: context)
    return try call("transform", of: transformer, [x], in: context)
  }
}
