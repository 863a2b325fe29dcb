import CLibArchive

/// The files of a compressed container, by path; `nil` where the bytes are none.
enum PackedFiles {
  /// No container that is read here holds more.
  private static let limit = 1 << 30

  /// The entries of a zip archive.
  static func zip(_ bytes: [UInt8]) -> [String: [UInt8]]? {
    read(bytes) { archive_read_support_format_zip($0) == ARCHIVE_OK }
  }

  /// The content of a compressed file: gzip, bzip2, xz or zstd, or the only entry of a zip archive.
  static func content(_ bytes: [UInt8]) -> [UInt8]? {
    let files = read(bytes) { archive in
      archive_read_support_filter_all(archive) == ARCHIVE_OK && archive_read_support_format_raw(archive) == ARCHIVE_OK
        && archive_read_support_format_zip(archive) == ARCHIVE_OK
    }
    guard let files, files.count == 1 else { return nil }
    return files.values.first
  }

  private static func read(_ bytes: [UInt8], _ configure: (OpaquePointer) -> Bool) -> [String: [UInt8]]? {
    guard let archive = archive_read_new() else { return nil }
    defer { archive_read_free(archive) }
    guard configure(archive) else { return nil }
    return bytes.withUnsafeBufferPointer { buffer -> [String: [UInt8]]? in
      guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else { return nil }
      var files: [String: [UInt8]] = [:]
      var total = 0
      while true {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return files }
        guard status == ARCHIVE_OK, let entry else { return nil }
        guard let content = content(of: archive, limit: limit - total) else { return nil }
        total += content.count
        let name = archive_entry_pathname_utf8(entry).flatMap { String(validatingCString: $0) } ?? ""
        files[name] = content
      }
    }
  }

  private static func content(of archive: OpaquePointer, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
      guard count >= 0, bytes.count + count <= limit else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
