/// The letters before a string's quote.
struct StringPrefix {
  var isRaw = false
  var isBytes = false
  var isFormatted = false
  var isTemplate = false
  var isUnicode = false

  /// Whether the string has replacement fields.
  var hasFields: Bool { isFormatted || isTemplate }

  /// No letters.
  init() {}

  /// `nil` where the letters are no prefix.
  init?(_ letters: Slice<UnsafeBufferPointer<UInt8>>) {
    for letter in letters {
      switch letter | 0x20 {
      case UInt8(ascii: "r") where !isRaw: isRaw = true
      case UInt8(ascii: "b") where !isBytes: isBytes = true
      case UInt8(ascii: "f") where !isFormatted: isFormatted = true
      case UInt8(ascii: "t") where !isTemplate: isTemplate = true
      case UInt8(ascii: "u") where letters.count == 1: isUnicode = true
      default: return nil
      }
    }
    let kinds = [isBytes, isFormatted, isTemplate].count { $0 }
    guard kinds <= 1 else { return nil }
  }
}
