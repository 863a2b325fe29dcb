import Testing

@testable import Serving

/// What a head reads as; nil where it is incomplete.
private func parsed(_ text: String) throws(Refusal) -> RequestHead? {
  let bytes = Array(text.utf8)
  let result = bytes.withUnsafeBytes { buffer in
    Result { () throws(Refusal) in try RequestHead.parse(buffer) }
  }
  return try result.get()
}

@Test func readsARequest() throws {
  let head = try parsed("POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nX-Any:\tü \r\n\r\n{")
  #expect(head?.method == .post)
  #expect(head?.target == 5..<13)
  #expect(head?.body == .length(12))
  #expect(head?.keepsAlive == true)
  #expect(head?.length == 67)
}

@Test func readsWhatComesNext() throws {
  #expect(try parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, CLOSE\r\n\r\n")?.keepsAlive == false)
  #expect(try parsed("GET / HTTP/1.0\r\n\r\n")?.keepsAlive == false)
  #expect(try parsed("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")?.keepsAlive == true)
  #expect(try parsed("\r\nGET / HTTP/1.1\r\nhost: a\r\nTransfer-Encoding: Chunked\r\n\r\n")?.body == .chunked)
  #expect(try parsed("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n")?.expectsContinue == true)
}

@Test func waitsForTheRest() throws {
  let whole = "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n"
  for count in 0..<whole.utf8.count {
    #expect(try parsed(String(decoding: whole.utf8.prefix(count), as: UTF8.self)) == nil)
  }
}

@Test(arguments: [
  ("GET  / HTTP/1.1\r\n", 400), ("GET /\r\n", 400), ("G@T / HTTP/1.1\r\n", 400), ("GET /ü HTTP/1.1\r\n", 400),
  ("GET / HTTP/1.1 \r\n", 400), ("GET / HTTP/2.0\r\n", 505), ("GET / http/1.1\r\n", 400),
  ("GET / HTTP/1.1\n", 400), ("GET / HTTP/1.1\r\nHost: a\n\n", 400),
  ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\nHost : a\r\n", 400), ("GET / HTTP/1.1\r\n: a\r\n", 400), ("GET / HTTP/1.1\r\nHost\r\n", 400),
  ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\u{0}b\r\n", 400),
  ("GET / HTTP/1.1\r\nHost: a\rb\r\n", 400),
  ("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n", 400),
  ("GET / HTTP/1.1\r\nContent-Length: 1, 1\r\n", 400), ("GET / HTTP/1.1\r\nContent-Length: +1\r\n", 400),
  ("GET / HTTP/1.1\r\nContent-Length: \r\n", 400), ("GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n", 413),
  ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
  ("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n", 501),
  ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 501),
  ("GET / HTTP/1.1\r\nExpect: tea\r\n", 417),
  ("GET /" + String(repeating: "a", count: 20_000), 414),
  ("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 20_000), 431),
  ("GET / HTTP/1.1\r\n" + String(repeating: "X: a\r\n", count: 101), 431),
])
func refusesARequest(text: String, status: Int) {
  do throws(Refusal) {
    let head = try parsed(text)
    Issue.record("\(text.debugDescription) was read as \(String(describing: head))")
  } catch {
    #expect(error.status.rawValue == status, "\(text.debugDescription): \(error.message)")
  }
}

/// Whatever arrives is read, refused or waited for: no byte sequence traps.
@Test func survivesDamagedHeads() {
  var random = SystemRandomNumberGenerator()
  let whole = Array("POST /predict HTTP/1.1\r\nHost: a\r\nConnection: close, x\r\nContent-Length: 12\r\n\r\n".utf8)
  for _ in 0..<5000 {
    var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
    for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    _ = try? parsed(String(decoding: bytes, as: UTF8.self))
    bytes.withUnsafeBytes { _ = try? RequestHead.parse($0) }
  }
}
