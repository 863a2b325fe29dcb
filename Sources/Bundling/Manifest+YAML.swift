import YAML

extension Manifest {
  /// The manifest as it is stored; its last line is the digest of all lines before, so that a change of any byte shows.
  package func text() -> String {
    let text = YAMLNode(map).printed()
    return text + Manifest.digestKey + sha256(of: Array(text.utf8)) + "\n"
  }

  static let digestKey = "digest: "

  private var map: YAMLMap {
    [
      "faircopy": YAMLNode(Manifest.formatVersion),
      "identity": .flow(["name": YAMLNode(name), "plan": YAMLNode(plan)]),
      "tool": YAMLNode(tool),
      "era": YAMLNode(era),
      "notebook": notebook.node,
      "data": YAMLNode(data.map(\.node)),
      "schema": [
        "fields": YAMLNode(fields.map { .flow(["name": YAMLNode($0.name), "type": YAMLNode($0.type)]) }),
        "answer": .flow([
          "name": YAMLNode(answer.name), "type": YAMLNode(answer.type), "classes": YAMLNode(answer.classes),
        ]),
      ],
      "proof": counts(Proof.counts, of: proof),
      "outputs": counts(OutputCounts.counts, of: outputs),
      "acceptedDifferences": YAMLNode(acceptedDifferences),
      "trainingRows": YAMLNode(trainingRows),
      "files": YAMLNode(files.map(\.node)),
    ]
  }

  private func counts<Counts>(
    _ names: [(name: String, count: any WritableKeyPath<Counts, Int> & Sendable)], of counts: Counts
  ) -> YAMLNode {
    var map = YAMLMap()
    for (name, count) in names { map[name] = YAMLNode(counts[keyPath: count]) }
    return .flow(YAMLNode(map))
  }
}

extension Manifest.Source {
  fileprivate var node: YAMLNode {
    var map: YAMLMap = ["name": YAMLNode(name), "sha256": YAMLNode(sha256)]
    if let rows { map["rows"] = YAMLNode(rows) }
    return .flow(YAMLNode(map))
  }
}

extension Manifest.FileRecord {
  fileprivate var node: YAMLNode {
    .flow(["path": YAMLNode(path), "bytes": YAMLNode(bytes), "sha256": YAMLNode(sha256)])
  }
}
