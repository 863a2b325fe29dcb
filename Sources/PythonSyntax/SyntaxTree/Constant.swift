/// A literal value.
package enum Constant: Sendable, Hashable {
  case none
  case `true`
  case `false`
  case ellipsis
  /// An integer that fits into 64 bits.
  case int(Int64)
  /// A larger integer: its digits without prefix and underscores, most significant first, in radix 2, 8, 10 or 16.
  case bigInt(digits: String, radix: Int)
  case float(Double)
  /// The imaginary part of a literal such as `2j`.
  case complex(Double)
  /// A string as UTF-8, surrogates as WTF-8.
  case string([UInt8])
  case bytes([UInt8])
}
