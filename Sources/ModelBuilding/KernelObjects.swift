package import CodeGeneration
import Foundation

/// The kernels and the model runtime, compiled in Embedded mode once a machine and compiler.
struct KernelObjects {
  /// Holds `<module>.o` and `<module>.swiftmodule`, and the module maps under `maps`.
  let folder: URL
  let withRegularExpressions: Bool

  /// The cached objects; compiles them first where they are not there yet.
  ///
  /// - Parameter cache: Faircopy's folder of caches.
  init(withRegularExpressions: Bool, toolchain: Toolchain, cache: URL) throws(BuildError) {
    self.withRegularExpressions = withRegularExpressions
    let sources = kernelSources(withRegularExpressions: withRegularExpressions)
    let key = fingerprint(of: sources, toolchain.version)
    folder = cache.appending(path: "kernels").appending(path: key)
    if FileManager.default.fileExists(atPath: folder.path) { return }
    let fresh = cache.appending(path: "kernels").appending(path: "\(key).\(getpid()).\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
      try write(sources, below: fresh)
      try write(moduleMap, to: fresh.appending(path: "Sources/CModelInterface/include/module.modulemap"))
      try compile(toolchain, in: fresh)
      // Another conversion may have been faster: then its folder stays and ours goes.
      if (try? FileManager.default.moveItem(at: fresh, to: folder)) == nil {
        try? FileManager.default.removeItem(at: fresh)
      }
    } catch let error as BuildError {
      try? FileManager.default.removeItem(at: fresh)
      throw error
    } catch {
      try? FileManager.default.removeItem(at: fresh)
      throw BuildError("cannot write the kernel cache below \(cache.path): \(error.localizedDescription)")
    }
  }

  /// What the generated code imports from.
  var imports: [URL] {
    [folder] + interfaceFolders(in: folder)
  }

  var objects: [URL] {
    modules.map { folder.appending(path: "\($0).o") }
  }

  private var modules: [String] {
    ["Kernels"] + (withRegularExpressions ? ["RegularExpressions"] : []) + ["ModelRuntime"]
  }

  private func compile(_ toolchain: Toolchain, in fresh: URL) throws(BuildError) {
    for module in modules {
      try toolchain.compile(
        module, sources: swiftFiles(in: fresh.appending(path: "Sources/\(module)")),
        imports: [fresh] + interfaceFolders(in: fresh), module: true, into: fresh)
    }
  }

  private func interfaceFolders(in folder: URL) -> [URL] {
    [folder.appending(path: "Sources/CModelInterface/include")]
      + (withRegularExpressions ? [folder.appending(path: "Sources/CPCRE2")] : [])
  }

  private var moduleMap: String {
    """
    module CModelInterface {
      header "faircopy_model.h"
      header "faircopy_mapping.h"
      export *
    }

    """
  }
}

/// The Swift files below a folder.
func swiftFiles(in folder: URL) -> [URL] {
  let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
  return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
}

func write(_ files: [GeneratedFile], below folder: URL) throws {
  for file in files { try write(file.text, to: folder.appending(path: file.path)) }
}

func write(_ text: String, to url: URL) throws {
  try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: url)
}

/// FNV-1a over everything that the objects are made from: names a cache entry, is no proof of anything.
private func fingerprint(of files: [GeneratedFile], _ version: String) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for text in files.flatMap({ [$0.path, $0.text] }) + [version] {
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ 0xFF) &* 0x100_0000_01B3
  }
  return String(hash, radix: 16)
}
