import Glibc

/// A client that sends bytes as they are told, and reads what comes back.
final class TestClient {
  private let descriptor: Int32

  init(port: Int) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)[...]) }

  func send(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// What arrives until the server closes, or until `isEnough`.
  func receive(until isEnough: (String) -> Bool = { _ in false }) -> String {
    var all: [UInt8] = []
    var portion = [UInt8](repeating: 0, count: 65536)
    while !isEnough(String(decoding: all, as: UTF8.self)) {
      let count = recv(descriptor, &portion, portion.count, 0)
      guard count > 0 else { break }
      all.append(contentsOf: portion[..<count])
    }
    return String(decoding: all, as: UTF8.self)
  }

  /// What the server says to `request`, which must make it close.
  static func exchange(_ request: String, port: Int) -> String {
    let client = TestClient(port: port)
    client.send(request)
    return client.receive()
  }
}

/// A request that closes its connection.
func request(_ method: String, _ target: String, body: String = "") -> String {
  "\(method) \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

/// The body of a response.
func body(of response: String) -> String {
  guard let end = response.firstRange(of: "\r\n\r\n") else { return "" }
  return String(response[end.upperBound...])
}
