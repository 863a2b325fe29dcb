import Kernels
import PythonRuntime

/// The parts of a path of one system.
struct PurePath: Hashable {
  var drive: [UInt8] = []
  var root: [UInt8] = []
  /// Without drive and root.
  var parts: [[UInt8]] = []
  var isWindows = false

  /// The path that texts make, joined.
  init(_ texts: [PythonString], isWindows: Bool) {
    self.isWindows = isWindows
    for text in texts { append(text.bytes) }
  }

  private init(isWindows: Bool) { self.isWindows = isWindows }

  var separator: UInt8 { isWindows ? UInt8(ascii: "\\") : UInt8(ascii: "/") }

  private mutating func append(_ text: [UInt8]) {
    let path = isWindows ? text.map { $0 == 0x2F ? 0x5C : $0 } : text
    let (drive, root, rest) = split(path)
    let parts = rest.split(separator: separator).map(Array.init).filter { $0 != [0x2E] }
    if !root.isEmpty {
      // A rooted path without a drive keeps the drive before it.
      if !drive.isEmpty || !isWindows { self.drive = drive }
      (self.root, self.parts) = (root, parts)
    } else if !drive.isEmpty, folded(drive) != folded(self.drive) {
      (self.drive, self.root, self.parts) = (drive, root, parts)
    } else {
      if !drive.isEmpty { self.drive = drive }
      self.parts += parts
    }
  }

  private func split(_ path: [UInt8]) -> (drive: [UInt8], root: [UInt8], rest: ArraySlice<UInt8>) {
    let slashes = path.prefix { $0 == separator }.count
    guard isWindows else {
      return ([], slashes == 0 ? [] : slashes == 2 ? [0x2F, 0x2F] : [0x2F], path[slashes...])
    }
    if slashes == 2 {
      let pieces = path[2...].split(separator: separator, maxSplits: 2, omittingEmptySubsequences: false)
      if pieces.count >= 2, !pieces[0].isEmpty, !pieces[1].isEmpty {
        let drive = [separator, separator] + pieces[0] + [separator] + pieces[1]
        return (drive, [separator], pieces.count > 2 ? pieces[2] : [])
      }
    }
    if path.count > 1, path[1] == UInt8(ascii: ":"), path[0] | 0x20 >= 0x61, path[0] | 0x20 <= 0x7A {
      let rest = path[2...]
      return (Array(path[..<2]), rest.first == separator ? [separator] : [], rest)
    }
    return ([], slashes > 0 ? [separator] : [], path[slashes...])
  }

  /// As it is compared: on Windows without regard to case.
  func folded(_ text: [UInt8]) -> [UInt8] {
    isWindows ? Array(String(decoding: text, as: UTF8.self).lowercased().utf8) : text
  }

  /// The pieces by which it is compared.
  var key: [[UInt8]] { ([drive + root] + parts).map(folded) }

  var text: [UInt8] {
    let anchor = drive + root
    let result = anchor + parts.joined(separator: [separator])
    return result.isEmpty ? [0x2E] : result
  }

  /// The anchor, if there is one, and the names.
  var allParts: [[UInt8]] { (drive + root).isEmpty ? parts : [drive + root] + parts }

  var name: [UInt8] { parts.last ?? [] }

  /// The name's last dot and what follows; empty for hidden files and a dot at the end.
  var suffix: [UInt8] {
    guard let dot = name.lastIndex(of: 0x2E), dot > 0, dot < name.count - 1 else { return [] }
    return Array(name[dot...])
  }

  var stem: [UInt8] { Array(name.dropLast(suffix.count)) }

  var suffixes: [[UInt8]] {
    guard name.last != 0x2E else { return [] }
    let trimmed = name.drop { $0 == 0x2E }
    return trimmed.split(separator: 0x2E, omittingEmptySubsequences: false).dropFirst().map { [0x2E] + $0 }
  }

  var parent: PurePath {
    var result = self
    _ = result.parts.popLast()
    return result
  }

  var isAbsolute: Bool { !root.isEmpty && (!isWindows || !drive.isEmpty) }

  /// With another last name.
  func named(_ name: [UInt8]) -> PurePath {
    var result = self
    result.parts[result.parts.count - 1] = name
    return result
  }

  /// With more behind it.
  func joined(_ texts: [PythonString]) -> PurePath {
    var result = self
    for text in texts { result.append(text.bytes) }
    return result
  }

  /// Whether it fits a pattern, counted from the end; from the beginning if the pattern is absolute.
  func matches(_ pattern: PurePath) -> Bool {
    if !pattern.drive.isEmpty, folded(pattern.drive) != folded(drive) { return false }
    if !pattern.root.isEmpty, pattern.root != root { return false }
    let isAnchored = !pattern.drive.isEmpty || !pattern.root.isEmpty
    // The anchor counts as a part of the path.
    let (mine, theirs) = (allParts, isAnchored ? pattern.parts : pattern.allParts)
    guard isAnchored ? mine.count == theirs.count + 1 : mine.count >= theirs.count else { return false }
    return zip(mine.reversed(), theirs.reversed()).allSatisfy { part, pattern in
      ShellPattern(PythonString(bytes: folded(pattern))).matches(PythonString(bytes: folded(part)))
    }
  }
}
