import Kernels

extension Context {
  /// The instructions that are not in the inner loop.
  func perform(_ step: Instruction, in frame: Frame) throws(Raised) {
    switch step.opcode {
    case .unary: frame[step.a] = try unary(PrefixOperator(rawValue: step.extra) ?? .negative, frame[step.b])
    case .not: frame[step.a] = .bool(try !truth(frame[step.b]))
    case .isSame: frame[step.a] = try identity(frame[step.b], frame[step.c], isNegated: step.extra == 1)
    case .loadCell, .storeCell, .deleteCell, .makeCell, .checkBound, .unbind, .deleteGlobal, .loadName, .storeName,
      .deleteName:
      try performName(step, in: frame)
    case .storeAttribute:
      try setAttribute(of: frame[step.a], at: frame.code.sites[Int(step.c)], to: frame[step.b])
    case .deleteAttribute: try deleteAttribute(of: frame[step.a], named: frame.code.names[Int(step.b)])
    case .deleteItem: try deleteItem(of: frame[step.a], at: frame[step.b])
    case .buildList, .buildTuple, .buildSet, .buildDict, .buildSlice, .buildString, .formatValue, .setAdd,
      .dictSet, .listExtend, .setUpdate, .dictMerge, .listToTuple, .unpack, .unpackStar:
      try performDisplay(step, in: frame)
    case .callSpread: frame[step.a] = try callSpread(frame[step.b], frame[step.c], frame[step.c + 1])
    case .makeFunction, .annotate, .makeClass, .superObject, .importName, .importFrom, .importStar:
      try performDefinition(step, in: frame)
    case .awaitable: frame[step.a] = try performAwait(step, in: frame)
    case .getIterator: frame[step.a] = .object(try iterate(frame[step.b]))
    case .matchGroup: frame[step.a] = try matchGroup(step, in: frame)
    case .raiseGroup: try raiseGroup(step, in: frame)
    case .enterWith, .exitWith, .matchException, .raise, .reraise, .pushHandled, .popHandled, .failAssertion:
      try performException(step, in: frame)
    case .matchSequence, .matchMapping, .matchClass, .matchRest: try performMatch(step, in: frame)
    case .beginStatement: begin(statement: Int(step.b), of: frame.code)
    case .escape: frame[step.a] = try frame.code.escapes[Int(step.b)].run(self)
    case .display:
      if step.extra == 0 { return try show(result: frame[step.a]) }
      if !frame[step.a].isNone { write(PythonString(bytes: try repr(frame[step.a]).bytes + [0x0A])) }
    case .refuse:
      throw unsupportedNow(frame.code.names[Int(step.b)].description, id: "unsupported-syntax")
    case .loadConstant, .loadGlobal, .binary, .inPlace, .listAppend, .storeItem, .add, .subtract, .multiply,
      .modulo, .floorDivide, .divide, .bitAnd, .bitOr, .bitXor, .compare, .loadAttribute, .loadItem, .loadSlice, .isIn,
      .call, .callMethod, .yield, .yieldFrom, .move, .storeGlobal, .jump, .jumpBack, .jumpIfFalse,
      .jumpIfTrue, .forNext, .compareJump, .sameJump, .inJump, .returnValue, .equalJump, .lessJump, .lessOrEqualJump,
      .loopNext:
      preconditionFailure("instruction of the inner loop")
    }
  }

  /// What `await`, `async for` and `async with` wait for.
  private func performAwait(_ step: Instruction, in frame: Frame) throws(Raised) -> Value {
    switch step.extra {
    case 0: .object(try awaitable(frame[step.b]))
    case 1: try asyncIterator(frame[step.b])
    case 2: .object(try asyncNext(frame[step.b]))
    case 3: .object(try asyncEntered(frame[step.b]))
    default: .object(try asyncExit(frame[step.b], step.c < 0 ? nil : frame[step.c].object as? ExceptionObject))
    }
  }

  func identity(_ a: Value, _ b: Value, isNegated: Bool) throws(Raised) -> Value {
    // `x is None` of an unsupported value is not known.
    if let cause = a.poison ?? b.poison, a.object is Unsupported || b.object is Unsupported {
      return .unsupported(cause)
    }
    return .bool(a.isIdentical(to: b) != isNegated)
  }

  private func performName(_ step: Instruction, in frame: Frame) throws(Raised) {
    switch step.opcode {
    case .loadCell:
      guard let value = frame.cell(step.b).value else { throw unbound(frame.code.names[Int(step.c)], frame) }
      frame[step.a] = value
    case .storeCell:
      let cell = frame.cell(step.a)
      cell.value = frame[step.b]
      if hasDrawnUnseeded { noteChanged(.object(cell)) }
    case .deleteCell:
      guard frame.cell(step.a).value != nil else { throw unbound(frame.code.names[Int(step.b)], frame) }
      frame.cell(step.a).value = nil
    case .makeCell: frame.registers[Int(step.a)] = .object(CellObject(frame.registers[Int(step.a)]))
    case .checkBound:
      if frame.registers[Int(step.a)] == nil { throw unbound(frame.code.names[Int(step.b)], frame) }
    case .unbind: frame.registers[Int(step.a)] = nil
    case .deleteGlobal:
      let globals = frame.code.globals
      guard globals.unbind(slot: Int(step.a)) else {
        throw .nameError("name '\(globals.names[Int(step.a)])' is not defined")
      }
    case .loadName:
      let name = frame.code.names[Int(step.b)]
      if let value = try className(name, in: frame) ?? frame.code.globals[slot: Int(step.c)] {
        frame[step.a] = value
      } else {
        frame[step.a] = try builtin(slot: Int(step.c), of: frame.code.globals)
      }
    case .storeName: try setClassName(frame.code.names[Int(step.a)], to: frame[step.b], in: frame)
    default: try deleteClassName(frame.code.names[Int(step.a)], in: frame)
    }
  }

  /// A name of a class body.
  private func className(_ name: PythonString, in frame: Frame) throws(Raised) -> Value? {
    guard let mapping = frame.classMapping else { return frame.classNames?[name] }
    do throws(Raised) {
      return try item(of: mapping, at: .string(name))
    } catch {
      guard error.isException(of: Exceptions.keyError) else { throw error }
      return nil
    }
  }

  private func deleteClassName(_ name: PythonString, in frame: Frame) throws(Raised) {
    if let mapping = frame.classMapping { return try deleteItem(of: mapping, at: .string(name)) }
    guard frame.classNames?[name] != nil else { throw .nameError("name '\(name)' is not defined") }
    frame.classNames?[name] = nil
  }

  private func unbound(_ name: PythonString, _ frame: Frame) -> Raised {
    if frame.code.freeNames.contains(name.description) {
      return .nameError(
        "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
    }
    return Raised(
      Exceptions.unboundLocalError,
      "cannot access local variable '\(name)' where it is not associated with a value")
  }
}
