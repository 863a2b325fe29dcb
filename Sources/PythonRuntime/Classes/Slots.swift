import Kernels

/// The special methods that the built-in classes have by themselves.
enum Slots {
  /// One special method: how many arguments it takes besides the receiver, and what it does.
  struct Slot: Sendable {
    let counts: ClosedRange<Int>
    let body: SlotWrapper.Body

    init(_ counts: ClosedRange<Int>, _ body: @escaping SlotWrapper.Body) {
      self.counts = counts
      self.body = body
    }

    init(_ count: Int, _ body: @escaping SlotWrapper.Body) { self.init(count...count, body) }
  }

  /// The part of an instance of a derived class that is of the built-in class.
  static func native(_ value: Value) -> Value { (value.object as? DispatchingObject)?.native ?? value }

  /// Gives a class these special methods, but for those that it defines itself.
  static func install(_ slots: [(PythonString, Slot)], in type: TypeObject) {
    for (name, slot) in slots where type.members.value(forString: name) == nil {
      type.define(name, .object(SlotWrapper(name, owner: type, slot.counts, slot.body)))
    }
  }

  static func binary(_ operation: BinaryOperator) -> [(PythonString, Slot)] {
    [
      (
        operation.methodName,
        Slot(1) { context, receiver, arguments in
          try apply(operation, native(receiver), arguments.positional[0], reflected: false, in: context)
        }
      ),
      (
        operation.reflectedMethodName,
        Slot(1) { context, receiver, arguments in
          try apply(operation, native(receiver), arguments.positional[0], reflected: true, in: context)
        }
      ),
    ]
  }

  /// The operator of a built-in value, which does not ask the other operand.
  private static func apply(
    _ operation: BinaryOperator, _ receiver: Value, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value {
    let operand = native(other)
    if case .object(let object) = receiver {
      return try object.binary(operation, operand, reflected: reflected, in: context) ?? .notImplemented
    }
    // A number knows numbers of its own kind and of those below it.
    guard operand.object.map({ $0 is BigIntObject }) ?? accepts(operation, receiver, operand) else {
      return .notImplemented
    }
    let result =
      reflected
      ? try context.binaryIfAny(operation, operand, receiver) : try context.binaryIfAny(operation, receiver, operand)
    return result ?? .notImplemented
  }

  private static func accepts(_ operation: BinaryOperator, _ receiver: Value, _ other: Value) -> Bool {
    switch (receiver, other) {
    case (.int, .int), (.int, .bool), (.bool, .bool), (.bool, .int), (.float, .float), (.float, .int), (.float, .bool):
      true
    case (.string, _): true
    default: false
    }
  }

  static func inPlace(_ operation: BinaryOperator) -> (PythonString, Slot) {
    (
      operation.inPlaceMethodName,
      Slot(1) { context, receiver, arguments in
        guard case .object(let object) = native(receiver),
          let result = try object.inPlace(operation, arguments.positional[0], in: context)
        else { return .notImplemented }
        return result.object === object ? receiver : result
      }
    )
  }

  static func comparison(_ operation: ComparisonOperator) -> (PythonString, Slot) {
    (
      operation.methodName,
      Slot(1) { context, receiver, arguments in
        let other = arguments.positional[0]
        if case .object(let object) = receiver {
          if let instance = object as? DispatchingObject {
            if let result = try instance.ownComparison(operation, other, in: context) { return result }
            guard instance.native == nil, operation == .equal, object === other.object else { return .notImplemented }
            return true
          }
          if let result = try object.compare(operation, native(other), in: context) { return result }
          return operation == .equal && object === other.object ? true : .notImplemented
        }
        return try context.compareInline(operation, receiver, native(other)) ?? .notImplemented
      }
    )
  }

  static func unary(_ operation: PrefixOperator) -> (PythonString, Slot) {
    (
      PythonString(operation.method),
      Slot(0) { context, receiver, _ in try context.unary(operation, native(receiver)) }
    )
  }

  static let equality = [comparison(.equal), comparison(.notEqual)]
  static let ordering =
    [comparison(.less), comparison(.lessOrEqual), comparison(.greater), comparison(.greaterOrEqual)] + equality

  static let hash: (PythonString, Slot) = (
    "__hash__",
    Slot(0) { context, receiver, _ in
      if let instance = receiver.object as? DispatchingObject { return .int(try instance.ownHash(in: context)) }
      return .int(try context.hash(receiver))
    }
  )

  static let repr: (PythonString, Slot) = (
    "__repr__",
    Slot(0) { context, receiver, _ in
      if let instance = receiver.object as? DispatchingObject { return .string(try instance.ownRepr(in: context)) }
      return .string(try context.repr(receiver))
    }
  )

  static let str: (PythonString, Slot) = (
    "__str__",
    Slot(0) { context, receiver, _ in
      if let instance = receiver.object as? DispatchingObject { return .string(try instance.ownStr(in: context)) }
      return .string(try context.str(receiver))
    }
  )

  static let truth: (PythonString, Slot) = (
    "__bool__", Slot(0) { context, receiver, _ in .bool(try context.truth(native(receiver))) }
  )
  static let index: (PythonString, Slot) = (
    "__index__", Slot(0) { context, receiver, _ in try context.call(.object(Types.int), [native(receiver)]) }
  )
  static let int: (PythonString, Slot) = (
    "__int__", Slot(0) { context, receiver, _ in try context.call(.object(Types.int), [native(receiver)]) }
  )
  static let float: (PythonString, Slot) = (
    "__float__", Slot(0) { context, receiver, _ in try context.call(.object(Types.float), [native(receiver)]) }
  )

  static func builtin(
    _ name: PythonString, _ function: PythonString, _ counts: ClosedRange<Int>
  ) -> (
    PythonString, Slot
  ) {
    (
      name,
      Slot(counts) { context, receiver, arguments in
        guard let function = context.builtins[function] else { return .notImplemented }
        return try context.call(function, [native(receiver)] + arguments.positional)
      }
    )
  }
}
