package import Kernels

/// Strings one after the other in one buffer: no allocation a string.
package struct StringColumn: Sendable, Hashable {
  /// All bytes, in row order.
  @usableFromInline
  package private(set) var bytes: [UInt8] = []
  /// Where each string starts; one more than there are strings.
  @usableFromInline
  package private(set) var offsets: [Int] = [0]

  package init() {}

  package init(_ strings: some Sequence<PythonString>) {
    for string in strings { append(string) }
  }

  @inlinable
  package var count: Int { offsets.count - 1 }

  package subscript(row: Int) -> PythonString {
    PythonString(bytes: Array(bytes[offsets[row]..<offsets[row + 1]]))
  }

  package mutating func append(_ string: PythonString) {
    bytes.append(contentsOf: string.bytes)
    offsets.append(bytes.count)
  }

  @inlinable
  package mutating func append(_ text: Text) {
    bytes.append(contentsOf: text.bytes)
    offsets.append(bytes.count)
  }

  /// The rows at `positions`, in that order.
  package func selecting(_ positions: [Int]) -> StringColumn {
    var result = StringColumn()
    result.offsets.reserveCapacity(positions.count + 1)
    for position in positions {
      result.bytes.append(contentsOf: bytes[offsets[position]..<offsets[position + 1]])
      result.offsets.append(result.bytes.count)
    }
    return result
  }

  /// Runs `body` with every string as a row's text, in order; the texts end with the call.
  @inlinable
  package func forEachText<E: Error>(_ body: (Int, Text) throws(E) -> Void) throws(E) {
    for row in 0..<count {
      try withText(row) { text throws(E) in try body(row, text) }
    }
  }

  /// Runs `body` with the string at `row`, without copying it.
  @inlinable
  package func withText<R, E: Error>(_ row: Int, _ body: (Text) throws(E) -> R) throws(E) -> R {
    let start = offsets[row]
    let end = offsets[row + 1]
    var result: Result<R, E>?
    bytes.withUnsafeBufferPointer { buffer in
      let text =
        if let base = buffer.baseAddress { Text(base: base + start, count: end - start) } else { Text("") }
      do throws(E) {
        result = .success(try body(text))
      } catch {
        result = .failure(error)
      }
    }
    switch result {
    case .success(let value): return value
    case .failure(let error): throw error
    case nil: fatalError("withUnsafeBufferPointer did not run its body")
    }
  }
}
