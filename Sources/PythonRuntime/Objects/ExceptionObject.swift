public import Kernels

/// An instance of an exception class.
public final class ExceptionObject: InstanceObject {
  package var arguments: [Value]
  /// `__cause__`
  package var cause: Value = .none
  /// `__context__`
  package var context: ExceptionObject?
  /// `__suppress_context__`
  package var suppressesContext = false
  /// `__traceback__`
  package var traceback: Value = .none
  /// Where it was raised; the innermost place first.
  package var trace: [SourceOrigin] = []

  package init(_ type: TypeObject, _ arguments: [Value] = []) {
    self.arguments = arguments
    super.init(of: type)
  }

  override public func ownStr(in context: Context) throws(Raised) -> PythonString {
    if arguments.isEmpty { return "" }
    if arguments.count == 5, let message = UnicodeFailure.message(of: self) { return message }
    if arguments.count == 1 {
      return type.isSubclass(of: Exceptions.keyError) ? try context.repr(arguments[0]) : try context.str(arguments[0])
    }
    if arguments.count == 2, type.isSubclass(of: Exceptions.osError) {
      let text = try context.str(arguments[1])
      let path = try attributes["filename"].map { value throws(Raised) in ": \(try context.repr(value))" } ?? ""
      return PythonString("[Errno \(try context.str(arguments[0]))] \(text)\(path)")
    }
    return try Sequences.repr(arguments, open: "(", close: ")", in: context)
  }

  override public func ownRepr(in context: Context) throws(Raised) -> PythonString {
    let list = try Sequences.repr(arguments, open: "(", close: arguments.count == 1 ? ")" : ")", in: context)
    return PythonString(bytes: Array(type.name.utf8) + list.bytes)
  }
}
