import Columns
import Kernels
package import ModelInterface
package import Plans
package import Replay
import Tracing

/// How many rows prove a built model, and what did not agree.
package struct Proof: Sendable, Equatable {
  package var raw = 0
  /// Rows that the notebook leaves out by its filters.
  package var filtered = 0
  /// Rows of which the replay holds the features or the answer, and the model was compared with them.
  package var traced = 0
  /// Traced rows whose row functions, evaluated for the one row alone, gave the replay's values.
  package var alone = 0
  /// Remaining rows: the model was compared with the plan.
  package var evaluated = 0
  /// Synthetic and corrected rows.
  package var excluded = 0
  package var featureMismatches = 0
  package var predictionMismatches = 0
  /// The largest distance of two floats in units in the last place; 0 when all are equal in every bit.
  package var maxUlp: UInt64 = 0
  /// The first mismatch, in words.
  package var firstMismatch: String?

  package init() {}

  /// Whether the model gave what the replay gave, over at least one row.
  package var holds: Bool {
    featureMismatches == 0 && predictionMismatches == 0 && traced + evaluated > 0
  }
}

/// What the proof needs of a built model: fields in, features and answer out.
package protocol Artifact {
  func features(of fields: [FieldValue]) throws(ModelError) -> [Double]
  func answer(to fields: [FieldValue]) throws(ModelError) -> RowAnswer
}

extension Session: Artifact {}

/// Runs a built model over every raw row and compares: with the replay where it holds the values, else with the plan.
///
/// - Parameter progress: called with the number of rows done.
package func proof(of trace: ServedTrace, artifact: some Artifact, progress: (Int) -> Void = { _ in }) -> Proof {
  var proof = Proof()
  proof.raw = trace.source.rowCount
  let columns = trace.plan.fields.map { trace.rawColumns[$0.name] }
  for row in 0..<proof.raw {
    let record = zip(trace.plan.fields, columns).map { field, column in FieldValue(column?[row] ?? .missing, field.type)
    }
    let alone = evaluation(of: trace, columns, row: row)
    let isTraced = trace.features[row] != nil || trace.answers[row] != nil
    let expected = isTraced ? expectation(of: trace, row: row) : alone
    let found = outcome(of: artifact, record)
    proof.compare(found, with: expected, row: row)
    if isTraced {
      proof.traced += 1
      if Outcome.agree(alone, expected) { proof.alone += 1 }
    } else if trace.kept.contains(row) {
      proof.evaluated += 1
    } else {
      proof.filtered += 1
    }
    if row % 512 == 511 { progress(row + 1) }
  }
  return proof
}

/// What came of one row; parts that are not known are `nil` and not compared.
struct Outcome {
  var features: [Double]?
  var answer: FieldValue?
  var probabilities: [Double]?
  /// The exception's class and message.
  var error: String?

  static func agree(_ a: Outcome, _ b: Outcome) -> Bool {
    var proof = Proof()
    proof.compare(a, with: b, row: 0)
    return proof.featureMismatches == 0 && proof.predictionMismatches == 0
  }
}

private func outcome(of artifact: some Artifact, _ record: [FieldValue]) -> Outcome {
  var outcome = Outcome()
  do throws(ModelError) {
    outcome.features = try artifact.features(of: record)
    let answer = try artifact.answer(to: record)
    outcome.answer = answer.prediction
    outcome.probabilities = answer.probabilities
  } catch {
    outcome.error = error.message
  }
  return outcome
}

/// What the replay holds of a row.
private func expectation(of trace: ServedTrace, row: Int) -> Outcome {
  Outcome(
    features: trace.features[row]?.map(\.number),
    answer: trace.answers[row].map { FieldValue($0, trace.plan.answer.type) },
    probabilities: trace.probabilities[row]?.map(\.number))
}

/// What the plan gives for the one row alone.
private func evaluation(of trace: ServedTrace, _ columns: [Column?], row: Int) -> Outcome {
  var record: [String: Scalar] = [:]
  for (field, column) in zip(trace.plan.fields, columns) { record[field.name] = column?[row] ?? .missing }
  do throws(PlanError) {
    let result = try trace.plan.evaluate(record: record)
    var outcome = Outcome(features: result.features?.map { $0[0].number })
    if let failure = result.failures[0] {
      outcome.error = "\(failure.type): \(failure.message)"
    } else {
      outcome.answer = FieldValue(result.answer[0], trace.plan.answer.type)
      outcome.probabilities = result.probabilities?.map { $0[0].number }
    }
    return outcome
  } catch {
    return Outcome(error: error.message)
  }
}

extension Proof {
  /// Counts what differs; an error where a value is expected is a mismatch of prediction.
  fileprivate mutating func compare(_ found: Outcome, with expected: Outcome, row: Int) {
    if expected.error != nil || found.error != nil {
      if let error = found.error, expected.error == nil || expected.error != error {
        note(\.predictionMismatches, "row \(row): the model refuses: \(error)")
      } else if found.error == nil, let error = expected.error {
        note(\.predictionMismatches, "row \(row): the model answers where Python raises \(error)")
      }
      return
    }
    if let mine = found.features, let theirs = expected.features {
      if let place = firstDifference(mine, theirs) { note(\.featureMismatches, "row \(row): feature \(place)") }
    }
    var isSame = true
    if let theirs = expected.answer, let mine = found.answer { isSame = same(mine, theirs) }
    if let mine = found.probabilities, let theirs = expected.probabilities, firstDifference(mine, theirs) != nil {
      isSame = false
    }
    if !isSame { note(\.predictionMismatches, "row \(row): prediction") }
  }

  private mutating func note(_ count: WritableKeyPath<Proof, Int>, _ what: String) {
    self[keyPath: count] += 1
    if firstMismatch == nil { firstMismatch = what }
  }

  private mutating func firstDifference(_ mine: [Double], _ theirs: [Double]) -> String? {
    guard mine.count == theirs.count else { return "count \(mine.count), replayed \(theirs.count)" }
    var first: String?
    for (index, (a, b)) in zip(mine, theirs).enumerated() where !isSame(a, b) {
      first = first ?? "\(index): \(a), replayed \(b)"
    }
    return first
  }

  private mutating func same(_ a: FieldValue, _ b: FieldValue) -> Bool {
    if case .float64(let x) = a, case .float64(let y) = b { return isSame(x, y) }
    return a == b
  }

  private mutating func isSame(_ a: Double, _ b: Double) -> Bool {
    if a.bitPattern == b.bitPattern || a.isNaN && b.isNaN { return true }
    maxUlp = max(maxUlp, a.isNaN || b.isNaN ? .max : ulps(a, b))
    return false
  }

  /// How many doubles lie between.
  private func ulps(_ a: Double, _ b: Double) -> UInt64 {
    func place(_ x: Double) -> Int64 {
      let bits = Int64(bitPattern: x.bitPattern)
      return bits < 0 ? Int64.min &- bits : bits
    }
    return place(a).subtractingReportingOverflow(place(b)).partialValue.magnitude
  }
}

extension Scalar {
  /// The value as models take it; missing is NaN.
  fileprivate var number: Double {
    switch self {
    case .bool(let flag): flag ? 1 : 0
    case .int(let number): Double(number)
    case .float(let number): number
    default: .nan
    }
  }
}

extension FieldValue {
  /// A raw value or answer in the kind that its type asks for.
  fileprivate init(_ scalar: Scalar, _ type: ValueType) {
    if scalar.isMissing {
      self = .missing
      return
    }
    switch (scalar, type.base) {
    case (.bool(let flag), .bool): self = .bool(flag)
    case (.bool(let flag), .int64): self = .int64(flag ? 1 : 0)
    case (.int(let number), .int64): self = .int64(number)
    case (.float(let number), .int64): self = Int64(exactly: number).map(FieldValue.int64) ?? .missing
    case (.bool, _), (.int, _), (.float, _): self = .float64(scalar.number)
    case (.string(let text), _): self = .string(text.bytes)
    default: self = .missing
    }
  }
}
