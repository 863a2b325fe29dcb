import Foundation
import Testing

@testable import Plans

/// Plans before and after a pass, as text: `fixtures/plans/passes/<pass>/<case>.yaml`, two documents' bodies divided by a
/// line of `---`.
@Suite struct PassTests {
  @Test func commonNodes() throws { try check("common-nodes") { $0.mergingCommonNodes() } }
  @Test func deadNodes() throws { try check("dead-nodes") { $0.withoutDeadNodes() } }
  @Test func constantFolding() throws { try check("constant-folding") { $0.foldingConstants() } }
  @Test func splitFusion() throws { try check("split-fusion") { $0.fusingSplits() } }
  @Test func simplification() throws { try check("simplification") { $0.simplified() } }

  private func check(_ pass: String, _ rewritten: (Plan) -> Plan) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "fixtures/plans/passes/\(pass)").resolvingSymlinksInPath()
    let cases = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!cases.isEmpty)
    for file in cases {
      let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "---\n")
      let plan = try Plan(yaml: parts[0]).verified()
      let found = try rewritten(plan).verified().yaml
      if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
        try (plan.yaml + "---\n" + found).write(to: file, atomically: true, encoding: .utf8)
      }
      let expected = parts.count == 2 ? parts[1] : ""
      #expect(found == expected, "\(file.lastPathComponent)")
      #expect(plan.yaml == parts[0], "\(file.lastPathComponent) is not as plans are printed")
    }
  }
}
