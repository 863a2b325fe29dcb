package import Kernels

/// `list[int]`: a class with arguments, of which only type hints make use.
package final class GenericAliasObject: Object {
  nonisolated(unsafe) package static let aliasType = TypeObject(name: "GenericAlias", module: "types")

  /// `__origin__`
  package let origin: Value
  /// `__args__`
  package let arguments: [Value]

  package init(_ origin: Value, _ arguments: [Value]) {
    self.origin = origin
    self.arguments = arguments
    super.init(type: GenericAliasObject.aliasType)
  }

  /// The alias that subscribing a class gives.
  package static func of(_ origin: Value, _ key: Value) -> Value {
    .object(GenericAliasObject(origin, (key.object as? TupleObject)?.items ?? [key]))
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }
  override package var findsOwnAttributesFirst: Bool { true }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    let made = try context.call(origin, arguments)
    if let instance = made.object as? InstanceObject, instance.type.hasInstanceDictionary {
      try instance.setAttribute("__orig_class__", to: .object(self), in: context)
    }
    return made
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__origin__": return origin
    case "__args__": return .tuple(arguments)
    case "__parameters__": return .tuple([])
    case "__mro_entries__":
      return .object(
        SlotWrapper("__mro_entries__", owner: Types.object, 1...1) { _, receiver, _ in
          .tuple((receiver.object as? GenericAliasObject).map { [$0.origin] } ?? [])
        }.boundTo(.object(self)))
    case "__class__": return .object(type)
    default: return try context.attributeIfAny(of: origin, named: name)
    }
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    throw .typeError("\(try context.str(.object(self))) is not a generic class")
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    return UnionObject.union(reflected ? other : .object(self), reflected ? .object(self) : other)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? GenericAliasObject else {
      return nil
    }
    var same = origin.isIdentical(to: other.origin) && arguments.count == other.arguments.count
    for (a, b) in zip(arguments, other.arguments) where same { same = try context.equal(a, b) }
    return .bool(same == (operation == .equal))
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    try context.hash(origin) ^ context.hash(.tuple(arguments))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    var parts: [String] = []
    for argument in arguments { parts.append(try TypeHints.text(argument, in: context)) }
    let list = parts.isEmpty ? "()" : parts.joined(separator: ", ")
    return PythonString("\(try TypeHints.text(origin, in: context))[\(list)]")
  }
}

/// How reprs write the parts of type hints.
package enum TypeHints {
  package static func text(_ value: Value, in context: Context) throws(Raised) -> String {
    switch value {
    case .none: return "None"
    case .object(let object):
      if object === EllipsisObject.shared { return "..." }
      if let type = object as? TypeObject {
        if type === Types.none { return "None" }
        let module = try type.attribute("__module__", in: context)?.stringValue?.description ?? "builtins"
        return module == "builtins" ? type.nestedName : "\(module).\(type.nestedName)"
      }
      if let list = object as? ListObject {
        var parts: [String] = []
        for item in list.items { parts.append(try text(item, in: context)) }
        return "[\(parts.joined(separator: ", "))]"
      }
      return try context.repr(value).description
    default: return try context.repr(value).description
    }
  }
}

/// `int | None`.
package final class UnionObject: Object {
  nonisolated(unsafe) package static let unionType = TypeObject(name: "UnionType", module: "types")

  /// `__args__`; `None` stands for its class.
  package let members: [Value]

  private init(_ members: [Value]) {
    self.members = members
    super.init(type: UnionObject.unionType)
  }

  /// The union of two types; `nil` if one of the values is none.
  package static func union(_ a: Value, _ b: Value) -> Value? {
    guard let left = parts(a), let right = parts(b) else { return nil }
    var members: [Value] = []
    for part in left + right where !members.contains(where: { $0.isIdentical(to: part) }) { members.append(part) }
    return members.count == 1 ? members[0] : .object(UnionObject(members))
  }

  private static func parts(_ value: Value) -> [Value]? {
    switch value {
    case .none: [.object(Types.none)]
    case .object(let object):
      switch object {
      case let union as UnionObject: union.members
      case is TypeObject, is GenericAliasObject: [value]
      default: nil
      }
    default: nil
    }
  }

  override package var isMutable: Bool { false }
  override package var findsOwnAttributesFirst: Bool { true }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__args__": .tuple(members)
    case "__parameters__": .tuple([])
    default: try super.attribute(name, in: context)
    }
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    return UnionObject.union(reflected ? other : .object(self), reflected ? .object(self) : other)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? UnionObject else { return nil }
    let same =
      members.count == other.members.count
      && members.allSatisfy { a in other.members.contains { $0.isIdentical(to: a) } }
    return .bool(same == (operation == .equal))
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    var result = 0
    for member in members { result ^= try context.hash(member) }
    return result
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    var parts: [String] = []
    for member in members { parts.append(try TypeHints.text(member, in: context)) }
    return PythonString(parts.joined(separator: " | "))
  }
}
