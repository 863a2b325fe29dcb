import Kernels

extension Context {
  /// A class statement: its body, as a function, with its bases and keywords.
  func buildClass(_ function: FunctionObject, bases: [Value], keywords: DictObject) throws(Raised) -> Value {
    for base in bases + keywords.values {
      if let cause = base.poison { return .unsupported(cause) }
    }
    let resolved = try resolvedBases(bases)
    let metaclass = try metaclass(keywords["metaclass"], bases: resolved)
    keywords["metaclass"] = nil
    let named = keywords.items.map { (name: $0.key.stringValue ?? "", value: $0.value) }
    let name = Value.text(function.code.name)
    let prepared = try prepared(metaclass, name, resolved, named)
    let frame = self.frame(for: function)
    if let names = prepared.object as? DictObject {
      frame.classNames = names
    } else {
      frame.classNames = DictObject()
      frame.classMapping = prepared
    }
    try setClassName("__module__", to: function.code.globals.moduleName, in: frame)
    try setClassName("__qualname__", to: .text(function.code.qualifiedName), in: frame)
    if let text = function.code.documentation { try setClassName("__doc__", to: .string(text), in: frame) }
    _ = try execute(frame)
    if resolved.count != bases.count || !zip(resolved, bases).allSatisfy({ $0.isIdentical(to: $1) }) {
      try setClassName("__orig_bases__", to: .tuple(bases), in: frame)
    }
    if case .cell(let register)? = function.code.locations["__class__"] {
      try setClassName("__classcell__", to: .object(frame.cell(Int32(truncatingIfNeeded: register))), in: frame)
    }
    let arguments = CallArguments([name, .tuple(resolved), prepared], keywords: named)
    return try call(metaclass, arguments)
  }

  func setClassName(_ name: PythonString, to value: Value, in frame: Frame) throws(Raised) {
    if let mapping = frame.classMapping {
      try setItem(of: mapping, at: .string(name), to: value)
    } else {
      frame.classNames?[name] = value
    }
  }

  /// The bases, where an object that is no class is replaced by what it stands for.
  private func resolvedBases(_ bases: [Value]) throws(Raised) -> [Value] {
    var result: [Value] = []
    for base in bases {
      if !(base.object is TypeObject), let method = try attributeIfAny(of: base, named: "__mro_entries__") {
        let entries = try call(method, [.tuple(bases)])
        guard let tuple = entries.cast(to: TupleObject.self) else {
          throw .typeError("__mro_entries__ must return a tuple")
        }
        result += tuple.items
      } else {
        result.append(base)
      }
    }
    return result
  }

  private func metaclass(_ given: Value?, bases: [Value]) throws(Raised) -> Value {
    if let given, !(given.object is TypeObject) { return given }
    let start = given?.object as? TypeObject ?? bases.first?.type ?? TypeObject.metatype
    return .object(try winner(start, bases))
  }

  /// The most derived of a metaclass and those of the bases.
  private func winner(_ start: TypeObject, _ bases: [Value]) throws(Raised) -> TypeObject {
    var winner = start
    for base in bases {
      if winner.isSubclass(of: base.type) { continue }
      guard base.type.isSubclass(of: winner) else {
        throw .typeError(
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses "
            + "of all its bases")
      }
      winner = base.type
    }
    return winner
  }

  private func prepared(
    _ metaclass: Value, _ name: Value, _ bases: [Value], _ keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) -> Value {
    if metaclass.object === TypeObject.metatype { return .object(DictObject()) }
    guard let prepare = try attributeIfAny(of: metaclass, named: "__prepare__") else { return .object(DictObject()) }
    let names = try call(prepare, CallArguments([name, .tuple(bases)], keywords: keywords))
    guard names.object is DictObject || names.type.lookup("__getitem__") != nil else {
      let title = (metaclass.object as? TypeObject)?.name ?? "<metaclass>"
      throw .typeError("\(title).__prepare__() must return a mapping, not \(names.typeName)")
    }
    return names
  }

  /// `type.__new__(metaclass, name, bases, names, **keywords)`.
  func makeType(_ metaclass: TypeObject, _ arguments: CallArguments) throws(Raised) -> Value {
    guard arguments.positional.count == 3 else { throw .typeError("type() takes 1 or 3 arguments") }
    let given = arguments.positional
    for value in given { if let cause = value.poison { return .unsupported(cause) } }
    guard let name = given[0].stringValue else {
      throw .typeError("type.__new__() argument 1 must be str, not \(given[0].typeName)")
    }
    guard let bases = given[1].cast(to: TupleObject.self) else {
      throw .typeError("type.__new__() argument 2 must be tuple, not \(given[1].typeName)")
    }
    guard let names = given[2].cast(to: DictObject.self) else {
      throw .typeError("type.__new__() argument 3 must be dict, not \(given[2].typeName)")
    }
    let winner = try winner(metaclass, bases.items)
    if winner !== metaclass, let new = winner.constructor, new !== TypeObject.metatype.constructor {
      return try call(.object(new), arguments.prepending(.object(winner)))
    }
    let module = names["__module__"] ?? currentGlobals.moduleName
    let type = try makeClass(
      name.description, module: module.stringValue?.description, bases: bases.items, metaclass: winner)
    try fill(type, with: names)
    try announce(names, in: type)
    if let hook = type.lookup("__init_subclass__", after: type) {
      let bound = try hook.object?.boundToClass(type, in: self) ?? hook
      _ = try call(bound, CallArguments([], keywords: arguments.keywords))
    }
    return .object(type)
  }

  /// A class of the notebook with these bases, empty as yet.
  package func makeClass(
    _ name: String, module: String? = nil, bases: [Value], metaclass: TypeObject? = nil
  ) throws(Raised) -> TypeObject {
    var types: [TypeObject] = []
    for base in bases {
      guard let type = try base.supported().cast(to: TypeObject.self) else { throw .typeError("bases must be types") }
      if type.isFinal { throw .typeError("type '\(type.name)' is not an acceptable base type") }
      if types.contains(where: { $0 === type }) { throw .typeError("duplicate base class \(type.name)") }
      types.append(type)
    }
    let storages = types.map(\.nativeBase).filter { $0 !== Types.object }
    if let first = storages.first, storages.contains(where: { !$0.isSubclass(of: first) && !first.isSubclass(of: $0) })
    {
      throw .typeError("multiple bases have instance lay-out conflict")
    }
    if types.contains(where: { $0.isSubclass(of: TypeObject.metatype) }), !storages.isEmpty {
      throw .typeError("multiple bases have instance lay-out conflict")
    }
    let plain = metaclass === TypeObject.metatype ? nil : metaclass
    let type = try TypeObject(
      named: name, module: module ?? "__main__",
      bases: types.isEmpty ? [Types.object] : types, metaclass: plain)
    keep(type)
    return type
  }

  /// Puts the names of a class's body into it.
  private func fill(_ type: TypeObject, with names: DictObject) throws(Raised) {
    for (key, value) in names.items {
      guard case .string(let name) = key else { continue }
      switch name {
      case "__classcell__": (value.object as? CellObject)?.value = .object(type)
      case "__qualname__":
        guard let text = value.stringValue else {
          throw .typeError("type __qualname__ must be a str, not \(value.typeName)")
        }
        type.qualify(text)
      case "__new__" where value.object is FunctionObject: type.define(name, .object(StaticMethodObject(value)))
      case "__init_subclass__", "__class_getitem__":
        type.define(name, value.object is FunctionObject ? .object(ClassMethodObject(value)) : value)
      default: type.define(name, value)
      }
    }
    if names["__module__"] == nil { type.define("__module__", currentGlobals.moduleName) }
    if names["__doc__"] == nil { type.define("__doc__", .none) }
    if names["__eq__"] != nil, names["__hash__"] == nil { type.define("__hash__", .none) }
    try defineSlots(of: type, names)
  }

  private func defineSlots(of type: TypeObject, _ names: DictObject) throws(Raised) {
    let inherits = type.bases.contains { $0.isUserDefined && $0.hasInstanceDictionary }
    guard let declared = names["__slots__"] else {
      return type.setInstanceDictionary(true)
    }
    let list = declared.stringValue != nil ? [declared] : try items(of: declared)
    var hasDictionary = inherits || type.isSubclass(of: Exceptions.baseException)
    for item in list {
      guard let name = item.stringValue else {
        throw .typeError("__slots__ items must be strings, not '\(item.typeName)'")
      }
      guard Identifiers.isIdentifier(name) else { throw .typeError("__slots__ must be identifiers") }
      if name == "__dict__" {
        hasDictionary = true
      } else if name != "__weakref__" {
        let mangled = PrivateName.mangled(name.description, in: type.name)
        if names[PythonString(mangled)] != nil {
          throw .valueError("'\(name)' in __slots__ conflicts with class variable")
        }
        type.define(PythonString(mangled), .object(SlotMember(PythonString(mangled), owner: type)))
      }
    }
    type.setInstanceDictionary(hasDictionary)
  }

  /// Tells members of a new class the name that they have in it.
  private func announce(_ names: DictObject, in type: TypeObject) throws(Raised) {
    for (key, value) in names.items {
      guard case .string(let name) = key, case .object(let member) = value, member.poison == nil else { continue }
      if let property = member as? PropertyObject, property.name == nil { property.name = name }
      guard let hook = value.type.lookup("__set_name__") else { continue }
      do throws(Raised) {
        _ = try callSpecial(hook, on: member, [.object(type), key])
      } catch {
        guard case .exception(let cause) = error else { throw error }
        let message =
          "Error calling __set_name__ on '\(value.typeName)' instance \(try repr(key)) in '\(type.name)'"
        let wrapped = ExceptionObject(Exceptions.runtimeError, [.text(message)])
        wrapped.cause = .object(cause)
        wrapped.suppressesContext = true
        throw .exception(wrapped)
      }
    }
  }
}
