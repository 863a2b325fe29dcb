/// `numpy.percentile(values, percent)`: interpolated between the neighbours, from the nearer one.
func percentile(_ values: [Double], _ percent: Double) -> Double {
  guard let last = values.indices.last else { return .nan }
  let sorted = values.sorted()
  let place = Double(last) * (percent / 100)
  let below = min(max(Int(place.rounded(.down)), 0), last)
  let (a, b) = (sorted[below], sorted[min(below + 1, last)])
  let fraction = place - Double(below)
  return fraction >= 0.5 ? b - (b - a) * (1 - fraction) : a + (b - a) * fraction
}

/// The value at which the running sum of the weights, in the order of the values, reaches `percent` of their sum.
///
/// - Returns: NaN where no weight is above zero, in the modern era.
/// - SeeAlso: scikit-learn, `_weighted_percentile`.
func weightedPercentile(_ values: [Double], _ weights: [Double], _ percent: Double) -> Double {
  guard !values.isEmpty else { return .nan }
  let order = values.indices.sorted { values[$0] < values[$1] || values[$0] == values[$1] && $0 < $1 }
  var sums: [Double] = []
  sums.reserveCapacity(order.count)
  var sum = 0.0
  for row in order {
    sum += weights[row]
    sums.append(sum)
  }
  var wanted = percent / 100 * sum
  if wanted == 0 { wanted = wanted.nextUp }
  return values[order[min(lowerBound(sums, wanted), order.count - 1)]]
}
