/// `√x`, correctly rounded; NaN below 0.
public func squareRoot(_ x: Double) -> Double {
  x < 0 ? .nan : x.squareRoot()
}
