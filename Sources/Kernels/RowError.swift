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
}
