import Kernels
import PythonRuntime

/// What happens to values of a flag that have other bits than its members.
enum FlagBoundary: String, Sendable { case strict, conform, eject, keep }

/// `enum.STRICT` and its like.
final class FlagBoundaryObject: Object {
  nonisolated(unsafe) private static let type = TypeObject(name: "FlagBoundary", module: "enum")
  nonisolated(unsafe) private static let all = [
    FlagBoundaryObject(.strict), FlagBoundaryObject(.conform), FlagBoundaryObject(.eject), FlagBoundaryObject(.keep),
  ]

  static func of(_ boundary: FlagBoundary) -> FlagBoundaryObject {
    all.first { $0.boundary == boundary } ?? FlagBoundaryObject(boundary)
  }

  let boundary: FlagBoundary

  private init(_ boundary: FlagBoundary) {
    self.boundary = boundary
    super.init(type: FlagBoundaryObject.type)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "name": return .text(boundary.rawValue.uppercased())
    case "value": return .text(boundary.rawValue)
    default: return try super.attribute(name, in: context)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<FlagBoundary.\(boundary.rawValue.uppercased()): '\(boundary.rawValue)'>")
  }
}

/// The numbers behind a class of flags.
private struct FlagNumbers {
  let type: TypeObject
  let mask: Int
  let singles: Int
  let allBits: Int
  let boundary: FlagBoundary

  init(_ type: TypeObject) {
    self.type = type
    func number(_ name: PythonString) -> Int {
      if case .int(let value)? = type.lookup(name) { return value }
      return 0
    }
    mask = number("_flag_mask_")
    singles = number("_singles_mask_")
    allBits = number("_all_bits_")
    boundary = (type.lookup("_boundary_")?.object as? FlagBoundaryObject)?.boundary ?? .strict
  }
}

extension Standard.FlagClass {
  /// `<Permission.READ|WRITE: 6>`
  static func representation(_ call: Call) throws(Raised) -> Value {
    let name = EnumType.own(call.receiver, "_name_")
    let value = try call.context.repr(EnumType.own(call.receiver, "_value_"))
    if name.isNone { return .text("<\(call.receiver.type.name): \(value)>") }
    return .text("<\(call.receiver.type.name).\(try call.context.str(name)): \(value)>")
  }

  static let represent = Method("__repr__(self)") { call in try representation(call) }

  static let str = Method("__str__(self)") { call in
    let name = EnumType.own(call.receiver, "_name_")
    if name.isNone {
      return .text("\(call.receiver.type.name)(\(try call.context.repr(EnumType.own(call.receiver, "_value_"))))")
    }
    return .text("\(call.receiver.type.name).\(try call.context.str(name))")
  }

  static let generate = Function("_generate_next_value_(name, start, count, last_values)") { call in
    let last = try call.list("last_values")
    if last.isEmpty { return call.isNone("start") ? 1 : call["start"] }
    var greatest = 0
    for value in last { greatest = max(greatest, try call.context.index(value)) }
    let bits = Int.bitWidth - greatest.leadingZeroBitCount
    guard bits < 62 else { throw call.unsupported("a flag of more than 62 bits") }
    return .int(1 << bits)
  }

  private static func number(_ value: Value, _ context: Context) throws(Raised) -> Int {
    try context.index(EnumType.own(value, "_value_"))
  }

  /// The number of the other operand; `nil` if it is none that fits.
  private static func operand(_ call: Call) throws(Raised) -> Int? {
    let other = call["other"]
    if other.type.isSubclass(of: call.receiver.type) { return try number(other, call.context) }
    let data = call.receiver.type.lookup("_member_type_")?.cast(to: TypeObject.self)
    guard data === Types.int else { return nil }
    return other.type.isSubclass(of: Types.int) ? try call.context.indexIfInteger(other) : nil
  }

  private static func combined(_ call: Call, _ operation: (Int, Int) -> Int) throws -> Value {
    guard let other = try operand(call) else { return .notImplemented }
    let value = operation(try number(call.receiver, call.context), other)
    return try EnumType.member(of: call.receiver.type, value: .int(value), in: call.context)
  }

  static let or = Method("__or__(self, other)") { call in try combined(call, |) }
  static let and = Method("__and__(self, other)") { call in try combined(call, &) }
  static let xor = Method("__xor__(self, other)") { call in try combined(call, ^) }
  static let ror = Method("__ror__(self, other)") { call in try combined(call, |) }
  static let rand = Method("__rand__(self, other)") { call in try combined(call, &) }
  static let rxor = Method("__rxor__(self, other)") { call in try combined(call, ^) }

  static let invert = Method("__invert__(self)") { call in
    let numbers = FlagNumbers(call.receiver.type)
    let value = try number(call.receiver, call.context)
    let inverted = numbers.boundary == .keep || numbers.boundary == .eject ? ~value : numbers.singles & ~value
    return try EnumType.member(of: call.receiver.type, value: .int(inverted), in: call.context)
  }

  static let truth = Method("__bool__(self)") { call in .bool(try number(call.receiver, call.context) != 0) }

  static let contains = Method("__contains__(self, other)") { call in
    guard call["other"].type.isSubclass(of: call.receiver.type) else {
      throw Raised.typeError(
        "unsupported operand type(s) for 'in': '\(call["other"].type.nestedName)' and '\(call.receiver.type.nestedName)'"
      )
    }
    let other = try number(call["other"], call.context)
    return .bool(try other & number(call.receiver, call.context) == other)
  }

  /// The members of one bit that are in a value.
  private static func parts(_ value: Int, of type: TypeObject, _ context: Context) throws(Raised) -> [Value] {
    var result: [Value] = []
    for member in EnumType.members(of: type) where try number(member, context) & value != 0 { result.append(member) }
    return result
  }

  static let iterate = Method("__iter__(self)") { call in
    let value = try number(call.receiver, call.context) & FlagNumbers(call.receiver.type).singles
    return .object(ArrayIterator(try parts(value, of: call.receiver.type, call.context), type: Types.generator))
  }

  static let length = Method("__len__(self)") { call in
    .int(try number(call.receiver, call.context).nonzeroBitCount)
  }

  static let missing = ClassMethod("_missing_(cls, value)") { call in
    let type = call.receivingClass ?? EnumClasses.flag
    guard call["value"].isInteger, var value = try call.context.indexIfInteger(call["value"]) else {
      throw Raised.valueError("\(try call.context.repr(call["value"])) is not a valid \(type.nestedName)")
    }
    let numbers = FlagNumbers(type)
    if !(~numbers.allBits...numbers.allBits).contains(value) || value & (numbers.allBits ^ numbers.mask) != 0 {
      switch numbers.boundary {
      case .strict: throw try refusal(value, numbers, call.context)
      case .conform: value &= numbers.mask
      case .eject: return .int(value)
      case .keep:
        if value < 0 {
          let bits = Int.bitWidth - (value.magnitude).leadingZeroBitCount
          guard bits < 62 else { throw call.unsupported("a flag of more than 62 bits") }
          value += max(numbers.allBits + 1, 1 << bits)
        }
      }
    }
    let negative = value < 0 ? value : nil
    if value < 0 { value += numbers.allBits + 1 }
    return try composite(value, negative: negative, numbers, call.context)
  }

  private static func refusal(_ value: Int, _ numbers: FlagNumbers, _ context: Context) throws(Raised) -> Raised {
    let count = max(bitLength(value), bitLength(numbers.mask))
    return .valueError(
      "\(try context.repr(.object(numbers.type))) invalid value \(value)\n    given \(binary(value, count))\n  allowed \(binary(numbers.mask, count))"
    )
  }

  private static func bitLength(_ value: Int) -> Int { Int.bitWidth - value.magnitude.leadingZeroBitCount }

  /// `enum.bin`: the sign as a first digit of its own.
  private static func binary(_ value: Int, _ count: Int) -> String {
    let digits = String(value < 0 ? (1 << count) + value : value, radix: 2)
    let sign = value < 0 ? "1" : "0"
    let padding = String(repeating: value < 0 ? "1" : "0", count: max(0, count - digits.count))
    return "0b\(sign) \(padding)\(digits)"
  }

  /// The member for several bits, made when it is first asked for.
  private static func composite(
    _ value: Int, negative: Int?, _ numbers: FlagNumbers, _ context: Context
  ) throws(Raised) -> Value {
    let type = numbers.type
    let byValue = type.members.value(forString: "_value2member_map_")?.cast(to: DictObject.self)
    if let known = try byValue?.value(for: .int(value), in: context) { return known }
    let data = type.lookup("_member_type_")?.cast(to: TypeObject.self) ?? Types.object
    let member = try EnumMemberMaking.plain(type, data, [.int(value)], context)
    member.attributes["_value_"] = .int(value)
    member.attributes["_name_"] = try name(value, numbers, context)
    member.attributes["__objclass__"] = .object(type)
    try byValue?.set(.int(value), to: .object(member), in: context)
    if let negative { try byValue?.set(.int(negative), to: .object(member), in: context) }
    return .object(member)
  }

  private static func name(_ value: Int, _ numbers: FlagNumbers, _ context: Context) throws(Raised) -> Value {
    let single = value & numbers.singles
    let aliases = value & ~numbers.singles
    if single == 0, aliases == 0 { return .none }
    var members = try parts(single, of: numbers.type, context)
    var covered = single
    if aliases != 0 {
      for member in EnumType.map(of: numbers.type).values where !members.contains(where: { $0.isIdentical(to: member) })
      {
        let bits = try number(member, context)
        if bits != 0, bits & value == bits {
          members.append(member)
          covered |= bits
        }
      }
    }
    var names: [String] = []
    for member in members { names.append("\(try context.str(EnumType.own(member, "_name_")))") }
    if covered == 0 { return .none }
    let unknown = value ^ covered
    if unknown != 0 {
      if numbers.boundary == .strict {
        throw .valueError("\(try context.repr(.object(numbers.type))): no members with value \(unknown)")
      }
      names.append("\(unknown)")
    }
    return .text(names.joined(separator: "|"))
  }
}
