import Kernels

/// The sum of float32 values in numpy's order: `pairwiseSum` in their own width.
package func pairwiseSum(_ values: [Float]) -> Float {
  func sum(_ range: Range<Int>) -> Float {
    let count = range.count
    if count < 8 { return values[range].reduce(0, +) }
    if count <= 128 {
      var r = [Float](repeating: 0, count: 8)
      for i in 0..<8 { r[i] = values[range.lowerBound + i] }
      let whole = count - count % 8
      for i in stride(from: 8, to: whole, by: 8) {
        for k in 0..<8 { r[k] += values[range.lowerBound + i + k] }
      }
      var total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
      for i in whole..<count { total += values[range.lowerBound + i] }
      return total
    }
    let half = count / 2 - count / 2 % 8
    return sum(range.lowerBound..<(range.lowerBound + half)) + sum((range.lowerBound + half)..<range.upperBound)
  }
  return sum(values.indices)
}

/// The sum of contiguous values in numpy's order.
package func pairwiseSum(_ values: [Double]) -> Double {
  values.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return 0 }
    return pairwiseSum(base, count: buffer.count)
  }
}
