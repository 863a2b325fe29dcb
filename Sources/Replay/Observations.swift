import Columns
import Plans
import Tracing

/// The values that the replay saw of the functions that are served, by raw row.
struct Observations {
  private(set) var features: [Int: [Scalar]] = [:]
  private(set) var answers: [Int: Scalar] = [:]
  private(set) var probabilities: [Int: [Scalar]] = [:]
  private(set) var kept: Set<Int> = []
  private(set) var syntheticRows = 0
  private let source: Int

  init(of candidate: Candidate, _ served: Plan.Served, _ source: TableSource, _ tracer: Tracer) {
    self.source = source.number
    if let column = candidate.column { observe(answer: column, served.answer) }
    guard let position = candidate.fit else { return }
    let vectors = served.features?.inputs ?? []
    observe(features: tracer.log.fits[position].features, vectors)
    for prediction in tracer.log.predictions where prediction.fit == position {
      observe(features: prediction.features, vectors)
      for output in prediction.outputs { observe(answer: output, served.answer) }
      if prediction.outputs.count == served.classes.count, let whole = served.probabilities {
        observe(probabilities: prediction.outputs, whole)
      }
    }
    observeKept(tracer.log.fits[position].features.first?.domain, source)
  }

  /// Columns count where they are the very functions that are served.
  private mutating func observe(features columns: [TracedColumn], _ functions: [RowFunction]) {
    guard let domain = columns.first?.domain, columns.count == functions.count else { return }
    guard zip(columns, functions).allSatisfy({ $0.function === $1 }) else { return }
    for (position, row) in rows(of: domain) { features[row] = columns.map { $0.values[position] } }
    syntheticRows += domain.rows.count(where: \.isSynthetic)
  }

  private mutating func observe(answer column: TracedColumn, _ function: RowFunction) {
    guard column.function === function, let domain = column.domain else { return }
    for (position, row) in rows(of: domain) { answers[row] = column.values[position] }
  }

  private mutating func observe(probabilities columns: [TracedColumn], _ whole: RowFunction) {
    guard let domain = columns.first?.domain, columns.allSatisfy({ $0.function?.inputs.first === whole }) else {
      return
    }
    for (position, row) in rows(of: domain) { probabilities[row] = columns.map { $0.values[position] } }
  }

  /// Rows that no filter of the notebook took out before the model was fitted.
  private mutating func observeKept(_ domain: Domain?, _ source: TableSource) {
    if let filtered = domain?.afterFilters {
      kept = Set(rows(of: filtered).map(\.row))
    } else {
      kept = Set(0..<source.rowCount)
    }
  }

  /// Positions and raw rows of the served table, synthetic rows left out.
  private func rows(of domain: Domain) -> [(position: Int, row: Int)] {
    domain.rows.enumerated().compactMap { position, identity in
      Int(identity.source) == source ? (position, Int(identity.row)) : nil
    }
  }
}
