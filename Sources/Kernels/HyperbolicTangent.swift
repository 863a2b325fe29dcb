/// `tanh x`, bit-equal to glibc 2.36 on processors with FMA. numpy's own differs in its last bits.
///
/// - SeeAlso: FreeBSD msun (fdlibm) `s_tanh.c`.
public func hyperbolicTangent(_ x: Double) -> Double {
  if x.isNaN || x == 0 { return x }
  let magnitude = abs(x)
  if magnitude < 0x1p-55 { return x * (1 + x) }
  let z: Double
  if magnitude >= 22 {
    z = 1
  } else if magnitude >= 1 {
    z = 1 - 2 / (exponentialMinusOne(2 * magnitude) + 2)
  } else {
    let t = exponentialMinusOne(-2 * magnitude)
    z = -t / (t + 2)
  }
  return x < 0 ? -z : z
}
