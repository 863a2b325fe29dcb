import Kernels

extension OutputBytes {
  /// Appends `value` as Python's `repr` does: the shortest decimal that reads back as the same double.
  package func append(repr value: Double) {
    withRoom(for: longestNumberText) { writeRepr(value, $0) }
  }
}
