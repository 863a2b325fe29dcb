import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A classifier that looks at the labels only.
final class DummyClassifierObject: ClassifierObject {
  private var labels: [Scalar]?
  /// `class_prior_`.
  private var prior: [Double] = []
  override var classLabels: [Scalar]? { labels }
  override var classArray: Value? { labels.map { ScikitLearn.array($0, dtype: answerDType) } }

  override func fit(
    _ x: Value, _ y: Value, weights: Value = .none, isRecorded: Bool = true, in context: Context
  ) throws(Raised) {
    let column = try LabelColumn(y, in: context)
    let rows = try ScikitLearn.rowCount(x.supported(), in: context)
    guard rows == column.codes.count else {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(rows), \(column.codes.count)]")
    }
    _ = try strategy(in: context)
    let weights = try ScikitLearn.sampleWeights(weights, count: rows, in: context)
    var counts = [Double](repeating: 0, count: column.classes.count)
    for (row, code) in column.codes.enumerated() { counts[code] += weights?[row] ?? 1 }
    let sum = pairwiseSum(counts, count: counts.count)
    prior = counts.map { $0 / sum }
    labels = column.classes
    rememberDType(of: column, from: y)
    if parameter("strategy").stringValue == "constant" { _ = try constant(column.classes, in: context) }
    learn(attributes: [
      "class_prior_": ScikitLearn.array(prior), "n_classes_": .int(prior.count), "n_outputs_": .int(1),
      "sparse_output_": .bool(false),
    ])
  }

  private func strategy(in context: Context) throws(Raised) -> String {
    try word("strategy", of: ["constant", "most_frequent", "prior", "stratified", "uniform"])
  }

  private func word(_ name: PythonString, of words: [String]) throws(Raised) -> String {
    guard let word = parameter(name).stringValue?.description, words.contains(word) else {
      throw Raised(
        ScikitLearn.invalidParameterError, "The '\(name)' parameter of \(type.name) must be a str among its strategies."
      )
    }
    return word
  }

  /// The position of the class that is answered with always.
  private func constant(_ classes: [Scalar], in context: Context) throws(Raised) -> Int {
    let value = parameter("constant")
    if value.isNone {
      throw .valueError("Constant target value has to be specified when the constant strategy is used.")
    }
    guard let place = classes.firstIndex(where: { $0.asKey == Scalar(value).asKey }) else {
      throw .valueError(
        "The constant target value must be present in the training data. You provided constant="
          + "\(try context.str(value)). Possible values are: "
          + "\(try context.repr(.list(classes.map { $0.pythonValue }))).")
    }
    return place
  }

  private var mostFrequent: Int {
    prior.indices.max { prior[$0] < prior[$1] || prior[$0] == prior[$1] && $0 > $1 } ?? 0
  }

  override func predicted(_ x: Value, in context: Context) throws(Raised) -> TracedColumn {
    guard let labels else { throw context.notFitted(self) }
    let rows = try ScikitLearn.rowCount(x.supported(), in: context)
    let domain = try ScikitLearn.table(x, in: context)?.tracedColumns.first?.domain
    let place: Int
    switch try strategy(in: context) {
    case "constant": place = try constant(labels, in: context)
    case "uniform":
      let codes = try random(in: context).integers(from: 0, below: labels.count, count: rows)
      return drawn(codes.map { labels[$0] }, domain, in: context)
    case "stratified":
      let draws = try draws(rows, in: context)
      return drawn(draws.map { labels[$0.firstIndex(of: 1) ?? 0] }, domain, in: context)
    default: place = mostFrequent
    }
    return try context.answering(labels[place], for: x)
  }

  private func draws(_ rows: Int, in context: Context) throws(Raised) -> [[Int]] {
    let random = try random(in: context)
    return (0..<rows).map { _ in random.multinomial(1, prior) }
  }

  private func drawn(_ labels: [Scalar], _ domain: Domain?, in context: Context) -> TracedColumn {
    let values = Column(scalars: labels)
    return context.untraced(values, DType(of: values), domain: domain, reason: "answers that are drawn")
  }

  override func probabilities(_ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    guard let labels else { throw context.notFitted(self) }
    let rows = try ScikitLearn.rowCount(x.supported(), in: context)
    var numbers = [[Double]](repeating: [Double](repeating: 0, count: rows), count: labels.count)
    func fill(_ shares: [Double]) { for k in shares.indices { numbers[k] = numbers[k].map { _ in shares[k] } } }
    func only(_ place: Int) { fill(labels.indices.map { $0 == place ? 1 : 0 }) }
    switch try strategy(in: context) {
    case "constant": only(try constant(labels, in: context))
    case "uniform": fill(labels.map { _ in 1 / Double(labels.count) })
    case "stratified":
      for (row, draw) in try draws(rows, in: context).enumerated() {
        for k in labels.indices { numbers[k][row] = Double(draw[k]) }
      }
    case "most_frequent": only(mostFrequent)
    default: fill(prior)
    }
    let domain = try ScikitLearn.table(x, in: context)?.tracedColumns.first?.domain
    return numbers.map {
      context.untraced(.floats($0), domain: domain, reason: "probabilities of a dummy are not served")
    }
  }

  override var hasDecisionFunction: Bool { false }
  override var takesSampleWeights: Bool { true }
  override var learnsAttributes: Bool { true }
  override func tableTarget(_ era: Era) -> TableTarget { .taken }
  override func clone() -> EstimatorObject { DummyClassifierObject(cloning: self) }
}

extension ScikitLearn {
  package enum DummyClassifier {}

  nonisolated(unsafe) static let dummyClassifier = estimatorType(
    "DummyClassifier", module: "sklearn.dummy", mixin: classifier, members: DummyClassifier.members)
}

extension ScikitLearn.DummyClassifier {
  /// `sklearn.dummy.DummyClassifier`.
  static let constructor = Constructor("__init__(self, *, strategy='prior', random_state=None, constant=None)") {
    call in .object(try DummyClassifierObject(call, type: ScikitLearn.dummyClassifier))
  }
}
