/// What Python would raise for one row: the exception's class and its message, in Python's words.
///
/// The message lives in static data or in the row's `Scratch`; whoever keeps it longer copies it.
public struct RowError: Error, Sendable {
  /// The exception's class, e.g. `ValueError`.
  public let type: StaticString
  /// What `str(exception)` gives.
  public let message: Text

  /// An error with a message that may be made in the row's scratch.
  public init(_ type: StaticString, _ message: Text) {
    self.type = type
    self.message = message
  }

  /// An error whose message is known beforehand.
  public init(_ type: StaticString, _ message: StaticString) {
    self.init(type, Text(message))
  }

  /// Whether the exception is of this very class.
  public func isA(_ name: StaticString) -> Bool {
    guard name.utf8CodeUnitCount == type.utf8CodeUnitCount else { return false }
    for i in 0..<name.utf8CodeUnitCount where name.utf8Start[i] != type.utf8Start[i] { return false }
    return true
  }
}
