import Foundation
import PackagePlugin

/// Writes a target's registry before it is compiled: the members of its library namespaces and its row operations.
@main
struct LibraryRegistry: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let target = target.sourceModule else { return [] }
    let inputs = target.sourceFiles(withSuffix: "swift").map(\.url)
    let output = context.pluginWorkDirectoryURL.appending(path: "Registry.swift")
    return [
      .buildCommand(
        displayName: "Registering the members of \(target.name)",
        executable: try context.tool(named: "LibraryRegistryTool").url,
        arguments: [output.path(percentEncoded: false)] + inputs.map { $0.path(percentEncoded: false) },
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}
