import Columns

/// The type of a row function's value.
///
/// A float carries missing as NaN whether nullable or not; `isNullable` then says whether missing is expected.
/// Nullability follows the operation's rule, not the values that happened to occur.
package struct ValueType: Hashable, Sendable {
  /// What one value is.
  package indirect enum Base: Hashable, Sendable {
    case bool, int64, float32, float64, string
    /// A fixed number of `float64`: features side by side, probabilities of classes.
    case vector(Int)
    /// Inside functions only: what `str.split` gives.
    case list(ValueType)
  }

  package var base: Base
  package var isNullable: Bool

  package init(_ base: Base, nullable: Bool = false) {
    self.base = base
    self.isNullable = nullable
  }

  package static let bool = ValueType(.bool)
  package static let int64 = ValueType(.int64)
  package static let float32 = ValueType(.float32)
  package static let float64 = ValueType(.float64)
  package static let string = ValueType(.string)
  package static func vector(_ count: Int) -> ValueType { ValueType(.vector(count)) }
  package static func list(_ element: ValueType) -> ValueType { ValueType(.list(element)) }

  /// The same values, or missing.
  package var nullable: ValueType { ValueType(base, nullable: true) }
  /// The same values, never missing.
  package var present: ValueType { ValueType(base, nullable: false) }

  package var isNumber: Bool {
    switch base {
    case .bool, .int64, .float32, .float64: true
    default: false
    }
  }
}

extension ValueType: CustomStringConvertible {
  /// As plans write it: `float64?`, `float64[2]`, `list<string>`.
  package var description: String {
    let name =
      switch base {
      case .bool: "bool"
      case .int64: "int64"
      case .float32: "float32"
      case .float64: "float64"
      case .string: "string"
      case .vector(let count): "float64[\(count)]"
      case .list(let element): "list<\(element)>"
      }
    return isNullable ? name + "?" : name
  }

  /// The type that `description` prints; `nil` for anything else.
  package init?(_ text: String) {
    var name = Substring(text)
    var nullable = false
    if name.last == "?" {
      nullable = true
      name = name.dropLast()
    }
    switch name {
    case "bool": self.init(.bool, nullable: nullable)
    case "int64": self.init(.int64, nullable: nullable)
    case "float32": self.init(.float32, nullable: nullable)
    case "float64": self.init(.float64, nullable: nullable)
    case "string": self.init(.string, nullable: nullable)
    case _ where name.hasPrefix("float64[") && name.hasSuffix("]"):
      guard let count = Int(name.dropFirst(8).dropLast()), count >= 0 else { return nil }
      self.init(.vector(count), nullable: nullable)
    case _ where name.hasPrefix("list<") && name.hasSuffix(">"):
      guard let element = ValueType(String(name.dropFirst(5).dropLast())) else { return nil }
      self.init(.list(element), nullable: nullable)
    default: return nil
    }
  }
}

/// An operation was given inputs that its typing rule does not take.
package struct TypeMismatch: Error, Equatable {
  /// What is expected and what came, e.g. `'fill-missing' expects a number, not string`.
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}
