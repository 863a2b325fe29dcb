import CLibArchive
import Testing

/// Tar archives made byte by byte, to be hostile where libarchive would not be.
struct TarBytes {
  var bytes: [UInt8] = []

  /// Appends an entry; `claiming` is the size that the header states.
  mutating func add(
    _ name: [UInt8], type: Character = "0", link: String = "", _ content: [UInt8] = [], claiming: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], at start: Int) { header.replaceSubrange(start..<start + text.count, with: text) }
    put(name, at: 0)
    put(Array("0000644\0".utf8), at: 100)
    put(Array("0000000\0".utf8), at: 108)
    put(Array("0000000\0".utf8), at: 116)
    put(octal(claiming ?? content.count, digits: 11), at: 124)
    put(octal(0, digits: 11), at: 136)
    put(Array("        ".utf8), at: 148)
    put(Array(String(type).utf8), at: 156)
    put(Array(link.utf8), at: 157)
    put(Array("ustar\u{0}00".utf8), at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6), at: 148)
    bytes += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  mutating func add(_ name: String, type: Character = "0", link: String = "", _ text: String = "", claiming: Int? = nil)
  {
    add(Array(name.utf8), type: type, link: link, Array(text.utf8), claiming: claiming)
  }

  /// Appends a pax header that gives the next entry a name of any bytes.
  mutating func add(paxPath path: [UInt8]) {
    var length = path.count + 9
    while String(length).utf8.count + path.count + 7 != length { length += 1 }
    add(Array("PaxHeader".utf8), type: "x", Array("\(length) path=".utf8) + path + Array("\n".utf8))
  }

  /// The two blocks of zeros.
  mutating func end() { bytes += [UInt8](repeating: 0, count: 1024) }

  private func octal(_ value: Int, digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: digits - text.utf8.count) + text + "\0").utf8)
  }
}

private final class Output {
  var bytes: [UInt8] = []
}

/// Any bytes, compressed by libarchive.
func compressed(_ content: [UInt8], gzip: Bool = false) throws -> [UInt8] {
  let output = Output()
  let archive = try #require(archive_write_new())
  archive_write_set_format_raw(archive)
  _ = gzip ? archive_write_add_filter_gzip(archive) : archive_write_add_filter_zstd(archive)
  archive_write_set_bytes_in_last_block(archive, 1)
  let status = archive_write_open2(
    archive, Unmanaged.passUnretained(output).toOpaque(), nil,
    { _, output, bytes, count in
      guard let output, let bytes else { return -1 }
      Unmanaged<Output>.fromOpaque(output).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
      return count
    }, nil, nil)
  #expect(status == ARCHIVE_OK)
  let entry = try #require(archive_entry_new2(archive))
  archive_entry_set_filetype(entry, 0o100000)
  archive_entry_set_pathname_utf8(entry, "data")
  #expect(archive_write_header(archive, entry) == ARCHIVE_OK)
  let written = content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
  #expect(written == content.count)
  #expect(archive_write_close(archive) == ARCHIVE_OK)
  archive_entry_free(entry)
  archive_write_free(archive)
  return withExtendedLifetime(output) { output.bytes }
}

extension TarBytes {
  /// Makes the checksum right in every block that looks like a header, so that damage reaches what is behind it.
  static func repairChecksums(_ bytes: inout [UInt8]) {
    for start in stride(from: 0, through: bytes.count - 512, by: 512)
    where bytes[start + 257..<start + 262].elementsEqual("ustar".utf8) {
      bytes.replaceSubrange(start + 148..<start + 156, with: repeatElement(UInt8(ascii: " "), count: 8))
      let sum = bytes[start..<start + 512].reduce(0) { $0 + Int($1) }
      bytes.replaceSubrange(start + 148..<start + 155, with: Array((octalDigits(sum) + "\0").utf8))
    }
  }

  private static func octalDigits(_ value: Int) -> String {
    let text = String(value, radix: 8)
    return String(repeating: "0", count: max(0, 6 - text.utf8.count)) + text
  }
}
