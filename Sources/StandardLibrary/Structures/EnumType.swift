import Kernels
import PythonRuntime

/// `enum.EnumType`, the class of enumerations.
enum EnumType {
  nonisolated(unsafe) static let metaclass = TypeObject(
    name: "EnumType", module: "enum", bases: [TypeObject.metatype], members: Standard.EnumMetaclass.members)

  static func map(of type: TypeObject) -> DictObject {
    type.members.value(forString: "_member_map_")?.cast(to: DictObject.self) ?? DictObject()
  }

  static func memberNames(of type: TypeObject) -> [PythonString] { map(of: type).keys.compactMap(\.stringValue) }

  /// The members without aliases, in the order of definition.
  static func members(of type: TypeObject) -> [Value] {
    let names = type.members.value(forString: "_member_names_")?.cast(to: ListObject.self)?.items ?? []
    let map = map(of: type)
    return names.compactMap { name in name.stringValue.flatMap { map[$0] } }
  }

  /// The attribute of a member that its class set: `_value_`, `_name_`.
  static func own(_ member: Value, _ name: PythonString) -> Value {
    (member.object as? InstanceObject)?.attributes[name] ?? .none
  }

  /// `Color(value)`.
  static func member(of type: TypeObject, value: Value, in context: Context) throws(Raised) -> Value {
    if value.type === type { return value }
    if let known = try known(of: type, value: value, in: context) { return known }
    var failure: Raised?
    var result = Value.none
    do throws(Raised) {
      result = try context.call(context.attribute(of: .object(type), named: "_missing_"), [value])
    } catch {
      guard case .exception = error else { throw error }
      failure = error
    }
    if let cause = result.poison { return .unsupported(cause) }
    if result.type === type || result.type.isSubclass(of: type) { return result }
    let isFlag = type.isSubclass(of: EnumClasses.flag)
    if isFlag, failure == nil, case .int = result { return result }
    let invalid = Raised.valueError("\(try context.repr(value)) is not a valid \(type.nestedName)")
    guard let failure else {
      if result.isNone { throw invalid }
      throw .typeError(
        "error in \(type.name)._missing_: returned \(try context.repr(result)) instead of None or a valid member")
    }
    if case .exception(let raised) = failure, case .exception(let other) = invalid, raised.context == nil,
      !failure.isException(of: Exceptions.valueError)
    {
      raised.context = other
    }
    throw failure
  }

  private static func known(of type: TypeObject, value: Value, in context: Context) throws(Raised) -> Value? {
    guard let byValue = type.members.value(forString: "_value2member_map_")?.cast(to: DictObject.self) else {
      return nil
    }
    do throws(Raised) {
      return try byValue.value(for: value, in: context)
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      for member in map(of: type).values where try context.equal(own(member, "_value_"), value) { return member }
      return nil
    }
  }
}

extension Standard.EnumMetaclass {
  static let prepare = ClassMethod("__prepare__(metacls, cls, bases, /, **kwds)") { call in
    let last = try call.list("bases").last?.cast(to: TypeObject.self)
    let generator = last?.lookup("_generate_next_value_")
    return .object(
      EnumNamespace(
        try call.context.str(call["cls"]).description,
        generator: (generator?.object as? StaticMethodObject)?.function ?? generator))
  }

  static let new = Constructor("EnumType(metacls, cls, bases, classdict, /, *, boundary=None, **kwds)") { call in
    let boundary = (call["boundary"].object as? FlagBoundaryObject)?.boundary
    let bases = try call.list("bases").compactMap { $0.cast(to: TypeObject.self) }
    let metaclass = call.receivingClass ?? EnumType.metaclass
    if let body = call["classdict"].object as? EnumNamespace {
      return try EnumMaking(
        metaclass: metaclass, title: call["cls"], bases: bases, names: body.names, memberNames: body.memberNames,
        ignored: body.ignored,
        boundary: boundary, context: call.context
      ).result()
    }
    let names = try call.object("classdict", as: DictObject.self)
    let generator = bases.last?.lookup("_generate_next_value_")
    let body = EnumNamespace(
      try call.context.str(call["cls"]).description,
      generator: (generator?.object as? StaticMethodObject)?.function ?? generator)
    for (key, value) in names.items { try body.setItem(at: key, to: value, in: call.context) }
    return try EnumMaking(
      metaclass: metaclass, title: call["cls"], bases: bases, names: body.names, memberNames: body.memberNames,
      ignored: body.ignored,
      boundary: boundary, context: call.context
    ).result()
  }

  static let initialize = Method("__init__(cls, *args, **kwds)") { _ in .none }

  static let call = Method(
    "__call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None)"
  ) { call in
    let cls = try call.object("cls", as: TypeObject.self)
    guard call.isGiven("names") else {
      return try EnumType.member(of: cls, value: call["value"], in: call.context)
    }
    return try FunctionalEnum(call, cls).made()
  }

  static let iterate = Method("__iter__(cls)") { call in
    .object(ArrayIterator(EnumType.members(of: try call.object("cls", as: TypeObject.self)), type: Types.generator))
  }

  static let reversed = Method("__reversed__(cls)") { call in
    let members = EnumType.members(of: try call.object("cls", as: TypeObject.self))
    return .object(ArrayIterator(members.reversed(), type: Types.generator))
  }

  static let length = Method("__len__(cls)") { call in
    .int(EnumType.members(of: try call.object("cls", as: TypeObject.self)).count)
  }

  static let truth = Method("__bool__(cls)") { _ in true }

  static let item = Method("__getitem__(cls, name)") { call in
    let map = EnumType.map(of: try call.object("cls", as: TypeObject.self))
    if let member = try map.value(for: call["name"], in: call.context) { return member }
    throw Raised.keyError(call["name"])
  }

  static let contains = Method("__contains__(cls, member)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    guard call["member"].type.isSubclass(of: EnumClasses.base) else {
      try call.context.warn(
        "in 3.12 __contains__ will no longer raise TypeError, but will return True if\nobj is a member or a member's value",
        Exceptions.deprecationWarning)
      throw Raised.typeError(
        "unsupported operand type(s) for 'in': '\(call["member"].typeName)' and '\(cls.type.nestedName)'")
    }
    guard call["member"].type.isSubclass(of: cls) else { return false }
    let name = EnumType.own(call["member"], "_name_")
    return .bool(try EnumType.map(of: cls).value(for: name, in: call.context) != nil)
  }

  static let memberMap = Property("__members__") { call in
    guard let type = call.receiver.object as? TypeObject else { return .none }
    return .object(ReadOnlyMapping(EnumType.map(of: type), ReadOnlyMapping.type))
  }

  static let represent = Method("__repr__(cls)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    let kind = cls.isSubclass(of: EnumClasses.flag) ? "flag" : "enum"
    return .text("<\(kind) \(StringRepr.quoted(PythonString(cls.name)))>")
  }

  static let missingAttribute = Method("__getattr__(cls, name)") { call in
    let name = try call.string("name")
    if !name.isDunder, let type = call.receiver.object as? TypeObject, let member = EnumType.map(of: type)[name] {
      return member
    }
    throw Raised.attributeError("\(name)")
  }

  static let setAttribute = Method("__setattr__(cls, name, value)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    let name = try call.string("name")
    if EnumType.map(of: cls)[name] != nil {
      throw Raised.attributeError("cannot reassign member \(StringRepr.quoted(name))")
    }
    try cls.setOwn(name, to: call["value"], in: call.context)
    return .none
  }

  static let deleteAttribute = Method("__delattr__(cls, attr)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    let name = try call.string("attr")
    if EnumType.map(of: cls)[name] != nil {
      throw Raised.attributeError(
        "\(StringRepr.quoted(PythonString(cls.name))) cannot delete member \(StringRepr.quoted(name)).")
    }
    try cls.deleteOwn(name, in: call.context)
    return .none
  }
}

/// `Enum('Color', 'RED GREEN')`.
private struct FunctionalEnum {
  private let call: Call
  private let cls: TypeObject
  private var context: Context { call.context }

  init(_ call: Call, _ cls: TypeObject) {
    self.call = call
    self.cls = cls
  }

  func made() throws(Raised) -> Value {
    var bases = [cls]
    if !call.isNone("type"), let mixin = call["type"].cast(to: TypeObject.self) { bases.insert(mixin, at: 0) }
    let generator = cls.lookup("_generate_next_value_")
    let body = EnumNamespace(
      try context.str(call["value"]).description,
      generator: (generator?.object as? StaticMethodObject)?.function ?? generator)
    for (name, value) in try pairs() { try body.setItem(at: name, to: value, in: context) }
    body.names["__module__"] = call.isNone("module") ? context.globals["__name__"] ?? "__main__" : call["module"]
    if !call.isNone("qualname") { body.names["__qualname__"] = call["qualname"] }
    return try EnumMaking(
      metaclass: cls.type, title: call["value"], bases: bases, names: body.names, memberNames: body.memberNames,
      ignored: body.ignored,
      boundary: (call["boundary"].object as? FlagBoundaryObject)?.boundary, context: context
    ).result()
  }

  private func pairs() throws(Raised) -> [(Value, Value)] {
    if let dict = call["names"].cast(to: DictObject.self) { return dict.items.map { ($0.key, $0.value) } }
    var names: [Value] = []
    if let text = call["names"].stringValue {
      names = text.bytes.split { $0 == 0x20 || $0 == 0x2C || $0 == 0x0A }.map {
        .string(PythonString(bytes: Array($0)))
      }
    } else {
      names = try context.items(of: call["names"])
    }
    if names.first?.stringValue == nil {
      var result: [(Value, Value)] = []
      for name in names {
        let pair = try context.unpack(name, count: 2)
        result.append((pair[0], pair[1]))
      }
      return result
    }
    var result: [(Value, Value)] = []
    var last: [Value] = []
    let generator = cls.lookup("_generate_next_value_")
    let function = (generator?.object as? StaticMethodObject)?.function ?? generator ?? .none
    for (i, name) in names.enumerated() {
      let value = try context.call(function, [name, call["start"], .int(i), .list(last)])
      last.append(value)
      result.append((name, value))
    }
    return result
  }
}
