import Glibc
import NIOCore
import Scoring

extension Connection {
  /// Puts a response on the wire, and the connection in the state for what comes after it.
  func respond(_ request: Request, _ status: Status, _ body: OutputBytes) {
    let keepsAlive = request.keepsAlive && worker.state.phase != .draining
    write(
      status, body.bytes, contentType: request.route == .metrics && status == .ok ? Self.plainText : Self.json,
      connection: keepsAlive ? (request.isCurrent ? "" : "Connection: keep-alive\r\n") : "Connection: close\r\n",
      allow: status == .methodNotAllowed ? request.route.methods : "", withBody: request.method != .head)
    phase = keepsAlive ? .head : .closing
  }

  /// Answers a request whose framing is broken, and ends the connection.
  func refuse(_ refusal: Refusal) {
    let body = OutputBytes()
    body.append("{\"error\": ")
    body.append(json: refusal.message)
    body.append(UInt8(ascii: "}"))
    write(
      refusal.status, body.bytes, contentType: Self.json, connection: "Connection: close\r\n", allow: "", withBody: true
    )
    input.clear()
    phase = .closing
  }

  private static let json: StaticString = "Content-Type: application/json\r\nContent-Length: "
  private static let plainText: StaticString = "Content-Type: text/plain; version=0.0.4\r\nContent-Length: "

  private func write(
    _ status: Status, _ body: UnsafeRawBufferPointer, contentType: StaticString, connection: StaticString,
    allow: StaticString, withBody: Bool
  ) {
    worker.counters.count(status)
    responseCount &+= 1
    let date = worker.date
    worker.wire.writeWithUnsafeMutableBytes(minimumWritableBytes: body.count + 512) { space in
      var end = WireEnd(space)
      end.append(status.line)
      date.bytes.withUnsafeBytes { end.append($0) }
      end.append(connection)
      if allow.utf8CodeUnitCount > 0 {
        end.append("Allow: ")
        end.append(allow)
        end.append("\r\n")
      }
      end.append(contentType)
      end.append(decimal: body.count)
      end.append("\r\n\r\n")
      if withBody { end.append(body) }
      return end.count
    }
  }
}

/// The end of a response that is being written into memory known to suffice; what does not fit is left out.
private struct WireEnd {
  private let space: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(_ space: UnsafeMutableRawBufferPointer) { self.space = space }

  @inline(__always)
  mutating func append(_ literal: StaticString) {
    append(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let target = space.baseAddress, let source = bytes.baseAddress, space.count &- count >= bytes.count else {
      return
    }
    memcpy(target + count, source, bytes.count)
    count &+= bytes.count
  }

  mutating func append(decimal number: Int) {
    var limit = 1
    while limit <= number / 10 { limit *= 10 }
    while limit > 0, count < space.count {
      space[count] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / limit % 10)
      count &+= 1
      limit /= 10
    }
  }
}
