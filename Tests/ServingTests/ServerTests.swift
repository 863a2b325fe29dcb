import FlatRents
import Foundation
import ModelInterface
import Scoring
import Serving
import Testing

private let record = #"{"area": 54.5, "rooms": 2, "furnished": false, "city \"ü\"": "Genève"}"#
private let answer = #"{"prediction": 0, "probabilities": {"0": 0.7513056453618503, "1": 0.2486943546381497}}"#

/// A server for the fixture's model on a port of its own, for as long as `body` runs.
private func withServer(
  _ change: (inout ServerOptions) -> Void = { _ in }, isReady: Bool = true, _ body: (Server) throws -> Void
) throws {
  let rents = try FlatRents()
  var options = ServerOptions()
  options.port = 0
  options.threads = 1
  change(&options)
  let server = try Server(ServedModel(rents.model.description, model: rents.model), options: options)
  if isReady { server.state.enter(.ready) }
  defer { server.stop(isImpatient: { true }) }
  try body(server)
}

private func check(_ server: Server, _ request: String, _ status: Int, _ expected: String? = nil) {
  let response = TestClient.exchange(request, port: server.port)
  #expect(response.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(200)) -> \(response)")
  if let expected { #expect(body(of: response) == expected, "\(request.prefix(200))") }
}

@Test func answersEachRoute() throws {
  try withServer { server in
    check(server, request("POST", "/predict", body: record), 200, answer)
    check(server, request("POST", "/predict?x=1", body: "[\(record), \(record)]"), 200, "[\(answer), \(answer)]")
    check(server, request("GET", "/v2/health/live"), 200, #"{"live": true}"#)
    check(server, request("GET", "http://a:1/v2/health/ready"), 200, #"{"ready": true}"#)
    check(server, request("GET", "/v2/models/flat%2Drents/ready"), 200, #"{"ready": true}"#)
    check(server, request("HEAD", "/v2/models/flat-rents"), 200, "")
    check(server, request("GET", "/v2/models/other"), 404)
    check(server, request("GET", "/nothing"), 404, #"{"error": "there is nothing here"}"#)
    check(server, request("GET", "/predict"), 405, #"{"error": "the method is not allowed here"}"#)
    check(server, request("PUT", "/v2/health/live"), 405)
    check(server, request("GET", "/v2"), 200)
  }
}

@Test func describesTheModel() throws {
  try withServer { server in
    let text = body(of: TestClient.exchange(request("GET", "/v2/models/flat-rents"), port: server.port))
    let schema = try JSONValue(parsing: text.utf8)
    #expect(schema["inputs"]?.array?.count == 4)
    #expect(schema["inputs"]?.array?[3]["datatype"]?.string == "BYTES")
    #expect(schema["outputs"]?.array?[1]["shape"]?.array == [.number("-1"), .number("2")])
    #expect(schema["schema"]?["fields"]?.array?[0]["name"]?.string == "area")
  }
}

@Test func refusesBadRecords() throws {
  try withServer { server in
    check(
      server, request("POST", "/predict", body: "[\(record), {}]"), 422,
      #"{"error": "the field is absent; give null where its value is missing", "field": "area", "index": 1}"#)
    check(
      server, request("POST", "/predict", body: #"{"area": NaN}"#), 400,
      #"{"error": "expected a value, found 'N'", "field": "area", "offset": 9}"#)
    check(server, request("POST", "/predict"), 400, #"{"error": "expected a record, found the end", "offset": 0}"#)
  }
}

@Test func waitsUntilItIsReady() throws {
  try withServer(isReady: false) { server in
    check(server, request("GET", "/v2/health/live"), 200)
    check(server, request("GET", "/v2/health/ready"), 503)
    check(server, request("POST", "/predict", body: record), 503)
    server.state.enter(.refused, because: "golden row 1 differs")
    check(server, request("GET", "/v2/health/ready"), 503, #"{"ready": false, "error": "golden row 1 differs"}"#)
  }
}

@Test func answersRequestsInOneGo() throws {
  try withServer { server in
    let one = "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: \(record.utf8.count)\r\n\r\n\(record)"
    let client = TestClient(port: server.port)
    client.send(String(repeating: one, count: 500) + request("GET", "/v2/health/live"))
    let responses = client.receive().components(separatedBy: "HTTP/1.1 200 OK\r\n").dropFirst()
    #expect(responses.count == 501)
    #expect(responses.dropLast().allSatisfy { body(of: $0) == answer })
  }
}

@Test func answersRequestsThatArriveByteByByte() throws {
  try withServer { server in
    let client = TestClient(port: server.port)
    for character in request("POST", "/predict", body: record) { client.send(String(character)) }
    #expect(body(of: client.receive()) == answer)
  }
}

@Test func readsChunks() throws {
  try withServer { server in
    let size = String(record.utf8.count, radix: 16)
    let head = "POST /predict HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    check(server, "\(head)\(size)\r\n\(record)\r\n0\r\n\r\n", 200, answer)
    check(server, "\(head)zz\r\n", 400)
  }
}

@Test func asksForTheBody() throws {
  try withServer { server in
    let client = TestClient(port: server.port)
    client.send(
      "POST /predict HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: \(record.utf8.count)\r\n\r\n"
    )
    #expect(client.receive { $0.hasSuffix("\r\n\r\n") } == "HTTP/1.1 100 Continue\r\n\r\n")
    client.send(record)
    #expect(body(of: client.receive()) == answer)
  }
}

@Test func answersLongListsInPortions() throws {
  try withServer { server in
    let client = TestClient(port: server.port)
    let list = "[" + [String](repeating: record, count: 20_000).joined(separator: ",") + "]"
    client.send(request("POST", "/predict", body: list))
    let text = body(of: client.receive())
    #expect(text.components(separatedBy: answer).count == 20_001)
    check(server, request("GET", "/metrics"), 200)
    let metrics = TestClient.exchange(request("GET", "/metrics"), port: server.port)
    #expect(metrics.contains("faircopy_records_total 20000\n"))
  }
}

@Test func limitsBodies() throws {
  try withServer({ $0.bodyLimit = 100 }) { server in
    check(server, request("POST", "/predict", body: record), 200, answer)
    check(server, request("POST", "/predict", body: String(repeating: " ", count: 101)), 413)
    let chunked = "POST /predict HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n"
    check(server, chunked, 413)
  }
}

@Test func losesPatience() throws {
  try withServer({
    $0.headTimeout = 200
    $0.bodyTimeout = 200
    $0.idleTimeout = 200
  }) { server in
    check(server, "POST /predict HTTP/1.1\r\nHost:", 408, #"{"error": "the request did not arrive in time"}"#)
    let head = "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"
    check(server, head, 408, #"{"error": "the body did not arrive in time"}"#)
    #expect(TestClient(port: server.port).receive() == "")
  }
}

@Test func endsWhenRequestsUnderWayAreAnswered() throws {
  try withServer { server in
    let client = TestClient(port: server.port)
    client.send("POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: \(record.utf8.count)\r\n\r\n")
    let idle = TestClient(port: server.port)
    while !TestClient.exchange(request("GET", "/metrics"), port: server.port).contains("faircopy_connections 3\n") {}
    var beats = 0
    server.stop {
      beats += 1
      if beats == 1 { client.send(record) }
      return false
    }
    let response = client.receive()
    #expect(body(of: response) == answer)
    #expect(response.contains("\r\nConnection: close\r\n"))
    #expect(idle.receive() == "")
  }
}

@Test func refusesAPortInUse() throws {
  try withServer { server in
    #expect(throws: ServerError.self) { try withServer({ $0.port = server.port }) { _ in } }
  }
}

/// Whatever bytes arrive, in whatever portions: the server goes on.
@Test func survivesNoise() throws {
  try withServer { server in
    var random = SystemRandomNumberGenerator()
    let head = "POST /predict HTTP/1.1\r\nHost: a\r\n"
    let whole = [
      request("POST", "/predict", body: record), head + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n0\r\n\r\n",
    ].map { Array($0.utf8) }
    for round in 0..<200 {
      var bytes = whole[round % 2]
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let client = TestClient(port: server.port)
      let half = Int.random(in: 0..<bytes.count, using: &random)
      client.send(bytes[..<half])
      client.send(bytes[half...])
    }
    check(server, request("POST", "/predict", body: record), 200, answer)
  }
}
