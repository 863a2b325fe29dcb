import NIOCore

/// Puts a body together that comes in chunks (RFC 9112, section 7.1). Extensions and trailers are passed over.
struct ChunkedBody {
  private enum State {
    case size, data(Int), dataEnd, trailer, done
  }

  private var state = State.size
  private var trailerLength = 0
  /// The body so far.
  private(set) var body = ByteBuffer()

  /// How long a chunk's first line and all trailers may be.
  private static let lineLimit = 4096

  /// Takes what `input` has of the body; true when it is complete.
  mutating func take(from input: inout ByteBuffer, limit: Int) throws(Refusal) -> Bool {
    while true {
      switch state {
      case .size:
        guard let line = try line(from: &input) else { return false }
        let size = try size(line)
        guard size <= limit - body.readableBytes else { throw Refusal(.contentTooLarge, "the body is too long") }
        state = size == 0 ? .trailer : .data(size)
      case .data(let rest):
        guard input.readableBytes > 0 else { return false }
        let count = min(rest, input.readableBytes)
        if var part = input.readSlice(length: count) { body.writeBuffer(&part) }
        state = count == rest ? .dataEnd : .data(rest - count)
      case .dataEnd:
        guard input.readableBytes >= 2 else { return false }
        guard input.readInteger(as: UInt16.self) == 0x0D0A else {
          throw Refusal(.badRequest, "a chunk that does not end in CR LF")
        }
        state = .size
      case .trailer:
        guard let line = try line(from: &input) else { return false }
        trailerLength += line.count + 2
        guard trailerLength <= Self.lineLimit else {
          throw Refusal(.headerFieldsTooLarge, "trailers of more than \(Self.lineLimit) bytes")
        }
        if line.isEmpty { state = .done }
      case .done:
        return true
      }
    }
  }

  private func line(from input: inout ByteBuffer) throws(Refusal) -> [UInt8]? {
    let end = input.withUnsafeReadableBytes { $0.index(of: 0x0A, in: 0..<$0.count) }
    guard let end else {
      guard input.readableBytes <= Self.lineLimit else {
        throw Refusal(.badRequest, "a chunk's first line is too long")
      }
      return nil
    }
    guard end <= Self.lineLimit, end > 0, let line = input.readBytes(length: end + 1), line[end - 1] == 0x0D else {
      throw Refusal(.badRequest, "a chunk's first line does not end in CR LF")
    }
    return Array(line.prefix(end - 1))
  }

  /// Hexadecimal digits, then nothing or an extension.
  private func size(_ line: [UInt8]) throws(Refusal) -> Int {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
    let isHexadecimal = digits.allSatisfy { byte in
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }
    let rest = line.dropFirst(digits.count).drop { $0 == 0x20 || $0 == 0x09 }
    guard isHexadecimal, 1...15 ~= digits.count, rest.first.map({ $0 == UInt8(ascii: ";") }) ?? true,
      !rest.contains(where: { $0 < 0x20 && $0 != 0x09 }),
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw Refusal(.badRequest, "a malformed chunk size") }
    return size
  }
}
