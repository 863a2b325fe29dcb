package import Diagnostics
package import Foundation
package import Kernels
package import PythonRuntime

/// Where a replay may read: below the notebook's folder and the folders given with `--data`, nowhere else.
package final class DataFiles: FileAccess {
  private let notebookFolder: URL
  private let folders: [URL]
  /// What was read, in order, each once: the bundle's manifest names it.
  package private(set) var read: [URL] = []

  package init(notebookFolder: URL, dataFolders: [URL] = []) {
    // Only what is known to be a folder has paths relative to it.
    let folder = notebookFolder.standardizedFileURL.resolvingSymlinksInPath()
    self.notebookFolder = URL(filePath: folder.path, directoryHint: .isDirectory)
    folders = [self.notebookFolder] + dataFolders.map { $0.standardizedFileURL.resolvingSymlinksInPath() }
  }

  /// The bytes of the file that the notebook calls `path`; a file that cannot be had is unsupported, with the reason.
  package func read(_ path: PythonString, in context: Context) throws(Raised) -> [UInt8] {
    do throws(DataFileError) {
      return [UInt8](try contents(of: path.description))
    } catch {
      throw context.unsupportedNow(error.message, id: error.id, help: error.help)
    }
  }

  package func exists(_ path: PythonString) -> Bool {
    (try? location(of: path.description)) != nil
  }

  /// The source of a module: the file that is there, if it may be read.
  package func source(at path: String) -> SourceFile? {
    let url = url(of: path)
    let name =
      url.path.hasPrefix(notebookFolder.path + "/")
      ? String(url.path.dropFirst(notebookFolder.path.count + 1)) : url.path
    guard isAllowed(url), isFile(url), let data = try? Data(contentsOf: url) else { return nil }
    return SourceFile(name: name, bytes: [UInt8](data))
  }

  private func url(of path: String) -> URL {
    URL(filePath: path, relativeTo: notebookFolder).standardizedFileURL.resolvingSymlinksInPath()
  }

  /// The names in a folder below those that may be read.
  package func list(_ path: PythonString) -> [PythonString]? {
    let folder = url(of: path.description)
    guard isAllowed(folder) else { return nil }
    return try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { PythonString($0) }
  }

  /// The contents of the file that the notebook calls `name`.
  ///
  /// - Throws: `DataFileError` when there is no such file, more than one, or a Git LFS pointer in its place.
  package func contents(of name: String) throws(DataFileError) -> Data {
    let url = try location(of: name)
    let data: Data
    do {
      data = try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw .unreadable(url.path, error.localizedDescription)
    }
    if data.count < 1024, data.starts(with: Data("version https://git-lfs.github.com/spec/".utf8)) {
      throw .largeFilePointer(url.path)
    }
    if !read.contains(url) { read.append(url) }
    return data
  }

  /// The file that the notebook calls `name`: as it is named, else by its last components below the folders.
  package func location(of name: String) throws(DataFileError) -> URL {
    let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init)
    guard let base = parts.last, !base.isEmpty else { throw .absent(name) }
    let named = url(of: name)
    if isAllowed(named), isFile(named) { return named }
    let found = files(named: base)
    guard found.count > 1 else {
      if let only = found.first { return only }
      throw .absent(name)
    }
    // Among files of one name the one that shares the most folders with the path as written.
    let shared = found.map { url in
      zip(url.pathComponents.reversed(), parts.reversed()).prefix { $0 == $1 }.count
    }
    let best = shared.max() ?? 0
    let matches = zip(found, shared).filter { $0.1 == best }.map(\.0)
    if matches.count == 1, best > 1 { return matches[0] }
    // The notebook's own before others, and of copies any.
    let own = matches.filter { $0.path.hasPrefix(notebookFolder.path + "/") }
    let nearest = own.isEmpty ? matches : own
    if areCopies(nearest) { return nearest[0] }
    throw .ambiguous(name, nearest.map(\.path))
  }

  /// Whether the files hold the same bytes.
  private func areCopies(_ files: [URL]) -> Bool {
    files.dropFirst().allSatisfy { FileManager.default.contentsEqual(atPath: files[0].path, andPath: $0.path) }
  }

  private func isAllowed(_ url: URL) -> Bool {
    folders.contains { url.path == $0.path || url.path.hasPrefix($0.path + "/") }
  }

  private func isFile(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// Files of this name below the folders, hidden folders left out.
  private func files(named base: String) -> [URL] {
    var found: Set<String> = []
    for folder in folders {
      let all = FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles, .skipsPackageDescendants])
      while let url = all?.nextObject() as? URL {
        guard url.lastPathComponent == base, isFile(url) else { continue }
        let real = url.resolvingSymlinksInPath()
        if isAllowed(real) { found.insert(real.path) }
      }
    }
    return found.sorted().map { URL(filePath: $0) }
  }
}

/// A data file that cannot be read, in words for a person.
package enum DataFileError: Error, Equatable {
  case absent(String)
  case ambiguous(String, [String])
  case largeFilePointer(String)
  case unreadable(String, String)

  /// The diagnostic's id.
  package var id: String {
    switch self {
    case .absent: "data-not-found"
    case .ambiguous: "data-ambiguous"
    case .largeFilePointer: "data-lfs-pointer"
    case .unreadable: "data-unreadable"
    }
  }

  package var message: String {
    switch self {
    case .absent(let name): "no file '\(name)' below the notebook's folder or a --data folder"
    case .ambiguous(let name, let paths):
      "'\(name)' may be any of \(paths.count) files: \(paths.joined(separator: ", "))"
    case .largeFilePointer(let path): "'\(path)' is a Git LFS pointer, not the file itself"
    case .unreadable(let path, let reason): "cannot read '\(path)': \(reason)"
    }
  }

  package var help: String {
    switch self {
    case .absent: "name the folder that holds it with --data"
    case .ambiguous: "name the right folder with --data, or move the others away"
    case .largeFilePointer: "fetch it with 'git lfs pull'"
    case .unreadable: "check the file's permissions"
    }
  }
}
