import Kernels
import PythonRuntime

/// The enumerations from which others derive.
enum EnumClasses {
  nonisolated(unsafe) static let base = make("Enum", [], Standard.EnumClass.members)
  nonisolated(unsafe) static let reprEnum = make("ReprEnum", [base], [])
  nonisolated(unsafe) static let intEnum = make("IntEnum", [Types.int, reprEnum], dataMembers, data: Types.int)
  nonisolated(unsafe) static let strEnum = make(
    "StrEnum", [Types.str, reprEnum], dataMembers + [lowerCase], data: Types.str)
  nonisolated(unsafe) static let flag = make("Flag", [base], Standard.FlagClass.members)
  nonisolated(unsafe) static let intFlag: TypeObject = {
    let type = make(
      "IntFlag", [Types.int, reprEnum, flag], dataMembers + operators + [flagRepresent], data: Types.int)
    type.define("_boundary_", .object(FlagBoundaryObject.of(.keep)))
    return type
  }()

  private static func make(
    _ name: String, _ bases: [TypeObject], _ members: [any Member], data: TypeObject = Types.object
  ) -> TypeObject {
    let type = TypeObject(
      name: name, module: "enum", bases: bases.isEmpty ? [Types.object] : bases, members: members)
    type.become(EnumType.metaclass)
    type.define("_member_type_", .object(data))
    type.define("_member_map_", .object(DictObject()))
    type.define("_member_names_", .list([]))
    if let method = type.members.value(forString: "_generate_next_value_") {
      type.define("_generate_next_value_", .object(StaticMethodObject(method)))
    }
    return type
  }

  /// What is shown of a member that is a value of another class, too: that value.
  static let dataText = Method("__str__(self)") { call in
    .string(try call.context.str(EnumType.own(call.receiver, "_value_")))
  }
  static let dataFormat = Method("__format__(self, format_spec)") { call in
    let specification = try call.string("format_spec")
    if specification.bytes.isEmpty { return .string(try call.context.str(call.receiver)) }
    return .string(try call.context.format(EnumType.own(call.receiver, "_value_"), specification))
  }

  private static let represent = Method("__repr__(self)") { call in try Standard.EnumClass.representation(call) }
  private static let flagRepresent = Method("__repr__(self)") { call in try Standard.FlagClass.representation(call) }
  private static var dataMembers: [any Member] { [represent, dataText, dataFormat] }
  private static var operators: [any Member] {
    Standard.FlagClass.members.filter { $0.name.isDunder && $0.name != "__repr__" && $0.name != "__str__" }
  }

  private static let lowerCase = StaticMethod("_generate_next_value_(name, start, count, last_values)") { call in
    try call.context.callMethod(call["name"], "lower")
  }
}

extension Standard.EnumModule {
  static let enumeration = Constant("Enum") { _ in .object(EnumClasses.base) }
  static let reprEnum = Constant("ReprEnum") { _ in .object(EnumClasses.reprEnum) }
  static let intEnum = Constant("IntEnum") { _ in .object(EnumClasses.intEnum) }
  static let strEnum = Constant("StrEnum") { _ in .object(EnumClasses.strEnum) }
  static let flag = Constant("Flag") { _ in .object(EnumClasses.flag) }
  static let intFlag = Constant("IntFlag") { _ in .object(EnumClasses.intFlag) }
  static let enumType = Constant("EnumType") { _ in .object(EnumType.metaclass) }
  static let enumMeta = Constant("EnumMeta") { _ in .object(EnumType.metaclass) }
  static let auto = Constant("auto") { _ in .object(EnumAuto.type) }
  static let member = Constant("member") { _ in .object(EnumWrapper.memberType) }
  static let nonmember = Constant("nonmember") { _ in .object(EnumWrapper.otherType) }
  static let strict = Constant("STRICT") { _ in .object(FlagBoundaryObject.of(.strict)) }
  static let conform = Constant("CONFORM") { _ in .object(FlagBoundaryObject.of(.conform)) }
  static let eject = Constant("EJECT") { _ in .object(FlagBoundaryObject.of(.eject)) }
  static let keep = Constant("KEEP") { _ in .object(FlagBoundaryObject.of(.keep)) }

  static let unique = Function("unique(enumeration)") { call in
    let type = try call.object("enumeration", as: TypeObject.self)
    var duplicates: [String] = []
    for (key, member) in EnumType.map(of: type).items {
      let name = EnumType.own(member, "_name_")
      if !key.isIdentical(to: name) {
        duplicates.append("\(try call.context.str(key)) -> \(try call.context.str(name))")
      }
    }
    if !duplicates.isEmpty {
      throw Raised.valueError(
        "duplicate values found in \(try call.context.repr(call[0])): \(duplicates.joined(separator: ", "))")
    }
    return call[0]
  }
}

extension Standard.EnumClass {
  /// `<Color.RED: 1>`
  static func representation(_ call: Call) throws(Raised) -> Value {
    let name = try call.context.str(EnumType.own(call.receiver, "_name_"))
    let value = try call.context.repr(EnumType.own(call.receiver, "_value_"))
    return .text("<\(call.receiver.type.name).\(name): \(value)>")
  }

  private static func text(_ call: Call) throws(Raised) -> PythonString {
    PythonString("\(call.receiver.type.name).\(try call.context.str(EnumType.own(call.receiver, "_name_")))")
  }

  static let represent = Method("__repr__(self)") { call in try representation(call) }
  static let str = Method("__str__(self)") { call in .string(try text(call)) }

  static let format = Method("__format__(self, format_spec)") { call in
    .string(try call.context.format(.string(call.context.str(call.receiver)), call.string("format_spec")))
  }

  static let hash = Method("__hash__(self)") { call in
    .int(try call.context.hash(EnumType.own(call.receiver, "_name_")))
  }

  static let copy = Method("__copy__(self)") { call in call.receiver }
  static let deepcopy = Method("__deepcopy__(self, memo)") { call in call.receiver }

  static let reduce = Method("__reduce_ex__(self, proto)") { call in
    .tuple([.object(call.receiver.type), .tuple([EnumType.own(call.receiver, "_value_")])])
  }

  static let name = Constant("name") { _ in .object(EnumProperty("name", "_name_")) }
  static let value = Constant("value") { _ in .object(EnumProperty("value", "_value_")) }

  static let missing = ClassMethod("_missing_(cls, value)") { _ in .none }

  static let generate = Function("_generate_next_value_(name, start, count, last_values)") { call in
    let last = try call.list("last_values")
    if last.isEmpty { return call["start"] }
    var greatest = last[0]
    for value in last.dropFirst() where try call.context.isLess(greatest, value) { greatest = value }
    do throws(Raised) {
      return try call.context.binary(.add, greatest, 1)
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      throw Raised.typeError("unable to increment \(try call.context.repr(greatest))")
    }
  }
}

/// `name` and `value` of a member.
final class EnumProperty: Object {
  private let name: PythonString
  private let attribute: PythonString

  init(_ name: PythonString, _ attribute: PythonString) {
    self.name = name
    self.attribute = attribute
    super.init(type: Types.property)
  }

  override var isMutable: Bool { false }
  override var isDataDescriptor: Bool { true }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    EnumType.own(receiver, attribute)
  }

  override func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value {
    if let member = EnumType.map(of: type)[name] { return member }
    throw .attributeError("\(try context.repr(.object(type))) has no attribute \(StringRepr.quoted(name))")
  }

  override func setBound(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    throw .attributeError("<enum 'Enum'> cannot set attribute \(StringRepr.quoted(name))")
  }

  override func deleteBound(_ receiver: Value, in context: Context) throws(Raised) {
    throw .attributeError("<enum 'Enum'> cannot delete attribute \(StringRepr.quoted(name))")
  }
}
