import CLibArchive

/// How an archive is compressed.
package enum ArchiveFormat: String, Sendable {
  case zstd = "tar.zst"
  case gzip = "tar.gz"
}

/// One archive of the files: the same bytes for the same files, in whatever order they come.
///
/// Entries are sorted, have no owner, date or names of users, and mode 0644 or 0755. Compression is of a fixed level, in one
/// thread.
package func archived(_ files: [BundleFile], as format: ArchiveFormat = .zstd) throws(BundleError) -> [UInt8] {
  try checkPaths(of: files)
  return try withUTF8Locale { () throws(BundleError) in
    guard let archive = archive_write_new() else { throw BundleError(.inputOutput, "memory ran out") }
    let output = Output()
    defer { withExtendedLifetime(output) { _ = archive_write_free(archive) } }
    try configure(archive, format: format)
    try require(
      archive_write_open2(archive, Unmanaged.passUnretained(output).toOpaque(), nil, append, nil, nil), archive)
    for file in files.sortedByPath() { try write(file, to: archive) }
    try require(archive_write_close(archive), archive)
    return output.bytes
  }
}

private final class Output {
  var bytes: [UInt8] = []
}

private func append(
  _: OpaquePointer?, output: UnsafeMutableRawPointer?, bytes: UnsafeRawPointer?, count: Int
) -> la_ssize_t {
  guard let output, let bytes else { return -1 }
  Unmanaged<Output>.fromOpaque(output).takeUnretainedValue().bytes
    .append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
  return count
}

/// "Restricted" pax is ustar, with an extended header only for what ustar cannot say: long or non-ASCII names.
private func configure(_ archive: OpaquePointer, format: ArchiveFormat) throws(BundleError) {
  try require(archive_write_set_format_pax_restricted(archive), archive)
  switch format {
  case .zstd:
    try require(archive_write_add_filter_zstd(archive), archive)
    try require(archive_write_set_filter_option(archive, "zstd", "compression-level", "9"), archive)
  case .gzip:
    try require(archive_write_add_filter_gzip(archive), archive)
    try require(archive_write_set_filter_option(archive, "gzip", "compression-level", "9"), archive)
    try require(archive_write_set_filter_option(archive, "gzip", "timestamp", nil), archive)
  }
  try require(archive_write_set_bytes_in_last_block(archive, 1), archive)
}

private func write(_ file: BundleFile, to archive: OpaquePointer) throws(BundleError) {
  guard let entry = archive_entry_new2(archive) else { throw BundleError(.inputOutput, "memory ran out") }
  defer { archive_entry_free(entry) }
  archive_entry_set_pathname_utf8(entry, file.path)
  archive_entry_set_filetype(entry, regularFile)
  archive_entry_set_perm(entry, file.isExecutable ? 0o755 : 0o644)
  archive_entry_set_size(entry, Int64(file.bytes.count))
  archive_entry_set_mtime(entry, 0, 0)
  archive_entry_set_uid(entry, 0)
  archive_entry_set_gid(entry, 0)
  try require(archive_write_header(archive, entry), archive, entry: file.path)
  let written = file.bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
  guard written == file.bytes.count else { throw failure(of: archive, entry: file.path) }
}

/// `AE_IFREG`, which Swift does not import.
let regularFile: UInt32 = 0o100000

/// Throws unless libarchive succeeded without a warning.
func require(_ status: Int32, _ archive: OpaquePointer, entry: String? = nil) throws(BundleError) {
  guard status == ARCHIVE_OK else { throw failure(of: archive, entry: entry) }
}

/// libarchive's complaint.
func failure(of archive: OpaquePointer, entry: String? = nil) -> BundleError {
  let message = archive_error_string(archive).map { String(cString: $0) } ?? "cannot be read"
  return BundleError(.malformed, entry == nil ? message : "is damaged: \(message)", entry: entry)
}
