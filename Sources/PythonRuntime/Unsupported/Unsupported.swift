import Kernels

/// What a call may have changed besides its result.
public enum Touch: Sendable {
  /// Nothing that lives on.
  case nothing
  /// The object it was called on.
  case receiver
  /// The receiver and every mutable argument.
  case everything
}

/// A value that the replay could not compute. Whatever is computed from it is unsupported with the same cause.
///
/// It is an object that is poisoned from birth, so one test of `Object.poison` covers both.
package final class Unsupported: Object {
  /// What calling this value may change: everything for an unknown function, nothing else for an unknown estimator.
  package let touch: Touch
  /// The object it was looked up on, if this stands for an unknown method.
  package let receiver: Object?

  package init(_ cause: UnsupportedCause, touch: Touch = .everything, receiver: Object? = nil) {
    self.touch = touch
    self.receiver = receiver
    super.init(type: Types.unsupported)
    poison = cause
  }

  override package var touchWhenPoisoned: Touch { touch }
}

extension Value {
  /// An unsupported value with this cause.
  package static func unsupported(_ cause: UnsupportedCause) -> Value { .object(Unsupported(cause)) }
}
