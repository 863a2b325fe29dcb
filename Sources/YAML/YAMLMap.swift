/// A map with string keys that keeps the order in which its entries were written.
package struct YAMLMap: Sendable {
  package struct Entry: Sendable, Equatable {
    package var key: String
    package var value: YAMLNode

    package init(key: String, value: YAMLNode) {
      self.key = key
      self.value = value
    }

    package static func == (a: Entry, b: Entry) -> Bool {
      a.key.utf8.elementsEqual(b.key.utf8) && a.value == b.value
    }
  }

  package private(set) var entries: [Entry] = []
  /// Where the map was read; `nil` for one made in memory.
  package var span: YAMLSpan?
  /// Positions by the keys' bytes, once there are too many to look through. Not by `String`, which takes composed and
  /// decomposed letters for equal.
  private var positions: [[UInt8]: Int] = [:]

  /// An empty map.
  package init(span: YAMLSpan? = nil) {
    self.span = span
  }

  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }
  package var keys: [String] { entries.map(\.key) }

  /// The value of `key`; assigning `nil` removes the entry, a new key goes last.
  package subscript(key: String) -> YAMLNode? {
    get { position(of: key).map { entries[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): entries[position].value = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): append(Entry(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  private static let mostToLookThrough = 12

  private func position(of key: String) -> Int? {
    if entries.count > Self.mostToLookThrough { return positions[Array(key.utf8)] }
    return entries.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
  }

  private mutating func append(_ entry: Entry) {
    entries.append(entry)
    if entries.count == Self.mostToLookThrough + 1 {
      index()
    } else if entries.count > Self.mostToLookThrough {
      positions[Array(entry.key.utf8)] = entries.count - 1
    }
  }

  private mutating func remove(at position: Int) {
    entries.remove(at: position)
    index()
  }

  private mutating func index() {
    positions = [:]
    guard entries.count > Self.mostToLookThrough else { return }
    for (position, entry) in entries.enumerated() { positions[Array(entry.key.utf8)] = position }
  }
}

extension YAMLMap: Equatable {
  /// The same entries in the same order.
  package static func == (a: YAMLMap, b: YAMLMap) -> Bool { a.entries == b.entries }
}

extension YAMLMap: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, YAMLNode)...) {
    self.init()
    for (key, value) in elements { self[key] = value }
  }
}
