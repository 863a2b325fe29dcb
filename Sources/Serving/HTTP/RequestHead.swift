import Glibc

/// What the server needs to know of a request's first lines.
struct RequestHead: Equatable {
  enum Method: Equatable {
    case get, head, post, other
  }

  /// How the end of the body is found.
  enum Body: Equatable {
    case length(Int)
    case chunked
  }

  var method = Method.other
  /// The request target, as a range of the bytes that were read.
  var target = 0..<0
  /// HTTP/1.1, not 1.0.
  var isCurrent = true
  /// The client wants to send another request on this connection.
  var keepsAlive = true
  var body = Body.length(0)
  /// The client waits for `100 Continue` before it sends the body.
  var expectsContinue = false
  /// How many bytes the head has, with its empty line.
  var length = 0

  /// How long a head may be.
  static let limit = 16 * 1024
  /// How many header fields a request may have.
  static let fieldLimit = 100
}

extension RequestHead {
  /// The head at the start of `bytes`; nil where it is not complete yet.
  ///
  /// Strict, because a lenient reader behind a proxy lets requests be smuggled (RFC 9112, sections 3, 5 and 6.3): lines end
  /// in CR LF, no white space before a colon, no folded lines, one Host, one Content-Length, never together with
  /// Transfer-Encoding.
  static func parse(_ bytes: UnsafeRawBufferPointer) throws(Refusal) -> RequestHead? {
    var lines = HeadLines(bytes: bytes)
    var head = RequestHead()
    // One empty line before a request is to be ignored (RFC 9112, section 2.2).
    if bytes.count >= 2, bytes[0] == 0x0D, bytes[1] == 0x0A { lines.position = 2 }
    guard let line = try lines.next(or: .targetTooLong) else { return nil }
    try head.readRequestLine(bytes, line)
    var fields = HeaderFields()
    var count = 0
    while let line = try lines.next(or: .headerFieldsTooLarge) {
      if line.isEmpty {
        try fields.finish(&head)
        head.length = lines.position
        return head
      }
      count += 1
      guard count <= fieldLimit else { throw Refusal(.headerFieldsTooLarge, "more than \(fieldLimit) header fields") }
      try fields.read(bytes, line)
    }
    return nil
  }

  private mutating func readRequestLine(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) throws(Refusal) {
    guard let first = bytes.index(of: UInt8(ascii: " "), in: line), first > line.lowerBound,
      let second = bytes.index(of: UInt8(ascii: " "), in: first + 1..<line.upperBound), second > first + 1
    else { throw Refusal(.badRequest, "a malformed request line") }
    for i in line.lowerBound..<first where !isToken(bytes[i]) { throw Refusal(.badRequest, "a malformed method") }
    for i in first + 1..<second where bytes[i] <= 0x20 || bytes[i] >= 0x7F {
      throw Refusal(.badRequest, "a malformed request target")
    }
    let name = line.lowerBound..<first
    method =
      bytes.equals("POST", in: name)
      ? .post : bytes.equals("GET", in: name) ? .get : bytes.equals("HEAD", in: name) ? .head : .other
    target = first + 1..<second
    try readVersion(bytes, second + 1..<line.upperBound)
  }

  private mutating func readVersion(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws(Refusal) {
    isCurrent = bytes.equals("HTTP/1.1", in: range)
    if isCurrent { return }
    guard bytes.equals("HTTP/1.0", in: range) else {
      guard range.count == 8, bytes.equals("HTTP/", in: range.prefix(5)) else {
        throw Refusal(.badRequest, "a malformed request line")
      }
      throw Refusal(.versionNotSupported, "HTTP/1.1 and HTTP/1.0 are supported")
    }
    keepsAlive = false
  }
}

/// Lines that end in CR LF.
private struct HeadLines {
  let bytes: UnsafeRawBufferPointer
  var position = 0

  /// The next line without its end; nil where it is not complete yet.
  @inline(__always)
  mutating func next(or status: Status) throws(Refusal) -> Range<Int>? {
    let start = position
    guard let end = bytes.index(of: 0x0A, in: start..<bytes.count) else {
      guard bytes.count <= RequestHead.limit else { throw tooLong(status) }
      return nil
    }
    guard end < RequestHead.limit else { throw tooLong(status) }
    guard end > start, bytes[end - 1] == 0x0D else { throw Refusal(.badRequest, "a line that does not end in CR LF") }
    position = end + 1
    return start..<end - 1
  }

  private func tooLong(_ status: Status) -> Refusal {
    Refusal(status, "the request's head is longer than \(RequestHead.limit) bytes")
  }
}

extension UnsafeRawBufferPointer {
  @inline(__always)
  func index(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard let base = baseAddress, !range.isEmpty,
      let found = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// The bytes of `range` are those of `literal`.
  @inline(__always)
  func equals(_ literal: StaticString, in range: Range<Int>) -> Bool {
    guard range.count == literal.utf8CodeUnitCount, let base = baseAddress else { return false }
    return memcmp(base + range.lowerBound, literal.utf8Start, range.count) == 0
  }
}

extension Range<Int> {
  fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}

/// A character of a token (RFC 9110, section 5.6.2).
@inline(__always)
func isToken(_ byte: UInt8) -> Bool {
  if byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { return true }
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): return true
  case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
    UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
    return true
  default: return false
  }
}
