package import Columns
package import Plans
package import Tracing

/// A plan with what the replay knows of its values: what the proof compares the built model with.
package struct ServedTrace {
  package let plan: Plan
  /// The table whose rows are the records.
  package let source: TableSource
  /// The raw fields of every row, as they were read.
  package let rawColumns: [String: Column]
  /// The features of raw rows that the replay computed, by row; a column a feature.
  package let features: [Int: [Scalar]]
  /// The answer of raw rows that the replay computed.
  package let answers: [Int: Scalar]
  /// The probabilities of raw rows that the replay computed.
  package let probabilities: [Int: [Scalar]]
  /// Rows that the notebook keeps: what is left after its filters.
  package let kept: Set<Int>
  /// Synthetic rows that the model was trained on.
  package let syntheticRows: Int
}

/// Why a candidate cannot be served.
package struct ServingRefusal: Error {
  package let message: String
  package let origin: Origin?
}

/// The plan of a candidate, and the values that prove it.
///
/// - Throws: the first value that is no function of one record, with the place that made it.
package func servedTrace(of candidate: Candidate, in tracer: Tracer) throws(ServingRefusal) -> ServedTrace {
  let served = try servedFunctions(of: candidate, in: tracer)
  var plan: Plan
  do throws(Plan.ExtractionError) {
    plan = try Plan(serving: served)
  } catch {
    throw ServingRefusal(message: error.message, origin: error.origin)
  }
  guard let source = tracer.source(of: served.answer) else {
    throw ServingRefusal(message: "the answer needs no field of a table", origin: candidate.origin)
  }
  plan.describe(source, tracer.rawColumns[source.number], candidate, tracer.log)
  do throws(PlanError) {
    plan = try plan.namingParameters()
  } catch {
    throw ServingRefusal(message: error.message, origin: candidate.origin)
  }
  let observed = Observations(of: candidate, served, source, tracer)
  return ServedTrace(
    plan: plan, source: source, rawColumns: tracer.rawColumns[source.number], features: observed.features,
    answers: observed.answers, probabilities: observed.probabilities, kept: observed.kept,
    syntheticRows: observed.syntheticRows)
}

/// The answer's functions: with the classifier's probabilities and the model's features where there is a model.
private func servedFunctions(of candidate: Candidate, in tracer: Tracer) throws(ServingRefusal) -> Plan.Served {
  var served = Plan.Served(name: candidate.name, answer: candidate.answer)
  guard let position = candidate.fit else { return served }
  let fit = tracer.log.fits[position]
  let used = tracer.log.predictions.last { $0.fit == position }
  let columns = used?.features ?? fit.features
  let functions = columns.compactMap(\.function)
  guard functions.count == columns.count, !functions.isEmpty else { return served }
  do throws(TraceError) {
    served.features = try tracer.vector(of: functions, origin: fit.origin)
    served.featureNames = readableNames(fit.featureNames, functions)
    served.classes = fit.estimator.classLabels
    served.probabilities = try fit.estimator.probabilities(of: functions, in: tracer, origin: used?.origin)
  } catch {
    throw ServingRefusal(message: "the features of \(fit.estimator.className) make no vector", origin: fit.origin)
  }
  return served
}

/// Names for the features of an array, which has none: those of the columns that they were made of.
private func readableNames(_ names: [String], _ functions: [RowFunction]) -> [String] {
  var taken: Set<String> = []
  return zip(names, functions).enumerated().map { position, feature in
    let (name, function) = feature
    guard name == "x\(position)" else { return name }
    var current = function
    while current.labels.isEmpty, let input = current.inputs.first, current.inputs.count == 1 { current = input }
    guard let label = current.labels.last, taken.insert(label).inserted else { return name }
    return label
  }
}

extension Tracer {
  /// The table whose fields a function needs.
  func source(of function: RowFunction) -> TableSource? {
    var seen: Set<Int> = []
    var waiting = [function]
    while let next = waiting.popLast() {
      guard seen.insert(next.number).inserted else { continue }
      if case .field(_, let number) = next.kind { return sources.first { $0.number == number } }
      waiting += next.inputs
    }
    return nil
  }
}
