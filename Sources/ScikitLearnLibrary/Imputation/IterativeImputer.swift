import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Missing values predicted from the other features, round after round.
final class IterativeImputerObject: TransformerObject {
  /// One prediction of the sequence.
  private struct Step {
    let feature: Int
    let others: [Int]
    let estimator: Value
  }

  private var initial: Value = .none
  private var sequence: [Step] = []
  private var rounds = 0

  override func clone() -> EstimatorObject { IterativeImputerObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { era == .classic ? ["fill_value"] : [] }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    switch name {
    case "min_value": .float(-.infinity)
    case "max_value": .float(.infinity)
    default: nil
    }
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try fittedAndTransformed(x, y, in: context)
  }

  override func fittedAndTransformed(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    let samples = try SampleTable(x, in: context)
    for name in ["n_nearest_features", "sample_posterior", "add_indicator", "keep_empty_features"] as [PythonString]
    where try context.truth(parameter(name)) {
      throw context.unsupportedNow("'\(name)' of 'IterativeImputer'", id: "unsupported-argument")
    }
    let imputer = try context.call(
      .object(ScikitLearn.simpleImputer),
      CallArguments(
        [],
        keywords: [
          (name: "missing_values", value: parameter("missing_values")),
          (name: "strategy", value: parameter("initial_strategy")),
        ])
    ).supported()
    let filled = try ScikitLearn.call("fit_transform", of: imputer, [x], in: context)
    guard var current = (filled.object as? ArrayObject)?.tracedColumns, current.count == samples.columns.count else {
      throw context.unsupportedNow("'IterativeImputer' of features without values")
    }
    initial = imputer
    sequence = []
    rounds = 0
    remember(samples)
    let masks = try masks(samples, in: context)
    if current.count > 1 { try iterate(&current, samples, masks, in: context) }
    return .object(ArrayObject(columns: current, rows: samples.rowCount, dtype: .float64))
  }

  private func masks(_ samples: SampleTable, in context: Context) throws(Raised) -> [TracedColumn] {
    try samples.columns.map { (column) throws(Raised) in
      try context.traced(IsMissing(), [.column(column.narrowed)], dtype: .bool)
    }
  }

  private func order(_ masks: [TracedColumn], in context: Context) throws(Raised) -> [Int] {
    let counts = masks.map { $0.values.flags?.count { $0 } ?? 0 }
    var order = Array(counts.indices)
    if try flag("skip_complete", in: context) { order.removeAll { counts[$0] == 0 } }
    switch parameter("imputation_order") {
    case .string("ascending"): return order.sorted { (counts[$0], $0) < (counts[$1], $1) }
    case .string("descending"): return order.sorted { (counts[$0], $0) < (counts[$1], $1) }.reversed()
    case .string("roman"): return order
    case .string("arabic"): return order.reversed()
    default:
      throw context.unsupportedNow("such an 'imputation_order' of 'IterativeImputer'", id: "unsupported-argument")
    }
  }

  private func iterate(
    _ current: inout [TracedColumn], _ samples: SampleTable, _ masks: [TracedColumn], in context: Context
  ) throws(Raised) {
    let order = try order(masks, in: context)
    var greatest = 0.0
    for column in samples.columns {
      for number in try context.numbers(column.values) where !number.isNaN {
        greatest = max(greatest, number.magnitude)
      }
    }
    let tolerance = (try context.double(parameter("tol")) ?? 1e-3) * greatest
    let most = try context.index(parameter("max_iter"))
    for round in 1..<max(1, most + 1) {
      rounds = round
      let previous = current.map(\.values.float64s)
      for feature in order {
        let others = current.indices.filter { $0 != feature }
        let estimator = try regressor(in: context)
        try learn(estimator, feature, others, current, masks[feature], in: context)
        let step = Step(feature: feature, others: others, estimator: estimator)
        sequence.append(step)
        try impute(step, &current, masks[feature], in: context)
      }
      var change = 0.0
      for row in 0..<samples.rowCount {
        var sum = 0.0
        for (column, old) in zip(current, previous) { sum += (column.values.float64s[row] - old[row]).magnitude }
        change = max(change, sum)
      }
      if change < tolerance { return }
      try context.checkStop()
    }
    if most > 0 {
      try context.warnInLibrary(
        "[IterativeImputer] Early stopping criterion not reached.", ScikitLearn.convergenceWarning)
    }
  }

  private func regressor(in context: Context) throws(Raised) -> Value {
    let given = parameter("estimator")
    if !given.isNone { return try ScikitLearn.cloned(given, in: context) }
    let type = try context.attribute(of: context.importModule("sklearn.linear_model"), named: "BayesianRidge")
    return try context.call(type, CallArguments()).supported()
  }

  private func table(_ columns: [TracedColumn], _ positions: [Int]) -> Value {
    .object(
      ArrayObject(
        columns: positions.map { columns[$0] }, rows: columns.first?.count ?? 0, dtype: .float64))
  }

  private func learn(
    _ estimator: Value, _ feature: Int, _ others: [Int], _ current: [TracedColumn], _ mask: TracedColumn,
    in context: Context
  ) throws(Raised) {
    let flags = mask.values.flags ?? []
    let rows = flags.indices.filter { !flags[$0] }
    try context.unrecorded { () throws(Raised) in
      try ScikitLearn.fit(
        estimator, try ScikitLearn.rows(table(current, others), rows, in: context),
        try ScikitLearn.rows(.object(ArrayObject(current[feature])), rows, in: context), in: context)
    }
  }

  private func impute(
    _ step: Step, _ current: inout [TracedColumn], _ mask: TracedColumn, in context: Context
  ) throws(Raised) {
    guard mask.values.flags?.contains(true) == true || mask.function != nil else { return }
    let x = table(current, step.others)
    let answers = try context.unrecorded { () throws(Raised) in
      try ScikitLearn.call("predict", of: step.estimator, [x], in: context)
    }
    var predicted = try ScikitLearn.column(answers, in: context)
    let bounds = (
      try context.double(parameter("min_value")) ?? -.infinity, try context.double(parameter("max_value")) ?? .infinity
    )
    if bounds.0 > -.infinity || bounds.1 < .infinity {
      predicted = try ScikitLearn.column(
        ScikitLearn.call(
          "clip", of: .object(ArrayObject(predicted)), [.float(bounds.0), .float(bounds.1)], in: context), in: context)
    }
    current[step.feature] = try context.traced(
      Choose(), [.column(mask), .column(predicted), .column(current[step.feature])], dtype: .float64,
      fitted: context.provenance("IterativeImputer.fit", of: current))
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    let filled = try ScikitLearn.call("transform", of: initial, [x], in: context)
    guard var current = (filled.object as? ArrayObject)?.tracedColumns else {
      throw context.unsupportedNow("'IterativeImputer' of such samples")
    }
    let masks = try masks(samples, in: context)
    for step in sequence { try impute(step, &current, masks[step.feature], in: context) }
    return .object(ArrayObject(columns: current, rows: samples.rowCount, dtype: .float64))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "n_iter_":
      guard featureCount != nil else { throw missing(name) }
      return .int(rounds)
    case "initial_imputer_":
      guard featureCount != nil else { throw missing(name) }
      return initial
    default: return try super.attribute(name, in: context)
    }
  }
}

extension ScikitLearn {
  package enum IterativeImputer {}
  nonisolated(unsafe) static let iterativeImputer = estimatorType(
    "IterativeImputer", module: "sklearn.impute._iterative", mixin: transformer, members: IterativeImputer.members,
    fitted: "initial_imputer_ n_iter_")
}

extension ScikitLearn.IterativeImputer {
  /// `sklearn.impute.IterativeImputer`.
  static let constructor = Constructor(
    """
    __init__(self, estimator=None, *, missing_values=nan, sample_posterior=False, max_iter=10, tol=0.001, \
    n_nearest_features=None, initial_strategy='mean', fill_value=None, imputation_order='ascending', \
    skip_complete=False, min_value=None, max_value=None, verbose=0, random_state=None, add_indicator=False, \
    keep_empty_features=False)
    """
  ) { call in
    try call.refuse("fill_value")
    return .object(try IterativeImputerObject(call, type: ScikitLearn.iterativeImputer))
  }
}
