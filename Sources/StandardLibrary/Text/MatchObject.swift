package import Kernels
package import PythonRuntime
import RegularExpressions

/// A match of `re`.
package final class MatchObject: Object {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "Match", module: "re", members: Standard.MatchClass.members)
    type.isNamedInFull = true
    return type
  }()

  private let subject: PatternSubject
  let pattern: PatternObject
  /// The bytes of each group, the whole match first; `nil` for a group that took no part.
  let ranges: [Range<Int>?]

  init(_ match: RegularExpressionMatch, of subject: PatternSubject, by pattern: PatternObject) {
    self.subject = subject
    self.pattern = pattern
    ranges = (0...match.groupCount).map { match.range(ofGroup: $0) }
    super.init(type: MatchObject.type)
  }

  /// The text that was searched, up to `endpos`.
  var text: PythonString { subject.text }
  /// What was searched, as the notebook has it.
  var string: Value { subject.value }
  /// `pos` and `endpos`.
  var bounds: (start: Int, end: Int) { subject.bounds }

  override package var isMutable: Bool { false }

  /// What a group matched; None if it took no part.
  func group(_ position: Int) -> Value {
    ranges[position].map { PatternSubject.value(text.bytes[$0], isBytes: pattern.isBytes) } ?? .none
  }

  /// The position of a group, by number or name.
  func position(of key: Value, in context: Context) throws(Raised) -> Int {
    if case .string(let name) = key {
      if let position = pattern.expression.group(named: name) { return position }
    } else if let position = try context.indexIfInteger(key), ranges.indices.contains(position) {
      return position
    }
    throw .indexError("no such group")
  }

  /// What `findall` gives for this match: the whole match, the only group, or a tuple of groups; missing ones are empty.
  var findallItem: Value {
    let groups = ranges.indices.dropFirst().map { position -> Value in
      ranges[position] == nil ? PatternSubject.value([], isBytes: pattern.isBytes) : group(position)
    }
    switch groups.count {
    case 0: return group(0)
    case 1: return groups[0]
    default: return .tuple(groups)
    }
  }

  /// The group that ended last.
  var lastIndex: Int? {
    var last: (group: Int, end: Int)?
    for group in pattern.expression.closedGroups {
      guard let range = ranges[group] else { continue }
      if last.map({ range.upperBound >= $0.end }) ?? true { last = (group, range.upperBound) }
    }
    return last?.group
  }

  /// Code points before a byte offset.
  func index(_ offset: Int) -> Int { text.bytes[..<offset].count { $0 & 0xC0 != 0x80 } }

  /// Start and end of a group in characters; -1 if it took no part.
  func span(_ group: Int) -> (start: Int, end: Int) {
    guard let range = ranges[group] else { return (-1, -1) }
    let start = index(range.lowerBound)
    return (start, start + text.bytes[range].count { $0 & 0xC0 != 0x80 })
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    group(try position(of: key, in: context))
  }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? { .object(self) }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let (start, end) = span(0)
    let whole = PythonString(codePoints: try context.repr(group(0)).codePoints.prefix(50))
    return PythonString(
      bytes: Array("<re.Match object; span=(\(start), \(end)), match=".utf8) + whole.bytes + [UInt8(ascii: ">")])
  }
}
