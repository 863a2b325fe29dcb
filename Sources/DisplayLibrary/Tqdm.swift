import PythonRuntime

extension Display {
  nonisolated(unsafe) static let tqdm = TypeObject(
    name: "tqdm", module: "tqdm", isOpen: true, members: TqdmClass.members)
}

extension Display.Tqdm {
  static let tqdm = Constant("tqdm") { _ in .object(Display.tqdm) }
  static let notebook = Constant("tqdm_notebook") { _ in .object(Display.tqdm) }

  static let trange = Function("trange(*args, **kwargs)") { call in
    try call.context.construct(RangeObject.type, CallArguments(call.variadic))
  }
}

extension Display.TqdmClass {
  /// A progress bar over something is that thing; one without is only drawn.
  static let constructor = Constructor("__init__(self, iterable=None, *args, **kwargs)", acceptsUnsupported: true) {
    call in
    call.isNone("iterable") ? .object(SinkObject("tqdm")) : call["iterable"]
  }

  /// `tqdm.pandas()`.
  static let pandas = ClassMethod("pandas(cls, *args, **kwargs)") { _ in .none }
}
