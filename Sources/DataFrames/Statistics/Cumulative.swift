/// A running reduction.
package enum Running: Sendable, Hashable {
  case sum, product, minimum, maximum
}

/// pandas' `cumsum` and its kin: missing values stay where they are and are passed over.
package func cumulative(_ values: [Double], _ running: Running) -> [Double] {
  var state: Double?
  return values.map { value in
    if value.isNaN { return value }
    let next =
      switch (running, state) {
      case (_, nil): value
      case (.sum, .some(let state)): state + value
      case (.product, .some(let state)): state * value
      case (.minimum, .some(let state)): Swift.min(state, value)
      case (.maximum, .some(let state)): Swift.max(state, value)
      }
    state = next
    return next
  }
}

/// The same for integers, wrapping.
package func cumulative(_ values: [Int64], _ running: Running) -> [Int64] {
  var state: Int64?
  return values.map { value in
    let next =
      switch (running, state) {
      case (_, nil): value
      case (.sum, .some(let state)): state &+ value
      case (.product, .some(let state)): state &* value
      case (.minimum, .some(let state)): Swift.min(state, value)
      case (.maximum, .some(let state)): Swift.max(state, value)
      }
    state = next
    return next
  }
}
