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
  private var passed = (first: KeptPlace(), second: KeptPlace())
  /// Where it was raised.
  private var raisedAt = KeptPlace()

  package init(_ type: TypeObject, _ arguments: [Value] = []) {
    self.arguments = arguments
    super.init(of: type)
    if type.keepsFields, arguments.count > 0 { ExceptionFields.fill(self, CallArguments(arguments)) }
  }

  /// Where it was raised; empty before.
  package var trace: [SourceOrigin] { raisedAt.place.map { [$0.origin] } ?? [] }

  /// Whether it has been raised.
  var isRaised: Bool { raisedAt.isSet }

  /// Notes where it was raised.
  func note(raisedAt frame: Frame) { raisedAt.set(frame) }

  /// `__traceback__`
  package var traceback: Value {
    get {
      for case let place? in [passed.first.place, passed.second.place] {
        knownTraceback = .object(TracebackObject(place.code, line: place.origin.line, next: knownTraceback))
      }
      forgetPassed()
      return knownTraceback
    }
    set {
      forgetPassed()
      knownTraceback = newValue
    }
  }

  /// Adds a frame to the traceback.
  func note(passed frame: Frame) {
    if passed.first.isSet, passed.second.isSet { knownTraceback = traceback }
    if passed.first.isSet { passed.second.set(frame) } else { passed.first.set(frame) }
  }

  private func forgetPassed() {
    passed.first.clear()
    passed.second.clear()
  }

  deinit {
    raisedAt.clear()
    forgetPassed()
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

/// A `CodePlace` whose code is counted as the interpreter counts; it must be cleared before it goes.
private struct KeptPlace {
  private var code: UnsafeMutableRawPointer?
  private var position = 0

  var isSet: Bool { code != nil }

  var place: CodePlace? {
    code.map { CodePlace(code: Unmanaged<CodeObject>.fromOpaque($0).takeUnretainedValue(), position: position) }
  }

  /// Notes the instruction that a frame runs.
  mutating func set(_ frame: Frame) {
    clear()
    let code = Unmanaged.passUnretained(frame.code).toOpaque()
    Counting.retain(code)
    self.code = code
    position = frame.position
  }

  mutating func clear() {
    if let code { Counting.release(code) }
    code = nil
  }
}

/// An instruction of a code object.
struct CodePlace {
  let code: CodeObject
  let position: Int

  /// Where it was written.
  var origin: SourceOrigin { code.origin(at: position) }
}
