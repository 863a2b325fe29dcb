public import Kernels

/// A Python value: the frequent immutable kinds stored inline, everything else as an object.
///
/// Not `Sendable`: a value belongs to the thread of the interpreter that made it.
public enum Value {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(PythonString)
  case object(Object)
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral
{
  /// `1` as a Python value.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// `1.0` as a Python value.
  public init(floatLiteral value: Double) { self = .float(value) }
  /// `true` as a Python value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// `"text"` as a Python value.
  public init(stringLiteral value: String) { self = .string(PythonString(value)) }
}

extension Value {
  /// A string of Swift text, which must be valid Unicode.
  package static func text(_ text: String) -> Value { .string(PythonString(text)) }

  /// A new tuple.
  package static func tuple(_ items: [Value]) -> Value { .object(TupleObject(items)) }

  /// A new list.
  package static func list(_ items: [Value]) -> Value { .object(ListObject(items)) }

  /// Python's `NotImplemented`.
  package static var notImplemented: Value { .object(NotImplementedObject.shared) }

  /// Python's `...`.
  package static var ellipsis: Value { .object(EllipsisObject.shared) }

  /// Whether this is `None`.
  @inline(__always)
  package var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// The object, unless the value is stored inline.
  @inline(__always)
  package var object: Object? {
    if case .object(let object) = self { return object }
    return nil
  }

  /// Why this value must not be used, if it is unsupported or poisoned.
  @inline(__always)
  package var poison: UnsupportedCause? {
    if case .object(let object) = self { return object.poison }
    return nil
  }

  /// The object as `T`, or `nil` for anything else; does not look at poison, see `require`.
  package func cast<T: Object>(to type: T.Type) -> T? {
    guard case .object(let object) = self else { return nil }
    if let found = object as? T { return found }
    // Of an instance of a class derived from a built-in one, the built-in part.
    if case .object(let native)? = (object as? DispatchingObject)?.native { return native as? T }
    return nil
  }

  /// The value itself, unless it is unsupported or poisoned.
  ///
  /// - Throws: the signal that makes the running call's result unsupported with the first cause.
  package func supported() throws(Raised) -> Value {
    if let poison { throw .unsupported(poison) }
    return self
  }

  /// The class of the value, as `type(value)` gives it.
  package var type: TypeObject {
    switch self {
    case .none: Types.none
    case .bool: Types.bool
    case .int: Types.int
    case .float: Types.float
    case .string: Types.str
    case .object(let object): object.type
    }
  }

  /// The name of the class, as error messages use it.
  package var typeName: String { type.errorName }

  /// `is`: the same object; inline values are the same when kind and value are.
  package func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.string(let a), .string(let b)): a == b
    case (.object(let a), .object(let b)): a === b
    default: false
    }
  }
}
