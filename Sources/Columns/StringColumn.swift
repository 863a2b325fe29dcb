public import Kernels

/// Strings one after the other in one buffer: no allocation a string.
///
/// Public, as are the members that loops call for each row, since only these are specialised in other modules.
public struct StringColumn: Sendable, Hashable {
  /// All bytes, in row order.
  public private(set) var bytes: [UInt8] = []
  /// Where each string starts; one more than there are strings.
  public private(set) var offsets: [Int] = [0]

  package init() {}

  package init(_ strings: some Sequence<PythonString>) {
    for string in strings { append(string) }
  }

  /// How many strings there are.
  @inlinable
  public var count: Int { offsets.count - 1 }

  package subscript(row: Int) -> PythonString {
    PythonString(bytes: Array(bytes[offsets[row]..<offsets[row + 1]]))
  }

  package mutating func append(_ string: PythonString) {
    bytes.append(contentsOf: string.bytes)
    offsets.append(bytes.count)
  }

  package mutating func append(_ text: Text) {
    bytes.append(contentsOf: text.bytes)
    offsets.append(bytes.count)
  }

  /// `text` in each of `count` rows.
  package init(repeating text: PythonString, count: Int) {
    let size = text.bytes.count
    bytes = [UInt8](unsafeUninitializedCapacity: size * count) { buffer, length in
      for row in 0..<count {
        for i in 0..<size { buffer[row &* size &+ i] = text.bytes[i] }
      }
      length = size * count
    }
    offsets = (0...count).map { $0 * size }
  }

  /// So many texts, whose bytes are `size` in all.
  package init(count: Int, size: Int, _ text: (Int) -> Text) {
    var ends = [Int](repeating: 0, count: count + 1)
    bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, length in
      for row in 0..<count {
        let text = text(row)
        guard let base = buffer.baseAddress, length + text.count <= size else {
          ends[row + 1] = length
          continue
        }
        (base + length).update(from: text.base, count: text.count)
        length += text.count
        ends[row + 1] = length
      }
    }
    offsets = ends
  }

  /// Keeps room for so many more rows and bytes.
  package mutating func reserveCapacity(rows: Int, bytes size: Int) {
    offsets.reserveCapacity(offsets.count + rows)
    bytes.reserveCapacity(bytes.count + size)
  }

  /// The rows at `positions`, in that order.
  package func selecting(_ positions: [Int]) -> StringColumn {
    selecting(positions) { $0 }
  }

  /// The rows at `positions`, in that order; an empty text where a position is negative.
  package func selectingOrEmpty(_ positions: [Int]) -> StringColumn {
    selecting(positions) { $0 < 0 ? nil : $0 }
  }

  @inline(__always)
  private func selecting(_ positions: [Int], _ row: (Int) -> Int?) -> StringColumn {
    var result = StringColumn()
    result.offsets = [Int](unsafeUninitializedCapacity: positions.count + 1) { ends, count in
      var total = 0
      ends[0] = 0
      for (i, position) in positions.enumerated() {
        if let row = row(position) { total &+= offsets[row + 1] &- offsets[row] }
        ends[i &+ 1] = total
      }
      count = positions.count + 1
    }
    let total = result.offsets[positions.count]
    result.bytes = [UInt8](unsafeUninitializedCapacity: total) { target, count in
      count = total
      guard total > 0, let to = target.baseAddress else { return }
      bytes.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress else { return }
        var i = 0
        while i < positions.count {
          guard let row = row(positions[i]) else {
            i &+= 1
            continue
          }
          // Rows that follow each other are copied at once.
          var end = i &+ 1
          while end < positions.count && positions[end] == row &+ (end &- i) { end &+= 1 }
          let start = offsets[row]
          (to + result.offsets[i]).update(from: from + start, count: offsets[row &+ (end &- i)] &- start)
          i = end
        }
      }
    }
    return result
  }

  /// All rows of `other` behind these.
  package mutating func append(_ other: StringColumn) {
    let shift = bytes.count
    bytes += other.bytes
    offsets += other.offsets.dropFirst().lazy.map { $0 + shift }
  }

  /// Runs `body` with every string as a row's text, in order; the texts end with the call.
  @inlinable
  @inline(__always)
  public func forEachText<E: Error>(_ body: (Int, Text) throws(E) -> Void) throws(E) {
    for row in 0..<count {
      try withText(row) { text throws(E) in try body(row, text) }
    }
  }

  /// Runs `body` with the string at `row`, without copying it.
  @inlinable
  @inline(__always)
  public func withText<R, E: Error>(_ row: Int, _ body: (Text) throws(E) -> R) throws(E) -> R {
    let start = offsets[row]
    let end = offsets[row + 1]
    return try bytes.withUnsafeBufferPointer { buffer throws(E) in
      guard let base = buffer.baseAddress else { return try body(Text("")) }
      return try body(Text(base: base + start, count: end - start))
    }
  }
}
