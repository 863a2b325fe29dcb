/// Whether a field needs quotes, as Python's `csv` writer decides with `QUOTE_MINIMAL`.
///
/// - Parameter terminator: the line end, whose bytes need quotes; `\r` and `\n` always do.
public func needsQuotes(_ field: Text, _ dialect: CSVDialect) -> Bool {
  for byte in field.bytes {
    if byte == dialect.delimiter || byte == dialect.quote || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || (dialect.escape != 0 && byte == dialect.escape)
      || (dialect.lineTerminator != 0 && byte == dialect.lineTerminator)
    {
      return true
    }
  }
  return false
}

/// Appends a field as pandas' `to_csv` and Python's `csv` write it: quoted where needed, quotes doubled or escaped.
///
/// - Parameter alone: whether it is the only field of its line, in which case an empty one is quoted.
public func appendField(_ field: Text, _ dialect: CSVDialect, alone: Bool = false, to bytes: inout [UInt8]) {
  guard needsQuotes(field, dialect) || (alone && field.count == 0) else {
    bytes.append(contentsOf: field.bytes)
    return
  }
  bytes.append(dialect.quote)
  for byte in field.bytes {
    if byte == dialect.quote {
      bytes.append(dialect.doubleQuote ? dialect.quote : dialect.escape)
    } else if dialect.escape != 0 && byte == dialect.escape {
      bytes.append(dialect.escape)
    }
    bytes.append(byte)
  }
  bytes.append(dialect.quote)
}
