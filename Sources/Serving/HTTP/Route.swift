/// What a request asks for.
enum Route: Equatable {
  case predict, live, ready, server, model, modelReady, metrics, unknown

  /// The methods that the route answers, as the `Allow` field lists them.
  var methods: StaticString { self == .predict ? "POST" : "GET, HEAD" }

  /// The route answers `method`.
  func allows(_ method: RequestHead.Method) -> Bool {
    self == .predict ? method == .post : method == .get || method == .head
  }

  /// The route of the request target in `bytes`, for a model called `modelName`.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, _ target: Range<Int>, modelName: [UInt8]) {
    if bytes.equals("/predict", in: target) {
      self = .predict
    } else {
      self.init(target: bytes[target].map { $0 }, modelName: modelName)
    }
  }

  private init(target: [UInt8], modelName: [UInt8]) {
    let path = Route.path(of: target)
    switch String(decoding: path, as: UTF8.self) {
    case "/predict": self = .predict
    case "/v2": self = .server
    case "/v2/health/live": self = .live
    case "/v2/health/ready": self = .ready
    case "/metrics": self = .metrics
    default: self = Route.model(path: path, modelName: modelName)
    }
  }

  private static func model(path: ArraySlice<UInt8>, modelName: [UInt8]) -> Route {
    let prefix = "/v2/models/".utf8
    guard path.starts(with: prefix) else { return .unknown }
    let parts = path.dropFirst(prefix.count).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let name = parts.first, percentDecoded(name) == modelName else { return .unknown }
    if parts.count == 1 { return .model }
    return parts.count == 2 && parts[1].elementsEqual("ready".utf8) ? .modelReady : .unknown
  }

  /// The target without its query, and without scheme and host where it is in absolute form.
  private static func path(of target: [UInt8]) -> ArraySlice<UInt8> {
    var path = target.prefix { $0 != UInt8(ascii: "?") }
    if path.first != UInt8(ascii: "/"), path.starts(with: "http://".utf8) {
      path = path.dropFirst(7).drop { $0 != UInt8(ascii: "/") }
    }
    return path
  }
}

/// `bytes` with `%XX` resolved; nil where a `%` is not followed by two hexadecimal digits.
func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
  var decoded: [UInt8] = []
  var index = bytes.startIndex
  while index < bytes.endIndex {
    if bytes[index] == UInt8(ascii: "%") {
      guard index + 2 < bytes.endIndex, let high = hexadecimal(bytes[index + 1]),
        let low = hexadecimal(bytes[index + 2])
      else { return nil }
      decoded.append(high << 4 | low)
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return decoded
}

private func hexadecimal(_ byte: UInt8) -> UInt8? {
  Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8(truncatingIfNeeded: $0) }
}
