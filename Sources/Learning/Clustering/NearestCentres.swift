import Kernels
import Processors

/// Each row's nearest centre, the first of equals, and the sums of each centre's rows, while the centres move.
///
/// From one step to the next a distance changes by no more than the centre moved. So bounds of the distances from the nearest
/// centre and from all others tell of most rows that their nearest centre is the same, without looking at them; the other
/// rows are held against all centres. The bounds leave room for all that is rounded: labels are those of looking at each.
///
/// Sums run over the rows of a part in their order, and then over the parts; parts whose labels stay keep their sums.
///
/// - SeeAlso: Hamerly, Making k-means even faster (2010).
struct NearestCentres {
  /// Each row's nearest centre.
  private(set) var labels: [Int]
  private let rows: CentredRows
  /// Of the rows' lengths.
  private let squares: [Double]
  private let weights: [Double]
  private let clusters: Int
  /// Rows that are summed up together.
  private let part: Int
  /// What a row's distance from its centre cannot exceed.
  private var upper: [Double]
  /// What no other centre can be nearer than.
  private var lower: [Double]
  /// For each part and each centre the sum of its rows and of their weights.
  private var partSums: [Double]
  private var centres: [[Double]] = []

  init(_ rows: CentredRows, squares: [Double], weights: [Double], clusters: Int) {
    self.rows = rows
    self.squares = squares
    self.weights = weights
    self.clusters = clusters
    part = max(256, clusters)
    labels = [Int](repeating: -1, count: rows.count)
    upper = [Double](repeating: .infinity, count: rows.count)
    lower = [Double](repeating: 0, count: rows.count)
    partSums = [Double](repeating: 0, count: (rows.count + part - 1) / part * clusters * (rows.width + 1))
  }

  /// The sums of each centre's rows and of their weights.
  var sums: (values: [[Double]], weights: [Double]) {
    let (width, size) = (rows.width + 1, clusters * (rows.width + 1))
    var sums = [Double](repeating: 0, count: size)
    for start in stride(from: 0, to: partSums.count, by: max(size, 1)) {
      for index in 0..<size { sums[index] += partSums[start + index] }
    }
    return (
      (0..<clusters).map { Array(sums[$0 * width..<($0 + 1) * width - 1]) },
      (0..<clusters).map { sums[($0 + 1) * width - 1] }
    )
  }

  /// Moves the centres.
  ///
  /// - Returns: whether a row has another nearest one than before.
  mutating func move(to centres: [[Double]]) -> Bool {
    let shifts = CentreShifts(from: self.centres, to: centres)
    self.centres = centres
    let packed = PackedCentres(centres, width: rows.width)
    let (rows, squares, weights, size, part) = (rows, squares, weights, clusters * (rows.width + 1), part)
    var changes = [Bool](repeating: false, count: (rows.count + part - 1) / part)
    labels.withUnsafeMutableBufferPointer { labels in
      upper.withUnsafeMutableBufferPointer { upper in
        lower.withUnsafeMutableBufferPointer { lower in
          partSums.withUnsafeMutableBufferPointer { sums in
            changes.withUnsafeMutableBufferPointer { changes in
              guard let labels = labels.baseAddress, let upper = upper.baseAddress, let lower = lower.baseAddress,
                let sums = sums.baseAddress, let changes = changes.baseAddress
              else { return }
              let state = RowStates(labels: labels, upper: upper, lower: lower)
              let (sumsOfParts, changesOfParts) = (SharedMemory(sums), SharedMemory(changes))
              rows.forEachPart(of: part) { values, span in
                guard state.move(values, span, packed, shifts, squares) else { return }
                let number = span.lowerBound / part
                changesOfParts.start[number] = true
                state.sum(
                  values, span, weights, width: rows.width, into: sumsOfParts.start + number * size, count: size)
              }
            }
          }
        }
      }
    }
    return changes.contains(true)
  }
}

/// What is known of each row, for workers on different rows.
private struct RowStates: @unchecked Sendable {
  let labels: UnsafeMutablePointer<Int>
  let upper: UnsafeMutablePointer<Double>
  let lower: UnsafeMutablePointer<Double>

  /// Finds the nearest centres of some rows; tells whether one is another than before.
  func move(
    _ values: UnsafePointer<Double>, _ part: Range<Int>, _ centres: PackedCentres, _ shifts: CentreShifts?,
    _ squares: [Double]
  ) -> Bool {
    var isChanged = false
    for row in part {
      let error = centres.error(squares[row])
      if let shifts {
        let (u, l) = shifts.widened(upper[row], lower[row], of: labels[row])
        (upper[row], lower[row]) = (u, l)
        if l > u && (l - u) * (l + u) > 4 * error { continue }
      }
      let found = centres.nearest(to: values + row &* centres.width, square: squares[row])
      upper[row] = (max(0, found.least + squares[row]) + error).squareRoot()
      lower[row] = max(0, found.second + squares[row] - error).squareRoot()
      if found.label != labels[row] {
        labels[row] = found.label
        isChanged = true
      }
    }
    return isChanged
  }

  /// The sums of some rows by their labels.
  func sum(
    _ values: UnsafePointer<Double>, _ part: Range<Int>, _ weights: [Double], width: Int,
    into sums: UnsafeMutablePointer<Double>, count: Int
  ) {
    sums.update(repeating: 0, count: count)
    for row in part {
      let own = sums + labels[row] &* (width &+ 1)
      add(weights[row], values + row &* width, to: own, width)
      own[width] += weights[row]
    }
  }
}

/// How far centres moved, at most.
private struct CentreShifts: Sendable {
  private let own: [Double]
  /// For each centre the farthest that another one moved.
  private let others: [Double]

  /// `nil` where there were no centres before.
  init?(from old: [[Double]], to new: [[Double]]) {
    guard old.count == new.count else { return nil }
    let own = zip(old, new).map { old, new in
      let square = zip(old, new).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let width = Double(new.count)
      // Numbers whose squares are too small for a `Double` are less than the last term.
      return square.squareRoot() * (1 + (width + 8) * 0x1p-52) + width * 0x1p-500
    }
    self.own = own
    others = own.indices.map { label in own.indices.reduce(0) { $1 == label ? $0 : max($0, own[$1]) } }
  }

  /// Bounds of distances after the move.
  @inline(__always)
  func widened(_ upper: Double, _ lower: Double, of label: Int) -> (Double, Double) {
    ((upper + own[label]) * (1 + 0x1p-50), (lower - others[label]) * (1 - 0x1p-50))
  }
}
