/// One file of a bundle, in memory.
package struct BundleFile: Sendable, Hashable {
  /// Where it lies in the bundle, e.g. `bin/serve`: components separated by `/`.
  package var path: String
  package var bytes: [UInt8]
  package var isExecutable: Bool

  package init(path: String, bytes: [UInt8], isExecutable: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
  }

  /// A text file.
  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

/// Refuses files that cannot lie side by side below one folder: unsafe paths, one path twice, a file that is a folder, too.
func checkPaths(of files: [BundleFile]) throws(BundleError) {
  var paths: Set<[UInt8]> = []
  for file in files {
    if let flaw = flaw(inPath: file.path) { throw BundleError(.unsafeEntry, flaw, entry: file.path) }
    guard paths.insert(Array(file.path.utf8)).inserted else {
      throw BundleError(.unsafeEntry, "is there twice", entry: file.path)
    }
  }
  for file in files {
    let path = Array(file.path.utf8)
    for (position, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
      guard !paths.contains(Array(path[..<position])) else {
        throw BundleError(.unsafeEntry, "lies below another file", entry: file.path)
      }
    }
  }
}

/// What keeps a path from being a plain place below the bundle's folder.
private func flaw(inPath path: String) -> String? {
  guard !path.isEmpty else { return "has an empty name" }
  guard path.utf8.count <= 1000 else { return "has too long a name" }
  guard path.utf8.first != UInt8(ascii: "/") else { return "has an absolute path" }
  guard !path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0 == "\\" }) else {
    return "has a control character or a backslash in its name"
  }
  for component in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
    if component.isEmpty || component.elementsEqual(".".utf8) { return "has an empty component in its path" }
    if component.elementsEqual("..".utf8) { return "leaves the bundle by '..'" }
    if component.count > 255 { return "has too long a name" }
  }
  return nil
}

extension [BundleFile] {
  /// The files in the order in which a bundle holds them: by the bytes of their paths.
  func sortedByPath() -> [BundleFile] {
    sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
