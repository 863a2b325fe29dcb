import Testing
import YAML

private func check(_ node: YAMLNode, prints text: String) {
  #expect(node.printed() == text)
}

@Test func plansReadAsDesigned() {
  let node: YAMLNode = [
    "faircopy": 1,
    "answer": .flow(["name": "final_pred", "node": "n61", "type": "int64", "classes": [0, 1], "probabilities": "n58"]),
    "fields": [
      .flow(["name": "area_code", "type": "string", "categories": ["area_code_408", "area_code_415", "area_code_510"]]),
      .flow(["name": "total_eve_charge", "type": "float64?", "range": [0.0, 30.91]]),
    ],
    "nodes": [
      .flow([
        "id": "n2", "op": "fill-missing", "inputs": ["n1"], "value": 17.12, "type": "float64", "from": "cell 9:2",
        "fitted": ["by": "median", "of": "n1", "over": "telecom_churn.csv, all 5000 rows"],
      ]),
      .flow(["id": "n58", "op": "tree-ensemble", "parameters": "forest.bin", "type": "float64[2]", "from": "cell 18:1"]
      ),
    ],
  ]
  check(
    node,
    prints: """
      faircopy: 1
      answer: {name: final_pred, node: n61, type: int64, classes: [0, 1], probabilities: n58}
      fields:
        - {name: area_code, type: string, categories: [area_code_408, area_code_415, area_code_510]}
        - {name: total_eve_charge, type: float64?, range: [0.0, 30.91]}
      nodes:
        - {id: n2, op: fill-missing, inputs: [n1], value: 17.12, type: float64, from: "cell 9:2",
           fitted: {by: median, of: n1, over: "telecom_churn.csv, all 5000 rows"}}
        - {id: n58, op: tree-ensemble, parameters: forest.bin, type: "float64[2]", from: "cell 18:1"}

      """)
}

@Test func blockStyle() {
  check(
    ["a": ["b": [1, ["c": 2, "d": []]], "e": [:]], "f": [["x", "z"], nil], "text": "one\n  two\n", "g": true],
    prints: """
      a:
        b:
          - 1
          - c: 2
            d: []
        e: {}
      f:
        - - x
          - z
        - null
      text: |
        one
          two
      g: true

      """)
}

@Test func longFlowListsFillLines() {
  let text = YAMLNode(["values": .flow(YAMLNode((0..<100).map { YAMLNode($0) }))]).printed()
  let lines = text.split(separator: "\n")
  #expect(lines.count == 4)
  #expect(lines.allSatisfy { $0.utf8.count <= 120 })
  #expect(lines[1].hasPrefix("         "))
}

@Test func floatsAreShortestAndKeepTheirPoint() {
  check([1.0, 1e16, 1e-7, 0.1, -0.0, 1e300], prints: "- 1.0\n- 1.0e+16\n- 1.0e-07\n- 0.1\n- -0.0\n- 1.0e+300\n")
}
