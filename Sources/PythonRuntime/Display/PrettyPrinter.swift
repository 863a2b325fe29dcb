package import Kernels

/// The text that a notebook shows for a value: IPython's `pretty`.
package struct PrettyPrinter {
  private let context: Context
  private var layout = PrettyLayout()
  private var underWay: Set<ObjectIdentifier> = []
  private static let longest = 1000

  /// The text of a value, lines broken at 79 columns.
  package static func text(of value: Value, in context: Context) throws(Raised) -> PythonString {
    var printer = PrettyPrinter(context)
    try printer.print(value)
    printer.layout.flush()
    return PythonString(bytes: printer.layout.output)
  }

  private init(_ context: Context) { self.context = context }

  /// Prints one value inside of what is printed already.
  package mutating func print(_ value: Value) throws(Raised) {
    if case .float = value, let format = context.floatFormat {
      return layout.text(try PercentFormat.formatted(format, with: value, in: context))
    }
    guard case .object(let object) = value else { return try plain(value) }
    if let cause = object.poison { throw .unsupported(cause) }
    guard underWay.insert(ObjectIdentifier(object)).inserted else {
      switch object {
      case is ListObject: return layout.text("[...]")
      case is TupleObject: return layout.text("(...)")
      case is DictObject, is SetObject: return layout.text("{...}")
      default: return layout.text("<...>")
      }
    }
    defer { underWay.remove(ObjectIdentifier(object)) }
    try context.nest()
    defer { context.unnest() }
    switch object {
    case let list as ListObject where list.type === ListObject.type: try sequence(list.items, "[", "]")
    case let tuple as TupleObject where tuple.type === TupleObject.type: try self.tuple(tuple.items)
    case let dict as DictObject where dict.type === DictObject.type: try dictionary(dict.items)
    case let set as SetObject where set.type === SetObject.type: try self.set(set, "{", "}")
    case let set as SetObject where set.type === SetObject.frozenType: try self.set(set, "frozenset({", "})")
    case let type as TypeObject where type.ownSpecialMethod("__repr__") == nil:
      layout.text(PythonString(name(of: type)))
    case let function as FunctionObject: layout.text(try signature(of: function))
    case let function as NativeFunction where function.binding == .none:
      layout.text(PythonString("<function \(function.code.signature.name)(\(try written(function.code.signature)))>"))
    case let pieces as any PrettyPieces:
      layout.beginGroup(indent: 0, "")
      for (i, piece) in try pieces.prettyPieces(in: context).enumerated() {
        if i > 0 { layout.breakable() }
        layout.text(piece)
      }
      layout.endGroup(dedent: 0, "")
    case let call as any PrettyCall:
      try self.call(call.prettyName, try call.prettyArguments(in: context), try call.prettyKeywords(in: context))
    case let instance as InstanceObject
    where instance.native?.object is any PrettyCall && instance.type.special("__repr__") == nil:
      if let call = instance.native?.object as? any PrettyCall {
        try self.call(
          instance.type.name, try call.prettyArguments(in: context), try call.prettyKeywords(in: context))
      }
    case let instance as InstanceObject where instance.type.order.contains(where: \.showsData):
      try call(instance.type.name, [context.attribute(of: value, named: "data")], [])
    case let instance as InstanceObject
    where instance.native == nil && !(instance is ExceptionObject) && instance.type.special("__repr__") == nil:
      layout.text(PythonString("<\(instance.type.qualifiedName) at \(instance.address)>"))
    default: try plain(value)
    }
  }

  private func name(of type: TypeObject) -> String {
    guard let module = type.moduleIn?(context, type.module) else { return type.qualifiedName }
    return "\(module).\(type.name)"
  }

  /// The repr, line by line.
  private mutating func plain(_ value: Value) throws(Raised) {
    let lines = try context.repr(value).bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    layout.beginGroup(indent: 0, "")
    for (i, line) in lines.enumerated() {
      if i > 0 { layout.newline() }
      layout.text(PythonString(bytes: Array(line)))
    }
    layout.endGroup(dedent: 0, "")
  }

  private mutating func sequence(_ items: [Value], _ open: PythonString, _ close: PythonString) throws(Raised) {
    layout.beginGroup(indent: open.bytes.count, open)
    try separated(items)
    layout.endGroup(dedent: open.bytes.count, close)
  }

  private mutating func separated(_ items: [Value]) throws(Raised) {
    for (i, item) in items.enumerated() {
      if i > 0 {
        layout.text(",")
        layout.breakable()
      }
      if i >= PrettyPrinter.longest { return layout.text("...") }
      try print(item)
    }
  }

  private mutating func tuple(_ items: [Value]) throws(Raised) {
    layout.beginGroup(indent: 1, "(")
    try separated(items)
    if items.count == 1 { layout.text(",") }
    layout.endGroup(dedent: 1, ")")
  }

  private mutating func dictionary(_ items: [(key: Value, value: Value)]) throws(Raised) {
    layout.beginGroup(indent: 1, "{")
    for (i, (key, value)) in items.enumerated() {
      if i > 0 {
        layout.text(",")
        layout.breakable()
      }
      if i >= PrettyPrinter.longest {
        layout.text("...")
        break
      }
      try print(key)
      layout.text(": ")
      try print(value)
    }
    layout.endGroup(dedent: 1, "}")
  }

  private mutating func set(_ set: SetObject, _ open: PythonString, _ close: PythonString) throws(Raised) {
    if set.table.count == 0 { return layout.text(PythonString("\(set.type.name)()")) }
    var items = set.elements
    if items.count < PrettyPrinter.longest {
      do throws(Raised) {
        items = try context.sorted(items)
      } catch {
        guard error.isException(of: Exceptions.baseException) else { throw error }
        var keyed: [(PythonString, Value)] = []
        for item in set.elements { keyed.append((try context.str(item), item)) }
        items = keyed.sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
    try sequence(items, open, close)
  }

  private mutating func call(
    _ name: String, _ arguments: [Value], _ keywords: [(name: PythonString, value: Value)]
  ) throws(Raised) {
    let open = PythonString("\(name)(")
    layout.beginGroup(indent: open.bytes.count, open)
    try separated(arguments)
    for (i, (name, value)) in keywords.enumerated() {
      if i > 0 || !arguments.isEmpty {
        layout.text(",")
        layout.breakable()
      }
      let prefix = PythonString(bytes: name.bytes + [UInt8(ascii: "=")])
      layout.beginGroup(indent: prefix.codePointCount, prefix)
      try print(value)
      layout.endGroup(dedent: prefix.codePointCount, "")
    }
    layout.endGroup(dedent: open.bytes.count, ")")
  }

  /// The parameters as `inspect.signature` writes them.
  private func written(_ signature: Signature) throws(Raised) -> String {
    var parts: [String] = []
    var isKeywordOnly = false
    for (i, parameter) in signature.parameters.enumerated() {
      let standard =
        try parameter.defaultValue.map { value throws(Raised) in "=\(try context.repr(value.value))" } ?? ""
      switch parameter.kind {
      case .variadic: parts.append("*\(parameter.name)")
      case .keywordVariadic: parts.append("**\(parameter.name)")
      case .keywordOnly:
        if !isKeywordOnly, signature.variadic == nil { parts.append("*") }
        parts.append(parameter.name + standard)
      case .positional, .positionalOnly: parts.append(parameter.name + standard)
      }
      isKeywordOnly = isKeywordOnly || parameter.kind == .keywordOnly
      let nextIsPositionalOnly = i + 1 < signature.parameters.count && signature.parameters[i + 1].isPositionalOnly
      if parameter.isPositionalOnly, !nextIsPositionalOnly { parts.append("/") }
    }
    return parts.joined(separator: ", ")
  }

  /// `<function __main__.f(x, y=1)>`
  private func signature(of function: FunctionObject) throws(Raised) -> PythonString {
    let code = function.code
    var parts: [String] = []
    let required = code.parameterNames.count - function.defaults.count
    for (i, name) in code.parameterNames.enumerated() {
      let standard = i < required ? "" : "=\(try context.repr(function.defaults[i - required]))"
      parts.append("\(name)\(standard)")
      if i + 1 == code.positionalOnlyCount { parts.append("/") }
    }
    let (variadic, keywordVariadic) = code.starNames
    if let variadic { parts.append("*\(variadic)") } else if !code.keywordOnlyNames.isEmpty { parts.append("*") }
    for name in code.keywordOnlyNames {
      let standard = function.keywordDefaults.first { $0.name == name }
      parts.append("\(name)\(try standard.map { value throws(Raised) in "=\(try context.repr(value.value))" } ?? "")")
    }
    if let keywordVariadic { parts.append("**\(keywordVariadic)") }
    return PythonString("<function __main__.\(code.qualifiedName)(\(parts.joined(separator: ", ")))>")
  }
}

/// Objects that a notebook shows as a call of their class with the contents laid out: `Counter({…})`.
package protocol PrettyCall: Object {
  /// The name before the parenthesis.
  var prettyName: String { get }
  /// What stands between the parentheses.
  func prettyArguments(in context: Context) throws(Raised) -> [Value]
  /// The keyword arguments that follow.
  func prettyKeywords(in context: Context) throws(Raised) -> [(name: PythonString, value: Value)]
}

extension PrettyCall {
  package func prettyKeywords(in context: Context) throws(Raised) -> [(name: PythonString, value: Value)] { [] }
}

/// An object that a notebook shows in another way than its repr: texts between which the line may be broken.
package protocol PrettyPieces: Object {
  func prettyPieces(in context: Context) throws(Raised) -> [PythonString]
}
