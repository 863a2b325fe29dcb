import Kernels

extension Slots {
  /// Gives the built-in classes their special methods; once, since they need each other to exist.
  static let areInstalled: Bool = {
    Types.object.install(Builtins.ObjectClass.members)
    TypeObject.metatype.install(Builtins.TypeClass.members)
    install(object, in: Types.object)
    install(type, in: TypeObject.metatype)
    installNumbers()
    installContainers()
    let described = [Types.function, Types.builtinFunction, Types.method]
    for type in described { install([call, get, repr], in: type) }
    for type in [Types.property, Types.memberDescriptor] { install([get, set, delete], in: type) }
    for type in [Types.classMethod, Types.staticMethod, Types.methodDescriptor] { install([get], in: type) }
    for type in [Types.iterator, Types.generator] + NamedIterators.callables + NamedIterators.others {
      install([iterate, next], in: type)
    }
    ExceptionFields.install()
    Exceptions.baseExceptionGroup.install(Builtins.ExceptionGroupClass.members)
    install([str, repr], in: Exceptions.baseException)
    let underivable = [
      Types.bool, Types.none, Types.slice, Types.function, Types.method, Types.generator, RangeObject.type,
      Types.builtinFunction, Types.coroutine, Types.asyncGenerator, Types.code, Types.frame, Types.traceback,
      Types.memberDescriptor, Types.wrapperDescriptor, Types.methodWrapper, Types.methodDescriptor, Types.cell,
      MappingProxyObject.proxyType, Value.ellipsis.type, Value.notImplemented.type,
    ]
    let sequences = [ListObject.type, TupleObject.type, RangeObject.type, MemoryViewObject.type]
    for type in sequences { type.patternKind = .sequence }
    for type in [DictObject.type, MappingProxyObject.proxyType] { type.patternKind = .mapping }
    for type in underivable + NamedIterators.others {
      type.isFinal = true
    }
    return true
  }()

  private static func installNumbers() {
    let arithmetic: [BinaryOperator] = [.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power]
    let bits: [BinaryOperator] = [.and, .or, .xor, .leftShift, .rightShift]
    let signs = [unary(.negative), unary(.positive), builtin("__abs__", "abs", 0...0)]
    let common =
      arithmetic.flatMap(binary) + signs + ordering + [
        hash, repr, truth, int, float, builtin("__divmod__", "divmod", 1...1), builtin("__round__", "round", 0...1),
        ("__trunc__", Slot(0) { context, receiver, _ in try context.call(.object(Types.int), [native(receiver)]) }),
      ]
    install(common + bits.flatMap(binary) + [unary(.invert), index], in: Types.int)
    install(common, in: Types.float)
    let complex = [binary(.add), binary(.subtract), binary(.multiply), binary(.divide), binary(.power)]
    install(
      complex.flatMap { $0 } + [unary(.negative), unary(.positive), hash, repr, truth] + ordering,
      in: ComplexObject.type)
    ComplexObject.type.derivation = .immutable
    Types.int.derivation = .immutable
    Types.float.derivation = .immutable
  }

  private static func installContainers() {
    let sequence = [length, item, contains, iterate, repr] + ordering
    let concatenation = [binary(.add)[0]] + binary(.multiply)
    install(sequence + concatenation + binary(.modulo) + [hash, str], in: Types.str)
    install(sequence + concatenation + binary(.modulo) + [hash], in: BytesObject.type)
    install(sequence + concatenation + [hash], in: TupleObject.type)
    let mutable = [setItem, deleteItem, fill]
    install(
      sequence + concatenation + binary(.modulo) + mutable + [inPlace(.add), inPlace(.multiply)],
      in: ByteArrayObject.type)
    install([length, item, setItem, deleteItem, hash, repr] + equality, in: MemoryViewObject.type)
    MemoryViewObject.type.isFinal = true
    install(
      sequence + concatenation + mutable + [inPlace(.add), inPlace(.multiply), reversed], in: ListObject.type)
    install(
      [length, item, contains, iterate, repr, reversed, inPlace(.or)] + mutable + equality + binary(.or),
      in: DictObject.type)
    let algebra: [BinaryOperator] = [.and, .or, .subtract, .xor]
    let sets = [length, contains, iterate, repr] + ordering + algebra.flatMap(binary)
    install(sets + algebra.map(inPlace) + [fill], in: SetObject.type)
    install(sets + [hash], in: SetObject.frozenType)
    install([length, item, contains, iterate, repr, hash, reversed] + equality, in: RangeObject.type)
    for type in [DictView.keysType, DictView.itemsType] {
      install([length, contains, iterate, repr] + ordering + algebra.flatMap(binary), in: type)
      type.define("__hash__", .none)
    }
    install([length, iterate, repr], in: DictView.valuesType)
    for type in [ListObject.type, DictObject.type, SetObject.type, ByteArrayObject.type] {
      type.define("__hash__", .none)
      type.derivation = .filled
    }
    for type in [Types.str, BytesObject.type, TupleObject.type, SetObject.frozenType] { type.derivation = .immutable }
  }
}
