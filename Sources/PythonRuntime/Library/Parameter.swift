package import Kernels

/// One parameter of a function written in Swift, from its Python signature.
package struct Parameter: Sendable {
  /// How arguments reach it.
  package enum Kind: Sendable {
    case positionalOnly, positional, keywordOnly
    /// `*args`
    case variadic
    /// `**kwargs`
    case keywordVariadic
  }

  /// What it is without an argument.
  package enum Default: Sendable, Hashable {
    case none, ellipsis
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(PythonString)
    case tuple([Default])
    case list([Default])
    /// A name such as `no_default` or `np.nan`: only `isGiven` tells it.
    case name(String)
  }

  package let name: String
  package let pythonName: PythonString
  package let kind: Kind
  package let defaultValue: Default?

  package init(name: String, kind: Kind, defaultValue: Default?) {
    self.name = name
    self.pythonName = PythonString(name)
    self.kind = kind
    self.defaultValue = defaultValue
  }
}

extension Parameter.Default {
  /// The default as a value; a name is `nan` where it says so and else a value equal to nothing.
  package var value: Value {
    switch self {
    case .none: .none
    case .ellipsis: .ellipsis
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .float(let value): .float(value)
    case .string(let value): .string(value)
    case .tuple(let items): .tuple(items.map(\.value))
    case .list(let items): .list(items.map(\.value))
    case .name(let name): name.hasSuffix("nan") ? .float(.nan) : .object(DefaultName(name))
    }
  }
}

/// A default that has no value of its own: `<no_default>`.
package final class DefaultName: Object {
  package let name: String

  package init(_ name: String) {
    self.name = name
    super.init(type: Types.object)
  }

  override package var isMutable: Bool { false }

  override package func repr(in context: Context) throws(Raised) -> PythonString { PythonString("<\(name)>") }
}
