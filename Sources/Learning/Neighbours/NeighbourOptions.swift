import Kernels

/// The parameters of nearest neighbours that decide how rows are searched.
package struct NeighbourOptions: Sendable {
  /// How rows are found: by boxes (`kd_tree`), balls (`ball_tree`) or one after the other.
  package enum Algorithm: Sendable {
    case automatic, boxes, balls, brute
  }

  package enum Metric: Equatable, Sendable {
    case euclidean, manhattan, chebyshev
    /// Minkowski's distance with this exponent.
    case minkowski(Double)

    var code: Int {
      switch self {
      case .euclidean: 0
      case .manhattan: 1
      case .chebyshev: 2
      case .minkowski: 3
      }
    }

    var power: Double {
      switch self {
      case .euclidean: 2
      case .manhattan, .chebyshev: 1
      case .minkowski(let power): power
      }
    }
  }

  package var neighbours = 5
  package var algorithm = Algorithm.automatic
  package var leafSize = 30
  package var metric = Metric.euclidean
  /// Whether near neighbours weigh more: `weights='distance'`.
  package var isWeighted = false

  package init() {}
}

/// What neighbours answer with.
package enum NeighbourAnswers: Sendable {
  /// A class index for each row.
  case classes([Int], count: Int)
  /// A number for each row.
  case numbers([Double])
}

/// Fits nearest neighbours: the training rows, in a tree where scikit-learn builds one, as a table for `Neighbours`.
///
/// - Throws: what scikit-learn raises for NaN and infinities and for tables without rows.
/// - SeeAlso: scikit-learn 1.2 and 1.9, `NeighborsBase._fit`.
package func neighbourTable(
  _ x: Matrix, _ answers: NeighbourAnswers, options: NeighbourOptions, era: LearningEra, estimator: String
) throws(LearningError) -> [UInt8] {
  try checkInput(x, estimator: estimator)
  let rows = x.laidOut(.rowMajor)
  var table = NeighbourTable(rows: rows, options: options, introsort: era.neighboursSortByIntrosort)
  let isBrute =
    options.algorithm == .brute
    || options.algorithm == .automatic && (x.columns > 15 || options.neighbours >= x.rows / 2)
  if isBrute {
    if options.metric == .euclidean { table.squares = squaredLengths(rows) }
  } else {
    table.tree = NeighbourTree(
      rows, leafSize: options.leafSize, shape: options.algorithm == .balls ? .balls : .boxes, metric: options.metric)
  }
  return table.encoded(answers)
}

private func squaredLengths(_ x: Matrix) -> [Double] {
  (0..<x.rows).map { row in
    var sum = 0.0
    for column in 0..<x.columns { sum += x[row, column] * x[row, column] }
    return sum
  }
}

/// What a table for `Neighbours` is written from.
private struct NeighbourTable {
  let rows: Matrix
  let options: NeighbourOptions
  /// Whether neighbours are sorted as since scikit-learn 1.3.
  let introsort: Bool
  var tree: NeighbourTree?
  var squares: [Double]?

  init(rows: Matrix, options: NeighbourOptions, introsort: Bool) {
    self.rows = rows
    self.options = options
    self.introsort = introsort
  }

  func encoded(_ answers: NeighbourAnswers) -> [UInt8] {
    var payload: [UInt8] = []
    let search = tree.map { $0.shape == .boxes ? 0 : 1 } ?? (squares == nil ? 2 : 3)
    var classes = 0
    var numbers: [Double] = []
    switch answers {
    case .classes(let codes, let count):
      classes = count
      numbers = codes.map(Double.init)
    case .numbers(let target): numbers = target
    }
    payload.append(words: [
      rows.columns, rows.rows, min(options.neighbours, rows.rows), classes, search, options.metric.code,
      options.isWeighted ? 1 : 0, introsort ? 1 : 0, tree?.spans.count ?? 0, 0,
    ])
    payload.append(numbers: [options.metric.power])
    payload.append(numbers: rows.values)
    payload.append(numbers: numbers)
    if let tree {
      payload.append(words: tree.order)
      payload.append(words: tree.spans.flatMap { [$0.lowerBound, $0.upperBound] })
      payload.append(numbers: tree.bounds)
    }
    if let squares, tree == nil { payload.append(numbers: squares) }
    return ParameterTable.encoded(kind: .neighbours, payload: payload)
  }
}
