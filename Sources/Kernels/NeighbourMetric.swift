/// How far two rows are from each other.
///
/// Neighbours are compared by *reduced* distances, which order as distances do: squares for the Euclidean distance, sums of
/// powers for Minkowski's.
public struct NeighbourMetric: Sendable {
  /// Which distance: 0 Euclidean, 1 Manhattan, 2 Chebyshev, 3 Minkowski with `power`.
  let code: Int
  /// Minkowski's exponent.
  let power: Double

  /// A metric by its code; `nil` for codes that there are not.
  public init?(code: Int, power: Double) {
    guard (0...3).contains(code), power > 0 else { return nil }
    self.code = code
    self.power = power
  }

  /// What one coordinate adds to the reduced distance.
  @inline(__always)
  func added(_ difference: Double, to sum: Double) -> Double {
    switch code {
    case 0: sum + difference * difference
    case 1: sum + difference.magnitude
    case 2: difference.magnitude > sum ? difference.magnitude : sum
    default: sum + Kernels.power(difference.magnitude, power)
    }
  }

  /// The distance of a reduced distance.
  public func distance(_ reduced: Double) -> Double {
    switch code {
    case 0: reduced.squareRoot()
    case 1, 2: reduced
    default: Kernels.power(reduced, 1 / power)
    }
  }

  /// The reduced distance of a distance.
  func reduced(_ distance: Double) -> Double {
    switch code {
    case 0: distance * distance
    case 1, 2: distance
    default: Kernels.power(distance, power)
    }
  }
}
