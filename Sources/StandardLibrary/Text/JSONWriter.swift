import Kernels
import PythonRuntime

/// How `json.dumps` is asked to write.
struct JSONWritingOptions {
  var indent: [UInt8]?
  var itemSeparator: [UInt8] = [0x2C, 0x20]
  var keySeparator: [UInt8] = [0x3A, 0x20]
  var isASCII = true
  var sortsKeys = false
  var skipsKeys = false
  var allowsNaN = true
  /// Makes something that JSON has of what it has not; None refuses.
  var fallback = Value.none

  init() {}

  /// From the arguments of `dumps`, or of `JSONEncoder`.
  init(_ call: Call) throws(Raised) {
    if case .string(let text) = call["indent"] {
      indent = text.bytes
    } else if let count = try call.optionalInt("indent") {
      guard count < 1 << 20 else { throw Raised(Exceptions.memoryError, "") }
      indent = [UInt8](repeating: 0x20, count: max(0, count))
    }
    if indent != nil { itemSeparator = [0x2C] }
    if !call.isNone("separators") {
      let separators = try call.list("separators")
      guard separators.count == 2 else {
        throw .valueError(
          separators.count < 2
            ? "not enough values to unpack (expected 2, got \(separators.count))"
            : "too many values to unpack (expected 2)")
      }
      guard case .string(let item) = separators[0], case .string(let key) = separators[1] else {
        throw .typeError("make_encoder() argument 5 must be str, not \(separators[0].typeName)")
      }
      (itemSeparator, keySeparator) = (item.bytes, key.bytes)
    }
    isASCII = try call.bool("ensure_ascii")
    sortsKeys = try call.bool("sort_keys")
    skipsKeys = try call.bool("skipkeys")
    allowsNaN = try call.bool("allow_nan")
    fallback = call["default"]
  }
}

/// JSON text as Python's `json` writes it.
struct JSONWriter {
  private(set) var output: [UInt8] = []
  private let context: Context
  private let options: JSONWritingOptions
  private var depth = 0
  private var open: Set<ObjectIdentifier> = []

  init(_ options: JSONWritingOptions, _ context: Context) throws(Raised) {
    self.context = context
    self.options = options
  }

  mutating func write(_ value: Value) throws(Raised) {
    switch try value.supported() {
    case .none: output += Array("null".utf8)
    case .bool(let flag): output += Array((flag ? "true" : "false").utf8)
    case .int: output += try context.repr(value).bytes
    case .float(let number): output += try text(of: number)
    case .string(let text): write(text)
    case .object(let object): try write(object)
    }
  }

  private mutating func write(_ object: Object) throws(Raised) {
    switch object {
    case is BigIntObject, is ClockNumber: output += try context.repr(.object(object)).bytes
    case let list as ListObject: try write(list.items, of: object)
    case let tuple as TupleObject: try write(tuple.items, of: object)
    case let dict as DictObject: try write(dict)
    default:
      if object.type.isSubclass(of: Types.int), let number = try context.indexIfInteger(.object(object)) {
        output += Array(String(number).utf8)
      } else if object.type.isSubclass(of: Types.float), let number = try context.double(.object(object)) {
        output += try text(of: number)
      } else if object.type.isSubclass(of: Types.str) {
        write(try context.str(.object(object)))
      } else {
        try writeOther(object)
      }
    }
  }

  private mutating func writeOther(_ object: Object) throws(Raised) {
    if options.fallback.isNone {
      throw .typeError("Object of type \(object.type.name) is not JSON serializable")
    }
    try enter(object)
    try write(context.call(options.fallback, [.object(object)]))
    open.remove(ObjectIdentifier(object))
  }

  private mutating func enter(_ object: Object) throws(Raised) {
    guard open.insert(ObjectIdentifier(object)).inserted else { throw .valueError("Circular reference detected") }
    if open.count > 990 {
      throw Raised(Exceptions.recursionError, "maximum recursion depth exceeded while encoding a JSON object")
    }
  }

  private func text(of number: Double) throws(Raised) -> [UInt8] {
    if !number.isFinite {
      if !options.allowsNaN { throw .valueError("Out of range float values are not JSON compliant") }
      return Array((number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity").utf8)
    }
    var bytes: [UInt8] = []
    appendRepr(number, to: &bytes)
    return bytes
  }

  private mutating func write(_ items: [Value], of object: Object) throws(Raised) {
    if items.isEmpty { return output += Array("[]".utf8) }
    try enter(object)
    output.append(UInt8(ascii: "["))
    depth += 1
    for (i, item) in items.enumerated() {
      separate(isFirst: i == 0)
      try write(item)
    }
    depth -= 1
    newline()
    output.append(UInt8(ascii: "]"))
    open.remove(ObjectIdentifier(object))
  }

  private mutating func write(_ dict: DictObject) throws(Raised) {
    if dict.count == 0 { return output += Array("{}".utf8) }
    try enter(dict)
    var items = dict.items
    if options.sortsKeys {
      let order = try context.sorted(items.indices.map { .int($0) }, keys: items.map(\.key), reverse: false)
      items = order.compactMap { if case .int(let i) = $0 { items[i] } else { nil } }
    }
    output.append(UInt8(ascii: "{"))
    depth += 1
    var isFirst = true
    for (key, value) in items {
      guard let name = try keyText(key) else { continue }
      separate(isFirst: isFirst)
      isFirst = false
      write(name)
      output += options.keySeparator
      try write(value)
    }
    depth -= 1
    newline()
    output.append(UInt8(ascii: "}"))
    open.remove(ObjectIdentifier(dict))
  }

  /// A key as text; `nil` for one that is left out.
  private func keyText(_ key: Value) throws(Raised) -> PythonString? {
    switch key {
    case .string(let text): return text
    case .none: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int: return try context.repr(key)
    case .float(let number): return PythonString(bytes: try text(of: number))
    case .object(let object):
      if object is BigIntObject { return try context.repr(key) }
      if object.type.isSubclass(of: Types.str) { return try context.str(key) }
      if object.type.isSubclass(of: Types.int), let number = try context.indexIfInteger(key) {
        return PythonString(String(number))
      }
      if object.type.isSubclass(of: Types.float), let number = try context.double(key) {
        return PythonString(bytes: try text(of: number))
      }
      if options.skipsKeys { return nil }
      throw .typeError("keys must be str, int, float, bool or None, not \(object.type.name)")
    }
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { output += options.itemSeparator }
    newline()
  }

  private mutating func newline() {
    guard let indent = options.indent else { return }
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
      default: if options.isASCII { escape(point) } else { PythonString.append(point, to: &output) }
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
