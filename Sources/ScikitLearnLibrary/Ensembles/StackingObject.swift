import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What stacking for classes and for numbers share: a final estimator learns from what the members answer.
protocol StackingObject: EnsembleObject {
  var stack: FittedStack? { get }
}

/// Fitted members, the method that each is asked by, and the final estimator.
struct FittedStack {
  let members: [EnsembleMember]
  let methods: [PythonString]
  let final: EnsembleMember
  /// Whether the samples themselves go to the final estimator too.
  let passesSamples: Bool
  /// Whether the first of two probabilities is left out.
  let isBinary: Bool
  /// How many numbers each member gives.
  let widths: [Int]

  /// What the final estimator gets for these samples.
  func meta(_ x: EnsembleSamples, in context: Context) throws(Raised) -> Value {
    var answers: [[TracedColumn]] = []
    for (member, method) in zip(members, methods) { answers.append(try member.outputs(method, x.value, in: context)) }
    return FittedStack.joined(answers, methods, x, passesSamples: passesSamples, isBinary: isBinary).value
  }

  /// The members' answers side by side, and the samples after them.
  ///
  /// - SeeAlso: scikit-learn, `_BaseStacking._concatenate_predictions`.
  static func joined(
    _ answers: [[TracedColumn]], _ methods: [PythonString], _ x: EnsembleSamples, passesSamples: Bool, isBinary: Bool
  ) -> (value: Value, widths: [Int]) {
    let kept = zip(answers, methods).map { columns, method in
      method == "predict_proba" && isBinary && columns.count > 1 ? Array(columns.dropFirst()) : columns
    }
    let columns = kept.flatMap { $0 } + (passesSamples ? x.columns : [])
    let areWhole = columns.allSatisfy { $0.dtype == .int64 }
    let array = ArrayObject(columns: columns, rows: x.rowCount, dtype: areWhole ? .int64 : .float64)
    return (.object(array), kept.map(\.count))
  }
}

extension StackingObject {
  /// Fits the members, and the final estimator to what members say of samples that they were not fitted on.
  ///
  /// - Parameter standard: the class of the final estimator where none is given.
  func fittedStack(
    _ x: EnsembleSamples, _ target: EnsembleTarget, standard: TypeObject, in context: Context
  ) throws(Raised) -> FittedStack {
    let named = try namedMembers(in: context)
    if target.classes.isEmpty { try checkKinds(named, in: context) }
    let final = try finalMember(standard, in: context)
    let isPrefit = parameter("cv").stringValue == "prefit"
    var members: [EnsembleMember] = []
    var methods: [PythonString] = []
    for (_, template) in named {
      if isPrefit {
        try checkFitted(template, in: context)
        members.append(EnsembleMember(fitted: template))
      } else {
        let member = try EnsembleMember(copying: template, in: context)
        try member.fit(x.value, target.value, weights: sampleWeights, in: context)
        members.append(member)
      }
    }
    for (name, template) in named { methods.append(try method(of: template, named: name, in: context)) }
    var answers: [[TracedColumn]] = []
    let parts = isPrefit ? [] : try parts(x, target, in: context)
    let weights: [(name: PythonString, value: Value)] =
      sampleWeights.map { [(name: PythonString("sample_weight"), value: ScikitLearn.array($0))] } ?? []
    for (index, (_, template)) in named.enumerated() {
      if isPrefit {
        answers.append(try members[index].outputs(methods[index], x.value, in: context))
        continue
      }
      let answer = try ScikitLearn.crossPredictions(
        template, x.value, target.value, parts, method: methods[index], weights, in: context)
      answers.append(try ScikitLearn.table(answer, in: context)?.tracedColumns ?? [])
    }
    let passes = try flag("passthrough", in: context)
    let isBinary = target.classes.count == 2
    let (meta, widths) = FittedStack.joined(answers, methods, x, passesSamples: passes, isBinary: isBinary)
    try final.fit(meta, target.value, weights: sampleWeights, in: context)
    return FittedStack(
      members: members, methods: methods, final: final, passesSamples: passes, isBinary: isBinary, widths: widths)
  }

  /// The same parts for all members.
  private func parts(
    _ x: EnsembleSamples, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) -> [TrainTestIndices] {
    try ScikitLearn.parts(
      parameter("cv"), x.value, target.value, isClassifier: !target.classes.isEmpty, in: context)
  }

  private func finalMember(_ standard: TypeObject, in context: Context) throws(Raised) -> EnsembleMember {
    var template = try parameter("final_estimator").supported()
    if template.isNone { template = try context.call(.object(standard), CallArguments()) }
    let final = try EnsembleMember(copying: template, in: context)
    let wantsClassifier = self is ClassifierObject
    let isOfKind =
      wantsClassifier
      ? try ScikitLearn.isClassifier(final.value, in: context) : try ScikitLearn.isRegressor(final.value, in: context)
    if !isOfKind {
      throw .valueError(
        "'final_estimator' parameter should be a \(wantsClassifier ? "classifier" : "regressor"). Got "
          + "\(try context.str(final.value))")
    }
    return final
  }

  /// `check_is_fitted`.
  private func checkFitted(_ value: Value, in context: Context) throws(Raised) {
    for name in ["n_features_in_", "classes_", "coef_"] as [PythonString]
    where try ScikitLearn.has(value, name, in: context) {
      return
    }
    throw Raised(
      ScikitLearn.notFittedError,
      "This \(value.typeName) instance is not fitted yet. Call 'fit' with appropriate arguments before using this "
        + "estimator.")
  }

  /// The method that a member is asked by.
  private func method(
    of template: Value, named name: PythonString, in context: Context
  ) throws(Raised) -> PythonString {
    guard self is ClassifierObject else { return "predict" }
    let asked = try PythonString(word("stack_method", in: context))
    let member = EnsembleMember(fitted: template)
    guard asked == "auto" else {
      if try member.has(asked, in: context) { return asked }
      throw .valueError("Underlying estimator \(name) does not implement the method \(asked).")
    }
    if try member.has("predict_proba", in: context) { return "predict_proba" }
    if try member.has("decision_function", in: context) { return "decision_function" }
    if context.era == .modern, try !member.has("predict", in: context) {
      throw .valueError(
        "Underlying estimator \(name) does not implement the method ['predict_proba', 'decision_function', 'predict'].")
    }
    return "predict"
  }

  /// What the members say of samples.
  func stacked(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let stack else { throw context.notFitted(self) }
    return try stack.meta(ready(x, in: context), in: context)
  }

  /// `get_feature_names_out`: the ensemble's and the members' names, numbered where a member gives several numbers.
  func stackedNames(_ given: Value, in context: Context) throws(Raised) -> [String] {
    guard let stack, let featureCount else { throw context.notFitted(self) }
    var names: [String] = []
    let kept = namedPairs.filter { $0.value.stringValue != "drop" }.map(\.name)
    for (name, width) in zip(kept, stack.widths) {
      let full = "\(type.name.lowercased())_\(name)"
      names += width == 1 ? [full] : (0..<width).map { "\(full)\($0)" }
    }
    guard stack.passesSamples else { return names }
    if !given.isNone {
      for item in try context.items(of: given) { names.append(try context.str(item).description) }
      return names
    }
    return names + (featureNames ?? (0..<featureCount).map { "x\($0)" })
  }

  /// Refuses a method that the final estimator does not have.
  func checkFinal(_ name: PythonString, in context: Context) throws(Raised) {
    let asked = stack?.final ?? EnsembleMember(fitted: parameter("final_estimator"))
    if try !asked.has(name, in: context) {
      throw .attributeError("This '\(type.name)' has no attribute '\(name)'")
    }
  }
}

/// Stacking for classes.
final class StackingClassifierObject: EnsembleClassifierObject, StackingObject {
  private(set) var stack: FittedStack?
  var members: [EnsembleMember] { stack?.members ?? [] }
  let keepsFrames = true

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    stack = try fittedStack(x, target, standard: ScikitLearn.logisticRegression, in: context)
  }

  private func fitted(in context: Context) throws(Raised) -> FittedStack {
    guard let stack else { throw context.notFitted(self) }
    return stack
  }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    let stack = try fitted(in: context)
    return try stack.final.votes(
      stack.meta(x, in: context), classes: labels?.count ?? 0, hit: 1, miss: 0, in: context)
  }

  override func likely(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? {
    let stack = try fitted(in: context)
    guard try stack.final.has("predict_proba", in: context) else { return nil }
    return try stack.final.vector("predict_proba", stack.meta(x, in: context), in: context)
  }

  override func scored(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector? {
    let stack = try fitted(in: context)
    guard try stack.final.has("decision_function", in: context) else { return nil }
    return try stack.final.vector("decision_function", stack.meta(x, in: context), in: context)
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if ["predict", "predict_proba", "decision_function"].contains(name) { try checkFinal(name, in: context) }
    return try super.attribute(name, in: context)
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    try checkFinal("predict", in: context)
    return try super.predicted(x, in: context)
  }

  override func probabilities(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    try checkFinal("predict_proba", in: context)
    return try super.probabilities(x, in: context)
  }

  override func decisions(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    try checkFinal("decision_function", in: context)
    return try super.decisions(x, in: context)
  }

  override var takesSampleWeights: Bool { true }
  override func clone() -> EstimatorObject { StackingClassifierObject(cloning: self) }
  override var namedParts: [(name: PythonString, value: Value)] { namedPairs }
  override func replacePart(_ name: PythonString, by value: Value) { replacePair(name, by: value, in: "estimators") }
}

/// Stacking for numbers.
final class StackingRegressorObject: EnsembleRegressorObject, StackingObject {
  private(set) var stack: FittedStack?
  var members: [EnsembleMember] { stack?.members ?? [] }
  let keepsFrames = true

  func fitMembers(
    _ x: EnsembleSamples, _ y: Value, _ target: EnsembleTarget, in context: Context
  ) throws(Raised) {
    stack = try fittedStack(x, target, standard: ScikitLearn.ridgeCV, in: context)
  }

  override func decisive(_ x: EnsembleSamples, in context: Context) throws(Raised) -> TracedVector {
    guard let stack else { throw context.notFitted(self) }
    return try stack.final.prediction(stack.meta(x, in: context), in: context)
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    try checkFinal("predict", in: context)
    return try super.predicted(x, in: context)
  }

  override var takesSampleWeights: Bool { true }
  override func clone() -> EstimatorObject { StackingRegressorObject(cloning: self) }
  override var namedParts: [(name: PythonString, value: Value)] { namedPairs }
  override func replacePart(_ name: PythonString, by value: Value) { replacePair(name, by: value, in: "estimators") }
}
