/// The number of the interval between edges that holds a number, from 0, as pandas' `cut` finds it; none outside, or for
/// NaN.
///
/// - Parameters:
///   - edges: a homogeneous tuple of `count` ascending numbers.
///   - right: whether intervals hold their right edge, not their left.
///   - includeLowest: whether the first interval holds its left edge, too.
/// - SeeAlso: pandas 1.5, `_bins_to_cuts`.
@inlinable
public func bin<Edges: BitwiseCopyable>(
  _ x: Double, _ edges: Edges, count: Int, right: Bool = true, includeLowest: Bool = false
) -> Int? {
  withUnsafeBytes(of: edges) { bytes in
    let numbers = bytes.bindMemory(to: Double.self)
    return binIndex(x, UnsafeBufferPointer(rebasing: numbers.prefix(count)), right, includeLowest)
  }
}

/// `bin` over edges in memory.
public func binIndex(_ x: Double, _ edges: UnsafeBufferPointer<Double>, _ right: Bool, _ includeLowest: Bool) -> Int? {
  guard x == x, edges.count > 1 else { return nil }
  if includeLowest && x == edges[0] { return 0 }
  var below = 0
  while below < edges.count && (right ? edges[below] < x : edges[below] <= x) { below &+= 1 }
  return below == 0 || below == edges.count ? nil : below &- 1
}
