import Kernels

/// CPython's sentences for arguments that do not fit a function written in C.
struct NativeWording {
  private let signature: Signature
  /// `list.append`, `len`.
  private let title: String
  private let parameters: [Parameter]
  private let given: Int
  private let arguments: CallArguments

  /// - Parameter receivers: 1 if the first parameter is the receiver or the class.
  init(_ signature: Signature, owner: String?, receivers: Int, _ arguments: CallArguments) {
    self.signature = signature
    title = owner.map { $0 == signature.name ? $0 : "\($0).\(signature.name)" } ?? signature.name
    parameters = Array(signature.parameters.dropFirst(receivers))
    given = arguments.positional.count - receivers
    self.arguments = arguments
  }

  private var positional: [Parameter] { parameters.filter(\.isPositional) }
  private var required: Int { positional.count { $0.defaultValue == nil } }
  private var takesKeywords: Bool { parameters.contains { !$0.isStar && !$0.isPositionalOnly } }
  private var name: String { signature.name }

  /// What CPython says; `nil` for what has no sentence of its own.
  var failure: Raised? {
    if given < 0 { return .typeError("unbound method \(title)() needs an argument") }
    if signature.keywordVariadic == nil, !takesKeywords, !arguments.keywords.isEmpty {
      return .typeError("\(title)() takes no keyword arguments")
    }
    if signature.variadic == nil, !takesKeywords { return wrongCount }
    if signature.variadic != nil { return wrongNames }
    // Positional arguments without names are counted apart from keywords.
    let hasNames = parameters.contains { !$0.isStar && $0.isPositional && !$0.isPositionalOnly }
    if !hasNames, !positional.isEmpty, let failure = wrongCountOfPositional { return failure }
    return wrongNames ?? wrongTotal
  }

  private func plural(_ count: Int) -> String { count == 1 ? "" : "s" }

  /// Of functions whose arguments have no names.
  private var wrongCount: Raised? {
    let (least, most) = (required, positional.count)
    if most == 0 { return given == 0 ? nil : .typeError("\(title)() takes no arguments (\(given) given)") }
    if most == 1, least == 1 {
      return given == 1 ? nil : .typeError("\(title)() takes exactly one argument (\(given) given)")
    }
    return wrongCountOfPositional
  }

  private var wrongCountOfPositional: Raised? {
    let (least, most) = (required, positional.count)
    guard given < least || given > most else { return nil }
    let bound = given < least ? least : most
    let qualifier = least == most ? "" : given < least ? "at least " : "at most "
    return .typeError("\(name) expected \(qualifier)\(bound) argument\(plural(bound)), got \(given)")
  }

  private var wrongTotal: Raised? {
    let named = parameters.filter { !$0.isStar }
    let total = given + arguments.keywords.count
    if total > named.count {
      let qualifier = required < named.count ? "at most" : "exactly"
      let kind = given == 0 ? "keyword " : ""
      return .typeError(
        "\(name)() takes \(qualifier) \(named.count) \(kind)argument\(plural(named.count)) (\(total) given)")
    }
    if given > positional.count {
      if positional.isEmpty { return .typeError("\(name)() takes no positional arguments") }
      let qualifier = required < positional.count ? "at most" : "exactly"
      return .typeError(
        "\(name)() takes \(qualifier) \(positional.count) positional argument\(plural(positional.count)) (\(given) given)"
      )
    }
    let withoutName = positional.prefix { $0.isPositionalOnly && $0.defaultValue == nil }.count
    if given < withoutName {
      let qualifier = withoutName < positional.count ? "at least" : "exactly"
      return .typeError(
        "\(name)() takes \(qualifier) \(withoutName) positional argument\(plural(withoutName)) (\(given) given)")
    }
    for (i, parameter) in named.enumerated() where i >= given && parameter.defaultValue == nil {
      if arguments.keywords.contains(where: { $0.name == parameter.pythonName }) { continue }
      return .typeError("\(name)() missing required argument '\(parameter.name)' (pos \(i + 1))")
    }
    return nil
  }

  private var wrongNames: Raised? {
    if signature.keywordVariadic != nil { return nil }
    for (keyword, _) in arguments.keywords {
      let position = parameters.firstIndex { $0.pythonName == keyword && !$0.isStar && !$0.isPositionalOnly }
      guard let position else {
        if signature.variadic == nil, let failure = wrongTotal { return failure }
        return .typeError("'\(keyword)' is an invalid keyword argument for \(name)()")
      }
      if position < given, parameters[position].isPositional {
        return .typeError("argument for \(name)() given by name ('\(keyword)') and position (\(position + 1))")
      }
    }
    return nil
  }
}
