package import Kernels

/// A special method that a built-in class has by itself: `list.__len__`, `object.__repr__`.
///
/// What it does is a hook of the object written in Swift, so that a class without a method of its own never comes here.
package final class SlotWrapper: Object {
  /// What the method does with its receiver and the other arguments.
  typealias Body = @Sendable (Context, Value, CallArguments) throws -> Value

  let name: PythonString
  unowned(unsafe) let owner: TypeObject
  private let counts: ClosedRange<Int>
  private let body: Body

  /// - Parameter counts: how many arguments it takes besides the receiver.
  init(_ name: PythonString, owner: TypeObject, _ counts: ClosedRange<Int>, _ body: @escaping Body) {
    self.name = name
    self.owner = owner
    self.counts = counts
    self.body = body
    super.init(type: Types.wrapperDescriptor)
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }

  /// The method of this receiver.
  func boundTo(_ receiver: Value) -> BoundMethod { BoundMethod(self, receiver: receiver) }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(BoundMethod(self, receiver: receiver))
  }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let receiver = arguments.positional.first else {
      throw .typeError("descriptor '\(name)' of '\(owner.name)' object needs an argument")
    }
    if let cause = receiver.poison { return .unsupported(cause) }
    guard receiver.type.isSubclass(of: owner) else {
      throw .typeError(
        "descriptor '\(name)' requires a '\(owner.name)' object but received a '\(receiver.typeName)'")
    }
    var others = arguments
    others.positional.removeFirst()
    guard others.keywords.isEmpty || counts.upperBound == .max else {
      throw .typeError("wrapper \(name)() takes no keyword arguments")
    }
    guard counts.contains(others.positional.count) else { throw wrongCount(others.positional.count) }
    do { return try body(context, receiver, others) } catch { throw Raised(error) }
  }

  private func wrongCount(_ count: Int) -> Raised {
    let bound = count < counts.lowerBound ? counts.lowerBound : counts.upperBound
    let qualifier = counts.lowerBound == counts.upperBound ? "" : count < counts.lowerBound ? "at least " : "at most "
    return .typeError("expected \(qualifier)\(bound) argument\(bound == 1 ? "" : "s"), got \(count)")
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": return .string(self.name)
    case "__qualname__": return .text("\(owner.name).\(self.name)")
    case "__objclass__": return .object(owner)
    default: return try super.attribute(name, in: context)
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<slot wrapper '\(name)' of '\(owner.name)' objects>")
  }
}
