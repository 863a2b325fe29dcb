import Diagnostics

/// The encoding that a file declares in its first two lines: `# -*- coding: latin-1 -*-`.
enum SourceEncoding {
  /// A file as UTF-8.
  ///
  /// - Returns: the file, the same where it is UTF-8 already, and what is wrong with its encoding.
  static func decoded(_ source: SourceFile) -> (source: SourceFile, message: String?) {
    let bytes = source.bytes
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let name = declaredName(in: hasMark ? bytes[3...] : bytes[...]) else { return (source, nil) }
    let normal = normalized(name)
    if normal == "utf-8" { return (source, nil) }
    if hasMark { return (source, "encoding problem: \(normal) with BOM") }
    if ["utf8", "u8", "utf-8-sig", "idna"].contains(normal) { return (source, nil) }
    guard let encoding = table(named: normal) else {
      guard let bytes = SystemEncoding.decoded(bytes, from: normal) else {
        return (source, "unknown encoding: \(normal)")
      }
      return (SourceFile(name: source.name, bytes: bytes), nil)
    }
    var text = ""
    text.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      guard let scalar = encoding(byte) else {
        let codec = normal == "ascii" ? "ascii" : "charmap"
        let reason = normal == "ascii" ? "ordinal not in range(128)" : "character maps to <undefined>"
        let number = String(byte, radix: 16)
        return (source, "'\(codec)' codec can't decode byte 0x\(number) in position \(index): \(reason)")
      }
      text.unicodeScalars.append(scalar)
    }
    return (SourceFile(name: source.name, text: text), nil)
  }

  /// The name in a comment of the first line, or of the second if nothing else stands in the first.
  private static func declaredName(in bytes: ArraySlice<UInt8>) -> String? {
    var rest = bytes
    for _ in 0..<2 {
      let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
      let text = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
      guard text.isEmpty || text.first == UInt8(ascii: "#") else { return nil }
      if let name = name(inComment: text) { return name }
      rest = rest.dropFirst(line.count)
      if rest.first == 0x0D, rest.dropFirst().first == 0x0A { rest = rest.dropFirst() }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func name(inComment text: ArraySlice<UInt8>) -> String? {
    let word = Array("coding".utf8)
    var start = text.startIndex
    while start + word.count < text.endIndex {
      let end = start + word.count
      if text[start..<end].elementsEqual(word), text[end] == UInt8(ascii: ":") || text[end] == UInt8(ascii: "=") {
        let name = text[(end + 1)...].drop { $0 == 0x20 || $0 == 0x09 }.prefix { byte in
          (byte.isNameByte && byte < 0x80) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
      }
      start += 1
    }
    return nil
  }

  /// Python knows `utf-8` and `iso-8859-1` by several names before it asks its codecs.
  private static func normalized(_ name: String) -> String {
    let plain = String(name.lowercased().map { $0 == "_" ? "-" : $0 })
    if plain == "utf-8" || plain.hasPrefix("utf-8-") { return "utf-8" }
    for latin in ["latin-1", "iso-8859-1", "iso-latin-1"] where plain == latin || plain.hasPrefix(latin + "-") {
      return "iso-8859-1"
    }
    return plain == "us-ascii" || plain == "646" ? "ascii" : plain
  }

  private static func table(named name: String) -> ((UInt8) -> Unicode.Scalar?)? {
    switch name {
    case "ascii": return { $0 < 0x80 ? Unicode.Scalar($0) : nil }
    case "iso-8859-1", "latin1", "iso8859-1", "l1", "latin", "8859", "cp819": return { Unicode.Scalar($0) }
    default:
      guard let table = SingleByteTable.named(name) else { return nil }
      return { table.point(of: $0).flatMap(Unicode.Scalar.init) }
    }
  }
}
