import Diagnostics
import Kernels
import PythonSyntax

extension Builtins.Functions {
  static let eval = Function("eval(source, globals=None, locals=None, /)") { call in
    let source = try Evaluation.code(call[0], mode: "eval", context: call.context)
    return try Evaluation.run(source, globals: call[1], locals: call[2], isEval: true, in: call.context)
  }

  static let exec = Function("exec(source, globals=None, locals=None, /, *, closure=None)") { call in
    try call.refuse("closure")
    let source = try Evaluation.code(call[0], mode: "exec", context: call.context)
    _ = try Evaluation.run(source, globals: call[1], locals: call[2], isEval: false, in: call.context)
    return .none
  }

  static let compile = Function(
    "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)"
  ) { call in
    try call.refuse("flags", "_feature_version")
    let mode = try call.text("mode")
    guard call[0].stringValue != nil || call[0].byteBuffer != nil || call[0].object is CodeValue else {
      throw Raised.typeError("compile() arg 1 must be a string, bytes or AST object")
    }
    guard ["exec", "eval", "single"].contains(mode) else {
      throw Raised.valueError("compile() mode must be 'exec', 'eval' or 'single'")
    }
    return .object(try Evaluation.code(call[0], mode: mode, file: call.text("filename"), context: call.context))
  }

  static let buildClass = Function("__build_class__(func, name, /, *bases, metaclass=None, **kwds)") { call in
    guard let body = call[0].object as? FunctionObject else {
      throw Raised.typeError("__build_class__: func must be a function")
    }
    guard call[1].stringValue != nil else { throw Raised.typeError("__build_class__: name is not a string") }
    let keywords = DictObject(call.keywords.map { ($0.name, $0.value) })
    if call.isGiven("metaclass") { keywords["metaclass"] = call["metaclass"] }
    return try call.context.buildClass(body, bases: call.variadic, keywords: keywords)
  }

  static let importFunction = Function("__import__(name, globals=None, locals=None, fromlist=(), level=0)") { call in
    let name = try call.text("name")
    let level = try call.int("level")
    if name.isEmpty, level == 0 { throw Raised.valueError("Empty module name") }
    let module = try call.context.importModule(
      String(repeating: ".", count: level) + name, from: call.context.currentGlobals)
    if try call.context.truth(call["fromlist"]) || level > 0 { return module }
    return call.context.importModule(String(name.prefix { $0 != "." }))
  }
}

/// Code from text, and its running.
enum Evaluation {
  /// The code object of a text; code objects are taken as they are.
  static func code(
    _ source: Value, mode: String, file: String = "<string>", context: Context
  ) throws(Raised) -> CodeValue {
    if let code = source.object as? CodeValue { return code }
    var bytes: [UInt8]
    if let text = source.stringValue {
      bytes = text.bytes
    } else if let buffer = source.byteBuffer {
      bytes = buffer.bytes
    } else {
      let name = mode == "eval" ? "eval() arg 1" : mode == "exec" ? "exec() arg 1" : "compile() arg 1"
      throw .typeError("\(name) must be a string, bytes or code object")
    }
    if bytes.contains(0) { throw Raised(Exceptions.syntaxError, "source code string cannot contain null bytes") }
    if mode == "eval" {
      bytes = Array(bytes.drop { $0 == 0x20 || $0 == 0x09 })
      let file = SourceFile(name: file, bytes: bytes)
      let (expression, diagnostics) = parseExpression(file)
      if let expression, !diagnostics.contains(where: { $0.severity == .error }) {
        return CodeValue(.expression(expression), file: file)
      }
      throw failure(diagnostics, in: file)
    }
    let file = SourceFile(name: file, bytes: bytes)
    let (module, diagnostics) = parse(file)
    if diagnostics.contains(where: { $0.severity == .error }) { throw failure(diagnostics, in: file) }
    return CodeValue(.statements(module.body, isSingle: mode == "single"), file: file)
  }

  /// SyntaxError with its place.
  private static func failure(_ diagnostics: [Diagnostic], in file: SourceFile) -> Raised {
    let first = diagnostics.first { $0.severity == .error }
    let message = first?.message ?? "invalid syntax"
    let line = first?.span?.start.line ?? 1
    let text = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let source: Value =
      line <= text.count ? .string(PythonString(bytes: Array(text[line - 1]) + [0x0A])) : .none
    let isIndentation =
      message.hasPrefix("unexpected indent") || message.hasPrefix("expected an indented block")
      || message.hasPrefix("unindent does not match")
    let isTab = message.hasPrefix("inconsistent use of tabs")
    let place: [Value] = [
      .text(file.name), .int(line), .int((first?.span?.start.column ?? 0) + 1), source,
      .int(first?.span?.end.line ?? line), .int((first?.span?.end.column ?? 0) + 1),
    ]
    return .exception(
      ExceptionObject(
        isTab ? Exceptions.tabError : isIndentation ? Exceptions.indentationError : Exceptions.syntaxError,
        [.text(message), .tuple(place)]))
  }

  /// Runs a code object with these names; what `None` stands for are the caller's.
  static func run(
    _ source: CodeValue, globals: Value, locals: Value, isEval: Bool, in context: Context
  ) throws(Raised) -> Value {
    let name = isEval ? "eval" : "exec"
    guard globals.isNone || globals.cast(to: DictObject.self) != nil else {
      throw .typeError(
        isEval
          ? (locals.isNone || locals.object is DictObject
            ? "globals must be a dict" : "globals must be a real dict; try eval(code, {}, mapping)")
          : "\(name)() globals must be a dict, not \(globals.typeName)")
    }
    guard locals.isNone || locals.cast(to: DictObject.self) != nil || locals.type.lookup("__getitem__") != nil else {
      throw .typeError(
        "\(isEval ? "" : "exec() ")locals must be a mapping\(isEval ? "" : " or None, not \(locals.typeName)")")
    }
    let dict = globals.cast(to: DictObject.self)
    let namespace = dict.map(Namespace.of) ?? context.currentGlobals
    if let dict, namespace !== context.globals { restrict(namespace, dict, in: context) }
    var mapping: Value? = locals.isNone ? nil : locals
    if mapping == nil, dict == nil, let names = context.localNames { mapping = .object(names) }
    if let own = mapping?.object, own === dict || own === namespace.mirror { mapping = nil }
    let code = compiled(source, namespace, hasOwnLocals: mapping != nil, in: context)
    let frame = Frame(code)
    if let mapping {
      if let names = mapping.object as? DictObject, names.type === DictObject.type {
        frame.classNames = names
      } else {
        frame.classNames = DictObject()
        frame.classMapping = mapping
      }
    }
    let value = try context.execute(frame)
    return isEval ? value : .none
  }

  /// Built-ins are those of the dictionary, which gets ours if it has none.
  private static func restrict(_ namespace: Namespace, _ dict: DictObject, in context: Context) {
    if let own = dict["__builtins__"] {
      let names = own.object as? DictObject
      namespace.ownBuiltins = names === context.builtins.mirror ? nil : names
    } else {
      dict["__builtins__"] = .object(context.builtins.dictionary)
    }
  }

  private static func compiled(
    _ source: CodeValue, _ namespace: Namespace, hasOwnLocals: Bool, in context: Context
  ) -> CodeObject {
    if let code = source.code { return code }
    switch source.source {
    case .expression(let expression)?:
      return Compiler.compile(
        expression, globals: namespace, file: source.file, hasOwnLocals: hasOwnLocals, in: context)
    case .statements(let body, let isSingle)?:
      return Compiler.compile(
        body, cell: 0, showsLast: false, globals: namespace, file: source.file, hasOwnLocals: hasOwnLocals,
        printsExpressions: isSingle, in: context)
    case nil:
      return Compiler.compile(
        [], cell: 0, showsLast: false, globals: namespace, file: source.file, in: context)
    }
  }
}
