import Kernels
import PythonRuntime

extension Standard.Weakref {
  static let ref = Constant("ref") { _ in .object(WeakReference.type) }
  static let referenceType = Constant("ReferenceType") { _ in .object(WeakReference.type) }
  static let proxy = Function("proxy(object, callback=None, /)") { call in
    try WeakReference.check(call[0])
    return call[0]
  }
  static let weakValues = Constant("WeakValueDictionary") { _ in .object(DictObject.type) }
  static let weakKeys = Constant("WeakKeyDictionary") { _ in .object(DictObject.type) }
  static let weakSet = Constant("WeakSet") { _ in .object(SetObject.type) }
}

/// `weakref.ref`, which does not keep what it refers to alive.
final class WeakReference: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "ReferenceType", module: "weakref",
    members: [
      Constructor("ReferenceType(cls, object, callback=None, /)") { call in
        try WeakReference.check(call[1])
        guard case .object(let object) = call[1] else { return .none }
        if !call.isNone("callback") {
          throw call.unsupported("argument 'callback' of 'weakref.ref'", argument: "callback")
        }
        return .object(WeakReference(object, call.madeClass))
      }
    ])
  private weak var target: Object?

  init(_ target: Object, _ type: TypeObject) {
    self.target = target
    super.init(type: type)
  }

  static func check(_ value: Value) throws(Raised) {
    let built: [TypeObject] = [
      ListObject.type, DictObject.type, TupleObject.type, BytesObject.type, ByteArrayObject.type, RangeObject.type,
      Types.slice, ComplexObject.type, Value.ellipsis.type, Value.notImplemented.type, Types.object,
    ]
    if let object = value.object, !built.contains(where: { $0 === object.type }), !(object is BigIntObject) { return }
    throw .typeError("cannot create weak reference to '\(value.typeName)' object")
  }

  override var isCallable: Bool { true }
  override var isMutable: Bool { false }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    target.map(Value.object) ?? .none
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? WeakReference else { return nil }
    guard let mine = target, let theirs = other.target else { return .bool((self === other) == (operation == .equal)) }
    return try context.compare(operation, .object(mine), .object(theirs))
  }

  override func hash(in context: Context) throws(Raised) -> Int {
    guard let target else { throw .typeError("weak object has gone away") }
    return try context.hash(.object(target))
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    guard let target else { return PythonString("<weakref at \(address); dead>") }
    return PythonString("<weakref at \(address); to '\(target.type.name)' at \(target.address)>")
  }
}

extension Standard.Gc {
  static let collect = Function("collect(generation=2)") { _ in 0 }
  static let enable = Function("enable()") { _ in .none }
  static let disable = Function("disable()") { _ in .none }
  static let isenabled = Function("isenabled()") { _ in true }
  static let freeze = Function("freeze()") { _ in .none }
  static let unfreeze = Function("unfreeze()") { _ in .none }
  static let setDebug = Function("set_debug(flags, /)") { _ in .none }
  static let setThreshold = Function("set_threshold(threshold0, threshold1=10, threshold2=10, /)") { _ in .none }
  static let getThreshold = Function("get_threshold()") { _ in .tuple([700, 10, 10]) }
}

extension Standard.Atexit {
  /// The replay ends without an interpreter's shutdown.
  static let register = Function("register(func, /, *args, **kwargs)") { call in call[0] }
  static let unregister = Function("unregister(func, /)") { _ in .none }
}
