package import Foundation
package import ModelInterface
package import Scoring

/// A bundle around the model of `fixtures/model-interface/model.c`, built into a folder of its own.
///
/// A class, because it removes its folder when it is no longer used.
package final class FlatRents: Sendable {
  /// The bundle.
  package let bundle: BundleFolder
  /// Its model.
  package let model: Model

  /// Records, one a line, that cover each field's types, missing values and the model's own errors.
  package static let rows = """
    {"area": 54.5, "rooms": 2, "furnished": false, "city \\"ü\\"": "Genève"}
    {"area": null, "rooms": 3, "furnished": true, "city \\"ü\\"": "Zürich"}
    {"area": 120, "rooms": 5.0, "furnished": null, "city \\"ü\\"": null}
    {"area": 33, "rooms": 1, "furnished": false, "city \\"ü\\"": "Atlantis, \\"sunk\\""}

    """

  /// What the rows must give, computed by Python.
  package static let expected = """
    prediction,probability_0,probability_1,feature_area,feature_rooms,feature_furnished,feature_is_zurich,error
    0,0.7513056453618503,0.2486943546381497,54.5,2.0,0.0,0.0,
    1,0.3205128205128205,0.6794871794871795,nan,3.0,1.0,1.0,
    1,0.15527950310559002,0.84472049689441,120.0,5.0,0.0,0.0,
    ,,,,,,,"KeyError: 'Atlantis, ""sunk""'"

    """

  /// Compiles the model and lays the bundle out.
  package init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "flat-rents-\(UUID().uuidString)")
    for name in ["lib", "parameters", "golden"] {
      try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    let fixture = Self.root.appending(path: "fixtures/model-interface")
    try FileManager.default.copyItem(
      at: fixture.appending(path: "weights.txt"), to: folder.appending(path: "parameters/weights.txt"))
    try Self.rows.write(to: folder.appending(path: "golden/rows.jsonl"), atomically: false, encoding: .utf8)
    try Self.expected.write(to: folder.appending(path: "golden/expected.csv"), atomically: false, encoding: .utf8)
    try Self.compile(
      fixture.appending(path: "model.c"), to: folder.appending(path: "lib/libmodel.so"), ["-shared", "-fPIC"])
    bundle = BundleFolder(path: folder.path)
    model = try bundle.model()
  }

  deinit { try? FileManager.default.removeItem(atPath: bundle.path) }

  /// The program that the C file at `path` of the repository compiles to; it lies in the bundle's folder.
  package func compiledProgram(_ path: String) throws -> URL {
    let program = URL(filePath: bundle.path).appending(path: "program")
    try Self.compile(Self.root.appending(path: path), to: program, [])
    return program
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func compile(_ source: URL, to result: URL, _ options: [String]) throws {
    let headers = root.appending(path: "Sources/CModelInterface/include").path
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["clang"] + options + ["-O1", "-I", headers, "-o", result.path, source.path, "-ldl"]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw CompilerError() }
  }

  struct CompilerError: Error {}
}
