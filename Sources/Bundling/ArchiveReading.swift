import CLibArchive

/// The files in a `.tar.zst` or `.tar.gz` archive, sorted by path.
///
/// Only regular files with plain relative paths are read; anything else, and anything beyond `limits`, is an error that names
/// the entry.
package func filesInArchive(
  _ bytes: [UInt8], limits: BundleLimits = BundleLimits()
) throws(BundleError) -> [BundleFile] {
  let tar = try decompressed(bytes, limits: limits)
  let files = try withUTF8Locale { () throws(BundleError) in try filesInTar(tar, limits: limits) }
  try checkPaths(of: files)
  return files.sortedByPath()
}

private func filesInTar(_ tar: [UInt8], limits: BundleLimits) throws(BundleError) -> [BundleFile] {
  guard let archive = archive_read_new() else { throw BundleError(.inputOutput, "memory ran out") }
  defer { archive_read_free(archive) }
  try require(archive_read_support_format_tar(archive), archive)
  return try tar.withUnsafeBufferPointer { (buffer) throws(BundleError) in
    try require(archive_read_open_memory(archive, buffer.baseAddress, buffer.count), archive)
    let files = try entries(of: archive, limits: limits)
    try checkEnd(of: buffer, after: Int(clamping: archive_filter_bytes(archive, 0)))
    return files
  }
}

private func entries(of archive: OpaquePointer, limits: BundleLimits) throws(BundleError) -> [BundleFile] {
  var files: [BundleFile] = []
  while true {
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    if status == ARCHIVE_EOF { return files }
    try require(status, archive)
    guard let entry else { return files }
    guard files.count < limits.files else {
      throw BundleError(.tooLarge, "the archive holds more than \(limits.files) files")
    }
    files.append(try file(of: entry, in: archive, limits: limits))
  }
}

private func file(
  of entry: OpaquePointer, in archive: OpaquePointer, limits: BundleLimits
) throws(BundleError) -> BundleFile {
  guard let name = archive_entry_pathname_utf8(entry), let path = String(validatingCString: name) else {
    throw BundleError(.unsafeEntry, "an entry's name is not UTF-8")
  }
  guard archive_entry_hardlink(entry) == nil, archive_entry_filetype(entry) == regularFile else {
    throw BundleError(.unsafeEntry, "is not a plain file", entry: path)
  }
  guard archive_entry_size_is_set(entry) != 0, archive_entry_sparse_count(entry) == 0 else {
    throw BundleError(.unsafeEntry, "is sparse or of unknown size", entry: path)
  }
  let size = archive_entry_size(entry)
  guard size >= 0, size <= limits.fileBytes else {
    throw BundleError(.tooLarge, "holds more than \(limits.fileBytes) bytes", entry: path)
  }
  return BundleFile(
    path: path, bytes: try data(of: Int(size), in: archive, path: path),
    isExecutable: archive_entry_perm(entry) & 0o111 != 0)
}

/// Reads in pieces, so that memory follows what is there and not what a header claims.
private func data(of size: Int, in archive: OpaquePointer, path: String) throws(BundleError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  while bytes.count < size {
    let wanted = min(chunk.count, size - bytes.count)
    let count = chunk.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, wanted) }
    guard count > 0 else { throw failure(of: archive, entry: path) }
    bytes.append(contentsOf: chunk[..<count])
  }
  return bytes
}

/// A tar archive ends with two blocks of zeros; nothing but zeros may follow what was read.
private func checkEnd(of tar: UnsafeBufferPointer<UInt8>, after position: Int) throws(BundleError) {
  guard tar.count >= 1024, tar.suffix(1024).allSatisfy({ $0 == 0 }) else {
    throw BundleError(.malformed, "the archive is cut off")
  }
  guard tar.dropFirst(position).allSatisfy({ $0 == 0 }) else {
    throw BundleError(.malformed, "something follows the archive's end")
  }
}
