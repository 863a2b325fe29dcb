import Kernels

/// Cutting bytes into parts.
enum ByteSplitting {
  /// What counts as a blank in bytes.
  static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]

  /// The parts between runs of blanks.
  ///
  /// - Parameter limit: how often to cut at most; negative for no limit.
  static func atBlanks(_ bytes: [UInt8], limit: Int, fromEnd: Bool) -> [ArraySlice<UInt8>] {
    if fromEnd {
      let reversed = atBlanks(bytes.reversed(), limit: limit, fromEnd: false)
      return reversed.reversed().map { ArraySlice($0.reversed()) }
    }
    var parts: [ArraySlice<UInt8>] = []
    var i = 0
    while true {
      while i < bytes.count, blanks.contains(bytes[i]) { i += 1 }
      if i == bytes.count { return parts }
      if parts.count == limit {
        return parts + [bytes[i...]]
      }
      let start = i
      while i < bytes.count, !blanks.contains(bytes[i]) { i += 1 }
      parts.append(bytes[start..<i])
    }
  }

  /// The parts between separators.
  static func at(_ separator: [UInt8], _ bytes: [UInt8], limit: Int, fromEnd: Bool) -> [ArraySlice<UInt8>] {
    let (text, part) = (PythonString(bytes: bytes), PythonString(bytes: separator))
    var parts: [ArraySlice<UInt8>] = []
    if fromEnd {
      var end = bytes.count
      while parts.count != limit, let offset = text.lastOffset(of: part, before: end) {
        parts.append(bytes[(offset + separator.count)..<end])
        end = offset
      }
      parts.append(bytes[..<end])
      return parts.reversed()
    }
    var start = 0
    while parts.count != limit, let offset = text.firstOffset(of: part, from: start) {
      parts.append(bytes[start..<offset])
      start = offset + separator.count
    }
    return parts + [bytes[start...]]
  }

  /// Lines, which end at `\n`, `\r` or both.
  static func lines(_ bytes: [UInt8], keepsEnds: Bool) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      i += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      let end = i - 1
      if byte == 0x0D, i < bytes.count, bytes[i] == 0x0A { i += 1 }
      lines.append(bytes[start..<(keepsEnds ? i : end)])
      start = i
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  /// `bytes.replace`.
  static func replaced(_ bytes: [UInt8], _ old: [UInt8], by new: [UInt8], limit: Int) -> [UInt8] {
    if old.isEmpty {
      var result: [UInt8] = []
      for (i, byte) in bytes.enumerated() {
        if limit < 0 || i < limit { result += new }
        result.append(byte)
      }
      return limit < 0 || bytes.count < limit ? result + new : result
    }
    var result: [UInt8] = []
    for (i, part) in at(old, bytes, limit: limit, fromEnd: false).enumerated() {
      if i > 0 { result += new }
      result += part
    }
    return result
  }
}
