import CLibArchive

/// The tar archive in a `.tar.zst` or `.tar.gz`, within limits that hold while it is decompressed.
func decompressed(_ bytes: [UInt8], limits: BundleLimits) throws(BundleError) -> [UInt8] {
  guard let format = format(of: bytes) else {
    throw BundleError(.malformed, "the file is neither a .tar.zst nor a .tar.gz archive")
  }
  guard let archive = archive_read_new() else { throw BundleError(.inputOutput, "memory ran out") }
  defer { archive_read_free(archive) }
  switch format {
  case .zstd: try require(archive_read_support_filter_zstd(archive), archive)
  case .gzip: try require(archive_read_support_filter_gzip(archive), archive)
  }
  try require(archive_read_support_format_raw(archive), archive)
  let result = try bytes.withUnsafeBufferPointer { (buffer) throws(BundleError) in
    try require(archive_read_open_memory(archive, buffer.baseAddress, buffer.count), archive)
    return try content(of: archive, compressed: bytes.count, limits: limits)
  }
  if format == .gzip { try checkTrailer(of: bytes, content: result) }
  return result
}

private func format(of bytes: [UInt8]) -> ArchiveFormat? {
  if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
  if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
  return nil
}

private func content(
  of archive: OpaquePointer, compressed: Int, limits: BundleLimits
) throws(BundleError) -> [UInt8] {
  var entry: OpaquePointer?
  try require(archive_read_next_header(archive, &entry), archive)
  // libarchive goes on unpacking what was compressed twice
  guard archive_filter_count(archive) == 2 else { throw BundleError(.malformed, "the archive is compressed twice") }
  var content: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = chunk.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw failure(of: archive) }
    guard count > 0 else { return content }
    content.append(contentsOf: chunk[..<count])
    try check(decompressed: content.count, compressed: compressed, limits: limits)
  }
}

private func check(decompressed: Int, compressed: Int, limits: BundleLimits) throws(BundleError) {
  guard decompressed <= limits.totalBytes else {
    throw BundleError(.tooLarge, "the archive holds more than \(limits.totalBytes) bytes")
  }
  guard decompressed <= limits.bytesBeforeRatio || decompressed / limits.ratio <= compressed else {
    throw BundleError(.tooLarge, "the archive expands to more than \(limits.ratio) times its size")
  }
}

/// Compares the checksum and length at the end of a gzip file, which libarchive does not look at; it also ignores what
/// follows them.
private func checkTrailer(of bytes: [UInt8], content: [UInt8]) throws(BundleError) {
  let expected = [crc32(of: content), UInt32(truncatingIfNeeded: content.count)].flatMap { word in
    (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }
  guard bytes.suffix(8).elementsEqual(expected) else {
    throw BundleError(.malformed, "the archive's checksum does not match, or something follows it")
  }
}

/// The checksum of gzip and PNG: polynomial 0xEDB88320, reflected.
private func crc32(of bytes: [UInt8]) -> UInt32 {
  var table: [UInt32] = []
  for index: UInt32 in 0..<256 {
    var value = index
    for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
    table.append(value)
  }
  var sum = UInt32.max
  for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
  return ~sum
}
