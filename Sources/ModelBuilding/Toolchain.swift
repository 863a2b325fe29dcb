package import Foundation

/// The Swift compiler and linker that turn a generated model into a library.
package struct Toolchain: Sendable {
  package let swiftc: URL
  private let clang: URL
  /// What `swiftc --version` says: objects of different compilers are not mixed.
  package let version: String

  /// The toolchain of `FAIRCOPY_SWIFTC` or of the search path.
  ///
  /// - Throws: `BuildError` that says how to install Swift, if there is none.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(BuildError) {
    guard let swiftc = Toolchain.find("swiftc", override: environment["FAIRCOPY_SWIFTC"], in: environment["PATH"])
    else {
      throw BuildError(
        "converting needs the Swift compiler, and 'swiftc' is not on the search path",
        help: "install Swift 6.2 or later from https://swift.org/install, or name it in FAIRCOPY_SWIFTC")
    }
    self.swiftc = swiftc
    let beside = swiftc.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "clang")
    if FileManager.default.isExecutableFile(atPath: beside.path) {
      clang = beside
    } else if let found = Toolchain.find("clang", override: nil, in: environment["PATH"]) {
      clang = found
    } else {
      throw BuildError("the Swift toolchain at \(swiftc.path) has no 'clang' to link with")
    }
    version = try Toolchain.output(of: swiftc, ["--version"]).split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Compiles one module in Embedded mode.
  ///
  /// The compiler works in `folder` and is given relative paths, so that the object is the same wherever the folder lies.
  ///
  /// - Parameters:
  ///   - imports: folders with Swift modules and module maps.
  ///   - module: whether others import it: `<folder>/<name>.swiftmodule` is written beside the object.
  func compile(
    _ name: String, sources: [URL], imports: [URL], module: Bool, into folder: URL
  ) throws(BuildError) {
    var arguments = [
      "-enable-experimental-feature", "Embedded", "-wmo", "-O", "-parse-as-library", "-swift-version", "6",
      "-enable-upcoming-feature", "InternalImportsByDefault", "-suppress-warnings", "-Xcc", "-fPIC",
      "-Xfrontend", "-function-sections", "-module-name", name,
    ]
    for folder in imports { arguments += ["-I", folder.path] }
    if module {
      arguments += ["-emit-module", "-emit-module-path", "\(name).swiftmodule"]
    }
    arguments += ["-c"] + sources.map { $0.path(below: folder) }.sorted() + ["-o", "\(name).o"]
    _ = try Toolchain.output(of: swiftc, arguments, in: folder)
  }

  /// Links objects to a shared library that shows the symbols of `exports` alone.
  func link(_ objects: [URL], libraries: [String], exports: URL, output: URL) throws(BuildError) {
    _ = try Toolchain.output(
      of: clang,
      [
        "-shared", "-nostdlib", "-fuse-ld=lld", "-Wl,--gc-sections", "-Wl,--build-id=none", "-Wl,-s", "-Wl,-Bsymbolic",
        "-Wl,-soname,libmodel.so", "-Wl,--version-script=\(exports.path)", "-o", output.path,
      ]
        + objects.map(\.path) + libraries + ["-lm", "-lc"])
  }

  private static func find(_ name: String, override: String?, in path: String?) -> URL? {
    if let override, !override.isEmpty {
      return FileManager.default.isExecutableFile(atPath: override) ? URL(filePath: override) : nil
    }
    for folder in (path ?? "").split(separator: ":") {
      let candidate = URL(filePath: String(folder)).appending(path: name)
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    return nil
  }

  /// What a tool prints to standard output.
  ///
  /// - Throws: `BuildError` with what it printed to standard error, if it fails.
  private static func output(
    of tool: URL, _ arguments: [String], in folder: URL? = nil
  ) throws(BuildError) -> String {
    let process = Process()
    if let folder { process.currentDirectoryURL = folder }
    process.executableURL = tool
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errors = FileManager.default.temporaryDirectory.appending(path: "faircopy-\(UUID().uuidString).txt")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors.path)
    do {
      try process.run()
    } catch {
      throw BuildError("cannot run \(tool.path): \(error.localizedDescription)")
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
      throw BuildError(
        "\(tool.lastPathComponent) failed with status \(process.terminationStatus)", help: nil, output: said + text)
    }
    return text
  }
}

/// A model that could not be built.
package struct BuildError: Error, Sendable {
  package let message: String
  /// What to do about it.
  package let help: String?
  /// What the compiler said.
  package let output: String

  package init(_ message: String, help: String? = nil, output: String = "") {
    self.message = message
    self.help = help
    self.output = output
  }
}

extension URL {
  /// The path relative to a folder that holds it; the whole path where it does not.
  fileprivate func path(below folder: URL) -> String {
    let (mine, prefix) = (path, folder.path + "/")
    return mine.hasPrefix(prefix) ? String(mine.dropFirst(prefix.count)) : mine
  }
}
