package import CodeGeneration
package import Foundation

/// `libmodel.so` for a generated model, compiled in Embedded mode and linked with the cached kernels.
///
/// - Parameter cache: Faircopy's folder of caches, e.g. `~/.cache/faircopy`.
/// - Returns: the library's bytes: the same for the same model, compiler and tool.
package func modelLibrary(
  for model: GeneratedModel, toolchain: Toolchain, cache: URL
) throws(BuildError) -> [UInt8] {
  let kernels = try KernelObjects(
    withRegularExpressions: model.usesRegularExpressions, toolchain: toolchain, cache: cache)
  let folder = FileManager.default.temporaryDirectory.appending(path: "faircopy-model-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  do {
    try write(model.files.filter { $0.path.hasPrefix("Sources/Model/") }, below: folder)
    try write(exports, to: folder.appending(path: "exports.map"))
  } catch {
    throw BuildError("cannot write to \(folder.path): \(error.localizedDescription)")
  }
  try toolchain.compile(
    "Model", sources: swiftFiles(in: folder.appending(path: "Sources/Model")), imports: kernels.imports, module: false,
    into: folder)
  let output = folder.appending(path: "libmodel.so")
  try toolchain.link(
    [folder.appending(path: "Model.o")] + kernels.objects,
    libraries: model.usesRegularExpressions ? ["-l:libpcre2-8.a"] : [],
    exports: folder.appending(path: "exports.map"), output: output)
  do {
    return [UInt8](try Data(contentsOf: output))
  } catch {
    throw BuildError("cannot read \(output.path): \(error.localizedDescription)")
  }
}

private let exports = """
  {
    global: faircopy_*;
    local: *;
  };

  """
