/// A file of a generated package or bundle.
package struct GeneratedFile: Hashable, Sendable {
  /// Relative, with `/`.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// The files that travel with the tool below `folder` (a path in the repository), by their path below it.
package func embeddedFiles(below folder: String) -> [GeneratedFile] {
  embeddedFiles.compactMap { file in
    let path = "\(file.path)"
    guard path.hasPrefix(folder + "/") else { return nil }
    return GeneratedFile(path: String(path.dropFirst(folder.count + 1)), text: "\(file.text)")
  }
}
