import Columns
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

extension FunctionCompiler {
  /// A call: a method of a string, a built-in function, or another function of the notebook.
  mutating func call(
    _ callee: Expression, _ arguments: [Expression], _ keywords: [Keyword]
  ) throws(CompilationRefusal) -> Operand {
    var operands: [Operand] = []
    for argument in arguments { operands.append(try operand(argument)) }
    var named: [(name: PythonString, value: PythonRuntime.Value)] = []
    for keyword in keywords {
      guard let name = keyword.name, case .known(let value) = try operand(keyword.value) else {
        throw CompilationRefusal(reason: "it calls with keyword arguments that the row computes")
      }
      named.append((PythonString(name), value))
    }
    guard case .attribute(let object, let method, _) = callee.kind else {
      guard case .name(let name, _) = callee.kind, case .known(let value) = try self.value(of: name) else {
        throw CompilationRefusal(reason: "it calls what the row computes")
      }
      return try call(value, named: name, operands, named)
    }
    switch try operand(object) {
    case .computed(let id, let type):
      guard named.isEmpty else { throw CompilationRefusal(reason: "'.\(method)' with keyword arguments") }
      return try self.method(method, of: .computed(id, type), operands)
    case .time(let time):
      guard named.isEmpty else { throw CompilationRefusal(reason: "'.\(method)' with keyword arguments") }
      return try timeMethod(method, of: time, operands)
    case .match(let pattern, let place, let text):
      return try matchMethod(method, of: (pattern, place, text), operands)
    case .row(let row):
      guard method == "get", case .known(let key)? = operands.first,
        let place = self.row(row).field(at: Scalar(key))
      else { throw CompilationRefusal(reason: "'.\(method)' of a row") }
      return try field(place, of: row)
    case .known(let value):
      if let operand = try methodOfKnown(method, of: value, operands, named) { return operand }
      guard let member = try? context.attribute(of: value, named: PythonString(method)) else { break }
      return try call(member, named: method, operands, named)
    case .tuple, .place, .exception: break
    }
    throw CompilationRefusal(reason: "'.\(method)' is not known")
  }

  private mutating func call(
    _ callee: PythonRuntime.Value, named name: String, _ operands: [Operand],
    _ keywords: [(name: PythonString, value: PythonRuntime.Value)]
  ) throws(CompilationRefusal) -> Operand {
    if let known = knownValues(operands) {
      guard let value = try? context.call(callee, CallArguments(known, keywords: keywords)) else {
        throw CompilationRefusal(reason: "'\(name)' of constants raises")
      }
      return .known(value)
    }
    if let function = callee.cast(to: FunctionObject.self) { return try nested(function, operands, keywords) }
    guard keywords.isEmpty else { throw CompilationRefusal(reason: "'\(name)' with keyword arguments") }
    if let time = try madeTime(callee, operands) { return time }
    switch (name, operands.count) {
    case ("isinstance", 2):
      guard case .known(let type) = operands[1] else { break }
      return try instance(operands[0], of: type)
    case ("len", 1):
      if case .tuple(let parts) = operands[0] { return .known(.int(parts.count)) }
    case ("min", _), ("max", _): return try extreme(name == "max", operands)
    case ("round", 2):
      guard case .known(.int(let digits)) = operands[1] else { break }
      return try emit(Round(digits, exactly: true), [computed(operands[0])])
    case ("pow", 2): return try arithmetic(operands[0], .pow, operands[1])
    default: break
    }
    guard operands.count == 1 else {
      throw CompilationRefusal(reason: "'\(name)' of several values is no row function yet")
    }
    let isOfNumPy = callee.cast(to: NativeFunction.self)?.code.signature.parameters.contains { $0.name == "out" }
    return try builtin(name, operands[0], by: isOfNumPy == true ? context.tracer.elementaryCode : .scalar)
  }

  func knownValues(_ operands: [Operand]) -> [PythonRuntime.Value]? {
    var values: [PythonRuntime.Value] = []
    for operand in operands {
      guard case .known(let value) = operand else { return nil }
      values.append(value)
    }
    return values
  }

  /// Another function of the notebook, compiled for these arguments.
  private mutating func nested(
    _ function: FunctionObject, _ operands: [Operand], _ keywords: [(name: PythonString, value: PythonRuntime.Value)]
  ) throws(CompilationRefusal) -> Operand {
    if callers.contains(where: { $0 === function }) { throw CompilationRefusal(reason: "it calls itself") }
    var inputs: [(Plan.NodeID, ValueType)] = []
    for operand in operands {
      switch operand {
      case .known: continue
      case .time(let time): inputs.append(time.node)
      default: inputs.append(try computed(operand))
      }
    }
    var inner = FunctionCompiler(scope: { [context] in function.value(ofFree: $0, in: context) }, context: context)
    inner.callers = callers + [function]
    let bindings = try function.bindings(operands.map { _ in .place }, [], keywords)
    for ((name, binding), operand) in zip(bindings, operands.map(Optional.some) + bindings.map { _ in nil }) {
      switch operand {
      case .computed(_, let type)?: inner.addParameter(name, type, nil)
      case .time(let time)?: inner.addParameter(name, time.node.1, time.time)
      case let operand?: try inner.bind(name, to: .operand(operand))
      case nil: try inner.bind(name, to: binding)
      }
    }
    let plan = try inner.compiled(function.tree, named: function.name)
    let result = try emitRaising(called(plan), inputs)
    return try inner.resultTime.map { (time) throws(CompilationRefusal) in
      RowTime(node: try computed(result), time: time).operand
    } ?? result
  }

  /// Python's `min` and `max` of several values: the first of equal ones.
  private mutating func extreme(_ isMaximum: Bool, _ operands: [Operand]) throws(CompilationRefusal) -> Operand {
    var parts = operands
    if operands.count == 1, case .tuple(let items) = operands[0] { parts = items }
    guard var result = parts.first, parts.count > 1 else {
      throw CompilationRefusal(reason: "'min' or 'max' of what the row computes")
    }
    for part in parts.dropFirst() {
      let a = try computed(result)
      let b = try computed(part)
      let isBetter = isMaximum ? try emit(Greater(), [b, a]) : try emit(Less(), [b, a])
      result = try emit(Choose(), [computed(isBetter), b, a])
    }
    return result
  }

  private mutating func builtin(
    _ name: String, _ argument: Operand, by code: ElementaryCode
  ) throws(CompilationRefusal) -> Operand {
    if case .time(let time) = argument, let result = try builtin(name, ofTime: time) { return result }
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
    case "abs", "absolute", "fabs": return try emit(Absolute(), [input])
    case "bool": return try truth(argument)
    case "round":
      let error = RaisedError("ValueError", "cannot convert float NaN to integer")
      return try emitRaising(Cast(to: .int64, raising: error), [computed(emit(Round(0, exactly: true), [input]))])
    case "isnull", "isna", "isnan": return try emit(IsMissing(), [input])
    case "notnull", "notna": return try emit(NotMissing(), [input])
    case "log": return try emit(Log(by: code), [input])
    case "log2": return try emit(Log2(by: code), [input])
    case "log10": return try emit(Log10(by: code), [input])
    case "log1p": return try emit(Log1p(by: code), [input])
    case "exp": return try emit(Exp(by: code), [input])
    case "expm1": return try emit(Expm1(by: code), [input])
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
}
