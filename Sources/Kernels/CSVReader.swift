/// Cuts text into records and fields exactly as pandas' C tokenizer does, in one pass.
///
/// Either over the whole text, which is not copied, or over chunks that arrive one after the other (`append`, `finish`).
/// Fields are slices of the text; only quotes or escapes within a field make a copy.
/// - SeeAlso: pandas, `_libs/src/parser/tokenizer.c`.
public final class CSVReader {
  let dialect: CSVDialect
  /// 1 for the bytes that end the run of an unquoted field.
  private let stops: UnsafeMutablePointer<UInt8>

  /// The text so far, and where the next record begins.
  private var bytes: UnsafePointer<UInt8>
  private var count: Int
  private var position = 0
  private var finished: Bool
  /// Chunks are gathered here.
  private var storage: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  /// How many bytes must be there before an unfinished record is tried again.
  private var wanted = 0

  private var fields: UnsafeMutablePointer<Text>
  private var fieldCapacity = 64
  private var fieldCount = 0
  private let scratch = Scratch()
  private var pending: [UInt8] = []
  /// Whether the line before was a record that a carriage return alone ended.
  private var endedByReturn = false

  /// Lines read so far, ignored ones included.
  public private(set) var lines = 0

  /// A reader of the chunks that will be appended.
  public convenience init(_ dialect: CSVDialect) {
    self.init(dialect, bytes: Text("").base, count: 0, finished: false)
  }

  /// A reader of the whole text, which must outlive it.
  public convenience init(_ dialect: CSVDialect, over text: Text) {
    self.init(dialect, bytes: text.base, count: text.count, finished: true)
  }

  private init(_ dialect: CSVDialect, bytes: UnsafePointer<UInt8>, count: Int, finished: Bool) {
    self.dialect = dialect
    self.bytes = bytes
    self.count = count
    self.finished = finished
    fields = UnsafeMutablePointer<Text>.allocate(capacity: fieldCapacity)
    stops = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    stops.initialize(repeating: 0, count: 256)
    for byte in 0..<256 where stopsField(UInt8(byte)) { stops[byte] = 1 }
  }

  deinit {
    storage?.deallocate()
    fields.deallocate()
    stops.deallocate()
  }

  /// Adds a chunk of the text.
  public func append(_ chunk: UnsafeBufferPointer<UInt8>) {
    let rest = count &- position
    if storage == nil || rest &+ chunk.count > capacity {
      capacity = max(2 &* (rest &+ chunk.count), 1 << 16)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: bytes + position, count: rest)
      storage?.deallocate()
      storage = larger
    } else if let storage, position > 0 {
      storage.update(from: bytes + position, count: rest)
    }
    guard let storage else { return }
    if let base = chunk.baseAddress { (storage + rest).update(from: base, count: chunk.count) }
    bytes = UnsafePointer(storage)
    position = 0
    count = rest &+ chunk.count
  }

  /// Says that no chunk follows.
  public func finish() {
    finished = true
  }

  /// The next record; `nil` at the end, or until the next chunk.
  public func next() throws(CSVError) -> CSVRecord? {
    guard finished || count &- position >= wanted else { return nil }
    scratch.reset()
    fieldCount = 0
    let end: Int
    switch start() {
    case .fields(let at): end = try readFields(at)
    case .empty(let at): end = at
    case .nothing: return nil
    }
    guard end >= 0 else {
      needMore()
      return nil
    }
    endedByReturn = end > position && isCarriageReturn(bytes[end &- 1])
    position = end
    wanted = 0
    lines &+= 1
    return CSVRecord(fields: UnsafeBufferPointer(start: fields, count: fieldCount), line: lines)
  }

  /// Passes over one line, blank or not, as `skiprows` does; false at the end, or until the next chunk.
  public func skipLine() -> Bool {
    skipByteOrderMark()
    var at = position
    var quoted = false
    // A quote counts where a field begins and where it was just closed, when it stands for itself.
    var opens = true
    while at < count {
      let byte = bytes[at]
      if dialect.quote != 0 && byte == dialect.quote {
        let closes = quoted
        quoted = !quoted && opens
        opens = closes && dialect.doubleQuote
      } else if !quoted {
        if isTerminator(byte) || isCarriageReturn(byte) {
          let end = afterLineEnd(at)
          guard end >= 0 else { return false }
          position = end
          lines &+= 1
          return true
        }
        opens = isDelimiter(byte)
      }
      at &+= 1
    }
    guard finished, at > position else { return false }
    position = at
    lines &+= 1
    return true
  }

  private func needMore() {
    // Twice as many bytes, so that a record of many chunks is not read over and over.
    wanted = 2 &* (count &- position)
  }
}

extension CSVReader {
  private enum Start {
    case fields(Int)
    case empty(Int)
    case nothing
  }

  private func isTerminator(_ byte: UInt8) -> Bool {
    byte == (dialect.lineTerminator == 0 ? UInt8(ascii: "\n") : dialect.lineTerminator)
  }

  private func isCarriageReturn(_ byte: UInt8) -> Bool {
    dialect.lineTerminator == 0 && byte == UInt8(ascii: "\r")
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    dialect.delimitsByWhitespace ? isBlank(byte) : byte == dialect.delimiter
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func stopsField(_ byte: UInt8) -> Bool {
    isTerminator(byte) || isCarriageReturn(byte) || isDelimiter(byte)
      || (dialect.escape != 0 && byte == dialect.escape) || (dialect.comment != 0 && byte == dialect.comment)
  }

  /// The place behind the line end at `at`; -1 if that cannot be known yet.
  private func afterLineEnd(_ at: Int) -> Int {
    guard isCarriageReturn(bytes[at]) else { return at &+ 1 }
    if at &+ 1 < count { return bytes[at &+ 1] == UInt8(ascii: "\n") ? at &+ 2 : at &+ 1 }
    return finished ? at &+ 1 : -1
  }

  /// The place behind the line in which `at` is, whose rest is a comment; -1 if that cannot be known yet.
  private func afterComment(_ at: Int) -> Int {
    var at = at
    while at < count && !isTerminator(bytes[at]) && !isCarriageReturn(bytes[at]) { at &+= 1 }
    if at == count { return finished ? at : -1 }
    return afterLineEnd(at)
  }

  private func skipByteOrderMark() {
    guard lines == 0, position == 0, count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf else { return }
    position = 3
  }

  /// Passes over lines that are ignored.
  private func start() -> Start {
    if lines == 0 && position == 0 && count < 3 && !finished { return .nothing }
    skipByteOrderMark()
    while position < count {
      let byte = bytes[position]
      if isTerminator(byte) || isCarriageReturn(byte) {
        let end = afterLineEnd(position)
        if !dialect.skipsBlankLines { return .empty(end) }
        guard ignoreLine(until: end) else { break }
      } else if dialect.comment != 0 && byte == dialect.comment {
        guard ignoreLine(until: afterComment(position)) else { break }
      } else if isBlank(byte)
        && (dialect.delimitsByWhitespace || (byte != dialect.delimiter && dialect.skipsBlankLines))
      {
        guard let start = startAfterBlanks() else { continue }
        return start
      } else {
        return .fields(position)
      }
    }
    if !finished { needMore() }
    return .nothing
  }

  /// Passes over a line that ends before `end`; false if that cannot be known yet.
  private func ignoreLine(until end: Int) -> Bool {
    guard end >= 0 else { return false }
    let begin = afterLostDelimiter(end)
    guard begin >= 0 else { return false }
    position = begin
    endedByReturn = false
    lines &+= 1
    return true
  }

  /// pandas loses a delimiter that follows an ignored line ended by a carriage return alone, unless text with blanks
  /// before it follows, for which it starts the line again. -1 if that cannot be known yet.
  private func afterLostDelimiter(_ end: Int) -> Int {
    guard isCarriageReturn(bytes[end &- 1]) else { return end }
    guard end < count else { return finished ? end : -1 }
    guard isDelimiter(bytes[end]) else { return end }
    var at = end &+ 1
    guard !dialect.delimitsByWhitespace, dialect.skipsBlankLines else { return at }
    while at < count && isBlank(bytes[at]) && bytes[at] != dialect.delimiter { at &+= 1 }
    if at == count { return finished ? end &+ 1 : -1 }
    return at == end &+ 1 || isTerminator(bytes[at]) || isCarriageReturn(bytes[at]) ? end &+ 1 : end
  }

  /// A line that begins with blanks; `nil` if it was ignored.
  private func startAfterBlanks() -> Start? {
    var at = position
    while at < count && isBlank(bytes[at]) && (dialect.delimitsByWhitespace || bytes[at] != dialect.delimiter) {
      at &+= 1
    }
    // After a record that a carriage return alone ended, pandas takes leading blanks for those between two fields.
    let counts = !dialect.skipsBlankLines || (dialect.delimitsByWhitespace && endedByReturn)
    guard at < count else {
      if finished {
        if dialect.delimitsByWhitespace && counts { return .empty(at) }
        position = at
      } else {
        needMore()
      }
      return .nothing
    }
    if isTerminator(bytes[at]) || isCarriageReturn(bytes[at]) {
      let end = afterLineEnd(at)
      if counts { return .empty(end) }
      if ignoreLine(until: end) { return nil }
      if !finished { needMore() }
      return .nothing
    }
    guard dialect.delimitsByWhitespace else { return .fields(position) }
    if dialect.comment != 0 && bytes[at] == dialect.comment { return .empty(afterComment(at)) }
    return .fields(at)
  }

  private func addField(_ text: Text) {
    if fieldCount == fieldCapacity {
      let larger = UnsafeMutablePointer<Text>.allocate(capacity: 2 &* fieldCapacity)
      larger.update(from: fields, count: fieldCount)
      fields.deallocate()
      fields = larger
      fieldCapacity &*= 2
    }
    fields[fieldCount] = text
    fieldCount &+= 1
  }

  /// Reads the fields of a record; gives the place behind it, or -1 if that cannot be known yet.
  private func readFields(_ start: Int) throws(CSVError) -> Int {
    let bytes = bytes
    let stops = stops
    let count = count
    let quote = dialect.quote
    var at = start
    while true {
      if dialect.skipsInitialSpace && !dialect.delimitsByWhitespace {
        while at < count && bytes[at] == UInt8(ascii: " ") { at &+= 1 }
      }
      let first = at
      let behind: Int
      if at < count && quote != 0 && bytes[at] == quote {
        behind = try readQuoted(at)
      } else {
        while at < count && stops[Int(bytes[at])] == 0 { at &+= 1 }
        if at < count && dialect.escape != 0 && bytes[at] == dialect.escape {
          behind = try readCarefully(first)
        } else {
          addField(Text(base: bytes + first, count: at &- first))
          behind = at
        }
      }
      guard behind >= 0, behind < count || finished else { return -1 }
      at = behind
      if at == count { return at }
      if isDelimiter(bytes[at]) {
        at &+= 1
        guard dialect.delimitsByWhitespace else { continue }
        while at < count && isBlank(bytes[at]) { at &+= 1 }
        if at == count { return finished ? at : -1 }
        if stops[Int(bytes[at])] == 0 || (dialect.escape != 0 && bytes[at] == dialect.escape) { continue }
      }
      if dialect.comment != 0 && bytes[at] == dialect.comment { return afterComment(at) }
      return afterLineEnd(at)
    }
  }

  /// Reads a field that begins with a quote; gives the place of what ends it.
  private func readQuoted(_ start: Int) throws(CSVError) -> Int {
    let quote = dialect.quote
    let escape = dialect.escape
    var at = start &+ 1
    while at < count && bytes[at] != quote && (escape == 0 || bytes[at] != escape) { at &+= 1 }
    if at < count && bytes[at] == quote {
      let ends = at &+ 1 < count ? stops[Int(bytes[at &+ 1])] == 1 && !isEscapeOrComment(bytes[at &+ 1]) : finished
      if ends {
        addField(Text(base: bytes + start + 1, count: at &- start &- 1))
        return at &+ 1
      }
    }
    return try readCarefully(start)
  }

  private func isEscapeOrComment(_ byte: UInt8) -> Bool {
    (dialect.escape != 0 && byte == dialect.escape) || (dialect.comment != 0 && byte == dialect.comment)
  }

  private enum State {
    case start, field, quoted, quoteWithinQuotes, escaped, escapedWithinQuotes
  }

  /// Reads a field byte by byte, without quotes and escapes; gives the place of what ends it.
  private func readCarefully(_ start: Int) throws(CSVError) -> Int {
    pending.removeAll(keepingCapacity: true)
    var state = State.start
    var at = start
    reading: while at < count {
      let byte = bytes[at]
      switch state {
      case .start where dialect.quote != 0 && byte == dialect.quote: state = .quoted
      case .start, .field:
        if dialect.escape != 0 && byte == dialect.escape {
          state = .escaped
        } else if stops[Int(byte)] == 1 {
          break reading
        } else {
          pending.append(byte)
          state = .field
        }
      case .quoted:
        if dialect.escape != 0 && byte == dialect.escape {
          state = .escapedWithinQuotes
        } else if byte == dialect.quote {
          state = dialect.doubleQuote ? .quoteWithinQuotes : .field
        } else {
          pending.append(byte)
        }
      case .quoteWithinQuotes:
        if byte == dialect.quote {
          pending.append(byte)
          state = .quoted
        } else if stops[Int(byte)] == 1 && !isEscapeOrComment(byte) {
          break reading
        } else {
          pending.append(byte)
          state = .field
        }
      case .escaped:
        pending.append(byte)
        state = .field
      case .escapedWithinQuotes:
        pending.append(byte)
        state = .quoted
      }
      at &+= 1
    }
    if at == count {
      guard finished else { return -1 }
      if state == .quoted || state == .escapedWithinQuotes { throw .endInsideQuotes(row: lines) }
      if state == .escaped { throw .endAfterEscape }
    }
    addField(pending.withUnsafeBufferPointer { scratch.text(copying: $0) })
    return at
  }
}
