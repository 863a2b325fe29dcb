import Kernels
import PythonRuntime

/// One reading of a list of arguments.
struct ArgumentParsing {
  let parser: ArgumentParserObject
  let context: Context
  private var values = DictObject()
  private var seen: Set<Int> = []
  /// What no argument took.
  private(set) var rest: [PythonString] = []

  init(_ parser: ArgumentParserObject, into namespace: DictObject, in context: Context) throws(Raised) {
    self.parser = parser
    self.context = context
    values = namespace
    for argument in parser.arguments where argument.action != .help && argument.action != .version {
      if values[argument.destination] == nil { values[argument.destination] = argument.standard }
    }
    for (name, value) in parser.defaults { values[name] = value }
  }

  mutating func parse(_ words: [PythonString]) throws(Raised) {
    var positional: [PythonString] = []
    var i = 0
    while i < words.count {
      let word = words[i]
      i += 1
      if word == "--" {
        positional += words[i...]
        break
      }
      guard isOption(word) else {
        positional.append(word)
        continue
      }
      guard let (index, inline) = try option(word) else {
        rest.append(word)
        continue
      }
      try take(index, inline, words, &i)
    }
    try takePositional(positional)
    try finish()
  }

  private func isOption(_ word: PythonString) -> Bool {
    guard word.bytes.first == 0x2D, word.bytes.count > 1 else { return false }
    let isNumber = word.withText { parsedFloat($0) } != nil
    let hasNumbers = parser.arguments.contains { argument in
      argument.options.contains { option in option.withText { parsedFloat($0) } != nil }
    }
    return !isNumber || hasNumbers
  }

  /// The argument that a word names, and a value that is written with it.
  private func option(_ word: PythonString) throws(Raised) -> (Int, PythonString?)? {
    for (i, argument) in parser.arguments.enumerated() where argument.options.contains(word) { return (i, nil) }
    let mark = word.bytes.firstIndex(of: 0x3D)
    let head = PythonString(bytes: Array(word.bytes[..<(mark ?? word.bytes.count)]))
    let inline = mark.map { PythonString(bytes: Array(word.bytes[($0 + 1)...])) }
    if word.bytes.starts(with: [0x2D, 0x2D]) {
      var found: [(Int, PythonString)] = []
      for (i, argument) in parser.arguments.enumerated() {
        for option in argument.options where option.bytes.starts(with: head.bytes) {
          if option == head { return (i, inline) }
          found.append((i, option))
        }
      }
      if found.count > 1 {
        let names = found.map(\.1.description).joined(separator: ", ")
        throw parser.fail("ambiguous option: \(word) could match \(names)", in: context)
      }
      return found.first.map { ($0.0, inline) }
    }
    let short = PythonString(bytes: Array(word.bytes.prefix(2)))
    for (i, argument) in parser.arguments.enumerated() where argument.options.contains(short) {
      let value = word.bytes.dropFirst(2)
      return (i, PythonString(bytes: Array(value.first == 0x3D ? value.dropFirst() : value)))
    }
    return nil
  }

  private mutating func take(
    _ index: Int, _ inline: PythonString?, _ words: [PythonString], _ i: inout Int
  ) throws(Raised) {
    let argument = parser.arguments[index]
    try checkGroup(index)
    seen.insert(index)
    switch argument.action {
    case .store, .append, .extend: break
    case .help, .version: throw context.unsupportedNow("'argparse' help")
    default:
      guard inline == nil else {
        throw parser.fail(
          "argument \(argument.name): ignored explicit argument \(StringRepr.quoted(inline ?? ""))", in: context)
      }
      return try store(argument, [])
    }
    if let inline { return try store(argument, [inline]) }
    let (least, most) = bounds(argument)
    var taken: [PythonString] = []
    while i < words.count, taken.count < most, !isOption(words[i]), words[i] != "--" {
      taken.append(words[i])
      i += 1
    }
    guard taken.count >= least else { throw parser.fail(missing(argument), in: context) }
    try store(argument, taken)
  }

  private func bounds(_ argument: ParserArgument) -> (Int, Int) {
    switch argument.count {
    case nil, .one?: (1, 1)
    case .optional?: (0, 1)
    case .any?, .rest?: (0, Int.max)
    case .some?: (1, Int.max)
    case .exactly(let number)?: (number, number)
    }
  }

  private func missing(_ argument: ParserArgument) -> String {
    switch argument.count {
    case .some?: "argument \(argument.name): expected at least one argument"
    case .exactly(let number)?: "argument \(argument.name): expected \(number) argument\(number == 1 ? "" : "s")"
    default: "argument \(argument.name): expected one argument"
    }
  }

  private func checkGroup(_ index: Int) throws(Raised) {
    guard let group = parser.arguments[index].group else { return }
    for other in seen where other != index && parser.arguments[other].group == group {
      throw parser.fail(
        "argument \(parser.arguments[index].name): not allowed with argument \(parser.arguments[other].name)",
        in: context)
    }
  }

  private mutating func takePositional(_ words: [PythonString]) throws(Raised) {
    var left = words[...]
    let indices = parser.arguments.indices.filter { parser.arguments[$0].isPositional }
    for (position, index) in indices.enumerated() {
      let argument = parser.arguments[index]
      let (least, most) = bounds(argument)
      let reserved = indices[(position + 1)...].reduce(0) { $0 + bounds(parser.arguments[$1]).0 }
      let available = max(0, left.count - reserved)
      guard available >= least else { continue }
      let count = min(most, available)
      if count == 0, least == 0 {
        seen.insert(index)
        if case .any? = argument.count, argument.standard.isNone { values[argument.destination] = .list([]) }
        continue
      }
      seen.insert(index)
      try store(argument, Array(left.prefix(count)))
      left = left.dropFirst(count)
    }
    rest += left
  }

  /// Puts what an argument took to where it belongs.
  private func store(_ argument: ParserArgument, _ words: [PythonString]) throws(Raised) {
    let name = argument.destination
    switch argument.action {
    case .store_const, .store_true, .store_false: values[name] = argument.constant
    case .count:
      let known = try values[name].flatMap { value throws(Raised) in try context.indexIfInteger(value) } ?? 0
      values[name] = .int(known + 1)
    case .append_const: values[name] = .list(try known(name) + [argument.constant])
    case .append: values[name] = .list(try known(name) + [try value(argument, words)])
    case .extend: values[name] = .list(try known(name) + context.items(of: value(argument, words)))
    default: values[name] = try value(argument, words)
    }
  }

  private func known(_ name: PythonString) throws(Raised) -> [Value] {
    guard let value = values[name], !value.isNone else { return [] }
    return try context.items(of: value)
  }

  private func value(_ argument: ParserArgument, _ words: [PythonString]) throws(Raised) -> Value {
    switch argument.count {
    case nil: return try converted(argument, words[0])
    case .optional?:
      return try words.first.map { word throws(Raised) in try converted(argument, word) } ?? argument.constant
    default:
      var items: [Value] = []
      for word in words { items.append(try converted(argument, word)) }
      return .list(items)
    }
  }

  private func converted(_ argument: ParserArgument, _ word: PythonString) throws(Raised) -> Value {
    var value = Value.string(word)
    if !argument.type.isNone {
      do throws(Raised) { value = try context.call(argument.type, [value]).supported() } catch {
        let isOwn = error.isException(of: ArgumentParserObject.typeErrorType)
        guard isOwn || error.isException(of: Exceptions.typeError) || error.isException(of: Exceptions.valueError)
        else {
          throw error
        }
        if isOwn, case .exception(let exception) = error {
          throw parser.fail("argument \(argument.name): \(try context.str(.object(exception)))", in: context)
        }
        let name = try context.attributeIfAny(of: argument.type, named: "__name__") ?? argument.type
        throw parser.fail(
          "argument \(argument.name): invalid \(try context.str(name)) value: \(StringRepr.quoted(word))", in: context)
      }
    }
    if let choices = argument.choices {
      for choice in choices { if try context.equal(choice, value) { return value } }
      var shown: [String] = []
      for choice in choices { shown.append(try context.repr(choice).description) }
      throw parser.fail(
        "argument \(argument.name): invalid choice: \(try context.repr(value)) (choose from \(shown.joined(separator: ", ")))",
        in: context)
    }
    return value
  }

  /// Converts defaults that are text, and asks for what is required.
  private func finish() throws(Raised) {
    var missing: [String] = []
    for (i, argument) in parser.arguments.enumerated() where !seen.contains(i) {
      let isNeeded = argument.isPositional ? bounds(argument).0 > 0 : argument.isRequired
      if isNeeded { missing.append(argument.name) }
    }
    if !missing.isEmpty {
      throw parser.fail("the following arguments are required: \(missing.joined(separator: ", "))", in: context)
    }
    for (i, argument) in parser.arguments.enumerated()
    where !argument.type.isNone && (!seen.contains(i) || argument.isPositional) {
      if case .string(let text)? = values[argument.destination], case .string(let standard) = argument.standard,
        text == standard
      {
        values[argument.destination] = try converted(argument, text)
      }
    }
    for (i, isRequired) in parser.groups.enumerated() where isRequired {
      let members = parser.arguments.indices.filter { parser.arguments[$0].group == i }
      if seen.isDisjoint(with: members) {
        let names = members.map { parser.arguments[$0].name }.joined(separator: " ")
        throw parser.fail("one of the arguments \(names) is required", in: context)
      }
    }
  }
}
