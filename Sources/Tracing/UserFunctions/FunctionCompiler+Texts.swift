import Columns
import Kernels
import Plans
import PythonRuntime
import PythonSyntax

extension FunctionCompiler {
  /// A method of a string that the row computes.
  mutating func method(
    _ name: String, of receiver: Operand, _ arguments: [Operand]
  ) throws(CompilationRefusal) -> Operand {
    let (_, type) = try computed(receiver)
    guard type.base == .string else { throw CompilationRefusal(reason: "'.\(name)' of \(type) is no row function yet") }
    let error = RaisedError("AttributeError", "'float' object has no attribute '\(name)'")
    let text = try present(computed(receiver), raising: error)
    guard let values = knownValues(arguments) else {
      throw CompilationRefusal(reason: "'.\(name)' with an argument that the row computes")
    }
    return try textMethod(name, text, values)
  }

  private mutating func textMethod(
    _ name: String, _ text: (Plan.NodeID, ValueType), _ arguments: [PythonRuntime.Value]
  ) throws(CompilationRefusal) -> Operand {
    let first = arguments.first?.stringValue
    switch (name, arguments.count) {
    case ("strip", 0), ("strip", 1): return try emit(Strip(.both, characters: first), [text])
    case ("lstrip", 0), ("lstrip", 1): return try emit(Strip(.left, characters: first), [text])
    case ("rstrip", 0), ("rstrip", 1): return try emit(Strip(.right, characters: first), [text])
    case ("lower", 0): return try emit(Lower(), [text])
    case ("upper", 0): return try emit(Upper(), [text])
    case ("title", 0): return try emit(Title(), [text])
    case ("capitalize", 0): return try emit(Capitalize(), [text])
    case ("casefold", 0): return try emit(Casefold(), [text])
    case ("swapcase", 0): return try emit(Swapcase(), [text])
    case ("split", 0): return try emit(Split(nil), [text])
    case ("split", 1): return try emit(Split(first), [text])
    case ("split", 2):
      guard case .int(let limit) = arguments[1] else { break }
      return try emit(Split(first, limit: limit), [text])
    case ("rsplit", 1): return try emit(Split(first, fromEnd: true), [text])
    case ("rsplit", 2):
      guard case .int(let limit) = arguments[1] else { break }
      return try emit(Split(first, limit: limit, fromEnd: true), [text])
    case ("zfill", 1):
      guard case .int(let width) = arguments[0] else { break }
      return try emit(PadText(.zeros, width: width), [text])
    case ("count", 1):
      guard let first else { break }
      return try emit(CountText(first), [text])
    case (let test, 0):
      guard let test = TextClass.Class(rawValue: test) else { break }
      return try emit(TextClass(test), [text])
    case ("replace", 2):
      guard let first, let second = arguments[1].stringValue else { break }
      return try emit(ReplaceText(first, with: second), [text])
    case ("startswith", 1):
      guard let first else { break }
      return try emit(StartsWith(first), [text])
    case ("endswith", 1):
      guard let first else { break }
      return try emit(EndsWith(first), [text])
    case ("find", 1):
      guard let first else { break }
      return try emit(FindText(first), [text])
    default: break
    }
    throw CompilationRefusal(reason: "'str.\(name)' with \(arguments.count) arguments is no row function yet")
  }
}

extension FunctionCompiler {
  /// Displays of an f-string, joined: strings as they are, other values as `str` writes them.
  mutating func formatted(_ parts: [Expression]) throws(CompilationRefusal) -> Operand {
    var result: Operand = .known(.string(""))
    for part in parts {
      var piece: Operand
      if case .formattedValue(let value, let conversion, let format) = part.kind {
        guard conversion == .none || conversion == .str, format == nil else {
          throw CompilationRefusal(reason: "it formats values")
        }
        piece = try operand(value)
        switch piece {
        case .known(let known):
          guard let text = try? context.str(known) else { throw CompilationRefusal(reason: "a constant raises") }
          piece = .known(.string(text))
        default: piece = try emit(Cast(to: .string, missingText: "nan"), [computed(piece)])
        }
      } else {
        piece = try operand(part)
      }
      result = try arithmetic(result, .add, piece)
    }
    return result
  }
}
