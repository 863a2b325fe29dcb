import Columns
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

extension FunctionCompiler {
  /// A call: a method of a string, a built-in function, or another function of the notebook.
  mutating func call(_ callee: Expression, _ arguments: [Expression]) throws(CompilationRefusal) -> Operand {
    if case .attribute(let object, let method, _) = callee.kind {
      let receiver = try operand(object)
      if case .computed = receiver { return try self.method(method, of: receiver, arguments) }
      if case .known(let value) = receiver, let member = try? context.attribute(of: value, named: PythonString(method))
      {
        return try call(member, named: method, arguments)
      }
      throw CompilationRefusal(reason: "'.\(method)' is not known")
    }
    guard case .name(let name, _) = callee.kind, case .known(let value) = try self.value(of: name) else {
      throw CompilationRefusal(reason: "it calls what the row computes")
    }
    return try call(value, named: name, arguments)
  }

  private mutating func call(
    _ callee: PythonRuntime.Value, named name: String, _ arguments: [Expression]
  ) throws(CompilationRefusal) -> Operand {
    var operands: [Operand] = []
    for argument in arguments { operands.append(try operand(argument)) }
    if let known = knownValues(operands) {
      guard let value = try? context.call(callee, CallArguments(known)) else {
        throw CompilationRefusal(reason: "'\(name)' of constants raises")
      }
      return .known(value)
    }
    if let function = callee.cast(to: FunctionObject.self) { return try nested(function, operands) }
    if name == "isinstance", operands.count == 2, case .known(let type) = operands[1] {
      return try instance(operands[0], of: type)
    }
    guard operands.count == 1 else {
      throw CompilationRefusal(reason: "'\(name)' of several values is no row function yet")
    }
    return try builtin(name, operands[0])
  }

  private func knownValues(_ operands: [Operand]) -> [PythonRuntime.Value]? {
    var values: [PythonRuntime.Value] = []
    for operand in operands {
      guard case .known(let value) = operand else { return nil }
      values.append(value)
    }
    return values
  }

  /// Another function of the notebook, compiled for these arguments.
  private mutating func nested(_ function: FunctionObject, _ operands: [Operand]) throws(CompilationRefusal) -> Operand
  {
    if function === self.function { throw CompilationRefusal(reason: "it calls itself") }
    var inputs: [(Plan.NodeID, ValueType)] = []
    for operand in operands { inputs.append(try computed(operand)) }
    switch compiledFunction(function, arguments: inputs.map(\.1), name: function.name, in: context) {
    case .compiled(let plan): return try emitRaising(called(plan), inputs)
    case .refused(let reason): throw CompilationRefusal(reason: reason)
    }
  }

  private mutating func builtin(_ name: String, _ argument: Operand) throws(CompilationRefusal) -> Operand {
    let input = try computed(argument)
    switch name {
    case "len":
      if case .list = input.1.base { return try emit(ListLength(), [input]) }
      let error = RaisedError("TypeError", "object of type 'float' has no len()")
      return try emit(TextLength(), [present(input, raising: error)])
    case "int":
      let error = RaisedError("ValueError", "cannot convert float NaN to integer")
      return try emitRaising(Cast(to: .int64, raising: error), [input])
    case "float":
      return try input.1.base == .string ? emitRaising(Cast(to: .float64), [input]) : emit(Cast(to: .float64), [input])
    case "str": return try emit(Cast(to: .string, missingText: "nan"), [input])
    case "abs": return try emit(Absolute(), [input])
    case "bool": return try truth(argument)
    case "isnull", "isna", "isnan": return try emit(IsMissing(), [input])
    case "notnull", "notna": return try emit(NotMissing(), [input])
    case "log": return try emit(Log(), [input])
    case "log1p": return try emit(Log1p(), [input])
    case "exp": return try emit(Exp(), [input])
    case "expm1": return try emit(Expm1(), [input])
    case "sqrt": return try emit(Sqrt(), [input])
    default: throw CompilationRefusal(reason: "'\(name)' is no row function yet")
    }
  }

  /// `isinstance(x, str)`, `isinstance(x, float)`: a missing string is a float.
  private mutating func instance(_ operand: Operand, of type: PythonRuntime.Value) throws(CompilationRefusal) -> Operand
  {
    let input = try computed(operand)
    guard let type = type.cast(to: TypeObject.self) else {
      throw CompilationRefusal(reason: "'isinstance' of several classes")
    }
    switch (input.1.base, type.name) {
    case (.string, "str"): return try emit(NotMissing(), [input])
    case (.string, "float"): return try emit(IsMissing(), [input])
    case (.float64, "float"), (.int64, "int"): return .known(.bool(true))
    case (.float64, "str"), (.int64, "str"), (.float64, "int"): return .known(.bool(false))
    default: throw CompilationRefusal(reason: "'isinstance' of \(input.1) and \(type.name)")
    }
  }

  // MARK: Methods of strings

  private mutating func method(
    _ name: String, of receiver: Operand, _ arguments: [Expression]
  ) throws(CompilationRefusal) -> Operand {
    let (_, type) = try computed(receiver)
    guard type.base == .string else { throw CompilationRefusal(reason: "'.\(name)' of \(type) is no row function yet") }
    let error = RaisedError("AttributeError", "'float' object has no attribute '\(name)'")
    let text = try present(computed(receiver), raising: error)
    var values: [PythonRuntime.Value] = []
    for argument in arguments {
      guard case .known(let value) = try operand(argument) else {
        throw CompilationRefusal(reason: "'.\(name)' with an argument that the row computes")
      }
      values.append(value)
    }
    return try textMethod(name, text, values)
  }

  private mutating func textMethod(
    _ name: String, _ text: (Plan.NodeID, ValueType), _ arguments: [PythonRuntime.Value]
  ) throws(CompilationRefusal) -> Operand {
    let first = arguments.first?.stringValue
    switch (name, arguments.count) {
    case ("strip", 0), ("strip", 1): return try emit(Strip(.both, characters: first), [text])
    case ("lstrip", 0), ("lstrip", 1): return try emit(Strip(.left, characters: first), [text])
    case ("rstrip", 0), ("rstrip", 1): return try emit(Strip(.right, characters: first), [text])
    case ("lower", 0): return try emit(Lower(), [text])
    case ("upper", 0): return try emit(Upper(), [text])
    case ("title", 0): return try emit(Title(), [text])
    case ("capitalize", 0): return try emit(Capitalize(), [text])
    case ("split", 0): return try emit(Split(nil), [text])
    case ("split", 1): return try emit(Split(first), [text])
    case ("split", 2):
      guard case .int(let limit) = arguments[1] else { break }
      return try emit(Split(first, limit: limit), [text])
    case ("replace", 2):
      guard let first, let second = arguments[1].stringValue else { break }
      return try emit(ReplaceText(first, with: second), [text])
    case ("startswith", 1):
      guard let first else { break }
      return try emit(StartsWith(first), [text])
    case ("endswith", 1):
      guard let first else { break }
      return try emit(EndsWith(first), [text])
    case ("find", 1):
      guard let first else { break }
      return try emit(FindText(first), [text])
    default: break
    }
    throw CompilationRefusal(reason: "'str.\(name)' with \(arguments.count) arguments is no row function yet")
  }
}
