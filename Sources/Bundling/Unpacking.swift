import Glibc

/// Where unpacked bundles are kept: `faircopy/bundles` below `XDG_CACHE_HOME`, else below `~/.cache`.
///
/// - Returns: `nil` where neither that nor `HOME` is set to an absolute path.
package func bundleCacheFolder(environment: [String: String]) -> String? {
  if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/faircopy/bundles" }
  if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/faircopy/bundles" }
  return nil
}

/// Unpacks files into the folder `name` below `parent`, in one step: read-only, executable in `bin`.
///
/// A folder that is there already is used if it holds just these files, else replaced; so `name` should come from a digest.
/// - Returns: the folder's path.
package func unpack(_ files: [BundleFile], into parent: String, name: String) throws(BundleError) -> String {
  try checkPaths(of: files)
  let folder = parent + "/" + name
  if holds(folder, files) { return folder }
  try createFolders(parent)
  let temporary = temporaryName(beside: folder)
  defer { removeFolder(temporary) }
  try fill(temporary, with: files)
  while rename(temporary, folder) != 0 {
    guard errno == ENOTEMPTY || errno == EEXIST else { throw systemError("cannot be written", folder) }
    if holds(folder, files) { return folder }
    try discard(folder)
  }
  return folder
}

private func holds(_ folder: String, _ files: [BundleFile]) -> Bool {
  guard access(folder, F_OK) == 0, let present = try? filesInFolder(folder) else { return false }
  return present.elementsEqual(files.sortedByPath()) { a, b in
    a.path.utf8.elementsEqual(b.path.utf8) && a.bytes == b.bytes && a.isExecutable == isExecutable(b)
  }
}

private func isExecutable(_ file: BundleFile) -> Bool { file.path.hasPrefix("bin/") }

private func fill(_ folder: String, with files: [BundleFile]) throws(BundleError) {
  for file in files {
    let path = folder + "/" + file.path
    if let end = path.lastIndex(of: "/") { try createFolders(String(path[..<end])) }
    try create(path, bytes: file.bytes, mode: isExecutable(file) ? 0o555 : 0o444)
  }
}

/// Creates a folder and those above it.
private func createFolders(_ path: String) throws(BundleError) {
  if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  guard errno == ENOENT, let end = path.lastIndex(of: "/"), end > path.startIndex else {
    throw systemError("cannot be created", path)
  }
  try createFolders(String(path[..<end]))
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw systemError("cannot be created", path) }
}

/// Moves a folder out of the way before it is removed, so that nobody meets it half empty.
private func discard(_ folder: String) throws(BundleError) {
  let temporary = temporaryName(beside: folder)
  guard rename(folder, temporary) == 0 || errno == ENOENT else { throw systemError("cannot be replaced", folder) }
  removeFolder(temporary)
}

/// Removes what was unpacked; links in it are removed, not followed.
package func removeFolder(_ path: String) {
  guard let folder = opendir(path) else { return }
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    guard name != ".", name != ".." else { continue }
    let child = path + "/" + name
    var status = stat()
    if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { removeFolder(child) } else { unlink(child) }
  }
  closedir(folder)
  rmdir(path)
}
