import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A transformer that keeps some of the features as they are.
class SelectorObject: TransformerObject {
  /// Which features stay.
  private(set) var support: [Bool] = []

  /// Which features stay. Subclasses override it.
  func chosen(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> [Bool] { [] }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let samples = try SampleTable(x, in: context)
    support = try chosen(x, y, in: context)
    remember(samples)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    let kept = samples.columns.indices.filter { support[$0] }.map { samples.columns[$0] }
    let dtype = NumPy.common(samples.columns.map { NumPy.arrayDType(of: $0.dtype) })
    let columns = try kept.map { (column) throws(Raised) in
      column.dtype == dtype || dtype != .float64
        ? column : try context.traced(Cast(to: .float64), [.column(column)], dtype: .float64)
    }
    return .object(ArrayObject(columns: columns, rows: samples.rowCount, dtype: dtype))
  }

  override func outputNames(_ input: [String], in context: Context) throws(Raised) -> [String] {
    input.indices.filter { support[$0] }.map { input[$0] }
  }

  /// `get_support`.
  func supportValue(asIndices: Bool, in context: Context) throws(Raised) -> Value {
    guard featureCount != nil else { throw context.notFitted(self) }
    if asIndices { return ScikitLearn.array(support.indices.filter { support[$0] }) }
    return .object(ArrayObject(TracedColumn(values: .bools(support), dtype: .bool)))
  }
}

/// `SelectKBest`, `SelectPercentile`: the features of the best scores.
final class ScoreSelectorObject: SelectorObject {
  override func clone() -> EstimatorObject { ScoreSelectorObject(cloning: self) }

  override var learnedNames: Set<PythonString> { ["scores_", "pvalues_"] }

  override func chosen(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> [Bool] {
    if !(x.object is SparseMatrixObject) { try FeatureTable(x, in: context).checkComplete(for: self, in: context) }
    var function = parameter("score_func")
    if function.object is DefaultName {
      function = try context.attribute(of: context.importModule("sklearn.feature_selection"), named: "f_classif")
    }
    let result = try context.call(function, [x, y]).supported()
    var scores = result
    if let pair = result.cast(to: TupleObject.self)?.items {
      scores = pair.first ?? .none
      learned["pvalues_"] = pair.count > 1 ? pair[1] : .none
    }
    learned["scores_"] = scores
    let numbers = try context.numbers(ScikitLearn.column(scores, in: context).values).map { number in
      number.isNaN ? -Double.greatestFiniteMagnitude : number
    }
    return type === ScikitLearn.selectPercentile
      ? try best(numbers, percent: context.double(parameter("percentile")) ?? 10) : try best(numbers, in: context)
  }

  private func best(_ scores: [Double], in context: Context) throws(Raised) -> [Bool] {
    if parameter("k").stringValue == "all" { return scores.map { _ in true } }
    let count = try context.index(parameter("k"))
    if count > scores.count {
      if context.era == .classic {
        throw .valueError(
          "k should be <= n_features = \(scores.count); got \(count). Use k='all' to return all features.")
      }
      try context.warnInLibrary(
        PythonString("k=\(count) is greater than n_features=\(scores.count). All the features will be returned."),
        Exceptions.userWarning)
    }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    let kept = Set(order.suffix(max(0, count)))
    return scores.indices.map { kept.contains($0) }
  }

  private func best(_ scores: [Double], percent: Double) -> [Bool] {
    if percent == 100 { return scores.map { _ in true } }
    if percent == 0 { return scores.map { _ in false } }
    let threshold = Quantiles(scores)((100 - percent) / 100)
    var kept = scores.map { $0 > threshold }
    let most = Int(Double(scores.count) * percent / 100)
    for index in scores.indices where scores[index] == threshold && kept.count(where: { $0 }) < most {
      kept[index] = true
    }
    return kept
  }
}

/// `VarianceThreshold`: features that vary enough.
final class VarianceThresholdObject: SelectorObject {
  override func clone() -> EstimatorObject { VarianceThresholdObject(cloning: self) }

  override var learnedNames: Set<PythonString> { ["variances_"] }

  override func chosen(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> [Bool] {
    let features = try FeatureTable(x, in: context)
    let threshold = try context.double(parameter("threshold")) ?? 0
    var variances = StandardScaler(fitting: features.matrix).variance ?? []
    if threshold == 0 {
      for index in variances.indices {
        let values = features.matrix.column(index)
        if values.contains(where: \.isNaN) { continue }
        let spread = (values.max() ?? 0) - (values.min() ?? 0)
        if spread < variances[index] { variances[index] = spread }
      }
    }
    learned["variances_"] = ScikitLearn.array(variances)
    let kept = variances.map { $0 > threshold }
    guard kept.contains(true) else {
      throw .valueError(
        "No feature in X meets the variance threshold \(fiveDigits(threshold))")
    }
    return kept
  }

  private func fiveDigits(_ number: Double) -> String {
    guard number < 1e12, let parts = Int(exactly: (number * 1e5).rounded()) else { return "\(number)" }
    let fraction = String(parts % 100_000)
    return "\(parts / 100_000).\(String(repeating: "0", count: 5 - fraction.count))\(fraction)"
  }
}

/// `SelectFromModel`: the features that an estimator takes to be important.
final class ModelSelectorObject: SelectorObject {
  override func clone() -> EstimatorObject { ModelSelectorObject(cloning: self) }

  override var learnedNames: Set<PythonString> { ["estimator_", "threshold_"] }

  override func chosen(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> [Bool] {
    var estimator = parameter("estimator")
    if !(try flag("prefit", in: context)) {
      estimator = try ScikitLearn.cloned(estimator, in: context)
      try context.unrecorded { () throws(Raised) in try ScikitLearn.fit(estimator, x, y, in: context) }
    }
    learned["estimator_"] = estimator
    let importances = try ScikitLearn.importances(estimator, in: context)
    let threshold = try threshold(estimator, importances, in: context)
    learned["threshold_"] = NumPy.scalar(.float(threshold))
    var kept = importances.map { $0 >= threshold }
    if let most = try context.indexIfInteger(parameter("max_features")) {
      let order = importances.indices.sorted { (-importances[$0], $0) < (-importances[$1], $1) }
      let best = Set(order.prefix(max(0, most)))
      for index in kept.indices where !best.contains(index) { kept[index] = false }
    }
    return kept
  }

  private func threshold(
    _ estimator: Value, _ importances: [Double], in context: Context
  ) throws(Raised) -> Double {
    let given = parameter("threshold")
    if let number = try context.double(given) { return number }
    func statistic(_ name: String) -> Double? {
      switch name {
      case "mean": SearchResults.mean(importances)
      case "median": presentMedian(importances)
      default: nil
      }
    }
    guard let text = given.stringValue?.description else {
      let penalty = (estimator.object as? EstimatorObject)?.parameter("penalty").stringValue
      return penalty == "l1" || estimator.typeName.contains("Lasso") ? 1e-5 : SearchResults.mean(importances)
    }
    let parts = text.split(separator: "*").map { $0.filter { $0 != " " } }
    if parts.count == 2, let factor = Double(parts[0]), let reference = statistic(parts[1]) {
      return factor * reference
    }
    if let reference = statistic(text) { return reference }
    throw .valueError("Expected threshold='mean' or threshold='median' got \(text)")
  }
}

/// `RFE`: features left out step by step, the least important first.
class RecursiveEliminationObject: SelectorObject {
  override func clone() -> EstimatorObject { RecursiveEliminationObject(cloning: self) }

  override var parts: [Value] { [learned["estimator_"] ?? parameter("estimator")] }

  override func chosen(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> [Bool] {
    let count = try ColumnSelection.count(of: x, in: context)
    let goal = try wanted("n_features_to_select", of: count, standard: count / 2, in: context)
    return try eliminated(x, y, goal: goal, in: context)
  }

  /// Which features stay where `goal` of them do.
  func eliminated(_ x: Value, _ y: Value, goal: Int, in context: Context) throws(Raised) -> [Bool] {
    let count = try ColumnSelection.count(of: x, in: context)
    let x = x.object is any TracedTable ? x : .object(try NumPy.atLeastOneDimensional(x, in: context))
    var ranks = [Int](repeating: 1, count: count)
    var last: (kept: [Int], estimator: Value)?
    try eliminate(x, y, goal: goal, in: context) { (kept, estimator) throws(Raised) in
      if last != nil { for index in ranks.indices where !kept.contains(index) { ranks[index] += 1 } }
      last = (kept, estimator)
    }
    let kept = last?.kept ?? Array(0..<count)
    learned["estimator_"] = last?.estimator
    learned["ranking_"] = ScikitLearn.array(ranks)
    learned["n_features_"] = NumPy.scalar(.int(kept.count))
    let mask = (0..<count).map { kept.contains($0) }
    learned["support_"] = .object(ArrayObject(TracedColumn(values: .bools(mask), dtype: .bool)))
    return mask
  }

  /// Leaves out features step by step; `show` is told what stays, with the estimator fitted on it, the last time where
  /// `goal` of them stay.
  func eliminate(
    _ x: Value, _ y: Value, goal: Int, in context: Context, _ show: ([Int], Value) throws(Raised) -> Void
  ) throws(Raised) {
    let count = try ColumnSelection.count(of: x, in: context)
    let step = try wanted("step", of: count, standard: 1, in: context)
    var kept = Array(0..<count)
    while true {
      let estimator = try fitted(x, y, kept, in: context)
      try show(kept, estimator)
      if kept.count <= goal { return }
      let importances = try ScikitLearn.importances(estimator, squared: true, in: context)
      guard importances.count == kept.count else { throw context.unsupportedNow("importances of other features") }
      let order = importances.indices.sorted { (importances[$0], $0) < (importances[$1], $1) }
      let removed = Set(order.prefix(min(max(1, step), kept.count - goal)).map { kept[$0] })
      kept.removeAll { removed.contains($0) }
    }
  }

  /// Samples with some of their features, without names.
  func part(_ x: Value, _ kept: [Int], in context: Context) throws(Raised) -> Value {
    let part = try ColumnSelection(positions: kept).selected(from: x, in: context)
    return part.object is ArrayObject ? part : Value.object(NumPy.array(of: try FeatureParts.table(part, context)))
  }

  private func fitted(_ x: Value, _ y: Value, _ kept: [Int], in context: Context) throws(Raised) -> Value {
    let estimator = try ScikitLearn.cloned(parameter("estimator"), in: context)
    let samples = try part(x, kept, in: context)
    try context.unrecorded { () throws(Raised) in try ScikitLearn.fit(estimator, samples, y, in: context) }
    return estimator
  }

  func wanted(
    _ name: PythonString, of count: Int, standard: Int, in context: Context
  ) throws(Raised) -> Int {
    let value = parameter(name)
    if value.isNone { return max(1, standard) }
    if case .float(let share) = value, share < 1 { return max(1, Int(Double(count) * share)) }
    return max(1, try context.index(value))
  }

  /// `predict(X)` of the estimator on the features that stay.
  func answer(_ method: PythonString, _ x: Value, _ others: [Value], in context: Context) throws(Raised) -> Value {
    guard let estimator = learned["estimator_"] else { throw context.notFitted(self) }
    return try ScikitLearn.call(method, of: estimator, [try transformed(x, in: context)] + others, in: context)
  }
}

/// Tables of samples without their names.
private enum FeatureParts {
  static func table(_ value: Value, _ context: Context) throws(Raised) -> any TracedTable {
    guard let table = try ScikitLearn.table(value, in: context) else { throw .valueError("Expected 2D array") }
    return table
  }
}

extension ScikitLearn {
  /// `_get_feature_importances`: `coef_` or `feature_importances_`, a number a feature.
  static func importances(
    _ estimator: Value, squared: Bool = false, in context: Context
  ) throws(Raised) -> [Double] {
    let isLinear = try has(estimator, "coef_", in: context)
    guard try isLinear ? true : has(estimator, "feature_importances_", in: context) else {
      throw .valueError(
        "when `importance_getter=='auto'`, the underlying estimator \(estimator.typeName) should have `coef_` or "
          + "`feature_importances_` attribute. Either pass a fitted estimator to feature selector or call fit before "
          + "calling transform.")
    }
    let value = try context.attribute(of: estimator, named: isLinear ? "coef_" : "feature_importances_").supported()
    guard let table = try table(value, in: context) else { throw .valueError("coef_ is no array") }
    var columns: [[Double]] = []
    for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
    if table.isOneDimensional { return (columns.first ?? []).map { squared ? $0 * $0 : $0.magnitude } }
    return columns.map { column in column.reduce(0) { $0 + (squared ? $1 * $1 : $1.magnitude) } }
  }
}
