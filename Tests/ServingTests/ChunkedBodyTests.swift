import NIOCore
import Testing

@testable import Serving

/// The body of chunks that arrive in portions of `size` bytes; nil where it is not complete.
private func body(_ text: String, portions size: Int, limit: Int = 100) throws(Refusal) -> String? {
  var chunks = ChunkedBody()
  var input = ByteBuffer()
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    input.writeBytes(rest.prefix(size))
    rest = rest.dropFirst(size)
    if try chunks.take(from: &input, limit: limit) { return String(buffer: chunks.body) }
  }
  return nil
}

@Test(arguments: 1...9)
func putsChunksTogether(size: Int) throws {
  #expect(try body("5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n", portions: size) == "hello world")
  #expect(try body("00A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n", portions: size) == "0123456789")
  #expect(try body("5\r\nhello\r\n0\r\n", portions: size) == nil)
}

@Test(arguments: [
  ("x\r\n", 400), ("-1\r\n", 400), ("\r\n", 400), ("5\nhello", 400), ("5\r\nhelloXX", 400), ("5 6\r\n", 400),
  ("FFFFFFFFFFFFFFFF\r\n", 400), ("7FFFFFFFFFFFFFF\r\n", 413), ("65\r\n", 413),
  ("0\r\n" + String(repeating: "A: b\r\n", count: 1000), 431), (String(repeating: "1", count: 5000), 400),
])
func refusesChunks(text: String, status: Int) {
  do throws(Refusal) {
    let body = try body(text, portions: 7)
    Issue.record("\(text.debugDescription) was read as \(String(describing: body))")
  } catch {
    #expect(error.status.rawValue == status, "\(text.debugDescription): \(error.message)")
  }
}
