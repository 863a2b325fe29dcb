import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What AdaBoost for classes and for numbers share.
protocol AdaBoostObject: EnsembleObject {
  /// `estimator_weights_`.
  var memberWeights: [Double] { get }
  /// `estimator_errors_`.
  var memberErrors: [Double] { get }
}

extension AdaBoostObject {
  /// The estimator that is copied: `estimator`, up to scikit-learn 1.3 also `base_estimator`.
  func template(_ type: TypeObject, depth: Int, in context: Context) throws(Raised) -> Value {
    for name in ["estimator", "base_estimator"] as [PythonString] {
      let value = parameter(name)
      if !value.isNone, value.stringValue != "deprecated" { return value }
    }
    return try context.call(
      .object(type), CallArguments([], keywords: [(name: "max_depth", value: .int(depth))]))
  }

  /// Rounds of boosting: `round(weights)` gives the weights after it and a member's weight and error; nil ends the fit.
  ///
  /// - SeeAlso: scikit-learn, `BaseWeightBoosting.fit`.
  func rounds(
    _ x: EnsembleSamples, in context: Context,
    _ round: (Int, Int, [Double]) throws(Raised) -> (weights: [Double], weight: Double, error: Double)?
  ) throws(Raised) -> (weights: [Double], errors: [Double]) {
    try check("n_estimators", in: context, "an int in the range [1, inf)") { $0 >= 1 }
    try check("learning_rate", in: context, "a float in the range (\(context.era == .classic ? "0" : "0.0"), inf)") {
      $0 > 0
    }
    try FeatureTable(x.value, in: context).checkComplete(for: self, in: context)
    let rows = x.rowCount
    let count = try context.index(parameter("n_estimators"))
    var weights = sampleWeights ?? [Double](repeating: 1, count: rows)
    if weights.contains(where: { $0 < 0 }) { throw .valueError("Negative values in data passed to `sample_weight`") }
    let sum = pairwiseSum(weights, count: rows)
    weights = weights.map { $0 / sum }
    let isZero = weights.map { $0 == 0 }
    var result = (weights: [Double](repeating: 0, count: count), errors: [Double](repeating: 1, count: count))
    for index in 0..<count {
      for row in 0..<rows { weights[row] = isZero[row] ? 0 : max(weights[row], 0x1p-52) }
      guard let step = try round(index, count, weights) else { break }
      weights = step.weights
      result.weights[index] = step.weight
      result.errors[index] = step.error
      if step.error == 0 { break }
      let sum = pairwiseSum(weights, count: rows)
      if !sum.isFinite || sum <= 0 { break }
      if index < count - 1 { weights = weights.map { $0 / sum } }
    }
    return result
  }

  /// The weighted mean of the members' importances.
  func importances(in context: Context) throws(Raised) -> [Double] {
    guard !members.isEmpty else { throw context.notFitted(self) }
    var sums: [Double] = []
    for (member, weight) in zip(members, memberWeights) {
      guard
        let tree = (member.value.object as? any TreeObject)?.tree ?? (member.value.object as? any ForestObject)?.forest
      else {
        throw .attributeError(
          "Unable to compute feature importances since estimator does not have a feature_importances_ attribute")
      }
      let part = tree.featureImportances.map { weight * $0 }
      sums = sums.isEmpty ? part : zip(sums, part).map { $0 + $1 }
    }
    let norm = pairwiseSum(memberWeights, count: memberWeights.count)
    return sums.map { $0 / norm }
  }
}

extension ScikitLearn {
  /// What AdaBoost has.
  package enum AdaBoost {}
}

extension ScikitLearn.AdaBoost {
  /// `estimator_weights_`.
  static let weights = Property("estimator_weights_") { call in
    guard let boost = call.receiver.object as? any AdaBoostObject, !boost.members.isEmpty else {
      throw call.noAttribute("estimator_weights_")
    }
    return ScikitLearn.array(boost.memberWeights)
  }

  /// `estimator_errors_`.
  static let errors = Property("estimator_errors_") { call in
    guard let boost = call.receiver.object as? any AdaBoostObject, !boost.members.isEmpty else {
      throw call.noAttribute("estimator_errors_")
    }
    return ScikitLearn.array(boost.memberErrors)
  }

  /// `feature_importances_`: the weighted mean of the members'.
  static let importances = Property("feature_importances_") { call in
    guard let boost = call.receiver.object as? any AdaBoostObject else { return .none }
    return ScikitLearn.array(try boost.importances(in: call.context))
  }
}
