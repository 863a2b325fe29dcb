/// Sums over windows that move, as pandas adds them: what enters is added, what leaves is taken away, both compensated.
package enum MovingSum {
  package static func values(
    _ numbers: [Double], _ bounds: [(start: Int, end: Int)], minimum: Int, isMean: Bool
  ) -> [Double] {
    let least = isMean ? max(minimum, 1) : minimum
    return moved(over: numbers, bounds, State()) { isMean ? $0.mean(least) : $0.sum(least) }
  }

  private struct State: MovingState {
    private var total = 0.0
    private var count = 0
    private var negatives = 0
    private var lostAdding = 0.0
    private var lostRemoving = 0.0
    private var previous = Double.nan
    private var equals = 0

    mutating func add(_ number: Double) {
      guard !number.isNaN else { return }
      count += 1
      DataFrames.add(number, to: &total, compensating: &lostAdding)
      if number.sign == .minus { negatives += 1 }
      equals = number == previous ? equals + 1 : 1
      previous = number
    }

    mutating func remove(_ number: Double) {
      guard !number.isNaN else { return }
      count -= 1
      DataFrames.add(-number, to: &total, compensating: &lostRemoving)
      if number.sign == .minus { negatives -= 1 }
    }

    func sum(_ least: Int) -> Double {
      if count == 0, least == 0 { return 0 }
      guard count >= least, count > 0 else { return .nan }
      return equals >= count ? previous * Double(count) : total
    }

    /// Rounding must not turn the sign of a mean.
    func mean(_ least: Int) -> Double {
      guard count >= least, count > 0 else { return .nan }
      if equals >= count { return previous }
      let mean = total / Double(count)
      if negatives == 0, mean < 0 { return 0 }
      if negatives == count, mean > 0 { return 0 }
      return mean
    }
  }
}

/// Variances over windows that move, by Welford's method, compensated.
package enum MovingVariance {
  package static func values(
    _ numbers: [Double], _ bounds: [(start: Int, end: Int)], minimum: Int, freedom: Int
  ) -> [Double] {
    let least = max(minimum, 1)
    return moved(over: numbers, bounds, State()) { $0.variance(least, freedom) }
  }

  private struct State: MovingState {
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0
    private var lostAdding = 0.0
    private var lostRemoving = 0.0
    private var previous = Double.nan
    private var equals = 0.0

    mutating func add(_ number: Double) {
      guard !number.isNaN else { return }
      count += 1
      equals = number == previous ? equals + 1 : 1
      previous = number
      let before = mean - lostAdding
      let y = number - lostAdding
      let t = y - mean
      lostAdding = t + mean - y
      mean += t / count
      squares += (number - before) * (number - mean)
    }

    mutating func remove(_ number: Double) {
      guard !number.isNaN else { return }
      count -= 1
      guard count > 0 else {
        mean = 0
        squares = 0
        return
      }
      let before = mean - lostRemoving
      let y = number - lostRemoving
      let t = y - mean
      lostRemoving = t + mean - y
      mean -= t / count
      squares -= (number - before) * (number - mean)
    }

    func variance(_ least: Int, _ freedom: Int) -> Double {
      guard count >= Double(least), count > Double(freedom) else { return .nan }
      if count == 1 || equals >= count { return 0 }
      return squares / (count - Double(freedom))
    }
  }
}

/// What is kept of the numbers in a window.
private protocol MovingState {
  mutating func add(_ number: Double)
  mutating func remove(_ number: Double)
}

/// What `result` makes of each window: from the window before where it only moved on, else anew from `empty`.
private func moved<State: MovingState>(
  over numbers: [Double], _ bounds: [(start: Int, end: Int)], _ empty: State, _ result: (State) -> Double
) -> [Double] {
  var state = empty
  var last: (start: Int, end: Int)?
  return bounds.map { window in
    if let last, window.start < last.end, window.start >= last.start, window.end >= last.end {
      for row in last.start..<window.start { state.remove(numbers[row]) }
      for row in last.end..<window.end { state.add(numbers[row]) }
    } else {
      state = empty
      for row in window.start..<window.end { state.add(numbers[row]) }
    }
    last = window
    return result(state)
  }
}
