// From raw scores of boosted trees to what they answer.

/// Every number times `factor`.
public func scaled(_ numbers: Vector, by factor: Double, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(numbers.count)
  var i = 0
  while i < numbers.count {
    result[i] = numbers[i] * factor
    i &+= 1
  }
  return Vector(start: result, count: numbers.count)
}

/// Two votes from one score: 1 for the second class where the score is at least zero, else 1 for the first. NaN votes for
/// the first.
public func votesFromZero(_ scores: Vector, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(2)
  let isSecond = component(0, of: scores) >= 0
  result[0] = isSecond ? 0 : 1
  result[1] = isSecond ? 1 : 0
  return Vector(start: result, count: 2)
}
