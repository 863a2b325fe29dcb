import YAML

extension Manifest {
  /// The manifest that `text()` printed. Keys that are not known are refused, a newer format by its number.
  package init(parsing bytes: [UInt8]) throws(BundleError) {
    let map: YAMLMap
    let version: Int
    do throws(YAMLError) {
      map = try YAMLNode(parsing: bytes, limits: YAMLLimits(bytes: 16 << 20)).map()
      version = try map.required("faircopy").count()
    } catch {
      throw malformed(error)
    }
    try checkVersion(version)
    do throws(YAMLError) {
      try self.init(parsing: map)
    } catch {
      throw malformed(error)
    }
  }

  private init(parsing map: YAMLMap) throws(YAMLError) {
    try map.allowOnly([
      "faircopy", "identity", "tool", "era", "notebook", "data", "schema", "proof", "outputs", "acceptedDifferences",
      "trainingRows", "files", "digest",
    ])
    let identity = try map.required("identity")
    let schema = try map.required("schema")
    self.init(
      name: try identity.required("name").string(), plan: try identity.required("plan").digest(),
      tool: try map.required("tool").string(), era: try map.required("era").string(),
      notebook: try Source(parsing: map.required("notebook")),
      data: try map.required("data").elements(Source.init(parsing:)),
      fields: try schema.required("fields").elements(Field.init(parsing:)),
      answer: try Answer(parsing: schema.required("answer")),
      proof: try map.required("proof").counts(Proof.counts, into: Proof()),
      outputs: try map.required("outputs").counts(OutputCounts.counts, into: OutputCounts()),
      acceptedDifferences: try map.required("acceptedDifferences").bool(),
      trainingRows: try map.required("trainingRows").strings(),
      files: try map.required("files").elements(FileRecord.init(parsing:)))
  }
}

private func malformed(_ error: YAMLError) -> BundleError {
  BundleError(.malformed, "is malformed: \(error)", entry: ModelBundle.manifestPath)
}

private func checkVersion(_ version: Int) throws(BundleError) {
  guard version >= 1 else { throw BundleError(.malformed, "has format \(version)", entry: ModelBundle.manifestPath) }
  guard version <= Manifest.formatVersion else {
    throw BundleError(
      .newerFormat, "has format \(version); this Faircopy reads up to \(Manifest.formatVersion)",
      entry: ModelBundle.manifestPath)
  }
}

extension Manifest.Source {
  fileprivate init(parsing node: YAMLNode) throws(YAMLError) {
    try node.map().allowOnly(["name", "sha256", "rows"])
    self.init(
      name: try node.required("name").string(), sha256: try node.required("sha256").digest(),
      rows: try node["rows"]?.count())
  }
}

extension Manifest.Field {
  fileprivate init(parsing node: YAMLNode) throws(YAMLError) {
    try node.map().allowOnly(["name", "type"])
    self.init(name: try node.required("name").string(), type: try node.required("type").string())
  }
}

extension Manifest.Answer {
  fileprivate init(parsing node: YAMLNode) throws(YAMLError) {
    try node.map().allowOnly(["name", "type", "classes"])
    self.init(
      name: try node.required("name").string(), type: try node.required("type").string(),
      classes: try node.required("classes").list())
  }
}

extension Manifest.FileRecord {
  fileprivate init(parsing node: YAMLNode) throws(YAMLError) {
    try node.map().allowOnly(["path", "bytes", "sha256"])
    self.init(
      path: try node.required("path").string(), bytes: try node.required("bytes").count(),
      sha256: try node.required("sha256").digest())
  }
}

extension YAMLNode {
  fileprivate func digest() throws(YAMLError) -> String {
    let text = try string()
    guard text.utf8.count == 64, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
      throw expected("a SHA-256 in hexadecimal digits")
    }
    return text
  }

  fileprivate func elements<Element>(
    _ element: (YAMLNode) throws(YAMLError) -> Element
  ) throws(YAMLError) -> [Element] {
    var elements: [Element] = []
    for node in try list() { elements.append(try element(node)) }
    return elements
  }

  fileprivate func counts<Counts>(
    _ names: [(name: String, count: any WritableKeyPath<Counts, Int> & Sendable)], into counts: Counts
  ) throws(YAMLError) -> Counts {
    try map().allowOnly(names.map(\.name))
    var counts = counts
    for (name, count) in names { counts[keyPath: count] = try required(name).count() }
    return counts
  }
}
