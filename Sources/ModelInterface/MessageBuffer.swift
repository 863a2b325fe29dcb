/// Where a model writes its message.
final class MessageBuffer {
  static let capacity = 4096
  let start: UnsafeMutablePointer<CChar>

  init() {
    start = .allocate(capacity: Self.capacity)
    start.initialize(repeating: 0, count: Self.capacity)
  }

  deinit { start.deallocate() }

  /// The message up to its end mark, and never beyond the buffer.
  var text: String {
    let bytes = UnsafeBufferPointer(start: start, count: Self.capacity)
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
