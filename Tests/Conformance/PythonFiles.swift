import Foundation

/// The Python files of a folder of `fixtures`, by name.
func pythonFiles(in folder: String) -> [URL] {
  let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/\(folder)")
  let files = (try? FileManager.default.contentsOfDirectory(at: fixtures, includingPropertiesForKeys: nil)) ?? []
  return files.filter { $0.pathExtension == "py" }.sorted { $0.path < $1.path }
}
