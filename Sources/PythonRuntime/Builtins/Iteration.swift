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
    guard let iterator = call[0].cast(to: IteratorObject.self) else {
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
    throw Raised.stopIteration((iterator as? GeneratorObject)?.result ?? .none)
  }

  static let enumerate = Function("enumerate(iterable, start=0)") { call in
    let source = try call.context.iterate(call[0])
    let position = try call.int("start")
    return .object(EnumerateIterator(source, from: position))
  }

  static let zip = Function("zip(*iterables, strict=False)") { call in
    var sources: [IteratorObject] = []
    for value in call.variadic { sources.append(try call.context.iterate(value)) }
    let isStrict = try call.bool("strict")
    return .object(ZipIterator(sources, isStrict: isStrict))
  }

  static let map = Function("map(function, iterable, /, *iterables)") { call in
    let function = call[0]
    var sources = [try call.context.iterate(call[1])]
    for value in call.variadic { sources.append(try call.context.iterate(value)) }
    return .object(
      NativeIterator(type: NamedIterators.map) { context throws(Raised) in
        var items: [Value] = []
        for source in sources {
          guard let value = try source.next(in: context) else { return nil }
          items.append(value)
        }
        return try context.call(function, items)
      })
  }

  static let filter = Function("filter(function, iterable, /)") { call in
    let function = call[0]
    let source = try call.context.iterate(call[1])
    return .object(
      NativeIterator(type: NamedIterators.filter) { context throws(Raised) in
        while let value = try source.next(in: context) {
          let verdict = function.isNone ? value : try context.call(function, [value])
          if try context.truth(verdict) { return value }
        }
        return nil
      })
  }
}
