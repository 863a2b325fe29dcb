// What the members of an ensemble say, put together.

/// The sum of two vectors of one length.
public func vectorSum(_ a: Vector, _ b: Vector, _ scratch: Scratch) -> Vector {
  let count = a.count < b.count ? a.count : b.count
  let result = scratch.doubles(count)
  var i = 0
  while i < count {
    result[i] = a[i] + b[i]
    i &+= 1
  }
  return Vector(start: result, count: count)
}

/// Every number divided by `divisor`.
public func divided(_ numbers: Vector, by divisor: Double, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(numbers.count)
  var i = 0
  while i < numbers.count {
    result[i] = numbers[i] / divisor
    i &+= 1
  }
  return Vector(start: result, count: numbers.count)
}

/// A member's vote: `hit` for the class whose index it names, `miss` for the others.
public func vote(_ index: Double, classes: Int, hit: Double, miss: Double, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(classes)
  var k = 0
  while k < classes {
    result[k] = index == Double(k) ? hit : miss
    k &+= 1
  }
  return Vector(start: result, count: classes)
}

/// What SAMME.R adds up: `(K - 1) (log p - mean of log p)` of class probabilities kept off zero.
///
/// - SeeAlso: scikit-learn 1.2, `_samme_proba`.
public func adaptiveScores(_ probabilities: Vector, _ scratch: Scratch) -> Vector {
  let count = probabilities.count
  let result = scratch.doubles(count)
  for k in 0..<count {
    let p = probabilities[k]
    result[k] = naturalLogarithm(p < 0x1p-52 ? 0x1p-52 : p)
  }
  let share = 1 / Double(count) * pairwiseSum(result, count: count)
  for k in 0..<count { result[k] = Double(count &- 1) * (result[k] - share) }
  return Vector(start: result, count: count)
}

/// The second of two scores less the first, as a vector of one.
public func scoreDifference(_ scores: Vector, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(1)
  result[0] = -component(0, of: scores) + component(1, of: scores)
  return Vector(start: result, count: 1)
}

/// Half of a score against and for the second class.
public func opposedScores(_ score: Vector, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(2)
  let value = component(0, of: score)
  result[0] = -value / 2
  result[1] = value / 2
  return Vector(start: result, count: 2)
}

/// The smallest answer at which the weights of the answers up to it reach half of their sum.
///
/// - SeeAlso: scikit-learn, `AdaBoostRegressor._get_median_predict`.
public func weightedMedian(_ answers: Vector, weights: Vector, _ scratch: Scratch) -> Vector {
  let count = answers.count < weights.count ? answers.count : weights.count
  let result = scratch.doubles(1)
  result[0] = .nan
  guard count > 0 else { return Vector(start: result, count: 1) }
  let (sorted, sums) = (scratch.doubles(count), scratch.doubles(count))
  for i in 0..<count {
    var place = i
    while place > 0 && sorted[place &- 1] > answers[i] {
      sorted[place] = sorted[place &- 1]
      sums[place] = sums[place &- 1]
      place &-= 1
    }
    sorted[place] = answers[i]
    sums[place] = weights[i]
  }
  for i in 1..<max(count, 1) { sums[i] += sums[i &- 1] }
  let half = 0.5 * sums[count &- 1]
  var chosen = 0
  while chosen < count &- 1 && !(sums[chosen] >= half) { chosen &+= 1 }
  result[0] = sums[chosen] >= half ? sorted[chosen] : sorted[0]
  return Vector(start: result, count: 1)
}
