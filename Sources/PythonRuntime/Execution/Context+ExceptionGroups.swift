import Kernels

extension Context {
  /// The part of an exception that `except* types` takes, None if there is none; the rest goes back to its register.
  func matchGroup(_ step: Instruction, in frame: Frame) throws(Raised) -> Value {
    let types = frame[step.c]
    if let cause = types.poison { throw .unsupported(cause) }
    try checkStarTypes(types)
    guard let exception = frame[step.b].object as? ExceptionObject else { return .none }
    let isGroup = exception.type.isSubclass(of: Exceptions.baseExceptionGroup)
    let (matching, rest) = try ExceptionGroups.split(exception, in: self) { part throws(Raised) in
      try isInstance(.object(part), ofAny: types)
    }
    frame[step.b] = rest.map { .object($0) } ?? .none
    guard let matching else { return .none }
    if isGroup { return .object(matching) }
    // A lone exception is handled as a group of one.
    let wrapped = try call(.object(Exceptions.baseExceptionGroup), ["", .tuple([.object(matching)])])
    return wrapped
  }

  private func checkStarTypes(_ types: Value) throws(Raised) {
    for item in (types.object as? TupleObject)?.items ?? [types] {
      guard let type = item.object as? TypeObject, type.isSubclass(of: Exceptions.baseException) else {
        throw .typeError("catching classes that do not inherit from BaseException is not allowed")
      }
      if type.isSubclass(of: Exceptions.baseExceptionGroup) {
        throw .typeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
      }
    }
  }

  /// After the handlers of `except*`: what they raised and what none of them took goes on.
  func raiseGroup(_ step: Instruction, in frame: Frame) throws(Raised) {
    let raised = (frame[step.a].object as? ListObject)?.items.compactMap { $0.object as? ExceptionObject } ?? []
    let rest = frame[step.b].object as? ExceptionObject
    if raised.isEmpty {
      if let rest { throw .exception(rest) }
      return
    }
    if raised.count == 1, rest == nil { throw .exception(raised[0]) }
    let members = raised.map { Value.object($0) } + (rest.map { [.object($0)] } ?? [])
    let group = try call(.object(Exceptions.baseExceptionGroup), ["", .list(members)])
    if let exception = group.object as? ExceptionObject { throw .exception(exception) }
  }
}
