package import Kernels

/// How a text is put into a wider field.
enum Justification {
  case left, right, center
  /// As it is: pandas' `justify='all'`.
  case all
}

extension PythonString {
  static let space = UInt8(ascii: " ")

  /// Python's `len`: code points.
  var width: Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// `ljust`, `rjust` or `center`.
  func justified(_ side: Justification, _ wanted: Int) -> PythonString {
    let gap = wanted - width
    guard gap > 0 else { return self }
    switch side {
    case .all: return self
    case .left: return PythonString(bytes: bytes + spaces(gap))
    case .right: return PythonString(bytes: spaces(gap) + bytes)
    case .center:
      // CPython puts the odd space to the left when gap and width are both odd.
      let before = gap / 2 + (gap & wanted & 1)
      return PythonString(bytes: spaces(before) + bytes + spaces(gap - before))
    }
  }

  /// The first `count` code points.
  package func prefix(codePoints count: Int) -> PythonString {
    var seen = 0
    for (i, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if seen == count { return PythonString(bytes: Array(bytes[..<i])) }
      seen += 1
    }
    return self
  }

  /// Without ASCII white space at either end.
  var stripped: PythonString {
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return PythonString(bytes: Array(bytes[first...last]))
  }

  /// Without ASCII white space at the end.
  var strippedAtEnd: PythonString {
    guard let last = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
    return PythonString(bytes: Array(bytes[...last]))
  }

  func replacing(_ pattern: StaticString, with replacement: StaticString) -> PythonString {
    let wanted = Array(UnsafeBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount))
    guard wanted.count > 1 || bytes.contains(wanted[0]) else { return self }
    var result: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i...].starts(with: wanted) {
        result.append(
          contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
        i += wanted.count
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return PythonString(bytes: result)
  }

  /// With `\t`, `\r` and `\n` written out, as pandas prints a text.
  var escaped: PythonString {
    guard bytes.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return self }
    var result: [UInt8] = []
    for byte in bytes {
      switch byte {
      case 9: result += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case 10: result += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 13: result += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      default: result.append(byte)
      }
    }
    return PythonString(bytes: result)
  }

  static func + (a: PythonString, b: PythonString) -> PythonString { PythonString(bytes: a.bytes + b.bytes) }

  static func += (a: inout PythonString, b: PythonString) { a.bytes += b.bytes }

  init(spaces count: Int) { self.init(bytes: DataFrames.spaces(count)) }

  init(_ number: Int) { self.init(String(number)) }
}

extension [PythonString] {
  func joined(_ separator: PythonString) -> PythonString {
    var bytes: [UInt8] = []
    for (i, text) in enumerated() {
      if i > 0 { bytes += separator.bytes }
      bytes += text.bytes
    }
    return PythonString(bytes: bytes)
  }

  /// The widest text's width, 0 if there is none.
  var widest: Int { reduce(0) { Swift.max($0, $1.width) } }
}

/// pandas' `adjoin`: columns of text side by side, `gap` spaces after all but the last, each padded to its width.
func adjoined(_ columns: [[PythonString]], gap: Int) -> [PythonString] {
  let height = columns.reduce(0) { max($0, $1.count) }
  var lines = [PythonString](repeating: "", count: height)
  for (i, column) in columns.enumerated() {
    let width = column.widest + (i == columns.count - 1 ? 0 : gap)
    for row in 0..<height {
      lines[row] += (row < column.count ? column[row] : "").justified(.left, width)
    }
  }
  return lines
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) || (28...31).contains(byte) }

private func spaces(_ count: Int) -> [UInt8] { [UInt8](repeating: PythonString.space, count: max(count, 0)) }
