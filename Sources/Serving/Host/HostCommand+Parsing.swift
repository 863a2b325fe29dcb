extension HostCommand {
  /// The command that `arguments`, without the program's name, stand for.
  init(parsing arguments: [String]) throws(UsageError) {
    if arguments.contains("--help") || arguments.contains("-h") {
      self = .help
    } else if arguments.contains("--version") {
      self = .version
    } else {
      var rest = Arguments(arguments[...])
      switch arguments.first {
      case "score": self = .score(try rest.dropFirst().scoreOptions())
      case "check", "verify": self = .check(bundle: try rest.dropFirst().checkOptions())
      default: self = .serve(try rest.serveOptions())
      }
    }
  }
}

/// Arguments that are still to be read.
private struct Arguments {
  private var rest: ArraySlice<String>

  init(_ arguments: ArraySlice<String>) { rest = arguments }

  func dropFirst() -> Arguments { Arguments(rest.dropFirst()) }

  mutating func serveOptions() throws(UsageError) -> HostCommand.ServeOptions {
    var options = HostCommand.ServeOptions()
    while let (name, value) = try next() {
      switch name {
      case "--host": options.server.host = try value.wanted()
      case "--port": options.server.port = try value.integer(in: 0...65535)
      case "--threads": options.server.threads = try value.integer(in: 1...1024)
      case "--body-limit": options.server.bodyLimit = try value.integer(in: 1...(1 << 40))
      case "--bundle": options.bundle = try value.wanted()
      default: throw UsageError("unknown argument '\(name)'")
      }
      consume(value)
    }
    return options
  }

  func scoreOptions() throws(UsageError) -> HostCommand.ScoreOptions {
    var arguments = self
    var options = HostCommand.ScoreOptions()
    while let (name, value) = try arguments.next() {
      switch name {
      case "-o", "--output": options.output = try value.wanted()
      case "--input-format": options.format = try value.wanted(among: ["csv", "jsonl"])
      case "--bundle": options.bundle = try value.wanted()
      case "--features":
        options.withFeatures = true
        continue
      default:
        guard options.input.isEmpty, !name.isEmpty, !name.hasPrefix("-") || name == "-" else {
          throw UsageError("unknown argument '\(name)'")
        }
        options.input = name
        continue
      }
      arguments.consume(value)
    }
    if options.input.isEmpty { throw UsageError("score needs an input file") }
    return options
  }

  func checkOptions() throws(UsageError) -> String? {
    var arguments = self
    var bundle: String?
    while let (name, value) = try arguments.next() {
      guard name == "--bundle" else { throw UsageError("unknown argument '\(name)'") }
      bundle = try value.wanted()
      arguments.consume(value)
    }
    return bundle
  }

  /// The value of an option: after `=`, or the next argument.
  struct Value {
    let option: String
    let text: String?
    let isSeparate: Bool

    func wanted() throws(UsageError) -> String {
      guard let text, !text.isEmpty else { throw UsageError("'\(option)' needs a value") }
      return text
    }

    func wanted(among choices: [String]) throws(UsageError) -> String {
      let text = try wanted()
      guard choices.contains(text) else {
        throw UsageError("'\(option)' is one of \(choices.joined(separator: ", ")), not '\(text)'")
      }
      return text
    }

    func integer(in range: ClosedRange<Int>) throws(UsageError) -> Int {
      let text = try wanted()
      guard let number = Int(text), range.contains(number) else {
        throw UsageError("'\(option)' is a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
      }
      return number
    }
  }

  private mutating func next() throws(UsageError) -> (String, Value)? {
    guard let argument = rest.popFirst() else { return nil }
    if argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") {
      let name = String(argument[..<equals])
      return (name, Value(option: name, text: String(argument[argument.index(after: equals)...]), isSeparate: false))
    }
    return (argument, Value(option: argument, text: rest.first, isSeparate: true))
  }

  private mutating func consume(_ value: Value) {
    if value.isSeparate { rest = rest.dropFirst() }
  }
}
