/// An encoding of one byte a character: ASCII, and a table for the upper half.
package struct SingleByteTable {
  /// The characters of the bytes from 0x80; U+FFFE where there is none.
  private let upper: [UInt32]

  /// The table of an encoding; `nil` if there is none of this name.
  package static func named(_ name: String) -> SingleByteTable? {
    var name = name
    for prefix in ["windows-", "cp-", "ibm"] where name.hasPrefix(prefix) { name = "cp" + name.dropFirst(prefix.count) }
    for prefix in ["iso-8859-", "8859-"] where name.hasPrefix(prefix) {
      name = "iso8859-" + name.dropFirst(prefix.count)
    }
    if let digits = Int(name), digits >= 400 { name = "cp\(digits)" }
    let aliases = [
      "latin2": "iso8859-2", "l2": "iso8859-2", "latin9": "iso8859-15", "latin-9": "iso8859-15",
      "l9": "iso8859-15", "latin5": "iso8859-9", "cyrillic": "iso8859-5", "greek": "iso8859-7", "macroman": "mac-roman",
      "macintosh": "mac-roman", "koi8-r": "koi8-r",
    ]
    guard let text = singleByteTables[aliases[name] ?? name] else { return nil }
    return SingleByteTable(upper: text.unicodeScalars.map(\.value))
  }

  package func point(of byte: UInt8) -> UInt32? {
    if byte < 0x80 { return UInt32(byte) }
    let point = upper[Int(byte) - 0x80]
    return point == 0xFFFE ? nil : point
  }

  package func byte(of point: UInt32) -> UInt8? {
    if point < 0x80 { return UInt8(point) }
    return upper.firstIndex(of: point).map { UInt8($0 + 0x80) }
  }
}
