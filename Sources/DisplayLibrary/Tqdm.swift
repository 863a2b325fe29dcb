import Kernels
import PythonRuntime

extension Display {
  nonisolated(unsafe) static let tqdm = TypeObject(
    name: "tqdm", module: "tqdm.std", members: TqdmClass.members)
}

/// A progress bar: it is drawn on standard error, which shows nothing here, and lets through what it is over.
final class ProgressBar: Object {
  let source: Value
  var attributes = DictObject()

  init(_ source: Value, _ attributes: [(PythonString, Value)], type: TypeObject) {
    self.source = source
    super.init(type: type)
    for (name, value) in attributes { self.attributes[name] = value }
    self.attributes["n"] = self.attributes["initial"] ?? 0
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = attributes[name] { return value }
    return try super.attribute(name, in: context)
  }

  override func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    attributes[name] = value
  }

  func advance(by step: Value, in context: Context) throws(Raised) {
    attributes["n"] = try context.binary(.add, attributes["n"] ?? 0, step)
  }

  override func iterate(in context: Context) throws(Raised) -> IteratorObject {
    let items = try context.iterate(source)
    // What carries a trace is handed on as it is.
    let isPlain =
      source.object is ListObject || source.object is RangeObject || source.object is TupleObject
      || source.object is GeneratorObject || source.object is DictObject
    guard isPlain else { return items }
    return NativeIterator(type: Types.generator) { [self] context throws(Raised) in
      guard let item = try items.next(in: context) else { return nil }
      try advance(by: 1, in: context)
      return item
    }
  }

  override func length(in context: Context) throws(Raised) -> Int? {
    if case .int(let total)? = attributes["total"] { return total }
    return source.isNone ? nil : try context.length(source)
  }

  override func truth(in context: Context) throws(Raised) -> Bool? {
    if let total = attributes["total"], !total.isNone { return try context.truth(total) }
    if source.isNone { throw .typeError("bool() undefined when iterable == total == None") }
    return try context.truth(source)
  }

  override func enter(in context: Context) throws(Raised) -> Value? { .object(self) }
  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool { false }

  /// How far it is and how long it takes is never told twice in the same way.
  override func repr(in context: Context) throws(Raised) -> PythonString {
    throw context.unsupportedNow("the text of a progress bar")
  }
}

extension Display.Tqdm {
  static let tqdm = Constant("tqdm") { _ in .object(Display.tqdm) }
  static let notebook = Constant("tqdm_notebook") { _ in .object(Display.tqdm) }
  static let gui = Constant("tqdm_gui") { _ in .object(Display.tqdm) }

  static let trange = Function("trange(*args, **kwargs)") { call in
    let range = try call.context.construct(RangeObject.type, CallArguments(call.variadic))
    return .object(ProgressBar(range, call.keywords.map { ($0.name, $0.value) }, type: Display.tqdm))
  }

  static let tnrange = Function("tnrange(*args, **kwargs)") { call in
    let range = try call.context.construct(RangeObject.type, CallArguments(call.variadic))
    return .object(ProgressBar(range, call.keywords.map { ($0.name, $0.value) }, type: Display.tqdm))
  }
}

extension Display.TqdmClass {
  static let constructor = Constructor(
    "tqdm(cls, iterable=None, desc=None, total=None, leave=True, *args, **kwargs)"
  ) { call in
    var attributes = call.keywords.map { ($0.name, $0.value) }
    attributes += [("desc", call["desc"]), ("total", call["total"]), ("leave", call["leave"])]
    return .object(ProgressBar(call["iterable"], attributes, type: call.receivingClass ?? Display.tqdm))
  }

  /// `tqdm.pandas()`.
  static let pandas = ClassMethod("pandas(cls, *args, **kwargs)") { _ in .none }

  static let update = Method("update(self, n=1)") { call in
    try call.receiver(as: ProgressBar.self).advance(by: call["n"], in: call.context)
    return .none
  }

  static let describe = Method("set_description(self, desc=None, refresh=True)") { call in
    try call.receiver(as: ProgressBar.self).attributes["desc"] = call["desc"]
    return .none
  }
  static let describePlainly = Method("set_description_str(self, desc=None, refresh=True)") { _ in .none }
  static let postfix = Method(
    "set_postfix(self, ordered_dict=None, refresh=True, **kwargs)", acceptsUnsupported: true
  ) { _ in .none }
  static let postfixText = Method("set_postfix_str(self, s='', refresh=True)", acceptsUnsupported: true) { _ in .none }
  static let close = Method("close(self)") { _ in .none }
  static let clear = Method("clear(self, nolock=False)") { _ in .none }
  static let refresh = Method("refresh(self, nolock=False, lock_args=None)") { _ in .none }
  static let reset = Method("reset(self, total=None)") { call in
    try call.receiver(as: ProgressBar.self).attributes["n"] = 0
    return .none
  }
  static let write = ClassMethod("write(cls, s, file=None, end='\\n', nolock=False)") { call in
    let text = PythonString(
      bytes: try call.context.str(call["s"]).bytes + (try call.context.str(call["end"])).bytes)
    if call.isNone("file") { call.context.write(text) }
    return .none
  }
}
