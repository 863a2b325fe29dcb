/// What functions of `cmath` give where a part of the argument is not finite, as C99's Annex G has it.
///
/// Rows and columns are the kinds of the real and the imaginary part: -inf, negative, -0, 0, positive, inf, nan. Of each
/// pair `i` is infinity, `n` NaN, `p` pi, `h`, `q` and `t` its half, quarter and three quarters; `?` is never asked for.
struct SpecialValues: Sendable {
  private let entries: [(real: Double, imaginary: Double)]

  init(_ table: String) {
    entries = table.split { $0 == " " || $0 == "\n" }.map { entry in
      let parts = entry.split(separator: ",").map(SpecialValues.number)
      return parts.count == 2 ? (parts[0], parts[1]) : (.nan, .nan)
    }
  }

  /// The value for an argument; `nil` if both of its parts are finite.
  subscript(real: Double, imaginary: Double) -> (real: Double, imaginary: Double)? {
    if real.isFinite, imaginary.isFinite { return nil }
    return entries[SpecialValues.kind(real) * 7 + SpecialValues.kind(imaginary)]
  }

  private static func kind(_ part: Double) -> Int {
    if part.isNaN { return 6 }
    let isNegative = part.sign == .minus
    if part.isInfinite { return isNegative ? 0 : 5 }
    if part == 0 { return isNegative ? 2 : 3 }
    return isNegative ? 1 : 4
  }

  private static func number(_ text: Substring) -> Double {
    let magnitude: Double =
      switch text.last {
      case "i": .infinity
      case "p": .pi
      case "h": .pi / 2
      case "q": .pi / 4
      case "t": 3 * .pi / 4
      case "0": 0
      case "1": 1
      default: .nan
      }
    return text.first == "-" ? -magnitude : magnitude
  }
}

extension SpecialValues {
  static let acos = SpecialValues(
    """
    t,i p,i p,i p,-i p,-i t,-i n,i
    h,i ? ? ? ? h,-i n,n
    h,i ? ? ? ? h,-i h,n
    h,i ? ? ? ? h,-i h,n
    h,i ? ? ? ? h,-i n,n
    q,i 0,i 0,i 0,-i 0,-i q,-i n,i
    n,i n,n n,n n,n n,n n,-i n,n
    """)
  static let acosh = SpecialValues(
    """
    i,-t i,-p i,-p i,p i,p i,t i,n
    i,-h ? ? ? ? i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-q i,-0 i,-0 i,0 i,0 i,q i,n
    i,n n,n n,n n,n n,n i,n n,n
    """)
  static let asinh = SpecialValues(
    """
    -i,-q -i,-0 -i,-0 -i,0 -i,0 -i,q -i,n
    -i,-h ? ? ? ? -i,h n,n
    -i,-h ? ? ? ? -i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-q i,-0 i,-0 i,0 i,0 i,q i,n
    i,n n,n n,-0 n,0 n,n i,n n,n
    """)
  static let atanh = SpecialValues(
    """
    -0,-h -0,-h -0,-h -0,h -0,h -0,h -0,n
    -0,-h ? ? ? ? -0,h n,n
    -0,-h ? ? ? ? -0,h -0,n
    0,-h ? ? ? ? 0,h 0,n
    0,-h ? ? ? ? 0,h n,n
    0,-h 0,-h 0,-h 0,h 0,h 0,h 0,n
    0,-h n,n n,n n,n n,n 0,h n,n
    """)
  static let cosh = SpecialValues(
    """
    ? ? i,0 i,-0 ? ? i,n
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? n,0
    ? ? ? ? ? ? n,0
    ? ? ? ? ? ? n,n
    ? ? i,-0 i,0 ? ? i,n
    n,n n,n n,0 n,0 n,n n,n n,n
    """)
  static let exp = SpecialValues(
    """
    0,0 ? 0,-0 0,0 ? 0,0 0,0
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? n,n
    ? ? i,-0 i,0 ? ? i,n
    n,n n,n n,-0 n,0 n,n n,n n,n
    """)
  static let log = SpecialValues(
    """
    i,-t i,-p i,-p i,p i,p i,t i,n
    i,-h ? ? ? ? i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-h ? ? ? ? i,h n,n
    i,-q i,-0 i,-0 i,0 i,0 i,q i,n
    i,n n,n n,n n,n n,n i,n n,n
    """)
  static let sinh = SpecialValues(
    """
    ? ? -i,-0 -i,0 ? ? i,n
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? 0,n
    ? ? ? ? ? ? 0,n
    ? ? ? ? ? ? n,n
    ? ? i,-0 i,0 ? ? i,n
    n,n n,n n,-0 n,0 n,n n,n n,n
    """)
  static let sqrt = SpecialValues(
    """
    i,-i 0,-i 0,-i 0,i 0,i i,i n,i
    i,-i ? ? ? ? i,i n,n
    i,-i ? ? ? ? i,i n,n
    i,-i ? ? ? ? i,i n,n
    i,-i ? ? ? ? i,i n,n
    i,-i i,-0 i,-0 i,0 i,0 i,i i,n
    i,-i n,n n,n n,n n,n i,i n,n
    """)
  static let tanh = SpecialValues(
    """
    -1,0 ? -1,-0 -1,0 ? -1,0 -1,0
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? n,n
    ? ? ? ? ? ? n,n
    1,0 ? 1,-0 1,0 ? 1,0 1,0
    n,n n,n n,-0 n,0 n,n n,n n,n
    """)
  static let rect = SpecialValues(
    """
    ? ? -i,0 -i,-0 ? ? i,n
    ? ? ? ? ? ? n,n
    0,0 ? ? ? ? 0,0 0,0
    0,0 ? ? ? ? 0,0 0,0
    ? ? ? ? ? ? n,n
    ? ? i,-0 i,0 ? ? i,n
    n,n n,n n,0 n,0 n,n n,n n,n
    """)
}
