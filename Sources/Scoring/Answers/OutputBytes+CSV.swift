package import Kernels

extension OutputBytes {
  /// Appends `text` as one CSV field: quoted where it holds a comma, a quote or a line end, or is empty.
  package func append(csv text: Text) {
    guard text.count == 0 || text.bytes.contains(where: Self.wantsQuotes) else { return append(text) }
    append(UInt8(ascii: "\""))
    for byte in text.bytes {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends `string` as one CSV field; nothing where it is empty.
  package func append(csv string: String) {
    var string = string
    string.withUTF8 { bytes in
      if let base = bytes.baseAddress, !bytes.isEmpty { append(csv: Text(base: base, count: bytes.count)) }
    }
  }

  private static func wantsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }
}
