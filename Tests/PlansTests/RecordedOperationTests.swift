import Columns
import Foundation
import Testing
import YAML

@testable import Plans

/// Single operations against what Python gave: `fixtures/plans/operations.yaml`, written by `record.py` beside it.
@Suite struct RecordedOperationTests {
  @Test func operationsGiveWhatPythonGave() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "fixtures/plans/operations.yaml").resolvingSymlinksInPath()
    let cases = try YAMLNode(parsing: try String(contentsOf: file, encoding: .utf8)).list()
    #expect(cases.count > 1000)
    for node in cases { try check(node) }
  }

  private func check(_ node: YAMLNode) throws {
    let map = try node.map()
    let types = try map.required("types").each { (item) throws(YAMLError) in try item.valueType() }
    let values = try map.required("inputs").each { (item) throws(YAMLError) in try item.scalar() }
    let others = ["op", "types", "inputs", "result", "raises"]
    var reader = AttributeReader(
      operation: "", entries: map.entries.filter { !others.contains($0.key) }.map { ($0.key, $0.value.value) })
    let name = try map.required("op").string()
    let operation = try #require(OperationRegistry.operation(named: name)).init(attributes: &reader)
    var failures = RowFailures()
    let inputs = zip(values, types).map { RowValues.column(Column($0, of: $1, count: 1)) }
    let found = operation.evaluate(inputs, failures: &failures)
    guard let expected = try map["result"]?.scalar() else {
      let parts = try map.required("raises").list()
      #expect(failures.all.first?.type == (try parts[0].string()), "\(node.printed())")
      #expect(failures.all.first?.message == (try parts[1].string()), "\(node.printed())")
      return
    }
    let column = Column([expected], of: try operation.type(of: types))
    #expect(failures.isEmpty && isSame(found, .column(column)), "\(node.printed()) gives \(found)")
  }
}
