import Kernels
import PythonRuntime

/// `csv.reader`: rows of the lines that an iterable gives.
final class CsvReader: IteratorObject {
  nonisolated(unsafe) static let type = TypeObject(
    name: "reader", module: "_csv", members: Standard.CsvReaderClass.members)

  private enum State {
    case startOfRow, startOfField, escaped, inField, inQuotes, escapedInQuotes, quoteInQuotes, endOfRow
    case afterEscapedEnd
  }

  let dialect: CsvDialect
  private let lines: IteratorObject
  private(set) var lineNumber = 0
  private var state = State.startOfRow
  private var fields: [Value] = []
  private var field: [UInt32] = []
  private var isNumeric = false

  init(_ lines: IteratorObject, _ dialect: CsvDialect) {
    self.lines = lines
    self.dialect = dialect
    super.init(type: CsvReader.type)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    fields = []
    field = []
    isNumeric = false
    state = .startOfRow
    repeat {
      guard let line = try lines.next(in: context) else {
        if !field.isEmpty || state == .inQuotes {
          if dialect.isStrict { throw Raised(CsvDialects.errorType, "unexpected end of data") }
          try save(in: context)
          return .list(fields)
        }
        return nil
      }
      guard case .string(let text) = try line.supported() else {
        throw Raised(
          CsvDialects.errorType,
          "iterator should return strings, not \(line.typeName) (the file should be opened in text mode)")
      }
      lineNumber += 1
      for point in text.codePoints { try take(point, in: context) }
      try take(nil, in: context)
    } while state != .startOfRow
    return .list(fields)
  }

  private func save(in context: Context) throws(Raised) {
    let text = Value.string(PythonString(codePoints: field))
    fields.append(isNumeric ? try context.call(.object(Types.float), [text]) : text)
    field = []
    isNumeric = false
  }

  private func isEnd(_ point: UInt32?) -> Bool { point == nil || point == 0x0A || point == 0x0D }

  /// One character, or the end of a line.
  private func take(_ point: UInt32?, in context: Context) throws(Raised) {
    switch state {
    case .startOfRow:
      guard let point else { return }
      if isEnd(point) {
        state = .endOfRow
      } else {
        state = .startOfField
        try begin(point, in: context)
      }
    case .startOfField: try begin(point, in: context)
    case .escaped:
      if point == 0x0A || point == 0x0D {
        field.append(point ?? 0x0A)
        state = .afterEscapedEnd
      } else {
        field.append(point ?? 0x0A)
        state = .inField
      }
    case .afterEscapedEnd:
      if point == nil { return }
      state = .inField
      try inside(point, in: context)
    case .inField: try inside(point, in: context)
    case .inQuotes:
      guard let point else { return }
      if point == dialect.escape {
        state = .escapedInQuotes
      } else if point == dialect.quote, dialect.quoting != 3 {
        state = dialect.doublesQuotes ? .quoteInQuotes : .inField
      } else {
        field.append(point)
      }
    case .escapedInQuotes:
      field.append(point ?? 0x0A)
      state = .inQuotes
    case .quoteInQuotes: try afterQuote(point, in: context)
    case .endOfRow:
      if point == nil {
        state = .startOfRow
      } else if !isEnd(point) {
        throw Raised(
          CsvDialects.errorType,
          "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
      }
    }
  }

  private func begin(_ point: UInt32?, in context: Context) throws(Raised) {
    if isEnd(point) {
      try save(in: context)
      state = point == nil ? .startOfRow : .endOfRow
    } else if point == dialect.quote, dialect.quoting != 3 {
      state = .inQuotes
    } else if point == dialect.escape {
      state = .escaped
    } else if point == 0x20, dialect.skipsBlanks {
      return
    } else if point == dialect.delimiter {
      try save(in: context)
    } else {
      if dialect.quoting == 2 { isNumeric = true }
      field.append(point ?? 0)
      state = .inField
    }
  }

  private func inside(_ point: UInt32?, in context: Context) throws(Raised) {
    if isEnd(point) {
      try save(in: context)
      state = point == nil ? .startOfRow : .endOfRow
    } else if point == dialect.escape {
      state = .escaped
    } else if point == dialect.delimiter {
      try save(in: context)
      state = .startOfField
    } else {
      field.append(point ?? 0)
    }
  }

  private func afterQuote(_ point: UInt32?, in context: Context) throws(Raised) {
    if point == dialect.quote, dialect.quoting != 3 {
      field.append(point ?? 0)
      state = .inQuotes
    } else if point == dialect.delimiter {
      try save(in: context)
      state = .startOfField
    } else if isEnd(point) {
      try save(in: context)
      state = point == nil ? .startOfRow : .endOfRow
    } else if !dialect.isStrict {
      field.append(point ?? 0)
      state = .inField
    } else {
      let (delimiter, quote) = (
        PythonString(codePoints: [dialect.delimiter]), PythonString(codePoints: [dialect.quote ?? 0])
      )
      throw Raised(CsvDialects.errorType, "'\(delimiter)' expected after '\(quote)'")
    }
  }
}

extension Standard.CsvReaderClass {
  static let lineNumber = Property("line_num") { call in .int(try call.receiver(as: CsvReader.self).lineNumber) }
  static let dialect = Property("dialect") { call in try call.receiver(as: CsvReader.self).dialect.shown() }
  static let next = Method("__next__(self)") { call in
    guard let row = try call.receiver(as: CsvReader.self).next(in: call.context) else { throw Raised.stopIteration() }
    return row
  }
}
