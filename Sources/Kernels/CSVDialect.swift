/// How a table is written as text; the defaults are those of pandas' `read_csv`.
public struct CSVDialect: Sendable, Equatable {
  /// Between two fields.
  public var delimiter: UInt8 = UInt8(ascii: ",")
  /// Whether runs of blanks and tabs are between two fields, as `sep=r"\s+"` says; `delimiter` does not count then.
  public var delimitsByWhitespace = false
  /// Around a field; 0 for none (`QUOTE_NONE`).
  public var quote: UInt8 = UInt8(ascii: "\"")
  /// Whether two quotes within quotes are one.
  public var doubleQuote = true
  /// Makes the next byte ordinary; 0 for none.
  public var escape: UInt8 = 0
  /// What follows, to the end of the line, is ignored; 0 for none.
  public var comment: UInt8 = 0
  /// At the end of a line; 0 for `\n`, `\r\n` and `\r`.
  public var lineTerminator: UInt8 = 0
  /// Whether blanks after a delimiter are ignored.
  public var skipsInitialSpace = false
  /// Whether lines without anything but blanks are ignored.
  public var skipsBlankLines = true

  /// pandas' defaults.
  public init() {}
}

/// One line of a table. Its texts end with the reader's next call.
public struct CSVRecord: @unchecked Sendable {
  /// The fields, without quotes and escapes.
  public let fields: UnsafeBufferPointer<Text>
  /// The number of the line as pandas counts it: from 1, ignored lines included, line ends within quotes not.
  public let line: Int
}

/// Why a table cannot be read further.
public enum CSVError: Error, Equatable, Sendable {
  /// pandas: `EOF inside string starting at row N`.
  case endInsideQuotes(row: Int)
  /// pandas: `EOF following escape character`.
  case endAfterEscape
}
