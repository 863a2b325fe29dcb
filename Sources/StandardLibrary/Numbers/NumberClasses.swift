import Kernels
import PythonRuntime

/// The classes of `numbers`.
enum NumberClasses {
  private static func make(
    _ name: String, _ bases: [TypeObject], _ abstract: [PythonString], _ members: [any Member] = []
  ) -> TypeObject {
    AbstractClass.make(name, module: "numbers", bases, abstract: abstract, members)
  }

  nonisolated(unsafe) static let number: TypeObject = {
    let type = make("Number", [], [])
    type.define("__hash__", .none)
    return type
  }()
  nonisolated(unsafe) static let complex = make(
    "Complex", [number],
    [
      "__complex__", "real", "imag", "__add__", "__radd__", "__neg__", "__pos__", "__mul__", "__rmul__", "__truediv__",
      "__rtruediv__", "__pow__", "__rpow__", "__abs__", "conjugate", "__eq__",
    ],
    [
      Method("__bool__(self)") { call in .bool(try !call.context.equal(call.receiver, 0)) },
      Method("__sub__(self, other)") { call in
        try call.context.binary(.add, call.receiver, call.context.unary(.negative, call[1]))
      },
      Method("__rsub__(self, other)") { call in
        try call.context.binary(.add, call.context.unary(.negative, call.receiver), call[1])
      },
    ])
  nonisolated(unsafe) static let real = make(
    "Real", [complex],
    [
      "__float__", "__trunc__", "__floor__", "__ceil__", "__round__", "__floordiv__", "__rfloordiv__", "__mod__",
      "__rmod__", "__lt__", "__le__",
    ],
    [
      Method("__divmod__(self, other)") { call in try division(call.receiver, call[1], call.context) },
      Method("__rdivmod__(self, other)") { call in try division(call[1], call.receiver, call.context) },
      Method("__complex__(self)") { call in
        ComplexObject.value(try call.context.double(call.receiver) ?? .nan, 0)
      },
      Property("real") { call in try call.context.unary(.positive, call.receiver) },
      Property("imag") { _ in 0 },
      Method("conjugate(self)") { call in try call.context.unary(.positive, call.receiver) },
    ])
  nonisolated(unsafe) static let rational = make(
    "Rational", [real], ["numerator", "denominator"],
    [
      Method("__float__(self)") { call in
        let numerator = try call.context.attribute(of: call.receiver, named: "numerator")
        return try call.context.binary(
          .divide, numerator, call.context.attribute(of: call.receiver, named: "denominator"))
      }
    ])
  nonisolated(unsafe) static let integral = make(
    "Integral", [rational],
    [
      "__int__", "__pow__", "__lshift__", "__rlshift__", "__rshift__", "__rrshift__", "__and__", "__rand__", "__xor__",
      "__rxor__", "__or__", "__ror__", "__invert__",
    ],
    [
      Method("__index__(self)") { call in try call.context.call(.object(Types.int), [call.receiver]) },
      Method("__float__(self)") { call in
        .float(try call.context.double(call.context.call(.object(Types.int), [call.receiver])) ?? .nan)
      },
      Property("numerator") { call in try call.context.unary(.positive, call.receiver) },
      Property("denominator") { _ in 1 },
    ])

  private static func division(_ a: Value, _ b: Value, _ context: Context) throws(Raised) -> Value {
    .tuple([try context.binary(.floorDivide, a, b), try context.binary(.modulo, a, b)])
  }

  /// The built-in classes that count as derived from one of these.
  static func registered(with cls: TypeObject) -> [TypeObject] {
    if cls === number { return [complex, DecimalObject.type] }
    if cls === complex { return [real, ComplexObject.type] }
    if cls === real { return [rational, Types.float] }
    if cls === rational { return [integral, FractionObject.type] }
    return cls === integral ? [Types.int] : []
  }

  /// Whether a class of numpy's scalars, which numpy registers, counts as derived from one of these.
  static func containsScalar(_ type: TypeObject, in cls: TypeObject) -> Bool {
    guard cls.module == "numbers" else { return false }
    let names = type.order.filter { $0.module == "numpy" }.map(\.name)
    if cls === integral { return names.contains("integer") }
    if cls === complex { return names.contains("inexact") }
    return cls === real && names.contains("floating")
  }
}

extension Standard.NumbersModule {
  static let number = Constant("Number") { _ in .object(NumberClasses.number) }
  static let complex = Constant("Complex") { _ in .object(NumberClasses.complex) }
  static let real = Constant("Real") { _ in .object(NumberClasses.real) }
  static let rational = Constant("Rational") { _ in .object(NumberClasses.rational) }
  static let integral = Constant("Integral") { _ in .object(NumberClasses.integral) }
}
