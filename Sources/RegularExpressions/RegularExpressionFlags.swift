/// The flags of Python's `re`, with Python's values.
public struct RegularExpressionFlags: OptionSet, Sendable, Hashable {
  /// Python's number.
  public let rawValue: Int

  /// The flags of Python's number.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// `re.I`.
  public static let ignoreCase = RegularExpressionFlags(rawValue: 2)
  /// `re.M`: `^` and `$` at every line.
  public static let multiline = RegularExpressionFlags(rawValue: 8)
  /// `re.S`: `.` is any character.
  public static let dotAll = RegularExpressionFlags(rawValue: 16)
  /// `re.U`, which is always so unless `ascii`.
  public static let unicode = RegularExpressionFlags(rawValue: 32)
  /// `re.X`: blanks and comments in the pattern are ignored.
  public static let verbose = RegularExpressionFlags(rawValue: 64)
  /// `re.A`: `\w`, `\d`, `\s` and `\b` know ASCII only.
  public static let ascii = RegularExpressionFlags(rawValue: 256)
}
