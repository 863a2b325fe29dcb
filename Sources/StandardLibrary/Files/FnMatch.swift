import Kernels
import PythonRuntime

/// Shell patterns: `*`, `?`, `[abc]`, `[!a-c]`.
struct ShellPattern {
  private enum Piece {
    case one, many
    case character(UInt32)
    case set([ClosedRange<UInt32>], isNegated: Bool)
  }

  private var pieces: [Piece] = []

  init(_ pattern: PythonString) {
    let points = pattern.codePoints
    var i = 0
    while i < points.count {
      let point = points[i]
      i += 1
      switch point {
      case 0x2A: pieces.append(.many)
      case 0x3F: pieces.append(.one)
      case 0x5B: pieces.append(ShellPattern.set(points, &i))
      default: pieces.append(.character(point))
      }
    }
  }

  /// What a bracket opens; itself if nothing closes it.
  private static func set(_ points: [UInt32], _ i: inout Int) -> Piece {
    var end = i
    if end < points.count, points[end] == 0x21 { end += 1 }
    if end < points.count, points[end] == 0x5D { end += 1 }
    while end < points.count, points[end] != 0x5D { end += 1 }
    guard end < points.count else { return .character(0x5B) }
    let isNegated = points[i] == 0x21
    var inner = points[(isNegated ? i + 1 : i)..<end]
    i = end + 1
    var ranges: [ClosedRange<UInt32>] = []
    while let first = inner.popFirst() {
      if inner.count >= 2, inner.first == 0x2D {
        inner.removeFirst()
        let last = inner.removeFirst()
        if first <= last { ranges.append(first...last) }
      } else {
        ranges.append(first...first)
      }
    }
    return .set(ranges, isNegated: isNegated)
  }

  /// Whether the whole text fits.
  func matches(_ text: PythonString) -> Bool {
    let points = text.codePoints
    var piece = 0
    var at = 0
    // Where to go back to: after the last star, with one character more for it.
    var retry: (piece: Int, at: Int)?
    while at < points.count || piece < pieces.count {
      if piece < pieces.count {
        if case .many = pieces[piece] {
          retry = (piece, at + 1)
          piece += 1
          continue
        }
        if at < points.count, fits(pieces[piece], points[at]) {
          piece += 1
          at += 1
          continue
        }
      }
      guard let last = retry, last.at <= points.count else { return false }
      piece = last.piece + 1
      at = last.at
      retry = (last.piece, last.at + 1)
    }
    return true
  }

  private func fits(_ piece: Piece, _ point: UInt32) -> Bool {
    switch piece {
    case .one: true
    case .many: false
    case .character(let own): own == point
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(point) } != isNegated
    }
  }

  /// Whether the text has characters that mean something in patterns.
  static func isPattern(_ text: some Sequence<UInt8>) -> Bool {
    text.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B }
  }
}

extension Standard.FnMatch {
  static let fnmatch = Function("fnmatch(name, pat)") { call in
    .bool(ShellPattern(try call.context.path(call[1])).matches(try call.context.path(call[0])))
  }
  static let fnmatchcase = Function("fnmatchcase(name, pat)") { call in
    .bool(ShellPattern(try call.string("pat")).matches(try call.string("name")))
  }
  static let filter = Function("filter(names, pat)") { call in
    let pattern = ShellPattern(try call.string("pat"))
    var result: [Value] = []
    for name in try call.list("names") where pattern.matches(try call.context.path(name)) { result.append(name) }
    return .list(result)
  }
}
