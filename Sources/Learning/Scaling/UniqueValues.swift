/// The different values in ascending order, and for each value its index among them: what `LabelEncoder.fit` and
/// `numpy.unique(return_inverse=True)` do. NaN is not handled: callers remove it first.
package func uniqueValues<Value: Comparable & Hashable>(_ values: [Value]) -> (classes: [Value], codes: [Int]) {
  let classes = Set(values).sorted()
  var index: [Value: Int] = [:]
  index.reserveCapacity(classes.count)
  for (i, value) in classes.enumerated() { index[value] = i }
  return (classes, values.map { index[$0] ?? 0 })
}
