import Kernels
import PythonRuntime

/// How a CSV file is written: `csv.Dialect`.
struct CsvDialect {
  var delimiter = UInt32(0x2C)
  var quote: UInt32? = 0x22
  var escape: UInt32?
  var doublesQuotes = true
  var skipsBlanks = false
  var lineEnd: [UInt32] = [0x0D, 0x0A]
  /// `QUOTE_MINIMAL`, `QUOTE_ALL`, `QUOTE_NONNUMERIC`, `QUOTE_NONE`.
  var quoting = 0
  var isStrict = false

  static let attributes: [PythonString] = [
    "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict",
  ]

  /// A registered dialect by its name, a class or object with the attributes, and keywords that override it.
  init(
    _ dialect: Value, _ keywords: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) {
    var values: [PythonString: Value] = [:]
    var source = try dialect.supported()
    if case .string(let name) = source {
      guard let known = CsvDialects.of(context)[name] else { throw Raised(CsvDialects.errorType, "unknown dialect") }
      source = known
    }
    if !source.isNone {
      for name in CsvDialect.attributes {
        if let value = try context.attributeIfAny(of: source, named: name) { values[name] = value }
      }
    }
    for (name, value) in keywords {
      guard CsvDialect.attributes.contains(name) else {
        throw .typeError("'\(name)' is an invalid keyword argument for this function")
      }
      values[name] = value
    }
    try read(values, in: context)
  }

  private mutating func read(_ values: [PythonString: Value], in context: Context) throws(Raised) {
    if let value = values["delimiter"] { delimiter = try CsvDialect.character(value, "delimiter") ?? 0 }
    if let value = values["doublequote"] { doublesQuotes = try context.truth(value) }
    if let value = values["escapechar"] { escape = try CsvDialect.optional(value, "escapechar") }
    if let value = values["quotechar"] { quote = try CsvDialect.optional(value, "quotechar") }
    if let value = values["skipinitialspace"] { skipsBlanks = try context.truth(value) }
    if let value = values["strict"] { isStrict = try context.truth(value) }
    if let value = values["lineterminator"] {
      guard case .string(let text) = value else {
        throw .typeError("\"lineterminator\" must be a string, not \(value.typeName)")
      }
      lineEnd = text.codePoints
    }
    if let value = values["quoting"] {
      guard case .int(let number) = value else { throw .typeError("\"quoting\" must be an integer") }
      guard (0...3).contains(number) else { throw .typeError("bad \"quoting\" value") }
      quoting = number
    }
    if quoting != 3, quote == nil {
      guard values["quoting"] == nil else { throw .typeError("quotechar must be set if quoting enabled") }
      quoting = 3
    }
  }

  private static func optional(_ value: Value, _ name: String) throws(Raised) -> UInt32? {
    if value.isNone { return nil }
    if case .string(let text) = value, text.bytes.isEmpty { return nil }
    return try character(value, name)
  }

  private static func character(_ value: Value, _ name: String) throws(Raised) -> UInt32? {
    guard case .string(let text) = value else {
      throw .typeError("\"\(name)\" must be string\(name == "delimiter" ? "" : " or None"), not \(value.typeName)")
    }
    let points = text.codePoints
    guard points.count == 1 else { throw .typeError("\"\(name)\" must be a 1-character string") }
    return points[0]
  }

  /// As an object with attributes, for `reader.dialect` and `get_dialect`.
  func shown() -> Value {
    let object = InstanceObject(of: CsvDialects.dialectType)
    func text(_ point: UInt32?) -> Value { point.map { .string(PythonString(codePoints: [$0])) } ?? .none }
    object.attributes["delimiter"] = text(delimiter)
    object.attributes["doublequote"] = .bool(doublesQuotes)
    object.attributes["escapechar"] = text(escape)
    object.attributes["lineterminator"] = .string(PythonString(codePoints: lineEnd))
    object.attributes["quotechar"] = text(quote)
    object.attributes["quoting"] = .int(quoting)
    object.attributes["skipinitialspace"] = .bool(skipsBlanks)
    object.attributes["strict"] = .bool(isStrict)
    return .object(object)
  }
}

/// The dialects that have names.
final class CsvDialects {
  nonisolated(unsafe) static let errorType = Exceptions.make("Error", module: "_csv")
  nonisolated(unsafe) static let dialectType = TypeObject(name: "Dialect", module: "csv")
  nonisolated(unsafe) static let excel = made(
    "excel", dialectType,
    [
      ("delimiter", ","), ("quotechar", "\""), ("doublequote", true), ("skipinitialspace", false),
      ("lineterminator", "\r\n"), ("quoting", 0),
    ])
  nonisolated(unsafe) static let excelTab = made("excel_tab", excel, [("delimiter", "\t")])
  nonisolated(unsafe) static let unix = made(
    "unix_dialect", dialectType,
    [
      ("delimiter", ","), ("quotechar", "\""), ("doublequote", true), ("skipinitialspace", false),
      ("lineterminator", "\n"), ("quoting", 1),
    ])

  private static func made(_ name: String, _ base: TypeObject, _ values: [(PythonString, Value)]) -> TypeObject {
    let type = TypeObject(name: name, module: "csv", bases: [base])
    for (name, value) in values { type.define(name, value) }
    return type
  }

  private(set) var names: [PythonString] = ["excel", "excel-tab", "unix"]
  private var values: [PythonString: Value] = [
    "excel": .object(excel), "excel-tab": .object(excelTab), "unix": .object(unix),
  ]

  static func of(_ context: Context) -> CsvDialects { context.state(CsvDialects.self) { CsvDialects() } }

  subscript(name: PythonString) -> Value? {
    get { values[name] }
    set {
      values[name] = newValue
      names.removeAll { $0 == name }
      if newValue != nil { names.append(name) }
    }
  }
}
