/// The dot product in an order of our own: four running sums, added in pairs. BLAS has an order for each processor.
func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
  var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
  var i = 0
  while i + 4 <= count {
    s0 += a[i] * b[i]
    s1 += a[i + 1] * b[i + 1]
    s2 += a[i + 2] * b[i + 2]
    s3 += a[i + 3] * b[i + 3]
    i += 4
  }
  while i < count {
    s0 += a[i] * b[i]
    i += 1
  }
  return (s0 + s1) + (s2 + s3)
}

/// Adds `factor` times a vector to another.
func add(_ factor: Double, _ v: UnsafePointer<Double>, to result: UnsafeMutablePointer<Double>, _ count: Int) {
  var i = 0
  while i < count {
    result[i] += factor * v[i]
    i += 1
  }
}
