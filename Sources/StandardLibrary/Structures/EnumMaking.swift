import Kernels
import PythonRuntime

/// Makes an enumeration of the names of its body.
struct EnumMaking {
  let metaclass: TypeObject
  let title: Value
  let bases: [TypeObject]
  let names: DictObject
  let memberNames: [PythonString]
  let ignored: Set<PythonString>
  let boundary: FlagBoundary?
  let context: Context

  func result() throws(Raised) -> Value {
    let title = try context.str(self.title)
    for base in bases where !EnumType.memberNames(of: base).isEmpty {
      throw .typeError("<enum \(StringRepr.quoted(title))> cannot extend \(try context.repr(.object(base)))")
    }
    let invalid = memberNames.filter { $0 == "mro" || $0 == "" }
    if !invalid.isEmpty {
      throw .valueError(
        "invalid enum member name(s) \(invalid.map { "\(StringRepr.quoted($0))" }.joined(separator: ", "))")
    }
    guard let firstEnum = bases.last, bases.isEmpty || firstEnum.type.isSubclass(of: EnumType.metaclass) else {
      throw .typeError(
        "new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
    }
    let dataType = try self.dataType()
    let own = DictObject()
    for (key, value) in names.items {
      guard case .string(let name) = key, !memberNames.contains(name), name != "__new__", !ignored.contains(name)
      else { continue }
      if name == "_generate_next_value_" {
        own[name] = value.object is FunctionObject ? .object(StaticMethodObject(value)) : value
      } else if name != "_ignore_" {
        own[name] = value
      }
    }
    let type = try made(own)
    if let new = names["__new__"] ?? firstEnum.lookup("_new_member_") { type.define("_new_member_", new) }
    type.define("_member_type_", .object(dataType))
    try setBoundary(of: type, firstEnum)
    let maker = EnumMemberMaking(type: type, dataType: dataType, context: context)
    for name in memberNames { try maker.add(name, names[name] ?? .none) }
    maker.finish()
    restoreMethods(of: type, firstEnum, dataType)
    try checkOrder()
    return .object(type)
  }

  private func made(_ own: DictObject) throws(Raised) -> TypeObject {
    guard let make = TypeObject.metatype.lookup("__new__") else { throw .typeError("type has no __new__") }
    let made = try context.call(
      make, [.object(metaclass), title, .tuple(bases.map { .object($0) }), .object(own)])
    guard let type = made.cast(to: TypeObject.self) else { throw .typeError("an enumeration must be a class") }
    return type
  }

  /// The class whose values members are, too: `int` of `IntEnum`; `object` for none.
  private func dataType() throws(Raised) -> TypeObject {
    var found: [TypeObject] = []
    for chain in bases {
      var candidate: TypeObject?
      for base in chain.order where base !== Types.object {
        if base.type.isSubclass(of: EnumType.metaclass) {
          if let type = base.members.value(forString: "_member_type_")?.cast(to: TypeObject.self), type !== Types.object
          {
            found.append(type)
          }
          break
        }
        let hasOwn =
          base.members.value(forString: "__new__") != nil
          || base.members.value(forString: "__dataclass_fields__") != nil
          || (!base.isUserDefined && base.derivation != .plain)
        if hasOwn {
          found.append(candidate ?? base)
          break
        }
        candidate = candidate ?? base
      }
    }
    var distinct: [TypeObject] = []
    for type in found where !distinct.contains(where: { $0 === type }) { distinct.append(type) }
    if distinct.count > 1 {
      throw .typeError("too many data types for \(try context.repr(title)): \(distinct.map(\.name))")
    }
    return distinct.first ?? Types.object
  }

  private func setBoundary(of type: TypeObject, _ firstEnum: TypeObject) throws(Raised) {
    guard type.isSubclass(of: EnumClasses.flag) else { return }
    let inherited = (firstEnum.lookup("_boundary_")?.object as? FlagBoundaryObject)?.boundary
    type.define("_boundary_", .object(FlagBoundaryObject.of(boundary ?? inherited ?? .strict)))
  }

  /// The reprs of the data type do not hide those of enumerations.
  private func restoreMethods(of type: TypeObject, _ firstEnum: TypeObject, _ dataType: TypeObject) {
    guard dataType !== Types.object else { return }
    for name in ["__repr__", "__str__", "__format__"] as [PythonString] where names[name] == nil {
      let found = type.lookup(name)
      let isOfData =
        found?.object is SlotWrapper || dataType.lookup(name).map { found?.isIdentical(to: $0) ?? false } == true
      if isOfData, let method = firstEnum.lookup(name) {
        type.define(name, method.object is SlotWrapper ? EnumClasses.base.lookup(name) ?? method : method)
      }
    }
    if bases.contains(where: { $0 === EnumClasses.reprEnum }) {
      if names["__str__"] == nil { type.define("__str__", EnumClasses.dataText.value(in: type)) }
      if names["__format__"] == nil { type.define("__format__", EnumClasses.dataFormat.value(in: type)) }
    }
  }

  private func checkOrder() throws(Raised) {
    guard let order = names["_order_"] ?? names["__order__"] else { return }
    let wanted: [Value]
    if let text = order.stringValue {
      wanted = text.bytes.split { $0 == 0x20 || $0 == 0x2C }.map { .string(PythonString(bytes: Array($0))) }
    } else {
      wanted = try context.items(of: order)
    }
    let given = Value.list(memberNames.map(Value.string))
    if try !context.equal(.list(wanted), given) {
      throw .typeError(
        "member order does not match _order_:\n  \(try context.repr(.list(wanted)))\n  \(try context.repr(given))")
    }
  }
}

/// Makes the members of an enumeration.
final class EnumMemberMaking {
  private let type: TypeObject
  private let dataType: TypeObject
  private let context: Context
  private let map = DictObject()
  private let byValue = DictObject()
  private var canonicalNames: [Value] = []
  private var members: [Value] = []
  private var mask = 0
  private var singles = 0

  init(type: TypeObject, dataType: TypeObject, context: Context) {
    self.type = type
    self.dataType = dataType
    self.context = context
    type.define("_member_map_", .object(map))
    type.define("_value2member_map_", .object(byValue))
    type.define("_member_names_", .list([]))
  }

  func add(_ name: PythonString, _ given: Value) throws(Raised) {
    var arguments =
      given.cast(to: TupleObject.self).map { $0.type === TupleObject.type ? $0.items : [given] } ?? [given]
    if dataType === TupleObject.type { arguments = [.tuple(arguments)] }
    let member = try made(arguments)
    if member.attributes["_value_"] == nil {
      member.attributes["_value_"] = try dataType === Types.object ? given : context.call(.object(dataType), arguments)
    }
    let value = member.attributes["_value_"] ?? .none
    member.attributes["_name_"] = .string(name)
    member.attributes["__objclass__"] = .object(type)
    member.attributes["_sort_order_"] = .int(members.count)
    if let initializer = type.lookup("__init__"), !(initializer.object is SlotWrapper),
      !(initializer.object is NativeFunction)
    {
      _ = try context.callSpecial(initializer, on: member, arguments)
    }
    let isFlag = type.isSubclass(of: EnumClasses.flag)
    var number: Int?
    if isFlag {
      number = try context.indexIfInteger(value)
      guard let number else {
        throw .typeError("\(try context.repr(value)) is not an int; flag values must be int")
      }
      mask |= number
      if number.nonzeroBitCount == 1, number > 0 { singles |= number }
    }
    var result = Value.object(member)
    if let known = try self.known(value) {
      result = known
    } else {
      members.append(result)
      if !isFlag || (number.map { $0 > 0 && $0.nonzeroBitCount == 1 } ?? false) {
        canonicalNames.append(.string(name))
        type.define("_member_names_", .list(canonicalNames))
      }
    }
    map[name] = result
    type.define(name, result)
    type.define("_flag_mask_", .int(mask))
    type.define("_singles_mask_", .int(singles))
    if try isHashable(value), try byValue.value(for: value, in: context) == nil {
      try byValue.set(value, to: result, in: context)
    }
  }

  func finish() {
    type.define("_flag_mask_", .int(mask))
    type.define("_singles_mask_", .int(singles))
    let bits = Int.bitWidth - mask.leadingZeroBitCount
    type.define("_all_bits_", .int(bits >= 63 ? Int.max : (1 << bits) - 1))
  }

  private func isHashable(_ value: Value) throws(Raised) -> Bool {
    do throws(Raised) {
      _ = try context.hash(value)
      return true
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      return false
    }
  }

  /// The member that has an equal value already.
  private func known(_ value: Value) throws(Raised) -> Value? {
    if try isHashable(value) { return try byValue.value(for: value, in: context) }
    for member in members {
      if let other = (member.object as? InstanceObject)?.attributes["_value_"], try context.equal(other, value) {
        return member
      }
    }
    return nil
  }

  private func made(_ arguments: [Value]) throws(Raised) -> InstanceObject {
    if type.isSubclass(of: EnumClasses.strEnum), arguments.count == 1, arguments[0].stringValue == nil {
      throw .typeError("\(try context.repr(arguments[0])) is not a string")
    }
    if let new = type.lookup("_new_member_") {
      let function = (new.object as? StaticMethodObject)?.function ?? new
      let member = try context.call(function, [.object(type)] + arguments)
      guard let instance = member.object as? InstanceObject else {
        throw .typeError("__new__ of an enumeration must give a member")
      }
      return instance
    }
    return try EnumMemberMaking.plain(type, dataType, arguments, context)
  }

  /// A member without a `__new__` of its own.
  static func plain(
    _ type: TypeObject, _ dataType: TypeObject, _ arguments: [Value], _ context: Context
  ) throws(Raised) -> InstanceObject {
    guard dataType.nativeBase !== Types.object else { return InstanceObject(of: type) }
    let native = try context.call(.object(dataType.nativeBase), arguments)
    return InstanceObject(of: type, native: (native.object as? DispatchingObject)?.native ?? native)
  }
}
