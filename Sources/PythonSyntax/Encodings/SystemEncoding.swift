#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Encodings of several bytes a character, as far as the system's C library knows them.
enum SystemEncoding {
  private static let families = [
    "gb", "big5", "euc", "shift-jis", "sjis", "iso-2022", "iso2022", "johab", "utf-7", "cp932", "cp936", "cp949",
    "cp950",
  ]

  /// Bytes as UTF-8; `nil` where the encoding is not known, or the bytes are none of it.
  static func decoded(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    guard families.contains(where: { name.hasPrefix($0) }) else { return nil }
    let plain = name == "shift-jis" ? "shift_jis" : name
    guard let converter = iconv_open("UTF-8", plain), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    // No character takes more than four bytes.
    var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
    let room = output.count
    var left = room
    var input = bytes
    let isWhole = input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var count = source.count
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        return iconv(converter, &from, &count, &to, &left) != Int(bitPattern: UInt.max) && count == 0
      }
    }
    return isWhole ? Array(output[..<(room - left)]) : nil
  }
}
