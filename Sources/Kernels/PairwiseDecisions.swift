// From a decision for each pair of classes to numbers for each class: how libsvm lets one machine a pair decide.

/// How many pairs there are of `count` classes decides how many classes there are of `pairs`; 0 where there are none.
public func classes(ofPairs pairs: Int) -> Int {
  var classes = 2
  while classes &* (classes &- 1) / 2 < pairs { classes &+= 1 }
  return classes &* (classes &- 1) / 2 == pairs ? classes : 0
}

/// Votes for each class: a pair's value above zero is one for its first class.
public func pairwiseVotes(_ decisions: Vector, _ scratch: Scratch) -> Vector {
  let count = classes(ofPairs: decisions.count)
  let votes = scratch.doubles(count)
  votes.initialize(repeating: 0, count: count)
  var pair = 0
  for i in 0..<count {
    for j in (i &+ 1)..<max(count, i &+ 1) {
      votes[decisions[pair] > 0 ? i : j] += 1
      pair &+= 1
    }
  }
  return Vector(start: votes, count: count)
}

/// Votes for each class, equal ones told apart by the sums of the decisions: `decision_function_shape='ovr'`.
///
/// - SeeAlso: scikit-learn, `_ovr_decision_function`.
public func pairwiseConfidences(_ decisions: Vector, _ scratch: Scratch) -> Vector {
  let count = classes(ofPairs: decisions.count)
  let result = scratch.doubles(count)
  let sums = scratch.doubles(count)
  result.initialize(repeating: 0, count: count)
  sums.initialize(repeating: 0, count: count)
  var pair = 0
  for i in 0..<count {
    for j in (i &+ 1)..<max(count, i &+ 1) {
      let confidence = -decisions[pair]
      sums[i] -= confidence
      sums[j] += confidence
      result[decisions[pair] < 0 ? j : i] += 1
      pair &+= 1
    }
  }
  for k in 0..<count { result[k] += sums[k] / (3 * (sums[k].magnitude + 1)) }
  return Vector(start: result, count: count)
}

/// Probabilities of the classes from those of the pairs, each a sigmoid of its decision: libsvm's coupling.
///
/// - Parameters:
///   - slopes: `probA_`, a number a pair.
///   - offsets: `probB_`.
/// - SeeAlso: Wu, Lin and Weng (2004), second method; libsvm, `multiclass_probability`.
public func pairwiseProbabilities<Numbers: BitwiseCopyable>(
  _ decisions: Vector, slopes: Numbers, offsets: Numbers, _ scratch: Scratch
) -> Vector {
  let pairs = decisions.count
  let (slopes, offsets) = (vector(slopes, count: pairs, scratch), vector(offsets, count: pairs, scratch))
  return pairwiseProbabilities(decisions, slopes: slopes, offsets: offsets, scratch)
}

/// Probabilities of the classes, the sigmoids' parameters in vectors.
public func pairwiseProbabilities(
  _ decisions: Vector, slopes: Vector, offsets: Vector, _ scratch: Scratch
) -> Vector {
  let count = classes(ofPairs: decisions.count)
  let coupling = PairwiseCoupling(count: count, scratch)
  var pair = 0
  for i in 0..<count {
    for j in (i &+ 1)..<max(count, i &+ 1) {
      let x = decisions[pair] * slopes[pair] + offsets[pair]
      let p = x >= 0 ? exponential(-x) / (1 + exponential(-x)) : 1 / (1 + exponential(x))
      coupling.set(i, j, p > 1e-7 ? (p < 1 - 1e-7 ? p : 1 - 1e-7) : 1e-7)
      pair &+= 1
    }
  }
  coupling.solve()
  return Vector(start: coupling.probabilities, count: count)
}

/// The probabilities of classes that agree best with those of pairs.
private struct PairwiseCoupling {
  let count: Int
  let probabilities: UnsafeMutablePointer<Double>
  private let pairs: UnsafeMutablePointer<Double>
  private let q: UnsafeMutablePointer<Double>
  private let products: UnsafeMutablePointer<Double>

  init(count: Int, _ scratch: Scratch) {
    self.count = count
    probabilities = scratch.doubles(count)
    pairs = scratch.doubles(count &* count)
    q = scratch.doubles(count &* count)
    products = scratch.doubles(count)
  }

  func set(_ i: Int, _ j: Int, _ p: Double) {
    pairs[i &* count &+ j] = p
    pairs[j &* count &+ i] = 1 - p
  }

  func solve() {
    fillMatrix()
    let least = 0.005 / Double(count)
    var round = 0
    while round < max(100, count) {
      var total = multiplied()
      var largest = 0.0
      for t in 0..<count { largest = max(largest, (products[t] - total).magnitude) }
      if largest < least { return }
      for t in 0..<count { step(t, &total) }
      round &+= 1
    }
  }

  private func fillMatrix() {
    for t in 0..<count {
      probabilities[t] = 1 / Double(count)
      var sum = 0.0
      for j in 0..<count where j != t {
        sum += pairs[j &* count &+ t] * pairs[j &* count &+ t]
        q[t &* count &+ j] = -pairs[j &* count &+ t] * pairs[t &* count &+ j]
      }
      q[t &* count &+ t] = sum
    }
  }

  private func multiplied() -> Double {
    var total = 0.0
    for t in 0..<count {
      products[t] = 0
      for j in 0..<count { products[t] += q[t &* count &+ j] * probabilities[j] }
      total += probabilities[t] * products[t]
    }
    return total
  }

  private func step(_ t: Int, _ total: inout Double) {
    let own = q[t &* count &+ t]
    let difference = (-products[t] + total) / own
    probabilities[t] += difference
    total = (total + difference * (difference * own + 2 * products[t])) / (1 + difference) / (1 + difference)
    for j in 0..<count {
      products[j] = (products[j] + difference * q[t &* count &+ j]) / (1 + difference)
      probabilities[j] /= (1 + difference)
    }
  }
}
