import Kernels
import PythonRuntime

extension Standard.Typing {
  static let getTypeHints = Function("get_type_hints(obj, globalns=None, localns=None, include_extras=False)") { call in
    let reader = HintReader(
      call.context, globals: call["globalns"], locals: call["localns"], keepsExtras: try call.bool("include_extras"))
    let result = DictObject()
    if let type = call["obj"].cast(to: TypeObject.self) {
      for base in type.order.reversed() {
        guard let hints = base.members.value(forString: "__annotations__")?.cast(to: DictObject.self) else { continue }
        for (key, hint) in hints.items { try result.set(key, to: reader.read(hint), in: call.context) }
      }
      return .object(result)
    }
    if let module = call["obj"].cast(to: ModuleObject.self) {
      let hints = try call.context.attributeIfAny(of: .object(module), named: "__annotations__")
      for (key, hint) in hints?.cast(to: DictObject.self)?.items ?? [] {
        try result.set(key, to: reader.read(hint), in: call.context)
      }
      return .object(result)
    }
    let hints = try call.context.attributeIfAny(of: call["obj"], named: "__annotations__")
    guard let hints = hints?.cast(to: DictObject.self) else {
      if call["obj"].object?.isCallable == true { return .object(result) }
      throw Raised.typeError("\(try call.context.repr(call["obj"])) is not a module, class, method, or function.")
    }
    for (key, hint) in hints.items { try result.set(key, to: reader.read(hint), in: call.context) }
    return .object(result)
  }
}

/// Evaluates hints that are text.
struct HintReader {
  private let context: Context
  private let globals: Value
  private let locals: Value
  private let keepsExtras: Bool

  init(_ context: Context, globals: Value, locals: Value, keepsExtras: Bool) {
    self.context = context
    self.globals = globals
    self.locals = locals
    self.keepsExtras = keepsExtras
  }

  func read(_ hint: Value) throws(Raised) -> Value {
    switch hint {
    case .none: return .object(Types.none)
    case .string(let text): return try read(evaluated(text))
    case .object(let object):
      if let reference = object as? ForwardReference { return try read(evaluated(reference.text)) }
      if let alias = object as? TypingObject { return try read(alias) }
      if let alias = object as? GenericAliasObject {
        return .object(GenericAliasObject(alias.origin, try all(alias.arguments)))
      }
      return hint
    default: return hint
    }
  }

  private func read(_ alias: TypingObject) throws(Raised) -> Value {
    if alias.kind == .annotated, !keepsExtras { return try read(alias.origin) }
    if alias.kind == .literal { return .object(alias) }
    let arguments = try all(alias.arguments)
    if alias.kind == .union { return try TypingForms.union(arguments, in: context) }
    return .object(
      TypingObject(alias.kind, alias.title, origin: alias.origin, arguments, metadata: alias.metadata))
  }

  private func all(_ hints: [Value]) throws(Raised) -> [Value] {
    var result: [Value] = []
    for hint in hints { result.append(hint.isNone ? hint : try read(hint)) }
    return result
  }

  private func evaluated(_ text: PythonString) throws(Raised) -> Value {
    if globals.isNone, locals.isNone { return try context.evaluate(text) }
    var arguments: [Value] = [.string(text), globals.isNone ? .object(DictObject()) : globals]
    if !locals.isNone { arguments.append(locals) }
    return try context.callBuiltin("eval", arguments)
  }
}
