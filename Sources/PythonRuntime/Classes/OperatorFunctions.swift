/// The functions of the notebook that operators and `with` call on instances of a class, as far as they have been looked
/// up, by number.
struct OperatorFunctions {
  /// Where the operators in place begin, and what `with` calls.
  static let inPlace = 32
  static let enter = 64
  static let exit = 65
  private static let count = 66

  private enum Entry {
    case unknown
    /// What was looked up; `nil` is known to be something else.
    case found(FunctionObject?)
  }

  private var version = -1
  private var entries: [Entry] = []

  /// What was found with this version of all classes; `nil` if nothing was looked up yet.
  @inline(__always)
  func known(_ key: Int, _ version: Int) -> FunctionObject?? {
    guard self.version == version, case .found(let function) = entries[key] else { return nil }
    return .some(function)
  }

  /// Notes what was looked up.
  mutating func note(_ function: FunctionObject?, for key: Int, _ version: Int) {
    if self.version != version {
      self.version = version
      entries = Array(repeating: .unknown, count: OperatorFunctions.count)
    }
    entries[key] = .found(function)
  }
}
