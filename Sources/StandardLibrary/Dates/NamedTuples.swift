package import Kernels
package import PythonRuntime

/// Tuples whose items have names: `time.struct_time`, `os.stat_result`.
package enum NamedTuples {
  nonisolated(unsafe) package static let structTime: TypeObject = {
    let type = made(
      "struct_time", module: "time",
      fields: ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"])
    type.define("__new__", .object(NamedTupleOfSequence(9)))
    return type
  }()
  nonisolated(unsafe) package static let isoCalendar = made(
    "IsoCalendarDate", module: "datetime", fields: ["year", "week", "weekday"])

  /// A class of tuples with these names.
  ///
  /// It counts as a class of a notebook, whose `__repr__` is asked.
  package static func made(_ name: String, module: String, fields: [PythonString]) -> TypeObject {
    guard let type = try? TypeObject(named: name, module: module, bases: [TupleObject.type]) else {
      return TupleObject.type
    }
    for (i, field) in fields.enumerated() { type.define(field, .object(FieldProperty(i))) }
    let represent = Method("__repr__(self)") { call in
      let tuple = try call.receiver(as: TupleObject.self)
      var parts: [[UInt8]] = []
      for (field, item) in zip(fields, tuple.items) {
        parts.append(field.bytes + [0x3D] + (try call.context.repr(item)).bytes)
      }
      let shown = DateText.className(module, name)
      return .string(PythonString(bytes: Array("\(shown)(".utf8) + parts.joined(separator: [0x2C, 0x20]) + [0x29]))
    }
    type.define(represent.name, represent.value(in: type))
    return type
  }
}

extension DateText {
  static func className(_ module: String, _ name: String) -> String { module.isEmpty ? name : "\(module).\(name)" }
}

/// `struct_time(sequence)`.
final class NamedTupleOfSequence: Object {
  private let count: Int

  init(_ count: Int) {
    self.count = count
    super.init(type: Types.staticMethod)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let type = arguments.positional.first?.cast(to: TypeObject.self), arguments.positional.count > 1 else {
      throw .typeError("structseq() missing required argument 'sequence' (pos 1)")
    }
    let items = try context.items(of: arguments.positional[1])
    guard items.count >= count else {
      throw .typeError(
        "\(type.module).\(type.name)() takes an at least \(count)-sequence (\(items.count)-sequence given)")
    }
    return .object(TupleObject(Array(items.prefix(count)), type: type))
  }
}
