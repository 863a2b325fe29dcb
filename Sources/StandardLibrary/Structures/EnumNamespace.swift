import Kernels
import PythonRuntime

/// The names of an enumeration's body: it tells members from everything else, and gives `auto()` its values.
final class EnumNamespace: Object {
  nonisolated(unsafe) private static let type = TypeObject(
    name: "EnumDict", module: "enum",
    members: [
      Method("__getitem__(self, key)") { call in
        try call.receiver(as: EnumNamespace.self).item(at: call["key"], in: call.context)
      },
      Method("__setitem__(self, key, value)") { call in
        try call.receiver(as: EnumNamespace.self).setItem(at: call["key"], to: call["value"], in: call.context)
        return .none
      },
    ])

  private let enumName: String
  let names = DictObject()
  private(set) var memberNames: [PythonString] = []
  private(set) var ignored: Set<PythonString> = ["_ignore_"]
  private var lastValues: [Value] = []
  private var generator: Value?
  private var hasUsedAuto = false

  init(_ enumName: String, generator: Value?) {
    self.enumName = enumName
    self.generator = generator
    super.init(type: EnumNamespace.type)
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let value = try names.value(for: key, in: context) { return value }
    throw .keyError(key)
  }

  override func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    try names.value(for: value, in: context) != nil
  }

  override func deleteItem(at key: Value, in context: Context) throws(Raised) {
    try names.deleteItem(at: key, in: context)
  }

  override func iterate(in context: Context) throws(Raised) -> IteratorObject { try names.iterate(in: context) }

  override func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    guard let name = key.stringValue else { return }
    var value = value
    if name.isDunder || name.isPrivate(to: enumName) {
      // Kept as it is.
    } else if name.isSunder {
      try keep(reserved: name, value, in: context)
    } else if memberNames.contains(name) {
      throw .typeError(
        "\(StringRepr.quoted(name)) already defined as \(try context.repr(names[name] ?? .none))")
    } else if ignored.contains(name) {
      // Only set.
    } else if let wrapper = value.object as? EnumWrapper {
      value = wrapper.value
      if wrapper.isMember { try add(name, &value, in: context) }
    } else if !isAttribute(value) {
      try add(name, &value, in: context)
    }
    names[name] = value
  }

  private func keep(reserved name: PythonString, _ value: Value, in context: Context) throws(Raised) {
    switch name {
    case "_order_", "_numeric_repr_", "_missing_", "_iter_member_", "_iter_member_by_value_",
      "_iter_member_by_def_":
      break
    case "_generate_next_value_":
      if hasUsedAuto { throw .typeError("_generate_next_value_ must be defined before members") }
      generator = (value.object as? StaticMethodObject)?.function ?? value
    case "_ignore_":
      let list = value.stringValue.map { text in
        text.bytes.split { $0 == 0x20 || $0 == 0x2C }.map { Value.string(PythonString(bytes: Array($0))) }
      }
      for item in try list == nil ? context.items(of: value) : list ?? [] {
        if let name = item.stringValue { ignored.insert(name) }
      }
    default:
      throw .valueError("_sunder_ names, such as \(StringRepr.quoted(name)), are reserved for future Enum use")
    }
  }

  /// Functions, properties and other descriptors are no members.
  private func isAttribute(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object {
    case is FunctionObject, is ClassMethodObject, is StaticMethodObject, is PropertyObject, is WrappedFunction,
      is CachedPropertyObject, is NativeFunction, is PartialMethodObject, is DispatchMethodObject:
      return true
    default: break
    }
    return ["__get__", "__set__", "__delete__"].contains { object.type.lookup($0) != nil }
  }

  private func add(_ name: PythonString, _ value: inout Value, in context: Context) throws(Raised) {
    if let known = names[name] {
      throw .typeError("\(StringRepr.quoted(name)) already defined as \(try context.repr(known))")
    }
    if let auto = value.object as? EnumAuto {
      value = try generated(auto, name, in: context)
    } else if let tuple = value.object as? TupleObject, tuple.items.contains(where: { $0.object is EnumAuto }) {
      var items: [Value] = []
      for item in tuple.items {
        items.append(
          try (item.object as? EnumAuto).map { auto throws(Raised) in try generated(auto, name, in: context) } ?? item)
      }
      value = .tuple(items)
    }
    memberNames.append(name)
    lastValues.append(value)
  }

  private func generated(_ auto: EnumAuto, _ name: PythonString, in context: Context) throws(Raised) -> Value {
    hasUsedAuto = true
    if let value = auto.value { return value }
    let arguments: [Value] = [.string(name), 1, .int(memberNames.count), .list(lastValues)]
    let value = try generator.map { generator throws(Raised) in try context.call(generator, arguments) } ?? .none
    auto.value = value
    return value
  }
}

extension PythonString {
  /// `_x_`
  fileprivate var isSunder: Bool {
    bytes.count > 2 && bytes.first == 0x5F && bytes.last == 0x5F && bytes[1] != 0x5F && bytes[bytes.count - 2] != 0x5F
  }

  /// `_Class__x`
  fileprivate func isPrivate(to enumName: String) -> Bool {
    bytes.starts(with: Array("_\(enumName)__".utf8)) && !(bytes.last == 0x5F && bytes[bytes.count - 2] == 0x5F)
  }
}

/// `enum.auto()`
final class EnumAuto: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "auto", module: "enum",
    members: [
      Constructor("auto(cls, value=None)") { call in
        let auto = EnumAuto(type: call.madeClass)
        if call.isGiven("value") { auto.value = call["value"] }
        return .object(auto)
      },
      Property("value") { call in
        try call.receiver(as: EnumAuto.self).value ?? .object(InstanceObject(of: Types.object))
      },
    ])
  var value: Value?

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("auto(\(try value.map { value throws(Raised) in "\(try context.repr(value))" } ?? ""))")
  }
}

/// `enum.member(…)` and `enum.nonmember(…)`.
final class EnumWrapper: Object {
  nonisolated(unsafe) static let memberType = TypeObject(
    name: "member", module: "enum",
    members: [
      Constructor("member(cls, value)") { call in .object(EnumWrapper(call["value"], isMember: true)) }
    ])
  nonisolated(unsafe) static let otherType = TypeObject(
    name: "nonmember", module: "enum",
    members: [
      Constructor("nonmember(cls, value)") { call in .object(EnumWrapper(call["value"], isMember: false)) }
    ])
  let value: Value
  let isMember: Bool

  init(_ value: Value, isMember: Bool) {
    self.value = value
    self.isMember = isMember
    super.init(type: isMember ? EnumWrapper.memberType : EnumWrapper.otherType)
  }
}
