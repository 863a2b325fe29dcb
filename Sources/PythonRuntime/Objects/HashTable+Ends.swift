extension HashTable {
  /// The entry that was inserted first.
  package var first: (key: Value, value: Value)? {
    var position = 0
    return entry(after: &position)
  }

  /// The entry that was inserted last.
  package var last: (key: Value, value: Value)? {
    for entry in entries.reversed() { if let value = entry.value { return (entry.key, value) } }
    return nil
  }
}
