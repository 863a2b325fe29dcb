/// Adds a number to a sum with Kahan's compensation, as pandas adds floats in groups and in windows. What an infinity loses
/// counts as nothing.
///
/// - Parameter lost: what rounding has lost of the sum so far, kept beside it.
@inline(__always)
func add(_ value: Double, to sum: inout Double, compensating lost: inout Double) {
  let y = value - lost
  let t = sum + y
  lost = t - sum - y
  if lost.isNaN { lost = 0 }
  sum = t
}
