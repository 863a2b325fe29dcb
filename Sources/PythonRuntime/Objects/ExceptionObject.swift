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
  /// `__traceback__` without the frames in `passed`.
  private var knownTraceback: Value = .none
  /// The last frames that it has left, the innermost first, of which no object is made before somebody asks.
  private var passed: (first: CodePlace?, second: CodePlace?)
  /// Where it was raised.
  private var raisedAt: CodePlace?

  package init(_ type: TypeObject, _ arguments: [Value] = []) {
    self.arguments = arguments
    super.init(of: type)
    if type.keepsFields, arguments.count > 0 { ExceptionFields.fill(self, CallArguments(arguments)) }
  }

  /// Where it was raised; empty before.
  package var trace: [SourceOrigin] { raisedAt.map { [$0.origin] } ?? [] }

  /// Whether it has been raised.
  var isRaised: Bool { raisedAt != nil }

  /// Notes where it was raised.
  func note(raisedAt place: CodePlace) { raisedAt = place }

  /// `__traceback__`
  package var traceback: Value {
    get {
      for case let place? in [passed.first, passed.second] {
        knownTraceback = .object(TracebackObject(place.code, line: place.origin.line, next: knownTraceback))
      }
      passed = (nil, nil)
      return knownTraceback
    }
    set {
      passed = (nil, nil)
      knownTraceback = newValue
    }
  }

  /// Adds a frame to the traceback.
  func note(passed place: CodePlace) {
    if passed.first == nil {
      passed.first = place
    } else if passed.second == nil {
      passed.second = place
    } else {
      knownTraceback = traceback
      passed.first = place
    }
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

/// An instruction of a code object.
struct CodePlace {
  let code: CodeObject
  let position: Int

  /// Where it was written.
  var origin: SourceOrigin { code.origin(at: position) }
}
