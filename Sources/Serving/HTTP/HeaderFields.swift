/// The header fields that say where a request ends and what comes after it; others are checked for form only.
struct HeaderFields {
  private var hostCount = 0
  private var contentLength: Int?
  private var isChunked = false
  private var closes = false
  private var keepsAlive = false
  private var expectsContinue = false

  /// Reads the field that stands in `line`.
  @inline(__always)
  mutating func read(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) throws(Refusal) {
    var colon = line.lowerBound
    while colon < line.upperBound, isToken(bytes[colon]) { colon &+= 1 }
    guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else {
      throw Refusal(.badRequest, "a malformed header field")
    }
    var start = colon &+ 1
    var end = line.upperBound
    while start < end, isSpace(bytes[start]) { start &+= 1 }
    while end > start, isSpace(bytes[end &- 1]) { end &-= 1 }
    for i in start..<end where bytes[i] < 0x20 && bytes[i] != 0x09 || bytes[i] == 0x7F {
      throw Refusal(.badRequest, "a control character in a header field")
    }
    try interpret(bytes, name: line.lowerBound..<colon, value: start..<end)
  }

  @inline(__always)
  private mutating func interpret(
    _ bytes: UnsafeRawBufferPointer, name: Range<Int>, value: Range<Int>
  ) throws(Refusal) {
    switch name.count {
    case 4: if bytes.matches("host", in: name) { hostCount += 1 }
    case 6: if bytes.matches("expect", in: name) { try readExpectation(bytes, value) }
    case 10: if bytes.matches("connection", in: name) { readConnection(bytes, value) }
    case 14: if bytes.matches("content-length", in: name) { try readLength(bytes, value) }
    case 17: if bytes.matches("transfer-encoding", in: name) { try readCoding(bytes, value) }
    default: break
    }
  }

  /// Puts what was read into `head`, once all fields are known.
  func finish(_ head: inout RequestHead) throws(Refusal) {
    guard hostCount == 1 || (hostCount == 0 && !head.isCurrent) else {
      throw Refusal(.badRequest, "a request has one Host field")
    }
    if isChunked {
      guard contentLength == nil else {
        throw Refusal(.badRequest, "Content-Length and Transfer-Encoding in one request")
      }
      guard head.isCurrent else { throw Refusal(.badRequest, "Transfer-Encoding in HTTP/1.0") }
      head.body = .chunked
    } else {
      head.body = .length(contentLength ?? 0)
    }
    head.keepsAlive = !closes && (head.isCurrent || keepsAlive)
    head.expectsContinue = expectsContinue && head.isCurrent
  }

  private mutating func readLength(_ bytes: UnsafeRawBufferPointer, _ value: Range<Int>) throws(Refusal) {
    guard contentLength == nil else { throw Refusal(.badRequest, "more than one Content-Length") }
    guard !value.isEmpty else { throw Refusal(.badRequest, "a malformed Content-Length") }
    var length = 0
    for i in value {
      let digit = bytes[i] &- UInt8(ascii: "0")
      guard digit < 10 else { throw Refusal(.badRequest, "a malformed Content-Length") }
      guard length < 1 << 56 else { throw Refusal(.contentTooLarge, "the body is too long") }
      length = length &* 10 &+ Int(digit)
    }
    contentLength = length
  }

  private mutating func readCoding(_ bytes: UnsafeRawBufferPointer, _ value: Range<Int>) throws(Refusal) {
    guard !isChunked, bytes.matches("chunked", in: value) else {
      throw Refusal(.notImplemented, "'chunked' is the only transfer coding that is supported")
    }
    isChunked = true
  }

  private mutating func readExpectation(_ bytes: UnsafeRawBufferPointer, _ value: Range<Int>) throws(Refusal) {
    guard bytes.matches("100-continue", in: value) else {
      throw Refusal(.expectationFailed, "'100-continue' is the only expectation that is supported")
    }
    expectsContinue = true
  }

  private mutating func readConnection(_ bytes: UnsafeRawBufferPointer, _ value: Range<Int>) {
    var start = value.lowerBound
    while start < value.upperBound {
      let comma = bytes.index(of: UInt8(ascii: ","), in: start..<value.upperBound) ?? value.upperBound
      var end = comma
      while start < end, isSpace(bytes[start]) { start += 1 }
      while end > start, isSpace(bytes[end - 1]) { end -= 1 }
      if bytes.matches("close", in: start..<end) { closes = true }
      if bytes.matches("keep-alive", in: start..<end) { keepsAlive = true }
      start = comma + 1
    }
  }
}

@inline(__always)
private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

extension UnsafeRawBufferPointer {
  /// The bytes of `range` are those of `literal`, which is in lower case, in whatever case they are.
  @inline(__always)
  func matches(_ literal: StaticString, in range: Range<Int>) -> Bool {
    guard range.count == literal.utf8CodeUnitCount else { return false }
    for i in 0..<range.count {
      let byte = self[range.lowerBound &+ i]
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if (isUpper ? byte | 0x20 : byte) != literal.utf8Start[i] { return false }
    }
    return true
  }
}
