import Kernels
import PythonRuntime

/// The parts of an address, as `urllib.parse` cuts it.
struct URLParts {
  var scheme: [UInt8] = []
  var host: [UInt8] = []
  var path: [UInt8] = []
  var parameters: [UInt8] = []
  var query: [UInt8] = []
  var fragment: [UInt8] = []

  private static let withRelative: Set<String> = [
    "", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtspu",
    "sftp", "svn", "svn+ssh", "ws", "wss",
  ]
  private static let withParameters: Set<String> = [
    "", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp",
    "tel",
  ]

  init(_ text: [UInt8], scheme standard: [UInt8] = [], splitsParameters: Bool) {
    var rest = text.drop { $0 <= 0x20 }.filter { ![0x09, 0x0A, 0x0D].contains($0) }[...]
    scheme = standard
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), colon > 0, rest[0] | 0x20 >= 0x61, rest[0] | 0x20 <= 0x7A,
      rest[..<colon].allSatisfy({ URLQuoting.isUnreserved($0) && $0 != 0x5F && $0 != 0x7E || $0 == UInt8(ascii: "+") })
    {
      scheme = Array(String(decoding: rest[..<colon], as: UTF8.self).lowercased().utf8)
      rest = rest[(colon + 1)...]
    }
    if rest.starts(with: Array("//".utf8)) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
      host = Array(rest[..<end])
      rest = rest[end...]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    path = Array(rest)
    guard splitsParameters, URLParts.withParameters.contains(String(decoding: scheme, as: UTF8.self)) else { return }
    let start = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
    if let mark = path[start...].firstIndex(of: UInt8(ascii: ";")) {
      parameters = Array(path[(mark + 1)...])
      path = Array(path[..<mark])
    }
  }

  /// The address that the parts make.
  var text: [UInt8] {
    var result = path + (parameters.isEmpty ? [] : [UInt8(ascii: ";")] + parameters)
    let usesHost = ["", "ftp", "http", "https", "file", "ws", "wss", "sftp", "svn", "svn+ssh", "git", "git+ssh"]
    if !host.isEmpty
      || (!scheme.isEmpty && usesHost.contains(String(decoding: scheme, as: UTF8.self))
        && !result.starts(with: [0x2F, 0x2F]))
    {
      if !result.isEmpty, result.first != 0x2F { result = [0x2F] + result }
      result = [0x2F, 0x2F] + host + result
    }
    if !scheme.isEmpty { result = scheme + [UInt8(ascii: ":")] + result }
    if !query.isEmpty { result += [UInt8(ascii: "?")] + query }
    if !fragment.isEmpty { result += [UInt8(ascii: "#")] + fragment }
    return result
  }

  /// `urljoin`.
  static func joined(_ base: [UInt8], _ text: [UInt8]) -> [UInt8] {
    if base.isEmpty { return text }
    if text.isEmpty { return base }
    let from = URLParts(base, splitsParameters: true)
    var to = URLParts(text, scheme: from.scheme, splitsParameters: true)
    if to.scheme != from.scheme || !withRelative.contains(String(decoding: to.scheme, as: UTF8.self)) { return text }
    if !to.host.isEmpty { return to.text }
    to.host = from.host
    if to.path.isEmpty, to.parameters.isEmpty {
      (to.path, to.parameters) = (from.path, from.parameters)
      if to.query.isEmpty { to.query = from.query }
      return to.text
    }
    var segments = from.path.split(separator: 0x2F, omittingEmptySubsequences: false)
    if segments.last?.isEmpty == false { segments.removeLast() }
    let own = to.path.split(separator: 0x2F, omittingEmptySubsequences: false)
    if to.path.first == 0x2F {
      segments = own
    } else {
      segments += own
      // Empty segments within the path are left out.
      if segments.count > 2 {
        segments =
          [segments[0]] + segments[1..<(segments.count - 1)].filter { !$0.isEmpty } + [segments[segments.count - 1]]
      }
    }
    var resolved: [ArraySlice<UInt8>] = []
    for segment in segments {
      if segment == [0x2E, 0x2E] { _ = resolved.popLast() } else if segment != [0x2E] { resolved.append(segment) }
    }
    if let last = segments.last, last == [0x2E] || last == [0x2E, 0x2E] { resolved.append([]) }
    to.path = Array(resolved.joined(separator: [0x2F]))
    if to.path.isEmpty { to.path = [0x2F] }
    return to.text
  }
}

extension Standard.UrlParse {
  nonisolated(unsafe) private static let parseResult = addressClass(
    "ParseResult", ["scheme", "netloc", "path", "params", "query", "fragment"])
  nonisolated(unsafe) private static let splitResult = addressClass(
    "SplitResult", ["scheme", "netloc", "path", "query", "fragment"])

  private static func addressClass(_ name: String, _ fields: [PythonString]) -> TypeObject {
    let type = NamedTuples.made(name, module: "", fields: fields)
    for member in [hostname, port, username, password] { type.define(member.name, member.value(in: type)) }
    let geturl = Method("geturl(self)") { call in
      try Standard.UrlParse.address(call.receiver(as: TupleObject.self).items, call)
    }
    type.define(geturl.name, geturl.value(in: type))
    return type
  }

  private static func host(_ call: Call) throws(Raised) -> (user: [UInt8]?, host: [UInt8]) {
    let host = try call.receiver(as: TupleObject.self).items[1].stringValue?.bytes ?? []
    guard let mark = host.lastIndex(of: UInt8(ascii: "@")) else { return (nil, host) }
    return (Array(host[..<mark]), Array(host[(mark + 1)...]))
  }

  private static let hostname = Property("hostname") { call in
    let host = try host(call).host
    let name =
      host.first == UInt8(ascii: "[")
      ? host.dropFirst().prefix { $0 != UInt8(ascii: "]") } : host.prefix { $0 != UInt8(ascii: ":") }
    return name.isEmpty ? .none : .text(String(decoding: name, as: UTF8.self).lowercased())
  }
  private static let port = Property("port") { call in
    let host = try host(call).host
    guard let mark = host.lastIndex(of: UInt8(ascii: ":")), mark + 1 < host.count, host.last != UInt8(ascii: "]") else {
      return .none
    }
    let text = String(decoding: host[(mark + 1)...], as: UTF8.self)
    guard let port = Int(text) else {
      throw Raised.valueError("Port could not be cast to integer value as '\(text)'")
    }
    guard port >= 0, port <= 65535 else { throw Raised.valueError("Port out of range 0-65535") }
    return .int(port)
  }
  private static let username = Property("username") { call in
    try host(call).user.map { .string(PythonString(bytes: Array($0.prefix { $0 != UInt8(ascii: ":") }))) } ?? .none
  }
  private static let password = Property("password") { call in
    guard let user = try host(call).user, let mark = user.firstIndex(of: UInt8(ascii: ":")) else { return .none }
    return .string(PythonString(bytes: Array(user[(mark + 1)...])))
  }

  private static func string(_ bytes: [UInt8]) -> Value { .string(PythonString(bytes: bytes)) }

  static let urlparse = Function("urlparse(url, scheme='', allow_fragments=True)") { call in
    try call.refuse("allow_fragments")
    let parts = URLParts(try call.string("url").bytes, scheme: try call.string("scheme").bytes, splitsParameters: true)
    let items = [parts.scheme, parts.host, parts.path, parts.parameters, parts.query, parts.fragment]
    return .object(TupleObject(items.map(string), type: parseResult))
  }
  static let urlsplit = Function("urlsplit(url, scheme='', allow_fragments=True)") { call in
    try call.refuse("allow_fragments")
    let parts = URLParts(try call.string("url").bytes, scheme: try call.string("scheme").bytes, splitsParameters: false)
    let items = [parts.scheme, parts.host, parts.path, parts.query, parts.fragment]
    return .object(TupleObject(items.map(string), type: splitResult))
  }

  private static func address(_ items: [Value], _ call: Call) throws(Raised) -> Value {
    var texts: [[UInt8]] = []
    for item in items { texts.append(try call.context.str(item).bytes) }
    guard texts.count == 5 || texts.count == 6 else {
      throw .valueError("not enough values to unpack (expected 6, got \(texts.count))")
    }
    if texts.count == 5 { texts.insert([], at: 3) }
    var parts = URLParts([], splitsParameters: false)
    (parts.scheme, parts.host, parts.path) = (texts[0], texts[1], texts[2])
    (parts.parameters, parts.query, parts.fragment) = (texts[3], texts[4], texts[5])
    return string(parts.text)
  }
  static let urlunparse = Function("urlunparse(components)") { call in try address(call.list("components"), call) }
  static let urlunsplit = Function("urlunsplit(components)") { call in try address(call.list("components"), call) }

  static let urljoin = Function("urljoin(base, url, allow_fragments=True)") { call in
    string(URLParts.joined(try call.string("base").bytes, try call.string("url").bytes))
  }
}
