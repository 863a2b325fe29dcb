import Kernels
import PythonRuntime

/// `re.RegexFlag`: a flag, or several.
final class RegexFlagObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "RegexFlag", module: "re", bases: [Types.int], members: Standard.RegexFlagClass.members)

  let flags: Int

  init(_ flags: Int) {
    self.flags = flags
    super.init(type: RegexFlagObject.type)
  }

  private static let names: [(Int, String)] = [
    (2, "IGNORECASE"), (4, "LOCALE"), (8, "MULTILINE"), (16, "DOTALL"), (32, "UNICODE"), (64, "VERBOSE"),
    (128, "DEBUG"), (256, "ASCII"),
  ]

  /// `re.IGNORECASE|re.DOTALL`.
  static func name(_ flags: Int, separator: String = "|") -> String {
    var rest = flags
    var shown: [String] = []
    for (flag, name) in names where flags & flag != 0 {
      shown.append("re.\(name)")
      rest &= ~flag
    }
    if rest != 0 { shown.append("0x" + String(rest, radix: 16)) }
    return shown.isEmpty ? "re.NOFLAG" : shown.joined(separator: separator)
  }

  override var isMutable: Bool { false }
  override func index(in context: Context) throws(Raised) -> Int? { flags }
  override func int(in context: Context) throws(Raised) -> Value? { .int(flags) }
  override func float(in context: Context) throws(Raised) -> Double? { Double(flags) }
  override func truth(in context: Context) throws(Raised) -> Bool? { flags != 0 }
  override func hash(in context: Context) throws(Raised) -> Int { flags }
  override func repr(in context: Context) throws(Raised) -> PythonString { PythonString(RegexFlagObject.name(flags)) }
  override func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    try specification.bytes.isEmpty ? repr(in: context) : context.format(.int(flags), specification)
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    let operand: Value = other.cast(to: RegexFlagObject.self).map { .int($0.flags) } ?? other
    guard operand.bigInt != nil || operand.stringValue == nil else { return nil }
    let own = Value.int(flags)
    let result =
      try reflected ? context.binaryIfAny(operation, operand, own) : context.binaryIfAny(operation, own, operand)
    if case .int(let flags)? = result, [.and, .or, .xor].contains(operation) { return .object(RegexFlagObject(flags)) }
    return result
  }

  override func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    switch operation {
    case .invert: .object(RegexFlagObject(~flags & 510))
    case .negative: .int(-flags)
    case .positive: .int(flags)
    }
  }

  override func compare(_ operation: ComparisonOperator, _ other: Value, in context: Context) throws(Raised) -> Value? {
    if let other = other.cast(to: RegexFlagObject.self) { return .bool(operation.holds(flags, other.flags)) }
    guard other.bigInt != nil else { return nil }
    return try context.compare(operation, .int(flags), other)
  }

  override func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    guard let other = value.cast(to: RegexFlagObject.self) else { return nil }
    return flags & other.flags == other.flags
  }
}

extension Standard.RegexFlagClass {
  static let new = Constructor("RegexFlag(cls, value)") { call in .object(RegexFlagObject(try call.int("value"))) }
  static let value = Property("value") { call in .int(try call.receiver(as: RegexFlagObject.self).flags) }
  static let name = Property("name") { call in
    .text(
      RegexFlagObject.name(try call.receiver(as: RegexFlagObject.self).flags)
        .split(separator: "|").map { $0.dropFirst(3) }.joined(separator: "|"))
  }
}
