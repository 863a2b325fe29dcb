import Kernels

extension Builtins.Functions {
  static let len = Function("len(obj, /)") { call in .int(try call.context.length(call[0])) }

  static let iter = Function("iter(obj, sentinel=None, /)") { call in
    guard call.isGiven("sentinel") else {
      let iterator = try call.context.iterate(call[0])
      return .object((iterator as? InstanceIterator)?.instance ?? iterator)
    }
    let (callee, sentinel) = (call[0], call[1])
    guard callee.object?.isCallable == true else { throw Raised.typeError("iter(v, w): v must be callable") }
    return .object(
      NativeIterator(type: NamedIterators.callable) { context throws(Raised) in
        let value = try context.call(callee, [])
        return try context.equal(value, sentinel) ? nil : value
      })
  }

  static let next = Function("next(iterator, default=None, /)") { call in
    guard let iterator = call[0].ownIterator else {
      guard call[0].type.lookup("__next__") != nil else {
        throw Raised.typeError("'\(call[0].typeName)' object is not an iterator")
      }
      do throws(Raised) {
        return try call.context.callMethod(call[0], "__next__")
      } catch {
        guard call.isGiven("default"), error.isException(of: Exceptions.stopIteration) else { throw error }
        return call[1]
      }
    }
    if let value = try iterator.next(in: call.context) { return value }
    if call.isGiven("default") { return call[1] }
    throw Raised.stopIteration(iterator.takeResult())
  }
}
