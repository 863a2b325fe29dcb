import Kernels
import PythonRuntime

extension Standard.Json {
  static let dumps = Function(
    "dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)"
  ) { call in
    var writer = try JSONWriter(call)
    try writer.write(call[0])
    return .string(PythonString(bytes: writer.output))
  }

  static let dump = Function(
    "dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)"
  ) { call in
    var writer = try JSONWriter(call)
    try writer.write(call[0])
    if let file = call["fp"].cast(to: FileObject.self) { call.context.save(call[0], as: file.path, by: "json.dump") }
    return .none
  }
}

/// JSON text as Python's `json` writes it.
struct JSONWriter {
  private(set) var output: [UInt8] = []
  private let context: Context
  private let indent: [UInt8]?
  private let itemSeparator: [UInt8]
  private let keySeparator: [UInt8]
  private let isASCII: Bool
  private let sortsKeys: Bool
  private let fallback: Value
  private var depth = 0

  init(_ call: Call) throws {
    context = call.context
    if case .string(let text) = call["indent"] {
      indent = text.bytes
    } else {
      indent = try call.optionalInt("indent").map { [UInt8](repeating: 0x20, count: max(0, $0)) }
    }
    if call.isNone("separators") {
      itemSeparator = Array((indent == nil ? ", " : ",").utf8)
      keySeparator = Array(": ".utf8)
    } else {
      let separators = try call.list("separators")
      guard separators.count == 2, case .string(let item) = separators[0], case .string(let key) = separators[1] else {
        throw Raised.valueError("not enough values to unpack (expected 2, got \(separators.count))")
      }
      (itemSeparator, keySeparator) = (item.bytes, key.bytes)
    }
    isASCII = try call.bool("ensure_ascii")
    sortsKeys = try call.bool("sort_keys")
    fallback = call["default"]
  }

  mutating func write(_ value: Value) throws {
    switch try value.supported() {
    case .none: output += Array("null".utf8)
    case .bool(let flag): output += Array((flag ? "true" : "false").utf8)
    case .int: output += try context.repr(value).bytes
    case .float(let number): output += text(of: number)
    case .string(let text): write(text)
    case .object(let object): try write(object)
    }
  }

  private mutating func write(_ object: Object) throws {
    switch object {
    case is BigIntObject: output += try context.repr(.object(object)).bytes
    case let list as ListObject: try write(list.items)
    case let tuple as TupleObject: try write(tuple.items)
    case let dict as DictObject: try write(dict)
    default:
      if fallback.isNone {
        throw Raised.typeError("Object of type \(object.type.name) is not JSON serializable")
      }
      try write(context.call(fallback, [.object(object)]))
    }
  }

  private func text(of number: Double) -> [UInt8] {
    if number.isNaN { return Array("NaN".utf8) }
    if number.isInfinite { return Array((number < 0 ? "-Infinity" : "Infinity").utf8) }
    var bytes: [UInt8] = []
    appendRepr(number, to: &bytes)
    return bytes
  }

  private mutating func write(_ items: [Value]) throws {
    if items.isEmpty { return output += Array("[]".utf8) }
    output.append(UInt8(ascii: "["))
    depth += 1
    for (i, item) in items.enumerated() {
      separate(isFirst: i == 0)
      try write(item)
    }
    depth -= 1
    newline()
    output.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ dict: DictObject) throws {
    if dict.count == 0 { return output += Array("{}".utf8) }
    var items = dict.items
    if sortsKeys {
      let order = try context.sorted(items.indices.map { .int($0) }, keys: items.map(\.key), reverse: false)
      items = order.compactMap { if case .int(let i) = $0 { items[i] } else { nil } }
    }
    output.append(UInt8(ascii: "{"))
    depth += 1
    for (i, (key, value)) in items.enumerated() {
      separate(isFirst: i == 0)
      write(try keyText(key))
      output += keySeparator
      try write(value)
    }
    depth -= 1
    newline()
    output.append(UInt8(ascii: "}"))
  }

  private func keyText(_ key: Value) throws -> PythonString {
    switch key {
    case .string(let text): text
    case .none: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int: try context.repr(key)
    case .float(let number): PythonString(bytes: text(of: number))
    case .object:
      throw Raised.typeError("keys must be str, int, float, bool or None, not \(key.typeName)")
    }
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { output += itemSeparator }
    newline()
  }

  private mutating func newline() {
    guard let indent else { return }
    output.append(0x0A)
    for _ in 0..<depth { output += indent }
  }

  private mutating func write(_ text: PythonString) {
    output.append(UInt8(ascii: "\""))
    for point in text.codePoints {
      switch point {
      case 0x22, 0x5C: output += [0x5C, UInt8(truncatingIfNeeded: point)]
      case 0x0A: output += Array("\\n".utf8)
      case 0x0D: output += Array("\\r".utf8)
      case 0x09: output += Array("\\t".utf8)
      case 0x08: output += Array("\\b".utf8)
      case 0x0C: output += Array("\\f".utf8)
      case 0x20..<0x7F: output.append(UInt8(truncatingIfNeeded: point))
      case 0..<0x20: escape(point)
      default: if isASCII { escape(point) } else { PythonString.append(point, to: &output) }
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ point: UInt32) {
    if point >= 0x10000 {
      let rest = point - 0x10000
      escape(0xD800 + rest >> 10)
      return escape(0xDC00 + rest & 0x3FF)
    }
    let digits = Array(String(point, radix: 16).utf8)
    output += Array("\\u".utf8) + [UInt8](repeating: 0x30, count: 4 - digits.count) + digits
  }
}
