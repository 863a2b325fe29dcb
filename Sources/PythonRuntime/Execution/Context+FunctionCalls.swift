import Kernels

extension Context {
  /// Calls what is in the first register with the arguments in the ones that follow.
  func call(at base: Slot, _ site: Site) throws(Raised) -> Value {
    let callee = base.value
    guard case .object(let object) = callee else {
      throw .typeError("'\(callee.typeName)' object is not callable")
    }
    if !site.hasKeywords, let native = object as? NativeFunction, native.binding == .none,
      let value = try native.call(Slot(base.memory + Slot.stride), site.argumentCount, in: self)
    {
      return value
    }
    return try call(.object(object), arguments(base, 1, site))
  }

  /// Calls a method of the object in the first register.
  func callMethod(at base: Slot, _ site: Site) throws(Raised) -> Value {
    let receiver = base.value
    if receiver.poison == nil, canLookUp(receiver) {
      learn(site, receiver)
      if site.access == .native, !site.hasKeywords, case .object(let member)? = site.member,
        let value = try unsafeDowncast(member, to: NativeFunction.self).call(base, site.argumentCount + 1, in: self)
      {
        return value
      }
      // Called without a bound method in between, unless the instance has an attribute of the name.
      if case .object(let member)? = site.member, (receiver.object as? InstanceObject)?.own(site.name) == nil {
        if let function = member as? FunctionObject {
          return try run(function, arguments(base, 0, site))
        }
        if let native = member as? NativeFunction, native.binding == .receiver {
          if !site.hasKeywords, let value = try native.call(base, site.argumentCount + 1, in: self) { return value }
          return try native.call(arguments(base, 0, site), in: self)
        }
      }
    }
    return try call(attribute(of: receiver, at: site), arguments(base, 1, site))
  }

  /// Calls a method for which there is a shortcut, where the site did not know it yet; false where the ordinary way must
  /// be taken.
  func callMethodFirst(_ base: Slot, _ site: Unmanaged<Site>, into target: Slot) throws(Raised) -> Bool {
    let type = base.isString ? known.str : base.soundObject?.type
    guard type == known.str || type == known.list || type == known.dict,
      site._withUnsafeGuaranteedRef({ $0.access != .native || $0.type != type })
    else { return false }
    learn(site.takeUnretainedValue(), base.value)
    return try callMethodQuickly(base, site, into: target)
  }

  /// Whether attributes of the value are found in its class first.
  private func canLookUp(_ receiver: Value) -> Bool {
    guard case .object(let object) = receiver else { return true }
    return !object.findsOwnAttributesFirst
  }

  /// Remembers at a site what the class of a receiver has under its name, and where the instance has it.
  func learn(_ site: Site, _ receiver: Value) {
    let type = receiver.type
    let address = UnsafeRawPointer(Unmanaged.passUnretained(type).toOpaque())
    let instance = receiver.object as? InstanceObject
    let shape = instance?.currentShape
    let known = shape.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) }
    if site.type == address, site.version == classVersion, site.shape == known { return }
    if site.recall(address, shape: known, version: classVersion) { return }
    site.beginFinding()
    site.type = address
    site.version = classVersion
    site.shape = known
    site.member = type.lookup(site.name)
    switch site.member {
    case .object(let native as NativeFunction)? where native.binding == .receiver && !type.isUserDefined:
      site.access = .native
    case let member where instance != nil && type.hasPlainAttributes: site.access = access(to: member)
    default: break
    }
    site.position = shape?.position(of: site.name, hash: site.hash) ?? -1
    // A dictionary may gain the name at any time.
    if instance != nil, shape == nil { site.access = .unknown }
    if instance != nil, !type.asksForAttributes, site.member?.object is NativeProperty { site.access = .descriptor }
  }

  private func access(to member: Value?) -> Site.Access {
    guard case .object(let object)? = member else { return .own }
    switch object {
    case is FunctionObject: return .function
    case let property as PropertyObject: return property.getter.object is FunctionObject ? .property : .unknown
    default: return .unknown
    }
  }

  /// `value.name`, through what the site remembers for instances of the notebook's classes.
  func attribute(of value: Value, at site: Site) throws(Raised) -> Value {
    if case .object(let object) = value, object.poison == nil, object is InstanceObject {
      learn(site, value)
      if site.access == .descriptor, case .object(let member)? = site.member {
        return try member.bound(to: value, type: object.type, in: self)
      }
    }
    return try attribute(of: value, named: site.name)
  }

  /// `value.name = new`, remembering at the site where that leads.
  func setAttribute(of value: Value, at site: Site, to new: Value) throws(Raised) {
    guard case .object(let object) = value, object.poison == nil, let instance = object as? InstanceObject else {
      return try setAttribute(of: value, named: site.name, to: new)
    }
    if let shape = instance.currentShape {
      site.beginFinding()
      site.type = UnsafeRawPointer(Unmanaged.passUnretained(instance.type).toOpaque())
      site.version = classVersion
      site.access = instance.type.storesPlainly(site.name) ? .own : .unknown
      site.shape = UnsafeRawPointer(Unmanaged.passUnretained(shape).toOpaque())
      if let position = shape.position(of: site.name, hash: site.hash) {
        site.position = position
        site.nextShape = nil
      } else if let next = shape.adding(site.name, hash: site.hash) {
        site.position = shape.count
        site.nextShape = UnsafeRawPointer(Unmanaged.passUnretained(next).toOpaque())
      } else {
        site.access = .unknown
      }
    }
    try setAttribute(of: value, named: site.name, to: new)
  }

  /// Where an instance keeps what is stored at a site, if the site knows.
  @inline(__always)
  func place(ofStored site: Unmanaged<Site>, in object: ObjectMemory) -> Slot? {
    site._withUnsafeGuaranteedRef { site in
      if site.type != object.type || site.shape != object.shapeIfInstance(of: site.type) {
        guard recall(site, object) else { return nil }
      }
      guard site.version == classVersion, site.access == .own, site.shape != nil else { return nil }
      if let next = site.nextShape {
        if site.position < Layout.nearCount {
          object.become(shape: next)
        } else {
          object.with(InstanceObject.self) { instance in
            Unmanaged<Shape>.fromOpaque(next)._withUnsafeGuaranteedRef { instance.grow(to: $0) }
          }
        }
      }
      return object.attribute(site.position)
    }
  }

  /// Makes what a site knows for an object's kind current, if it knows any.
  @inline(never)
  func recall(_ site: Site, _ object: ObjectMemory) -> Bool {
    // Only instances of the notebook's classes have a shape.
    guard let type = object.type, Unmanaged<TypeObject>.fromOpaque(type)._withUnsafeGuaranteedRef({ $0.isUserDefined }),
      object.swiftClass == known.instance
        || Unmanaged<Object>.fromOpaque(object.memory).takeUnretainedValue() is InstanceObject
    else { return false }
    return site.recall(type, shape: object.shape, version: classVersion)
  }

  /// The arguments in the registers from a position behind the callee on.
  private func arguments(_ base: Slot, _ first: Int, _ site: Site) -> CallArguments {
    let registers = base.memory.assumingMemoryBound(to: Value?.self)
    let end = site.argumentCount + 1
    let positional = [Value].filled(end - first) { i, place in place.store(registers[first + i] ?? .none) }
    guard site.hasKeywords else { return CallArguments(positional) }
    var keywords: [(name: PythonString, value: Value)] = []
    for (i, name) in site.keywordNames.enumerated() { keywords.append((name, registers[end + i] ?? .none)) }
    return CallArguments(positional, keywords: keywords)
  }

  /// A frame of a function without arguments: a class body.
  func frame(for function: FunctionObject) -> Frame {
    let frame = Frame(function.code)
    prepare(frame, function)
    return frame
  }

  /// Puts the closure's cells into their registers and makes cells of captured parameters.
  @inline(__always)
  func prepare(_ frame: Frame, _ function: FunctionObject) {
    let code = function.code
    for register in code.cellRegisters {
      frame.registers[register] = .object(CellObject(frame.registers[register]))
    }
    // The registers of free variables lie side by side.
    guard let first = code.freeRegisters.first else { return }
    function.closure.withUnsafeBytes { cells in
      for i in 0..<cells.count / 8 {
        let cell = cells.loadUnaligned(fromByteOffset: i * 8, as: UnsafeMutableRawPointer.self)
        Counting.retain(cell)
        Slot(frame.registers + first + i).store(reference: cell)
      }
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
    let code = function.code
    guard !code.isGenerator else {
      let frame = code.takeFrame().takeRetainedValue()
      frame.step = code.steps.unsafelyUnwrapped
      frame.function = Unmanaged.passRetained(function).toOpaque()
      do throws(Raised) { try bind(function, arguments, to: frame) } catch {
        frame.giveBack()
        throw error
      }
      if code.kind == .asyncGenerator { return .object(AsyncGeneratorObject(frame, of: function)) }
      return .object(GeneratorObject(frame, of: function))
    }
    let frame = code.takeFrame()
    frame._withUnsafeGuaranteedRef { frame in
      frame.function = Unmanaged.passRetained(function).toOpaque()
      frame.step = code.steps.unsafelyUnwrapped
    }
    defer { release(frame) }
    try bind(function, arguments, to: frame.takeUnretainedValue())
    return try execute(frame.takeUnretainedValue())
  }

  private func bind(_ function: FunctionObject, _ arguments: CallArguments, to frame: Frame) throws(Raised) {
    let code = function.code
    if let register = code.generatorArgument {
      frame.registers[register] = arguments.positional.first
    } else if code.isSimple, arguments.keywords.isEmpty, arguments.positional.count == code.positionalTotal,
      code.parameterTotal == code.positionalTotal
    {
      for i in 0..<code.positionalTotal { frame.registers[i] = arguments.positional[i] }
    } else {
      try FunctionBinding(function, frame).bind(arguments)
    }
    prepare(frame, function)
  }
}
