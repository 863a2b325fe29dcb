import Bundling
import Glibc
import Testing

/// Runs `body` with the path of a fresh folder, which goes afterwards.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  var template = Array("/tmp/faircopy-tests-XXXXXX".utf8CString)
  let path = template.withUnsafeMutableBufferPointer {
    $0.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
  }
  let folder = try #require(path)
  defer { removeFolder(folder) }
  try body(folder)
}

/// Names in a folder, hidden ones too.
func names(in folder: String) throws -> Set<String> {
  let stream = try #require(opendir(folder))
  defer { closedir(stream) }
  var names: Set<String> = []
  while let entry = readdir(stream) {
    names.insert(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
  }
  return names.subtracting([".", ".."])
}

func mode(of path: String) -> UInt32 {
  var status = stat()
  return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}
