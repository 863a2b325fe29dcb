import Columns
import Kernels
import PythonRuntime
import Tracing

/// What tests of `scipy.stats` give: tuples whose items have names, and perhaps more names behind.
enum StatisticsResult {
  /// - Parameters:
  ///   - extras: named values that are shown, but are no items.
  ///   - aliases: older names of fields.
  static func made(
    _ name: String, _ items: [(name: PythonString, value: Value)], extras: [(name: PythonString, value: Value)] = [],
    aliases: [PythonString: PythonString] = [:]
  ) -> Value {
    let fields = items + extras
    guard let type = try? TypeObject(named: name, module: "scipy.stats._stats_py", bases: [TupleObject.type]) else {
      return .tuple(items.map(\.value))
    }
    for field in fields { type.define(field.name, field.value) }
    for (alias, name) in aliases {
      if let field = fields.first(where: { $0.name == name }) { type.define(alias, field.value) }
    }
    nonisolated(unsafe) let shown = fields
    let represent = Method("__repr__(self)") { call in
      var bytes = Array("\(name)(".utf8)
      for (place, field) in shown.enumerated() {
        if place > 0 { bytes += [0x2C, 0x20] }
        bytes += field.name.bytes + [0x3D] + (try call.context.repr(field.value)).bytes
      }
      return .string(PythonString(bytes: bytes + [0x29]))
    }
    type.define(represent.name, represent.value(in: type))
    return .object(TupleObject(items.map(\.value), type: type))
  }
}

extension Call {
  /// The result of a test: statistic and probability.
  func tested(
    _ classic: String, _ modern: String, _ statistic: Double, _ probability: Double,
    extras: [(name: PythonString, value: Value)] = [], aliases: [PythonString: PythonString] = [:]
  ) -> Value {
    StatisticsResult.made(
      context.era == .classic ? classic : modern,
      [("statistic", floating(statistic)), ("pvalue", floating(probability))], extras: extras, aliases: aliases)
  }

  /// A numpy float; what prints as a plain float in the classic era does so by itself.
  func floating(_ number: Double) -> Value { NumPy.scalar(.float(number)) }

  /// The argument's numbers without the missing ones where `nan_policy` says to leave them out; `nil` where a missing one
  /// makes the result NaN.
  func samples(_ name: String) throws(Raised) -> [Double]? {
    let numbers = try numbers(name)
    guard numbers.contains(where: \.isNaN) else { return numbers }
    guard signature.parameters.contains(where: { $0.name == "nan_policy" }) else { return nil }
    switch try text("nan_policy") {
    case "omit": return numbers.filter { !$0.isNaN }
    case "raise": throw Raised.valueError("The input contains nan values")
    default: return nil
    }
  }

  /// A probability by the side that `alternative` names, from that of one at least as large.
  func probability(above: Double, below: Double, beyond: Double) throws(Raised) -> Double {
    switch try text("alternative") {
    case "two-sided": beyond
    case "less": below
    case "greater": above
    default:
      throw Raised.valueError(
        context.era == .classic
          ? "alternative must be 'less', 'greater' or 'two-sided'"
          : "`alternative` must be 'less', 'greater', or 'two-sided'.")
    }
  }
}
