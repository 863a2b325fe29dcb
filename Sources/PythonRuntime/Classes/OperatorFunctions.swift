/// The functions of the notebook that operators and `with` call on instances of a class, as far as they have been looked
/// up, by number. The class keeps them as long as the version of all classes stays.
struct OperatorFunctions {
  /// Where the operators in place begin, and what `with` calls.
  static let inPlace = 32
  static let enter = 64
  static let exit = 65
  private static let count = 66

  enum Entry {
    /// Nothing was looked up.
    case unknown
    /// It is something else, or nothing.
    case other
    case function(UnsafeMutableRawPointer)
  }

  private var version = -1
  private var entries: [Entry] = []

  /// What was found with this version of all classes.
  @inline(__always)
  func known(_ key: Int, _ version: Int) -> Entry { self.version == version ? entries[key] : .unknown }

  /// Notes what was looked up, and gives it.
  mutating func note(_ function: FunctionObject?, for key: Int, _ version: Int) -> UnsafeMutableRawPointer? {
    if self.version != version {
      self.version = version
      entries = Array(repeating: .unknown, count: OperatorFunctions.count)
    }
    let memory = function.map { Unmanaged.passUnretained($0).toOpaque() }
    entries[key] = memory.map { .function($0) } ?? .other
    return memory
  }
}
