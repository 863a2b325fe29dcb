import Kernels

extension Context {
  /// `callee(…)`: a function of the notebook or a library, a class, anything callable.
  package func call(_ callee: Value, _ arguments: CallArguments) throws(Raised) -> Value {
    guard case .object(let object) = callee else { throw .typeError("'\(callee.typeName)' object is not callable") }
    if let cause = object.poison { return callUnknown(object, cause, arguments) }
    return try object.call(arguments, in: self)
  }

  /// `callee(a, b, …)`.
  package func call(_ callee: Value, _ arguments: [Value]) throws(Raised) -> Value {
    try call(callee, CallArguments(arguments))
  }
}
