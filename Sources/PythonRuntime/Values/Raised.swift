package import Kernels

/// What ends the normal course of evaluation.
///
/// Unchecked: it never leaves the interpreter's thread, `Error` only asks for `Sendable`.
public enum Raised: Error, @unchecked Sendable {
  /// A Python exception, which `except` can catch.
  case exception(ExceptionObject)
  /// Something the replay does not know; `except` does not catch it, the running call's result becomes unsupported.
  case unsupported(UnsupportedCause)
  /// The run was stopped from outside: a step limit or a timeout.
  case stopped(String)
}

extension Raised {
  /// Whether it is a Python exception of this class.
  package func isException(of type: TypeObject) -> Bool {
    if case .exception(let exception) = self { return exception.type.isSubclass(of: type) }
    return false
  }

  /// Why something is unsupported, if that is what it says.
  package var cause: UnsupportedCause? {
    if case .unsupported(let cause) = self { return cause }
    return nil
  }

  /// An exception of a built-in class.
  package init(_ type: TypeObject, _ message: String) {
    self = .exception(ExceptionObject(type, [.text(message)]))
  }

  /// An exception of a built-in class with a message that is a Python string.
  package init(_ type: TypeObject, _ message: PythonString) {
    self = .exception(ExceptionObject(type, [.string(message)]))
  }

  /// An exception of the built-in class of this name; `Exception` if there is none.
  package init(named name: String, _ message: PythonString) {
    self.init(Exceptions.named(name) ?? Exceptions.exception, message)
  }

  /// What an error thrown by a library means to Python: row errors are exceptions, anything else is our own bug.
  package init(_ error: any Error) {
    switch error {
    case let raised as Raised: self = raised
    case let row as RowError:
      self = Raised(named: row.type.description, PythonString(row.message))
    default: preconditionFailure("a library threw \(error)")
    }
  }

  package static func typeError(_ message: String) -> Raised { Raised(Exceptions.typeError, message) }
  package static func valueError(_ message: String) -> Raised { Raised(Exceptions.valueError, message) }
  package static func indexError(_ message: String) -> Raised { Raised(Exceptions.indexError, message) }
  package static func attributeError(_ message: String) -> Raised { Raised(Exceptions.attributeError, message) }
  package static func nameError(_ message: String) -> Raised { Raised(Exceptions.nameError, message) }
  package static func zeroDivision(_ message: String) -> Raised { Raised(Exceptions.zeroDivisionError, message) }
  package static func overflowError(_ message: String) -> Raised { Raised(Exceptions.overflowError, message) }
  package static func runtimeError(_ message: String) -> Raised { Raised(Exceptions.runtimeError, message) }
  package static func importError(_ message: String) -> Raised { Raised(Exceptions.importError, message) }

  /// `KeyError(key)`, whose text is the key's repr.
  package static func keyError(_ key: Value) -> Raised {
    .exception(ExceptionObject(Exceptions.keyError, [key]))
  }

  /// `StopIteration`, carrying a generator's return value.
  package static func stopIteration(_ value: Value = .none) -> Raised {
    .exception(ExceptionObject(Exceptions.stopIteration, value.isNone ? [] : [value]))
  }
}
