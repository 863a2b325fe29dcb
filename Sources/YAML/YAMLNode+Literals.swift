extension YAMLNode {
  package static var null: YAMLNode { YAMLNode(.null) }

  package init(_ value: Bool) { self.init(.bool(value)) }
  package init(_ value: Int64) { self.init(.int(value)) }
  package init(_ value: Int) { self.init(.int(Int64(value))) }
  package init(_ value: Double) { self.init(.float(value)) }
  package init(_ value: String) { self.init(.string(value)) }
  package init(_ list: [YAMLNode]) { self.init(.list(list)) }
  package init(_ map: YAMLMap) { self.init(.map(map)) }

  /// A list of strings.
  package init(_ strings: [String]) { self.init(strings.map { YAMLNode($0) }) }

  /// The same node, printed in flow style: `.flow(["id": "n1", "inputs": ["n0"]])`.
  package static func flow(_ node: YAMLNode) -> YAMLNode {
    var node = node
    node.style = .flow
    return node
  }
}

extension YAMLNode: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self.init(.null) }
  package init(booleanLiteral value: Bool) { self.init(.bool(value)) }
  package init(integerLiteral value: Int64) { self.init(.int(value)) }
  package init(floatLiteral value: Double) { self.init(.float(value)) }
  package init(stringLiteral value: String) { self.init(.string(value)) }
  package init(arrayLiteral elements: YAMLNode...) { self.init(.list(elements)) }

  package init(dictionaryLiteral elements: (String, YAMLNode)...) {
    var map = YAMLMap()
    for (key, value) in elements { map[key] = value }
    self.init(.map(map))
  }
}
