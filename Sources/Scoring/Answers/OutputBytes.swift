import Glibc
package import Kernels

/// Bytes on their way out. Keeps its memory when emptied, so that a warm server allocates nothing for an answer.
package final class OutputBytes {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes there are.
  package private(set) var count = 0

  /// No bytes, with room for `capacity`.
  package init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// The bytes; valid until the next change.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Forgets all bytes. Memory beyond a megabyte is given back.
  package func removeAll() { truncate(to: 0) }

  /// Forgets all bytes behind the first `count`.
  package func truncate(to count: Int) {
    self.count = min(count, self.count)
    guard self.count == 0, capacity > 1 << 20 else { return }
    start.deallocate()
    capacity = 4096
    start = .allocate(capacity: capacity)
  }

  @inline(__always)
  private func reserve(_ more: Int) {
    if capacity &- count < more { grow(more) }
  }

  private func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  /// Appends one byte.
  @inline(__always)
  package func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count &+= 1
  }

  /// Appends a literal.
  @inline(__always)
  package func append(_ literal: StaticString) {
    append(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends the bytes of an array.
  package func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Appends the UTF-8 of `string`.
  package func append(_ string: String) {
    var string = string
    string.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends the bytes of `text`.
  package func append(_ text: Text) {
    append(UnsafeRawBufferPointer(text.bytes))
  }

  /// Appends a copy of `bytes`.
  @inline(__always)
  package func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    memcpy(start + count, source, bytes.count)
    count &+= bytes.count
  }

  /// Appends what `write` puts into the room of `room` bytes; it gives their number.
  @inline(__always)
  package func withRoom(for room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(room)
    count &+= write(start + count)
  }

  /// Appends `value` in decimal.
  package func append(decimal value: Int64) {
    reserve(20)
    var magnitude = value.magnitude
    var length = 1
    var limit: UInt64 = 10
    while magnitude >= limit, length < 19 {
      length &+= 1
      limit &*= 10
    }
    if value < 0 { append(UInt8(ascii: "-")) }
    var i = length
    while i > 0 {
      i &-= 1
      start[count &+ i] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: magnitude % 10)
      magnitude /= 10
    }
    count &+= length
  }
}
