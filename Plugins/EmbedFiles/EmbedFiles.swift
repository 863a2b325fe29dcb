import Foundation
import PackagePlugin

/// Gives a target the templates and the sources that travel with the tool, as constants of the executable.
///
/// What is embedded stands in `embedded` below: whole folders, by what they hold when the package is built.
@main
struct EmbedFiles: BuildToolPlugin {
  private let embedded = [
    "templates", "Sources/Kernels", "Sources/RegularExpressions", "Sources/ModelRuntime",
    "Sources/CModelInterface/include",
    "Sources/CPCRE2",
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let files = embedded.flatMap { self.files(below: root.appending(path: $0)) }
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files",
        executable: try context.tool(named: "EmbedFilesTool").url,
        arguments: [output.path(percentEncoded: false), root.path(percentEncoded: false)]
          + files.map { $0.path(percentEncoded: false) },
        inputFiles: files, outputFiles: [output])
    ]
  }

  private func files(below folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    let urls = (all?.allObjects as? [URL] ?? []).filter { url in
      (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
        && !url.lastPathComponent.hasPrefix(".")
    }
    return urls.sorted { $0.path < $1.path }
  }
}
