import Foundation
import Testing

@testable import Plans

@Suite struct RegistryTests {
  /// One operation is one file, named like its struct, and the registry knows them all.
  @Test func everyOperationIsRegistered() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Sources/Plans/Operations").resolvingSymlinksInPath()
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let names = Set(files.map { $0.deletingPathExtension().lastPathComponent })
    #expect(names == Set(OperationRegistry.all.map { "\($0)" }))
  }
}
