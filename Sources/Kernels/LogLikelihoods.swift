/// Probabilities of joint log likelihoods: exponentials of what lies above the logarithm of their sum.
///
/// - Parameter separatesLargest: whether the largest ones stay outside of the sum, as in scipy since 1.15.
/// - SeeAlso: scipy, `logsumexp`; scikit-learn, `_BaseNB.predict_log_proba`.
public func normalisedExponentials(_ logs: Vector, separatesLargest: Bool, _ scratch: Scratch) -> Vector {
  let result = copied(logs, scratch)
  let count = logs.count
  guard count > 0 else { return logs }
  let total = logarithmOfSum(result, count: count, separatesLargest: separatesLargest)
  for k in 0..<count { result[k] = exponential(logs[k] - total) }
  return Vector(start: result, count: count)
}

/// The logarithm of the sum of exponentials; the numbers are used up.
private func logarithmOfSum(
  _ numbers: UnsafeMutablePointer<Double>, count: Int, separatesLargest: Bool
) -> Double {
  let largest = numbers[argmax(numbers, count: count)]
  var times = 0.0
  for k in 0..<count {
    if separatesLargest && numbers[k] == largest {
      times += 1
      numbers[k] = 0
    } else {
      numbers[k] = exponential(numbers[k] - largest)
    }
  }
  let sum = pairwiseSum(numbers, count: count)
  if !separatesLargest { return naturalLogarithm(sum) + largest }
  return logarithmOfOnePlus(sum == 0 ? sum : sum / times) + naturalLogarithm(times) + largest
}

/// `exp` of each number.
public func exponentials(_ numbers: Vector, _ scratch: Scratch) -> Vector {
  let result = copied(numbers, scratch)
  for k in 0..<numbers.count { result[k] = exponential(numbers[k]) }
  return Vector(start: result, count: numbers.count)
}

/// 1 for numbers above the threshold, 0 for others.
public func binarised(_ numbers: Vector, above threshold: Double, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(numbers.count)
  for k in 0..<numbers.count { result[k] = numbers[k] > threshold ? 1 : 0 }
  return Vector(start: result, count: numbers.count)
}

/// The second number less the first, as a vector of one: what decides between two classes.
public func difference(_ numbers: Vector, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(1)
  result[0] = component(1, of: numbers) - component(0, of: numbers)
  return Vector(start: result, count: 1)
}

/// The first number, and above it one minus it: the probabilities of a score from −1 to 1, `(1 ± s) / 2` (modified Huber).
public func clippedProbabilities(_ scores: Vector, _ scratch: Scratch) -> Vector {
  let count = scores.count == 1 ? 2 : scores.count
  let result = scratch.doubles(count)
  for k in 0..<scores.count {
    let clipped = scores[k] < -1 ? -1 : scores[k] > 1 ? 1 : scores[k]
    result[scores.count == 1 ? 1 : k] = (clipped + 1) / 2
  }
  if scores.count == 1 {
    result[0] = 1 - result[1]
    return Vector(start: result, count: 2)
  }
  var sum = 0.0
  for k in 0..<count { sum += result[k] }
  if sum == 0 {
    result.update(repeating: 1, count: count)
    sum = Double(count)
  }
  for k in 0..<count { result[k] /= sum }
  return Vector(start: result, count: count)
}
