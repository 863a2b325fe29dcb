import Kernels

/// A Python signature, `fillna(self, value=None, *, axis=None)`: how arguments bind and how they fail.
package final class Signature: Sendable {
  package let name: String
  package let parameters: [Parameter]
  /// Position of `*args`.
  package let variadic: Int?
  /// Position of `**kwargs`.
  package let keywordVariadic: Int?
  /// Number of parameters that positional arguments fill.
  package let positionalCount: Int
  private let hasOnlyPositional: Bool
  private let hasNoStars: Bool
  /// Number of positional parameters without a default; all of them, if a keyword-only parameter has none.
  private let requiredCount: Int

  package init(name: String, parameters: [Parameter]) {
    self.name = name
    self.parameters = parameters
    variadic = parameters.firstIndex { if case .variadic = $0.kind { true } else { false } }
    keywordVariadic = parameters.firstIndex { if case .keywordVariadic = $0.kind { true } else { false } }
    positionalCount = parameters.count { $0.isPositional }
    hasOnlyPositional = positionalCount == parameters.count
    hasNoStars = variadic == nil && keywordVariadic == nil
    let isComplete = !parameters.contains { !$0.isPositional && !$0.isStar && $0.defaultValue == nil }
    requiredCount = isComplete ? parameters.count { $0.isPositional && $0.defaultValue == nil } : Int.max
  }

  /// Whether so many positional arguments and the defaults are all that there is to bind.
  @inline(__always)
  func accepts(_ count: Int) -> Bool { hasNoStars && count >= requiredCount && count <= positionalCount }

  /// The values of the parameters, the first ones from registers side by side.
  func values(_ first: Slot, _ count: Int) -> [Value] {
    [Value].filled(parameters.count) { i, place in
      if i < count {
        place.initialize(Slot(first.memory + i * Slot.stride))
      } else {
        place.store(parameters[i].defaultValue?.value ?? .none)
      }
    }
  }

  /// The call with the first parameters given by position and the others left to their defaults.
  private func quick(_ positional: [Value], _ receivingClass: TypeObject?, in context: Context) -> Call {
    var values = positional
    for parameter in parameters[positional.count...] { values.append(parameter.defaultValue?.value ?? .none) }
    return Call(
      context: context, signature: self, receivingClass: receivingClass, values: values,
      given: positional.count >= 64 ? UInt64.max : (1 << UInt64(positional.count)) - 1)
  }

  /// The parameter's position; a name that is not in the signature is our own bug.
  package func position(of name: String) -> Int {
    for (i, parameter) in parameters.enumerated() where parameter.name == name { return i }
    preconditionFailure("'\(self.name)' has no parameter '\(name)'")
  }

  /// Binds arguments as Python does.
  ///
  /// - Parameter owner: the class whose name Python puts before the function's in error messages.
  /// - Throws: TypeError in Python's words for missing, surplus, unknown and repeated arguments.
  package func bind(
    _ arguments: CallArguments, owner: String?, receivingClass: TypeObject? = nil, in context: Context
  ) throws(Raised) -> Call {
    if hasOnlyPositional, arguments.keywords.isEmpty, arguments.positional.count == parameters.count {
      return Call(
        context: context, signature: self, receivingClass: receivingClass, values: arguments.positional,
        given: parameters.count >= 64 ? UInt64.max : (1 << UInt64(parameters.count)) - 1)
    }
    if arguments.keywords.isEmpty, hasNoStars, arguments.positional.count >= requiredCount,
      arguments.positional.count <= positionalCount
    {
      return quick(arguments.positional, receivingClass, in: context)
    }
    var binding = Binding(signature: self, title: owner.map { "\($0).\(name)" } ?? name)
    try binding.bind(arguments)
    return Call(
      context: context, signature: self, receivingClass: receivingClass, values: try binding.finished(),
      given: binding.given)
  }
}

extension Parameter {
  var isPositional: Bool {
    switch kind {
    case .positionalOnly, .positional: true
    case .keywordOnly, .variadic, .keywordVariadic: false
    }
  }

  var isStar: Bool {
    switch kind {
    case .variadic, .keywordVariadic: true
    case .positionalOnly, .positional, .keywordOnly: false
    }
  }

  var isPositionalOnly: Bool {
    if case .positionalOnly = kind { true } else { false }
  }
}

/// One binding under way.
struct Binding {
  let signature: Signature
  /// The function as messages call it: `Series.fillna`.
  let title: String
  var given: UInt64 = 0
  private var values: [Value?]
  private var surplus: [Value] = []
  private var surplusKeywords: [(PythonString, Value)] = []

  init(signature: Signature, title: String) {
    self.signature = signature
    self.title = title
    values = [Value?](repeating: nil, count: signature.parameters.count)
  }

  mutating func bind(_ arguments: CallArguments) throws(Raised) {
    let count = signature.positionalCount
    for (i, value) in arguments.positional.prefix(count).enumerated() {
      values[i] = value
      given |= 1 << UInt64(i)
    }
    if arguments.positional.count > count {
      guard signature.variadic != nil else { throw tooMany(arguments.positional.count, arguments) }
      surplus = Array(arguments.positional[count...])
    }
    for (name, value) in arguments.keywords { try bind(keyword: name, value) }
  }

  private mutating func bind(keyword name: PythonString, _ value: Value) throws(Raised) {
    let position = signature.parameters.firstIndex {
      $0.pythonName == name && !$0.isStar && !$0.isPositionalOnly
    }
    if let position {
      guard values[position] == nil else {
        throw .typeError("\(title)() got multiple values for argument '\(name)'")
      }
      values[position] = value
      given |= 1 << UInt64(position)
      return
    }
    guard signature.keywordVariadic == nil else { return surplusKeywords.append((name, value)) }
    if signature.parameters.contains(where: { $0.pythonName == name && $0.isPositionalOnly }) {
      throw .typeError(
        "\(title)() got some positional-only arguments passed as keyword arguments: '\(name)'")
    }
    throw .typeError("\(title)() got an unexpected keyword argument '\(name)'")
  }

  func finished() throws(Raised) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(values.count)
    var missing: [String] = []
    var missingKeywords: [String] = []
    for (i, parameter) in signature.parameters.enumerated() {
      if let value = values[i] {
        result.append(value)
      } else if case .variadic = parameter.kind {
        result.append(.tuple(surplus))
      } else if case .keywordVariadic = parameter.kind {
        result.append(.object(DictObject(surplusKeywords)))
      } else if let standard = parameter.defaultValue {
        result.append(standard.value)
      } else if parameter.isPositional {
        missing.append(parameter.name)
      } else {
        missingKeywords.append(parameter.name)
      }
    }
    if !missing.isEmpty { throw BindingMessage.missing(missing, "positional", title) }
    if !missingKeywords.isEmpty { throw BindingMessage.missing(missingKeywords, "keyword-only", title) }
    return result
  }

  private func tooMany(_ count: Int, _ arguments: CallArguments) -> Raised {
    let keywordOnly = arguments.keywords.count { keyword in
      signature.parameters.contains { $0.pythonName == keyword.name && !$0.isPositional && !$0.isStar }
    }
    let required = signature.parameters.count { $0.isPositional && $0.defaultValue == nil }
    return BindingMessage.tooMany(
      title: title, takes: signature.positionalCount, required: required, given: count, keywordOnly: keywordOnly)
  }
}

/// CPython's sentences for arguments that do not fit.
enum BindingMessage {
  static func missing(_ names: [String], _ kind: String, _ title: String) -> Raised {
    let quoted = names.map { "'\($0)'" }
    let list: String
    switch quoted.count {
    case 1: list = quoted[0]
    case 2: list = "\(quoted[0]) and \(quoted[1])"
    default: list = quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
    }
    return .typeError(
      "\(title)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)")
  }

  static func tooMany(title: String, takes count: Int, required: Int, given: Int, keywordOnly: Int) -> Raised {
    let range = required < count ? "from \(required) to \(count)" : "\(count)"
    let plural = required < count || count != 1 ? "s" : ""
    let were = given == 1 && keywordOnly == 0 ? "was" : "were"
    let extra =
      keywordOnly == 0
      ? ""
      : " positional argument\(given == 1 ? "" : "s") (and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s"))"
    return .typeError("\(title)() takes \(range) positional argument\(plural) but \(given)\(extra) \(were) given")
  }
}
