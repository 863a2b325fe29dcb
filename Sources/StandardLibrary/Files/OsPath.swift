import Kernels
import PythonRuntime

extension Standard.OsPath {
  static let join = Function("join(a, /, *p)") { call in
    var result = try call.context.path(call[0]).bytes
    for part in call.variadic {
      let next = try call.context.path(part).bytes
      if next.first == slash {
        result = next
      } else {
        if !result.isEmpty, result.last != slash { result.append(slash) }
        result += next
      }
    }
    return .string(PythonString(bytes: result))
  }

  static let basename = Function("basename(p)") { call in
    let path = try call.context.path(call[0]).bytes
    return .string(PythonString(bytes: Array(path[afterLastSlash(path)...])))
  }

  static let dirname = Function("dirname(p)") { call in .string(try folder(call.context.path(call[0]))) }

  static let split = Function("split(p)") { call in
    let path = try call.context.path(call[0])
    let name = PythonString(bytes: Array(path.bytes[afterLastSlash(path.bytes)...]))
    return .tuple([.string(folder(path)), .string(name)])
  }

  static let splitext = Function("splitext(p)") { call in
    let path = try call.context.path(call[0]).bytes
    let start = afterLastSlash(path)
    let firstOther = path[start...].firstIndex { $0 != UInt8(ascii: ".") } ?? path.count
    guard let dot = path[start...].lastIndex(of: UInt8(ascii: ".")), dot > firstOther else {
      return .tuple([.string(PythonString(bytes: path)), ""])
    }
    return .tuple([
      .string(PythonString(bytes: Array(path[..<dot]))), .string(PythonString(bytes: Array(path[dot...]))),
    ])
  }

  static let exists = Function("exists(path)") { call in
    .bool(call.context.files.exists(try call.context.path(call[0])))
  }

  static let isdir = Function("isdir(s)") { call in
    .bool(call.context.files.list(try call.context.path(call[0])) != nil)
  }

  static let isfile = Function("isfile(path)") { call in
    let path = try call.context.path(call[0])
    return .bool(call.context.files.exists(path) && call.context.files.list(path) == nil)
  }

  static let expanduser = Function("expanduser(path)") { call in call[0] }

  private static let slash = UInt8(ascii: "/")

  private static func afterLastSlash(_ path: [UInt8]) -> Int { (path.lastIndex(of: slash) ?? -1) + 1 }

  private static func folder(_ path: PythonString) -> PythonString {
    var head = path.bytes[..<afterLastSlash(path.bytes)]
    if head.contains(where: { $0 != slash }) { while head.last == slash { head.removeLast() } }
    return PythonString(bytes: Array(head))
  }
}

extension Standard.Os {
  static let separator = Constant("sep") { _ in "/" }
  static let lineSeparator = Constant("linesep") { _ in "\n" }
  static let name = Constant("name") { _ in "posix" }
  static let environ = Constant("environ") { _ in .object(DictObject()) }
  static let getenv = Function("getenv(key, default=None)") { call in call[1] }

  static let listdir = Function("listdir(path='.')") { call in
    let path = try call.context.path(call[0])
    guard let names = call.context.files.list(path) else { throw Context.fileNotFound(path) }
    return .list(names.map(Value.string))
  }

  /// Nothing is written: a folder is taken as made.
  static let makedirs = Function("makedirs(name, mode=511, exist_ok=False)") { _ in .none }
  static let mkdir = Function("mkdir(path, mode=511)") { _ in .none }

  /// Folders below a folder, from the top.
  static let walk = Function("walk(top, topdown=True, onerror=None, followlinks=False)") { call in
    var result: [Value] = []
    var waiting = [try call.context.path(call[0])]
    while !waiting.isEmpty {
      let folder = waiting.removeFirst()
      guard let names = call.context.files.list(folder) else { continue }
      let paths = names.map { PythonString(bytes: folder.bytes + (folder.bytes.last == 0x2F ? [] : [0x2F]) + $0.bytes) }
      let isFolder = paths.map { call.context.files.list($0) != nil }
      let folders = zip(names, isFolder).filter(\.1).map { Value.string($0.0) }
      let files = zip(names, isFolder).filter { !$0.1 }.map { Value.string($0.0) }
      result.append(.tuple([.string(folder), .list(folders), .list(files)]))
      waiting = zip(paths, isFolder).filter(\.1).map(\.0) + waiting
    }
    return .object(ArrayIterator(result))
  }
}
