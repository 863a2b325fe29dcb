import Kernels

extension Context {
  /// Calls what is in the first register with the arguments in the ones that follow.
  @inline(__always)
  func call(at base: UnsafeMutablePointer<Value?>, _ site: Site) throws(Raised) -> Value {
    guard case .object(let callee)? = base[0] else {
      throw .typeError("'\((base[0] ?? Value.none).typeName)' object is not callable")
    }
    if let function = callee as? FunctionObject, let frame = simpleFrame(function, base + 1, site.argumentCount, site) {
      return try execute(frame)
    }
    return try call(.object(callee), arguments(base + 1, site))
  }

  /// Calls a method of the object in the first register.
  func callMethod(at base: UnsafeMutablePointer<Value?>, _ site: Site) throws(Raised) -> Value {
    let receiver = base[0] ?? Value.none
    let type = receiver.type
    if receiver.poison == nil, canLookUp(receiver), let member = method(site, type) {
      // Called without a bound method in between.
      if let instance = receiver.object as? InstanceObject, instance.attributes.table.value(forString: site.name) != nil
      {
        return try call(attribute(of: receiver, at: site), arguments(base + 1, site))
      }
      if let function = member as? FunctionObject {
        if let frame = simpleFrame(function, base, site.argumentCount + 1, site) { return try execute(frame) }
        return try run(function, arguments(base + 1, site).prepending(receiver))
      }
      if let native = member as? NativeFunction, native.binding == .receiver {
        return try native.call(arguments(base, site, count: site.argumentCount + 1), in: self)
      }
    }
    return try call(attribute(of: receiver, at: site), arguments(base + 1, site))
  }

  /// Whether attributes of the value are found in its class first.
  private func canLookUp(_ receiver: Value) -> Bool {
    guard case .object(let object) = receiver else { return true }
    return !object.findsOwnAttributesFirst
  }

  /// The function that the class has under the site's name, remembered at the site.
  func method(_ site: Site, _ type: TypeObject) -> Object? {
    if site.cachedType === type, site.cachedVersion == classVersion { return site.cachedMember }
    site.cachedType = type
    site.cachedVersion = classVersion
    site.cachedMember = type.lookup(site.name)?.object
    return site.cachedMember
  }

  /// `value.name`, through what the site remembers for instances of the notebook's classes.
  func attribute(of value: Value, at site: Site) throws(Raised) -> Value {
    if case .object(let object) = value, object.poison == nil, let instance = object as? InstanceObject,
      method(site, instance.type) == nil,
      let value = instance.attributes.table.value(forString: site.name, hash: site.hash)
    {
      return value
    }
    return try attribute(of: value, named: site.name)
  }

  private func arguments(
    _ first: UnsafeMutablePointer<Value?>, _ site: Site, count: Int? = nil
  ) -> CallArguments {
    let count = count ?? site.argumentCount
    var positional: [Value] = []
    positional.reserveCapacity(count)
    for i in 0..<count { positional.append(first[i] ?? .none) }
    guard !site.keywordNames.isEmpty else { return CallArguments(positional) }
    var keywords: [(name: PythonString, value: Value)] = []
    for (i, name) in site.keywordNames.enumerated() { keywords.append((name, first[count + i] ?? .none)) }
    return CallArguments(positional, keywords: keywords)
  }

  /// A frame with the arguments in place, if they need no binding.
  @inline(__always)
  private func simpleFrame(
    _ function: FunctionObject, _ first: UnsafeMutablePointer<Value?>, _ count: Int, _ site: Site
  ) -> Frame? {
    let code = function.code
    guard code.isSimple, code.parameterNames.count == count, site.keywordNames.isEmpty, !code.isClassBody else {
      return nil
    }
    let frame = Frame(code)
    for i in 0..<count { frame.registers[i] = first[i] }
    prepare(frame, function)
    return frame
  }

  /// A frame of a function without arguments: a class body.
  func frame(for function: FunctionObject) -> Frame {
    let frame = Frame(function.code)
    prepare(frame, function)
    return frame
  }

  /// Puts the closure's cells into their registers and makes cells of captured parameters.
  @inline(__always)
  private func prepare(_ frame: Frame, _ function: FunctionObject) {
    for register in frame.code.cellRegisters {
      frame.registers[register] = .object(CellObject(frame.registers[register]))
    }
    for (i, register) in frame.code.freeRegisters.enumerated() {
      frame.registers[register] = .object(function.closure[i])
    }
  }

  func callSpread(_ callee: Value, _ positional: Value, _ keywords: Value) throws(Raised) -> Value {
    if let cause = positional.poison ?? keywords.poison { return .unsupported(cause) }
    var arguments = CallArguments(positional.cast(to: ListObject.self)?.items ?? [])
    for (key, value) in keywords.cast(to: DictObject.self)?.items ?? [] {
      guard case .string(let name) = key else { throw .typeError("keywords must be strings") }
      arguments.keywords.append((name, value))
    }
    return try call(callee, arguments)
  }

  /// Runs a function of the notebook with arguments that are bound first.
  package func run(_ function: FunctionObject, _ arguments: CallArguments) throws(Raised) -> Value {
    let frame = Frame(function.code)
    if let register = function.code.generatorArgument {
      frame.registers[register] = arguments.positional.first
    } else {
      try FunctionBinding(function, frame).bind(arguments)
    }
    prepare(frame, function)
    if function.code.isGenerator { return .object(GeneratorObject(frame)) }
    return try execute(frame)
  }
}
