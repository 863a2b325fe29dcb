import Kernels

/// Binds the arguments of a call to the registers of a function of the notebook.
struct FunctionBinding {
  private let function: FunctionObject
  private let code: CodeObject
  private let frame: Frame

  init(_ function: FunctionObject, _ frame: Frame) {
    self.function = function
    code = function.code
    self.frame = frame
  }

  func bind(_ arguments: CallArguments) throws(Raised) {
    let named = code.parameterNames.count
    for (i, value) in arguments.positional.prefix(named).enumerated() { frame.registers[i] = value }
    let starRegister = named + code.keywordOnlyNames.count
    if code.hasVariadic {
      frame.registers[starRegister] = .tuple(Array(arguments.positional.dropFirst(named)))
    }
    let extra = code.hasKeywordVariadic ? DictObject() : nil
    for (name, value) in arguments.keywords { try bind(name, value, extra, among: arguments) }
    if !code.hasVariadic, arguments.positional.count > named { throw tooMany(arguments) }
    if let extra { frame.registers[starRegister + (code.hasVariadic ? 1 : 0)] = .object(extra) }
    try fillDefaults()
  }

  private func bind(
    _ name: PythonString, _ value: Value, _ extra: DictObject?, among arguments: CallArguments
  ) throws(Raised) {
    if let i = code.parameterNames.firstIndex(of: name), i >= code.positionalOnlyCount || extra == nil {
      if i < code.positionalOnlyCount {
        let names = code.parameterNames.prefix(code.positionalOnlyCount).filter { arguments[keyword: $0] != nil }
        let list = names.map(\.description).joined(separator: ", ")
        throw .typeError(
          "\(function.qualifiedName)() got some positional-only arguments passed as keyword arguments: '\(list)'")
      }
      guard frame.registers[i] == nil else {
        throw .typeError("\(function.qualifiedName)() got multiple values for argument '\(name)'")
      }
      frame.registers[i] = value
    } else if let i = code.keywordOnlyNames.firstIndex(of: name) {
      frame.registers[code.parameterNames.count + i] = value
    } else if let extra {
      extra[name] = value
    } else {
      throw .typeError("\(function.qualifiedName)() got an unexpected keyword argument '\(name)'")
    }
  }

  private func fillDefaults() throws(Raised) {
    let named = code.parameterNames.count
    let required = named - function.defaults.count
    var missing: [String] = []
    for i in 0..<named where frame.registers[i] == nil {
      if i >= required {
        frame.registers[i] = function.defaults[i - required]
      } else {
        missing.append(code.parameterNames[i].description)
      }
    }
    if !missing.isEmpty { throw BindingMessage.missing(missing, "positional", function.qualifiedName) }
    for (i, name) in code.keywordOnlyNames.enumerated() where frame.registers[named + i] == nil {
      if let standard = function.keywordDefaults.first(where: { $0.name == name }) {
        frame.registers[named + i] = standard.value
      } else {
        missing.append(name.description)
      }
    }
    if !missing.isEmpty { throw BindingMessage.missing(missing, "keyword-only", function.qualifiedName) }
  }

  private func tooMany(_ arguments: CallArguments) -> Raised {
    let keywordOnly = arguments.keywords.count { code.keywordOnlyNames.contains($0.name) }
    return BindingMessage.tooMany(
      title: function.qualifiedName, takes: code.parameterNames.count,
      required: code.parameterNames.count - function.defaults.count, given: arguments.positional.count,
      keywordOnly: keywordOnly)
  }
}
