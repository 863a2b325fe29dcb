/// The sum of `count` numbers that lie `stride` elements apart, in numpy's order: pairwise blocks of 128, eight
/// accumulators in a block, plain order below eight. Bit-equal to `numpy.add.reduce` over one contiguous axis.
///
/// - Complexity: O(`count`); recursion depth is the logarithm of `count`.
/// - SeeAlso: numpy 1.23 and 2.4, `pairwise_sum` in `loops_utils.h.src`.
public func pairwiseSum(_ values: UnsafePointer<Double>, count: Int, stride: Int = 1) -> Double {
  if count < 8 {
    var sum = 0.0
    var i = 0
    while i < count {
      sum += values[i &* stride]
      i &+= 1
    }
    return sum
  }
  if count <= 128 { return blockSum(values, count: count, stride: stride) }
  var half = count / 2
  half -= half % 8
  return pairwiseSum(values, count: half, stride: stride)
    + pairwiseSum(values + half &* stride, count: count - half, stride: stride)
}

/// Between 8 and 128 numbers: eight running sums, added as a balanced tree, then what is left over.
private func blockSum(_ a: UnsafePointer<Double>, count: Int, stride s: Int) -> Double {
  var r0 = a[0], r1 = a[s], r2 = a[2 &* s], r3 = a[3 &* s]
  var r4 = a[4 &* s], r5 = a[5 &* s], r6 = a[6 &* s], r7 = a[7 &* s]
  let whole = count - count % 8
  var i = 8
  while i < whole {
    let p = a + i &* s
    r0 += p[0]
    r1 += p[s]
    r2 += p[2 &* s]
    r3 += p[3 &* s]
    r4 += p[4 &* s]
    r5 += p[5 &* s]
    r6 += p[6 &* s]
    r7 += p[7 &* s]
    i &+= 8
  }
  var sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
  while i < count {
    sum += a[i &* s]
    i &+= 1
  }
  return sum
}
