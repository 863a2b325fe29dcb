import Kernels

/// Where a call writes its message for a person: at most `capacity` bytes, always terminated, cut between code points.
struct Message {
  let bytes: UnsafeMutablePointer<CChar>?
  let capacity: Int

  /// Writes the parts one after the other.
  func write(_ first: Text, _ second: Text = Text(""), _ third: Text = Text("")) {
    guard let bytes, capacity > 0 else { return }
    var used = append(first, at: 0, to: bytes)
    used = append(second, at: used, to: bytes)
    used = append(third, at: used, to: bytes)
    while used > 0, used == capacity - 1, UInt8(bitPattern: bytes[used - 1]) >= 0x80 { used -= 1 }
    bytes[used] = 0
  }

  private func append(_ text: Text, at start: Int, to bytes: UnsafeMutablePointer<CChar>) -> Int {
    var used = start
    for byte in text.bytes where used < capacity - 1 {
      bytes[used] = CChar(bitPattern: byte)
      used += 1
    }
    return used
  }
}

extension Message {
  /// `ExceptionType: text`.
  func write(_ error: RowError) {
    write(Text(error.type), Text(": "), error.message)
  }

  func write(_ failure: ModelFailure) {
    let subject = Text(failure.subject)
    write(Text(failure.message), Text(subject.count == 0 ? "" : ": "), subject)
  }
}
