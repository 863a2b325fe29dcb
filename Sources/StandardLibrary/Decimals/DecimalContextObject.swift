package import Kernels
package import PythonRuntime

/// `decimal.Context`: settings, what happened so far, and what of it raises.
package final class DecimalContextObject: ExtensibleObject {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "Context", module: "decimal", members: Standard.DecimalContextClass.members)
    type.isNamedInFull = true
    return type
  }()

  var settings = DecimalSettings()
  var flags: DecimalStatus = []
  var traps: DecimalStatus = DecimalStatus.invalid.union([.divisionByZero, .overflow])

  init(type: TypeObject = DecimalContextObject.type) {
    super.init(type: type)
  }

  /// A new context with the same settings, flags and traps.
  func copy() -> DecimalContextObject {
    let result = DecimalContextObject()
    (result.settings, result.flags, result.traps) = (settings, flags, traps)
    return result
  }

  /// Runs an operation, notes what happened and raises what is trapped.
  func run<Result>(_ body: (inout DecimalArithmetic) -> Result) throws(Raised) -> Result {
    var arithmetic = DecimalArithmetic(settings)
    let result = body(&arithmetic)
    try note(arithmetic.status)
    return result
  }

  /// Notes what happened and raises what is trapped.
  func note(_ status: DecimalStatus) throws(Raised) {
    if status.isEmpty { return }
    flags.formUnion(status)
    if let raised = DecimalSignals.exception(for: status.intersection(traps)) { throw raised }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    func names(_ status: DecimalStatus) -> String {
      DecimalSignals.names(of: status).joined(separator: ", ")
    }
    return PythonString(
      "Context(prec=\(settings.precision), rounding=\(settings.rounding.rawValue), Emin=\(settings.minimum), "
        + "Emax=\(settings.maximum), capitals=\(settings.usesCapitals ? 1 : 0), clamp=\(settings.isClamped ? 1 : 0), "
        + "flags=[\(names(flags))], traps=[\(names(traps))])")
  }

  override package func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? { .object(copy()) }
}

/// The running thread's context.
private final class CurrentDecimalContext {
  var context = DecimalContextObject()
}

extension Context {
  /// `decimal.getcontext()`.
  package var decimalContext: DecimalContextObject {
    get { state(CurrentDecimalContext.self) { CurrentDecimalContext() }.context }
    set { state(CurrentDecimalContext.self) { CurrentDecimalContext() }.context = newValue }
  }
}

/// `flags` or `traps` of a context: a mapping from signals to whether they are set.
package final class SignalsObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "SignalDict", module: "decimal", members: Standard.SignalsClass.members)

  let owner: DecimalContextObject
  let path: ReferenceWritableKeyPath<DecimalContextObject, DecimalStatus>

  init(_ owner: DecimalContextObject, _ path: ReferenceWritableKeyPath<DecimalContextObject, DecimalStatus>) {
    self.owner = owner
    self.path = path
    super.init(type: SignalsObject.type)
  }

  /// The same as a dictionary of its own.
  func dictionary(in context: Context) throws(Raised) -> DictObject {
    let result = DictObject()
    for signal in DecimalSignals.all {
      let isSet = !owner[keyPath: path].isDisjoint(with: signal.status)
      try result.set(.object(signal.type), to: .bool(isSet), in: context)
    }
    return result
  }

  private func status(_ key: Value) throws(Raised) -> DecimalStatus {
    for signal in DecimalSignals.all where key.object === signal.type { return signal.status }
    throw Raised(Exceptions.keyError, "invalid error flag")
  }

  override package func length(in context: Context) throws(Raised) -> Int? { DecimalSignals.all.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator(DecimalSignals.all.map { .object($0.type) })
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    .bool(!owner[keyPath: path].isDisjoint(with: try status(key)))
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    let status = try status(key)
    if try context.truth(value) {
      owner[keyPath: path].formUnion(status)
    } else {
      owner[keyPath: path].subtract(status)
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let parts = DecimalSignals.all.map { signal in
      "<class 'decimal.\(signal.type.name)'>:"
        + (owner[keyPath: path].isDisjoint(with: signal.status) ? "False" : "True")
    }
    return PythonString("{" + parts.joined(separator: ", ") + "}")
  }
}

extension Standard.SignalsClass {
  static let copy = Method("copy(self)") { call in .object(try dictionary(call)) }
  static let items = Method("items(self)") { call in try call.context.callMethod(.object(dictionary(call)), "items") }
  static let keys = Method("keys(self)") { call in try call.context.callMethod(.object(dictionary(call)), "keys") }
  static let values = Method("values(self)") { call in try call.context.callMethod(.object(dictionary(call)), "values")
  }
  static let get = Method("get(self, key, default=None)") { call in
    try dictionary(call).value(for: call[1], in: call.context) ?? call[2]
  }

  private static func dictionary(_ call: Call) throws(Raised) -> DictObject {
    try call.receiver(as: SignalsObject.self).dictionary(in: call.context)
  }
}

/// `localcontext()`: another context inside of a `with` statement.
package final class LocalContextObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "ContextManager", module: "decimal")

  private let local: DecimalContextObject
  private var outer: DecimalContextObject?

  init(_ local: DecimalContextObject) {
    self.local = local
    super.init(type: LocalContextObject.type)
  }

  override package func enter(in context: Context) throws(Raised) -> Value? {
    outer = context.decimalContext
    context.decimalContext = local
    return .object(local)
  }

  override package func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    if let outer { context.decimalContext = outer }
    return false
  }
}
