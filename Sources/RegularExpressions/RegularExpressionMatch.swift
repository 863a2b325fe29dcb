public import Kernels

/// Where a pattern matched. It lives in the scratch that it was made with.
public struct RegularExpressionMatch: @unchecked Sendable {
  /// The text that was searched.
  public let text: Text
  /// Start and end of each group in bytes; of group 0, the whole match, first.
  let offsets: UnsafePointer<Int>
  /// How many groups the pattern has, the whole match not counted.
  public let groupCount: Int

  /// The bytes that the whole match covers.
  public var range: Range<Int> { offsets[0]..<max(offsets[0], offsets[1]) }

  /// The bytes that a group covers, 0 being the whole match; `nil` if it took no part, or does not exist.
  public func range(ofGroup group: Int) -> Range<Int>? {
    guard group >= 0, group <= groupCount else { return nil }
    let start = offsets[2 * group]
    let end = offsets[2 * group + 1]
    return start >= 0 && end >= start ? start..<end : nil
  }

  /// What a group matched; `nil` where Python gives `None`.
  public func group(_ group: Int) -> Text? {
    range(ofGroup: group).map { text.slice($0) }
  }
}
