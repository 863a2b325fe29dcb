import Kernels

/// The texts of POSIX paths: what `os.path` does without looking at a disk.
enum PosixPaths {
  static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")

  static func joined(_ first: [UInt8], _ rest: [[UInt8]]) -> [UInt8] {
    rest.reduce(into: first) { result, part in
      if part.first == slash || result.isEmpty {
        result = part
      } else {
        if result.last != slash { result.append(slash) }
        result += part
      }
    }
  }

  /// Folder and name.
  static func split(_ path: [UInt8]) -> (head: [UInt8], tail: [UInt8]) {
    let start = (path.lastIndex(of: slash) ?? -1) + 1
    var head = path[..<start]
    if head.contains(where: { $0 != slash }) { while head.last == slash { head.removeLast() } }
    return (Array(head), Array(path[start...]))
  }

  /// All before the extension, and the extension with its dot.
  static func splitExtension(_ path: [UInt8]) -> (root: [UInt8], suffix: [UInt8]) {
    let start = (path.lastIndex(of: slash) ?? -1) + 1
    let firstOther = path[start...].firstIndex { $0 != dot } ?? path.count
    guard let last = path[start...].lastIndex(of: dot), last > firstOther else { return (path, []) }
    return (Array(path[..<last]), Array(path[last...]))
  }

  static func normalized(_ path: [UInt8]) -> [UInt8] {
    if path.isEmpty { return [dot] }
    var slashes = path.prefix { $0 == slash }.count
    if slashes > 2 { slashes = 1 }
    var parts: [ArraySlice<UInt8>] = []
    for part in path.split(separator: slash) where part != [dot] {
      let isUp = part == [dot, dot]
      if !isUp || (slashes == 0 && (parts.isEmpty || parts.last == [dot, dot])) {
        parts.append(part)
      } else {
        _ = parts.popLast()
      }
    }
    let result = [UInt8](repeating: slash, count: slashes) + parts.joined(separator: [slash])
    return result.isEmpty ? [dot] : result
  }

  static func absolute(_ path: [UInt8], from folder: PythonString) -> [UInt8] {
    normalized(path.first == slash ? path : joined(folder.bytes, [path]))
  }

  /// The way from one absolute path to another.
  static func relative(_ path: [UInt8], to start: [UInt8]) -> [UInt8] {
    let from = start.split(separator: slash)
    let to = path.split(separator: slash)
    let shared = zip(from, to).prefix { $0 == $1 }.count
    let up = [ArraySlice<UInt8>](repeating: [dot, dot], count: from.count - shared)
    let parts = up + to[shared...]
    return parts.isEmpty ? [dot] : Array(parts.joined(separator: [slash]))
  }

  /// The longest beginning that all texts share, character by character.
  static func commonPrefix(_ texts: [[UInt8]]) -> [UInt8] {
    guard let least = texts.min(by: { $0.lexicographicallyPrecedes($1) }),
      let most = texts.max(by: { $0.lexicographicallyPrecedes($1) })
    else { return [] }
    var count = zip(least, most).prefix { $0 == $1 }.count
    // Never within a character.
    while count > 0, count < least.count, least[count] & 0xC0 == 0x80 { count -= 1 }
    return Array(least[..<count])
  }
}
