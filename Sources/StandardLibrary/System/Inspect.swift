import Diagnostics
import Kernels
import PythonRuntime
import PythonSyntax

extension Standard.Inspect {
  static let signature = Function(
    "signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False)"
  ) { call in
    guard call["obj"].object?.isCallable == true else {
      throw Raised.typeError("\(try call.context.repr(call["obj"])) is not a callable object")
    }
    let found = try SignatureReading.signature(
      of: call["obj"], in: call.context, followsWrapped: call.bool("follow_wrapped"))
    guard let found else {
      throw Raised.valueError("no signature found for builtin \(try call.context.repr(call["obj"]))")
    }
    return .object(found)
  }

  static let signatureClass = Constant("Signature") { _ in .object(SignatureObject.type) }
  static let parameterClass = Constant("Parameter") { _ in .object(ParameterObject.type) }
  static let empty = Constant("_empty") { _ in InspectMarkers.empty }

  static let isfunction = Function("isfunction(object)") { call in
    .bool(call[0].type === Types.function && !(call[0].object is NativeFunction))
  }
  static let isclass = Function("isclass(object)") { call in .bool(call[0].object is TypeObject) }
  static let ismodule = Function("ismodule(object)") { call in .bool(call[0].object is ModuleObject) }
  static let ismethod = Function("ismethod(object)") { call in .bool(call[0].type === Types.method) }
  static let isbuiltin = Function("isbuiltin(object)") { call in .bool(call[0].type === Types.builtinFunction) }
  static let isgenerator = Function("isgenerator(object)") { call in .bool(call[0].object is GeneratorObject) }
  static let created = Constant("GEN_CREATED") { _ in "GEN_CREATED" }
  static let running = Constant("GEN_RUNNING") { _ in "GEN_RUNNING" }
  static let suspended = Constant("GEN_SUSPENDED") { _ in "GEN_SUSPENDED" }
  static let closed = Constant("GEN_CLOSED") { _ in "GEN_CLOSED" }
  static let getgeneratorstate = Function("getgeneratorstate(generator)") { call in
    try .text("GEN_\(call.object("generator", as: GeneratorObject.self).state)")
  }
  static let getcoroutinestate = Function("getcoroutinestate(coroutine)") { call in
    try .text("CORO_\(call.object("coroutine", as: GeneratorObject.self).state)")
  }
  static let isroutine = Function("isroutine(object)") { call in
    let types = [Types.function, Types.method, Types.builtinFunction, Types.methodDescriptor]
    return .bool(types.contains { $0 === call[0].type } || call[0].object is SlotWrapper)
  }
  static let isgeneratorfunction = Function("isgeneratorfunction(obj)") { call in
    .bool(call[0].cast(to: FunctionObject.self)?.code.kind == .generator)
  }
  static let isasyncgenfunction = Function("isasyncgenfunction(obj)") { call in
    .bool(call[0].cast(to: FunctionObject.self)?.code.kind == .asyncGenerator)
  }
  static let isasyncgen = Function("isasyncgen(object)") { call in .bool(call[0].type === Types.asyncGenerator) }
  static let isabstract = Function("isabstract(object)") { call in
    guard let type = call[0].cast(to: TypeObject.self) else { return false }
    return .bool(!AbstractClass.abstractNames(of: type).isEmpty)
  }
  static let isdatadescriptor = Function("isdatadescriptor(object)") { call in
    .bool(call[0].object?.isDataDescriptor ?? false)
  }
  static let iscoroutinefunction = Function("iscoroutinefunction(obj)") { call in
    .bool(call[0].cast(to: FunctionObject.self)?.code.kind == .coroutine)
  }
  static let isawaitable = Function("isawaitable(object)") { call in
    let isCoroutine = (call[0].object as? GeneratorObject)?.isCoroutine ?? false
    return .bool(isCoroutine || call.context.specialMethod("__await__", of: call[0]) != nil)
  }

  static let getmro = Function("getmro(cls)") { call in
    .tuple(try call.object("cls", as: TypeObject.self).order.map { .object($0) })
  }

  static let getmodule = Function("getmodule(object, _filename=None)") { call in
    if call[0].object is ModuleObject { return call[0] }
    guard let name = try call.context.attributeIfAny(of: call[0], named: "__module__")?.stringValue else {
      return .none
    }
    return call.context.importModule(name.description)
  }

  static let getmembers = Function("getmembers(object, predicate=None)") { call in
    let names = try call.context.items(of: call.context.callBuiltin("dir", [call[0]]))
    var result: [Value] = []
    for name in names {
      guard let text = name.stringValue, let value = try member(text, of: call[0], call.context) else { continue }
      if call.isNone("predicate") {
        result.append(.tuple([name, value]))
      } else if try call.context.truth(call.context.call(call["predicate"], [value])) {
        result.append(.tuple([name, value]))
      }
    }
    return .list(result)
  }

  private static func member(_ name: PythonString, of value: Value, _ context: Context) throws(Raised) -> Value? {
    do throws(Raised) {
      return try context.attributeIfAny(of: value, named: name)
    } catch {
      guard error.isException(of: Exceptions.attributeError) else { throw error }
      return nil
    }
  }

  static let getdoc = Function("getdoc(object)") { call in
    var text = try call.context.attributeIfAny(of: call[0], named: "__doc__")
    if text?.isNone ?? true, let type = call[0].cast(to: TypeObject.self) {
      text = type.order.lazy.compactMap { $0.members.value(forString: "__doc__") }.first { !$0.isNone }
    }
    guard let text = text?.stringValue else { return .none }
    return .string(Indentation.cleaned(text))
  }

  static let cleandoc = Function("cleandoc(doc)") { call in .string(Indentation.cleaned(try call.string("doc"))) }

  static let getsource = Function("getsource(object)") { call in
    .string(PythonString(bytes: Array(try lines(call).0.joined(separator: []))))
  }

  static let getsourcelines = Function("getsourcelines(object)") { call in
    let (lines, first) = try lines(call)
    return .tuple([.list(lines.map { .string(PythonString(bytes: Array($0))) }), .int(first)])
  }

  /// The lines of a function as the cell has them, and the number of the first.
  private static func lines(_ call: Call) throws(Raised) -> ([ArraySlice<UInt8>], Int) {
    var value = call[0]
    while let wrapped = try call.context.attributeIfAny(of: value, named: "__wrapped__") { value = wrapped }
    if let method = value.object as? BoundMethod { value = .object(method.function) }
    if let type = value.object as? TypeObject {
      throw .typeError("\(try call.context.repr(.object(type))) is a built-in class")
    }
    guard let function = value.object as? FunctionObject, case .definition(let definition)? = function.tree,
      let source = call.context.sources[function.code.cell], let last = definition.body.last
    else {
      throw value.object is FunctionObject
        ? Raised(Exceptions.osError, "could not get source code")
        : .typeError(
          "module, class, method, function, traceback, frame, or code object was expected, got \(value.typeName)")
    }
    let all = source.split(separator: 0x0A, omittingEmptySubsequences: false)
    let end = min(last.span.end.line, all.count)
    var first = min(definition.body[0].span.start.line, all.count)
    let opening = Array("def \(definition.name)".utf8)
    while first > 1, !SourceLines.begins(all[first - 1], with: opening) { first -= 1 }
    if let decorator = definition.decorators.first { first = min(first, decorator.span.start.line) }
    guard first >= 1, first <= end else { throw Raised(Exceptions.osError, "could not get source code") }
    return (all[(first - 1)..<end].map { ArraySlice(Array($0) + [0x0A]) }, first)
  }

  static let unwrap = Function("unwrap(func, *, stop=None)") { call in
    var value = call[0]
    while let wrapped = try call.context.attributeIfAny(of: value, named: "__wrapped__") { value = wrapped }
    return value
  }

  static let getfullargspec = Function("getfullargspec(func)") { call in
    guard let found = try SignatureReading.signature(of: call[0], in: call.context) else {
      throw Raised.typeError("unsupported callable")
    }
    let positional = found.parameters.filter { $0.kind.rawValue <= 1 }
    let keywordOnly = found.parameters.filter { $0.kind == .keywordOnly }
    let hints = DictObject()
    for parameter in found.parameters { if let hint = parameter.hint { hints[parameter.name] = hint } }
    if let result = found.result { hints["return"] = result }
    func star(_ kind: ParameterObject.Kind) -> Value {
      found.parameters.first { $0.kind == kind }.map { .string($0.name) } ?? .none
    }
    let defaults = positional.compactMap(\.standard)
    let keywordDefaults = DictObject(
      keywordOnly.compactMap { parameter in parameter.standard.map { (parameter.name, $0) } })
    let type = try NamedTupleClass.shared(
      "inspect.FullArgSpec",
      ["args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations"], call.context)
    return .object(
      TupleObject(
        [
          .list(positional.map { .string($0.name) }), star(.variadic), star(.keywordVariadic),
          defaults.isEmpty ? .none : .tuple(defaults), .list(keywordOnly.map { .string($0.name) }),
          keywordDefaults.count == 0 ? .none : .object(keywordDefaults), .object(hints),
        ], type: type))
  }
}

/// How documentation is freed of its indentation.
enum Indentation {
  static func cleaned(_ text: PythonString) -> PythonString {
    var lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let margins = lines.dropFirst().compactMap { line -> Int? in
      let indentation = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
      return indentation == line.count ? nil : indentation
    }
    let margin = margins.min() ?? 0
    lines[0] = Array(lines[0].drop { $0 == 0x20 || $0 == 0x09 })
    for i in lines.indices.dropFirst() { lines[i] = Array(lines[i].dropFirst(margin)) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    return PythonString(bytes: Array(lines.joined(separator: [0x0A])))
  }
}

/// Lines of source text.
private enum SourceLines {
  /// Whether the line, freed of its indentation, begins with these bytes.
  static func begins(_ line: ArraySlice<UInt8>, with bytes: [UInt8]) -> Bool {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    if text.starts(with: bytes) { return true }
    let asynchronous = Array("async ".utf8)
    return text.starts(with: asynchronous) && text.dropFirst(asynchronous.count).starts(with: bytes)
  }
}
