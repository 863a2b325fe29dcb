import Glibc
package import ModelInterface

/// An unpacked bundle, as far as serving needs it.
package struct BundleFolder: Sendable {
  /// The folder.
  package let path: String

  /// The bundle in the folder `path`.
  package init(path: String) { self.path = path }

  /// The bundle in whose `bin` the running program lies; nil where the program's place is not known.
  package static func besideProgram() -> BundleFolder? {
    guard let program = programPath() else { return nil }
    let parts = program.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2 else { return nil }
    return BundleFolder(path: parts.dropLast(2).joined(separator: "/"))
  }

  /// The functions of the bundle's model.
  package func functions() throws(ModelError) -> ModelFunctions {
    try ModelFunctions(library: path + "/lib/libmodel.so")
  }

  /// The bundle's model with its parameters.
  package func model() throws(ModelError) -> Model {
    let functions = try functions()
    return try model(of: functions, description: Model.description(by: functions))
  }

  /// The model behind `functions` with the bundle's parameters.
  package func model(of functions: ModelFunctions, description: ModelDescription) throws(ModelError) -> Model {
    try Model(functions: functions, description: description, parameters: path + "/parameters")
  }

  /// Replays the bundle's golden rows through `model`.
  package func goldenVerdict(on model: Model) throws(ModelError) -> GoldenVerdict {
    let rows: GoldenRows
    do throws(FileError) {
      rows = try GoldenRows(folder: path + "/golden")
    } catch {
      return .unreadable(error.message)
    }
    return try rows.verdict(on: model)
  }

  /// Without `/proc`, what the program was called as.
  private static func programPath() -> String? {
    let resolved = realpath("/proc/self/exe", nil) ?? CommandLine.arguments.first.flatMap { realpath($0, nil) }
    guard let resolved else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
