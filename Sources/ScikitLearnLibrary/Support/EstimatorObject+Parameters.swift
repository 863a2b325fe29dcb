import Columns
import Kernels
import PythonRuntime
import Tracing

/// What scikit-learn's check of parameters says of a range: `0` up to 1.2 where later versions write `0.0`.
struct ParameterRange {
  let text: String
  let contains: (Double) -> Bool

  /// A float above zero.
  static func positive(_ context: Context) -> ParameterRange {
    ParameterRange(text: "a float in the range (\(zero(context)), inf)") { $0 > 0 }
  }

  /// A float not below zero.
  static func notNegative(_ context: Context) -> ParameterRange {
    ParameterRange(text: "a float in the range [\(zero(context)), inf)") { $0 >= 0 }
  }

  /// An int from `least` on.
  static func count(from least: Int) -> ParameterRange {
    ParameterRange(text: "an int in the range [\(least), inf)") { $0 >= Double(least) }
  }

  /// A float between zero and one, both allowed.
  static func fraction(_ context: Context) -> ParameterRange {
    ParameterRange(text: "a float in the range [\(zero(context)), \(context.era == .classic ? "1" : "1.0")]") {
      $0 >= 0 && $0 <= 1
    }
  }

  /// The lower bound of a range as the era writes it.
  static func zero(_ context: Context) -> String { context.era == .classic ? "0" : "0.0" }
}

extension EstimatorObject {
  /// A parameter that must be a number.
  ///
  /// - Throws: what scikit-learn's check of parameters raises for another value.
  func number(_ name: PythonString, _ range: ParameterRange, in context: Context) throws(Raised) -> Double {
    guard let number = try context.double(parameter(name)), range.contains(number) else {
      throw try refused(name, range.text, in: context)
    }
    return number
  }

  /// A parameter that must be a whole number.
  func count(_ name: PythonString, _ range: ParameterRange, in context: Context) throws(Raised) -> Int {
    guard let count = try context.indexIfInteger(parameter(name)), range.contains(Double(count)) else {
      throw try refused(name, range.text, in: context)
    }
    return count
  }

  /// A parameter that is a number without any bound.
  func number(_ name: PythonString, in context: Context) throws(Raised) -> Double {
    try number(name, ParameterRange(text: "a float in the range (-inf, inf)") { _ in true }, in: context)
  }

  /// A parameter that is true or false.
  func flag(_ name: PythonString, in context: Context) throws(Raised) -> Bool {
    try context.truth(parameter(name))
  }

  /// A parameter that is a word.
  func word(_ name: PythonString, in context: Context) throws(Raised) -> String {
    guard case .string(let word) = parameter(name) else {
      throw context.unsupportedNow(
        "'\(name)=\(try context.repr(parameter(name)))' of \(type.name)", id: "unsupported-argument")
    }
    return word.description
  }

  /// A value that is not supported for a parameter.
  func unsupported(_ name: PythonString, in context: Context) throws(Raised) -> Raised {
    context.unsupportedNow(
      "'\(name)=\(try context.repr(parameter(name)))' of \(type.name)", id: "unsupported-argument")
  }

  /// What scikit-learn raises for a parameter that it does not take.
  func refused(_ name: PythonString, _ expected: String, in context: Context) throws(Raised) -> Raised {
    Raised(
      ScikitLearn.invalidParameterError,
      "The '\(name)' parameter of \(type.name) must be \(expected). Got \(try context.repr(parameter(name))) instead.")
  }
}
