/// Which length of a row `Normalizer` divides by.
public enum RowNorm: Sendable {
  /// The sum of magnitudes.
  case sum
  /// The square root of the sum of squares.
  case euclidean
  /// The greatest magnitude.
  case greatest
}

/// A row divided by its length; a row of zeros stays.
///
/// - Parameter inOrder: whether squares are summed from the first to the last, as numpy does where columns lie contiguous;
///   else in pairs of blocks of eight.
/// - SeeAlso: scikit-learn, `normalize`; numpy, `einsum_sumprod.c.src` as built for SSE2.
public func normalised(_ row: Vector, by norm: RowNorm, inOrder: Bool, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(row.count)
  guard let start = row.baseAddress else { return row }
  var length = 0.0
  switch norm {
  case .sum:
    for i in 0..<row.count { result[i] = row[i].magnitude }
    if inOrder {
      for i in 0..<row.count { length += result[i] }
    } else {
      length = pairwiseSum(result, count: row.count)
    }
  case .euclidean: length = (inOrder ? orderedSquare(start, row.count) : squaredLength(start, row.count)).squareRoot()
  case .greatest:
    for i in 0..<row.count where row[i].magnitude > length { length = row[i].magnitude }
  }
  let divisor = length < 10 * 0x1p-52 ? 1 : length
  for i in 0..<row.count { result[i] = row[i] / divisor }
  return Vector(start: result, count: row.count)
}

private func orderedSquare(_ x: UnsafePointer<Double>, _ count: Int) -> Double {
  var sum = 0.0
  for i in 0..<count { sum += x[i] * x[i] }
  return sum
}

/// The sum of squares, as numpy's `einsum` adds it: two running sums over the numbers at even and odd places; of each eight
/// the last two are added first.
public func squaredLength(_ x: UnsafePointer<Double>, _ count: Int) -> Double {
  var (even, odd) = (0.0, 0.0)
  var i = 0
  while i &+ 8 <= count {
    var pair = 6
    while pair >= 0 {
      even += x[i &+ pair] * x[i &+ pair]
      odd += x[i &+ pair &+ 1] * x[i &+ pair &+ 1]
      pair &-= 2
    }
    i &+= 8
  }
  while i < count {
    even += x[i] * x[i]
    if i &+ 1 < count { odd += x[i &+ 1] * x[i &+ 1] }
    i &+= 2
  }
  return even + odd
}
