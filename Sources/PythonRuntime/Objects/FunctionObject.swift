package import Kernels
package import PythonSyntax

/// A variable shared between a function and the functions inside it; lives in the register of the variable.
package final class CellObject: Object {
  /// `nil` while it is unbound.
  package var value: Value?

  package init(_ value: Value? = nil) {
    self.value = value
    super.init(type: Types.cell)
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard name == "cell_contents" else { return try super.attribute(name, in: context) }
    guard let value else { throw .valueError("Cell is empty") }
    return value
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    guard name == "cell_contents" else { return try super.setAttribute(name, to: value, in: context) }
    self.value = value
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    guard case .object(let object)? = value else {
      return PythonString(
        value.map { "<cell at \(address): \($0.typeName) object at 0x0>" } ?? "<cell at \(address): empty>")
    }
    return PythonString("<cell at \(address): \(object.type.name) object at \(object.address)>")
  }
}

/// A function of the notebook: its code, its tree, and what it closes over.
package final class FunctionObject: Object {
  /// What the function was written as.
  package enum Tree: Sendable {
    case definition(FunctionDefinition)
    case lambda(PythonSyntax.Arguments, body: Expression)
  }

  package let code: CodeObject
  /// The defaults of the last positional parameters.
  package private(set) var defaults: [Value]
  /// Where the default of one of them is.
  @inline(__always)
  func standard(_ position: Int) -> Slot {
    withUnsafeBytes(of: &defaults) { ItemsMemory($0.load(as: UnsafeMutableRawPointer.self))[position] }
  }

  /// The defaults of keyword-only parameters, by name.
  package private(set) var keywordDefaults: [(name: PythonString, value: Value)]
  /// Whether the defaults have been set since it was made.
  private(set) var hasOtherDefaults = false
  /// In the order of `code.freeNames`.
  package let closure: [CellObject]
  /// Attributes that the notebook set on it.
  package private(set) lazy var attributes = DictObject()
  /// `__annotations__`
  package internal(set) lazy var annotations = DictObject()
  /// `__name__`, `__doc__` and their like, as far as they were set.
  private var renamed: [PythonString: Value] = [:]

  package init(
    code: CodeObject, defaults: [Value] = [], keywordDefaults: [(name: PythonString, value: Value)] = [],
    closure: [CellObject] = []
  ) {
    self.code = code
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    self.closure = closure
    super.init(type: Types.function)
    code.settle()
  }

  /// `__name__`.
  package var name: String { renamed["__name__"]?.stringValue?.description ?? code.name }

  /// `__qualname__`.
  package var qualifiedName: String { renamed["__qualname__"]?.stringValue?.description ?? code.qualifiedName }

  /// What it was written as; the tracer compiles user functions from it.
  package var tree: Tree? { code.tree }

  /// The value that a free name of the body has now: of the enclosing functions, the module, or the built-ins.
  package func value(ofFree name: String, in context: Context) -> Value? {
    for (i, free) in code.freeNames.enumerated() where free == name { return closure[i].value }
    return code.globals[PythonString(name)] ?? context.builtins[PythonString(name)]
  }

  override package var isMutable: Bool { false }
  override package var findsOwnAttributesFirst: Bool { true }
  override package var isCallable: Bool { true }
  override package var ownAttributes: DictObject? { attributes }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(BoundMethod(self, receiver: receiver))
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = renamed[name] ?? attributes[name] { return value }
    switch name {
    case "__annotations__": return .object(annotations)
    case "__kwdefaults__":
      return keywordDefaults.isEmpty ? Value.none : .object(DictObject(keywordDefaults.map { ($0.name, $0.value) }))
    case "__name__": return .text(code.name)
    case "__qualname__": return .text(code.qualifiedName)
    case "__module__": return code.globals.moduleName
    case "__globals__": return .object(code.globals.dictionary)
    case "__code__": return .object(CodeValue(code))
    case "__closure__": return closure.isEmpty ? Value.none : .tuple(closure.map { .object($0) })
    case "__dict__": return .object(attributes)
    case "__builtins__": return .object(context.builtins.dictionary)
    case "__type_params__": return nil
    case "__doc__": return code.documentation.map(Value.string) ?? Value.none
    case "__defaults__": return defaults.isEmpty ? Value.none : .tuple(defaults)
    default: return try super.attribute(name, in: context)
    }
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    switch name {
    case "__name__", "__qualname__":
      guard value.stringValue != nil else { throw .typeError("\(name) must be set to a string object") }
      renamed[name] = value
    case "__doc__", "__module__": renamed[name] = value
    case "__dict__":
      guard let dict = value.object as? DictObject else {
        throw .typeError("__dict__ must be set to a dictionary, not a '\(value.typeName)'")
      }
      attributes.table = dict.table
    case "__defaults__":
      guard value.isNone || value.object is TupleObject else {
        throw .typeError("__defaults__ must be set to a tuple object")
      }
      hasOtherDefaults = true
      defaults = (value.object as? TupleObject)?.items ?? []
    case "__kwdefaults__":
      guard value.isNone || value.object is DictObject else {
        throw .typeError("__kwdefaults__ must be set to a dict object")
      }
      hasOtherDefaults = true
      keywordDefaults = ((value.object as? DictObject)?.items ?? []).map { ($0.key.stringValue ?? "", $0.value) }
    case "__annotations__": annotations = value.cast(to: DictObject.self) ?? DictObject()
    case "__globals__", "__closure__": throw .attributeError("readonly attribute")
    case "__code__": throw context.unsupportedNow("assignment to '\(name)' of a function")
    default: attributes[name] = value
    }
  }

  override package func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    switch name {
    case "__defaults__":
      hasOtherDefaults = true
      defaults = []
    case "__kwdefaults__":
      hasOtherDefaults = true
      keywordDefaults = []
    default:
      guard attributes[name] != nil else {
        throw .attributeError("'function' object has no attribute '\(name)'")
      }
      attributes[name] = nil
    }
  }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    try context.run(self, arguments)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<function \(renamed["__qualname__"]?.stringValue ?? PythonString(code.qualifiedName)) at \(address)>")
  }
}

/// A function together with the object it was looked up on.
package final class BoundMethod: Object {
  package let function: Object
  package let receiver: Value

  package init(_ function: Object, receiver: Value) {
    self.function = function
    self.receiver = receiver
    super.init(
      type: function is NativeFunction
        ? Types.builtinFunction : function is SlotWrapper ? Types.methodWrapper : Types.method
    )
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    try function.call(arguments.prepending(receiver), in: context)
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__self__": return receiver
    case "__func__": return .object(function)
    default: return try function.attribute(name, in: context)
    }
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.cast(to: BoundMethod.self) else {
      return nil
    }
    let same = function === other.function && receiver.isIdentical(to: other.receiver)
    return .bool(same == (operation == .equal))
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    guard case .object(let object) = receiver else { return try function.hash(in: context) ^ context.hash(receiver) }
    return try function.hash(in: context) ^ Int(bitPattern: UInt(bitPattern: ObjectIdentifier(object)) >> 4)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let name = try function.attribute("__qualname__", in: context)?.stringValue ?? "?"
    if let wrapper = function as? SlotWrapper {
      let target = receiver.object?.address ?? "0x0"
      return PythonString("<method-wrapper '\(wrapper.name)' of \(receiver.typeName) object at \(target)>")
    }
    if function is NativeFunction {
      let plain = try function.attribute("__name__", in: context)?.stringValue ?? "method"
      let target = receiver.object?.address ?? "0x0"
      return PythonString("<built-in method \(plain) of \(receiver.typeName) object at \(target)>")
    }
    return PythonString("<bound method \(name) of \(try context.repr(receiver))>")
  }
}
