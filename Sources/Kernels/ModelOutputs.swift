// From the scores of one row to its probabilities and its class: what generated code calls.

/// Class probabilities of a binary model's one score: `1 - p` and `p`.
public func logisticProbabilities(_ scores: Vector, _ scratch: Scratch) -> Vector {
  let result = scratch.doubles(2)
  logisticProbabilities(component(0, of: scores), into: result)
  return Vector(start: result, count: 2)
}

/// One-against-rest probabilities of a score a class.
public func oneAgainstRestProbabilities(_ scores: Vector, uniformWhereZero: Bool, _ scratch: Scratch) -> Vector {
  let result = copied(scores, scratch)
  oneAgainstRestProbabilities(result, count: scores.count, uniformWhereZero: uniformWhereZero)
  return Vector(start: result, count: scores.count)
}

/// Softmax of a score a class.
public func softmax(_ scores: Vector, _ scratch: Scratch) -> Vector {
  let result = copied(scores, scratch)
  softmax(result, count: scores.count)
  return Vector(start: result, count: scores.count)
}

/// The index of the largest number, the first of equals; of one score, 1 where it is above zero, as binary linear models
/// decide.
public func largest(_ numbers: Vector) -> Int {
  if numbers.count == 1 { return numbers[0] > 0 ? 1 : 0 }
  guard let base = numbers.baseAddress else { return 0 }
  return argmax(base, count: numbers.count)
}

func copied(_ numbers: Vector, _ scratch: Scratch) -> UnsafeMutablePointer<Double> {
  let copy = scratch.doubles(numbers.count)
  var i = 0
  while i < numbers.count {
    copy[i] = numbers[i]
    i &+= 1
  }
  return copy
}

/// The numbers, which must be finite.
///
/// - Throws: `onMissing` or `onInfinite`, where scikit-learn's input check objects.
public func finite(_ numbers: Vector, onMissing: RowError, onInfinite: RowError) throws(RowError) -> Vector {
  guard let base = numbers.baseAddress else { return numbers }
  switch inputFault(base, count: numbers.count) {
  case .missing: throw onMissing
  case .infinite: throw onInfinite
  case nil: return numbers
  }
}
