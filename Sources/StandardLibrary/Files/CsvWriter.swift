import Kernels
import PythonRuntime

/// `csv.writer`.
final class CsvWriter: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "writer", module: "_csv", members: Standard.CsvWriterClass.members)

  let dialect: CsvDialect
  private let write: Value

  init(_ file: Value, _ dialect: CsvDialect, in context: Context) throws(Raised) {
    self.dialect = dialect
    guard let write = try context.attributeIfAny(of: file, named: "write"), write.object?.isCallable != false else {
      throw .typeError("argument 1 must have a \"write\" method")
    }
    self.write = write
    super.init(type: CsvWriter.type)
  }

  /// Writes a row and gives what the file's `write` gave.
  func writeRow(_ row: Value, in context: Context) throws(Raised) -> Value {
    let items: [Value]
    do throws(Raised) { items = try context.items(of: row) } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      throw Raised(CsvDialects.errorType, "iterable expected, not \(row.typeName)")
    }
    var line: [UInt32] = []
    for (i, item) in items.enumerated() {
      if i > 0 { line.append(dialect.delimiter) }
      try append(item, isOnly: items.count == 1, to: &line, in: context)
    }
    line += dialect.lineEnd
    return try context.call(write, [.string(PythonString(codePoints: line))])
  }

  private func append(
    _ item: Value, isOnly: Bool, to line: inout [UInt32], in context: Context
  ) throws(Raised) {
    let value = try item.supported()
    let text = try value.isNone ? "" : context.str(value)
    let isNumber =
      switch value {
      case .int, .float, .bool: true
      case .object(let object): object.type.isSubclass(of: Types.int) || object.type.isSubclass(of: Types.float)
      default: false
      }
    var isQuoted = dialect.quoting == 1 || (dialect.quoting == 2 && !isNumber)
    var content: [UInt32] = []
    for point in text.codePoints {
      let isSpecial =
        point == dialect.delimiter || point == dialect.escape || point == dialect.quote
        || point == 0x0A || point == 0x0D || dialect.lineEnd.contains(point)
      if isSpecial { try escape(point, &isQuoted, &content) }
      content.append(point)
    }
    if text.bytes.isEmpty, isOnly {
      if dialect.quoting == 3 {
        throw Raised(CsvDialects.errorType, "single empty field record must be quoted")
      }
      isQuoted = true
    }
    let quote = isQuoted ? dialect.quote.map { [$0] } ?? [] : []
    line += quote + content + quote
  }

  /// Notes that a field must be quoted, or puts the escape in front of a character.
  private func escape(_ point: UInt32, _ isQuoted: inout Bool, _ content: inout [UInt32]) throws(Raised) {
    var needsEscape = false
    if dialect.quoting == 3 {
      needsEscape = true
    } else {
      if point == dialect.quote {
        if dialect.doublesQuotes { content.append(point) } else { needsEscape = true }
      } else if point == dialect.escape {
        needsEscape = true
      }
      if !needsEscape { isQuoted = true }
    }
    guard needsEscape else { return }
    guard let escape = dialect.escape else {
      throw Raised(CsvDialects.errorType, "need to escape, but no escapechar set")
    }
    content.append(escape)
  }
}

extension Standard.CsvWriterClass {
  static let writerow = Method("writerow(self, row, /)") { call in
    try call.receiver(as: CsvWriter.self).writeRow(call[1], in: call.context)
  }
  static let writerows = Method("writerows(self, rows, /)") { call in
    let writer = try call.receiver(as: CsvWriter.self)
    for row in try call.list("rows") { _ = try writer.writeRow(row, in: call.context) }
    return .none
  }
  static let dialect = Property("dialect") { call in try call.receiver(as: CsvWriter.self).dialect.shown() }
}
