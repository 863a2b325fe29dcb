import Kernels
import PythonRuntime

extension Standard.Statistics {
  static let median = Function("median(data)") { call in
    let data = try sorted(call)
    let i = data.count / 2
    if data.count % 2 == 1 { return data[i] }
    return try call.context.binary(.divide, call.context.binary(.add, data[i - 1], data[i]), 2)
  }

  static let medianLow = Function("median_low(data)") { call in
    let data = try sorted(call)
    return data[(data.count - 1) / 2]
  }

  static let medianHigh = Function("median_high(data)") { call in
    let data = try sorted(call)
    return data[data.count / 2]
  }

  static let medianGrouped = Function("median_grouped(data, interval=1.0)") { call in
    let data = try sorted(call)
    let value = data[data.count / 2]
    let below = try data.firstIndex { try !call.context.isLess($0, value) } ?? 0
    let through = try data.firstIndex { try call.context.isLess(value, $0) } ?? data.count
    guard let interval = try call.context.double(call[1]), let x = try call.context.double(value) else {
      if call[1].stringValue != nil || value.stringValue != nil {
        throw Raised.typeError("Value cannot be converted to a float")
      }
      throw Raised.typeError("must be real number, not \(value.typeName)")
    }
    let start = x - interval / 2
    return .float(start + interval * (Double(data.count) / 2 - Double(below)) / Double(through - below))
  }

  /// The data in order; none is an error.
  private static func sorted(_ call: Call) throws -> [Value] {
    let items = try call.context.items(of: call[0])
    if items.isEmpty { throw Statistic.failure("no median for empty data") }
    return try call.context.sorted(items, keys: items, reverse: false)
  }

  static let mode = Function("mode(data)") { call in
    var best: (value: Value, count: Int)?
    for (value, count) in try counts(call) where count > best?.count ?? 0 { best = (value, count) }
    guard let best else { throw Statistic.failure("no mode for empty data") }
    return best.value
  }

  static let multimode = Function("multimode(data)") { call in
    let counts = try counts(call)
    let largest = counts.map(\.count).max()
    return .list(counts.filter { $0.count == largest }.map(\.value))
  }

  private static func counts(_ call: Call) throws -> [(value: Value, count: Int)] {
    let table = DictObject()
    let source = try call.context.iterate(call[0])
    while let value = try source.next(in: call.context) {
      var count = 0
      if case .int(let known)? = try table.value(for: value, in: call.context) { count = known }
      try table.set(value, to: .int(count + 1), in: call.context)
    }
    return table.items.compactMap { key, value in
      if case .int(let count) = value { (key, count) } else { nil }
    }
  }

  static let quantiles = Function("quantiles(data, *, n=4, method='exclusive')") { call in
    let context = call.context
    let n = try call.int("n")
    if n < 1 { throw Statistic.failure("n must be at least 1") }
    let items = try context.items(of: call[0])
    let data = try context.sorted(items, keys: items, reverse: false)
    if data.count < 2 { throw Statistic.failure("must have at least two data points") }
    let method = call["method"].stringValue
    guard method == "inclusive" || method == "exclusive" else {
      throw Raised.valueError("Unknown method: \(try context.repr(call["method"]))")
    }
    return .list(
      try (1..<max(1, n)).map { i in
        let (j, delta): (Int, Int)
        if method == "inclusive" {
          (j, delta) = (i * (data.count - 1)).quotientAndRemainder(dividingBy: n)
        } else {
          let position = i * (data.count + 1)
          let clamped = min(max(position / n, 1), data.count - 1)
          (j, delta) = (clamped - 1, position - clamped * n)
        }
        let lower = try context.binary(.multiply, data[j], .int(n - delta))
        let upper = try context.binary(.multiply, data[j + 1], .int(delta))
        return try context.binary(.divide, context.binary(.add, lower, upper), .int(n))
      })
  }
}
