public import Kernels

/// An instance of an exception class.
public final class ExceptionObject: InstanceObject {
  package var arguments: [Value]
  /// What its class keeps besides: `value`, `errno`, `name`; see `ExceptionFields`.
  package var fields: [PythonString: Value] = [:]
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
    if arguments.count > 0 { ExceptionFields.fill(self, CallArguments(arguments)) }
  }

  /// What its class keeps under this name; None if there is nothing.
  package func field(_ name: PythonString) -> Value { fields[name] ?? .none }

  override public func ownStr(in context: Context) throws(Raised) -> PythonString {
    if let text = try ExceptionFields.text(of: self, in: context) { return text }
    if arguments.isEmpty { return "" }
    if arguments.count == 5, let message = UnicodeFailure.message(of: self) { return message }
    if arguments.count == 1 {
      return type.isSubclass(of: Exceptions.keyError) ? try context.repr(arguments[0]) : try context.str(arguments[0])
    }
    return try context.repr(.tuple(arguments))
  }

  override public func ownRepr(in context: Context) throws(Raised) -> PythonString {
    let list = try Sequences.repr(arguments, open: "(", close: ")", in: context)
    return PythonString(bytes: Array(type.name.utf8) + list.bytes)
  }
}
