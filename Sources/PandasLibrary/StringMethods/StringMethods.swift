import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.StringMethods {
  static let lower = Method("lower(self)") { call in try call.transformed(by: Lower()) }
  static let upper = Method("upper(self)") { call in try call.transformed(by: Upper()) }
  static let capitalize = Method("capitalize(self)") { call in try call.transformed(by: Capitalize()) }
  static let swapcase = Method("swapcase(self)") { call in try call.transformed(by: Swapcase()) }
  static let casefold = Method("casefold(self)") { call in try call.transformed(by: Casefold()) }

  static let strip = Method("strip(self, to_strip=None)") { call in
    try call.transformed(by: Strip(.both, characters: try call.optionalString("to_strip")))
  }
  static let lstrip = Method("lstrip(self, to_strip=None)") { call in
    try call.transformed(by: Strip(.left, characters: try call.optionalString("to_strip")))
  }
  static let rstrip = Method("rstrip(self, to_strip=None)") { call in
    try call.transformed(by: Strip(.right, characters: try call.optionalString("to_strip")))
  }

  static let slice = Method("slice(self, start=None, stop=None, step=None)") { call in
    try call.transformed(
      by: SliceText(
        from: try call.optionalInt("start"), to: try call.optionalInt("stop"), step: try call.optionalInt("step")))
  }
  static let getItem = Method("get(self, i)") { call in
    try call.receiver(as: StringMethodsObject.self).item(at: call["i"], in: call.context)
  }
  static let zfill = Method("zfill(self, width)") { call in
    let width = try call.int("width")
    try call.context.reserve(width, of: try call.receiver(as: StringMethodsObject.self).column.values.count)
    return try call.transformed(by: PadText(.zeros, width: width, fill: "0"))
  }

  static let len = Method("len(self)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    return methods.result(try call.context.promotingMissing(call.context.applying(TextLength(), to: methods.column)))
  }
  static let count = Method("count(self, pat, flags=0)") { call in
    var pattern = try call.string("pat")
    let methods = try call.receiver(as: StringMethodsObject.self)
    // Flags are part of the pattern, which is what a plan keeps.
    let flags = try call.int("flags")
    for (bit, letter) in [(2, "(?i)"), (8, "(?m)"), (16, "(?s)"), (64, "(?x)"), (256, "(?a)")] where flags & bit != 0 {
      pattern = PythonString(bytes: Array(letter.utf8) + pattern.bytes)
    }
    if pattern.isPattern {
      let counts = try call.context.applying(CountPattern(Pattern(pattern)), to: methods.column)
      return methods.result(try call.context.promotingMissing(counts))
    }
    return methods.result(
      try call.context.promotingMissing(call.context.applying(CountText(pattern), to: methods.column)))
  }
  static let find = Method("find(self, sub, start=0, end=None)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    if !call.isNone("end") || !(call["start"].isNone || Scalar(call["start"]) == .int(0)) {
      return try call.eachText(reason: "'str.find' from a place") { (text, _) throws(Raised) in
        try call.context.callMethod(text, "find", CallArguments([call["sub"], call["start"], call["end"]]))
      }
    }
    return methods.result(
      try call.context.promotingMissing(call.context.applying(FindText(try call.string("sub")), to: methods.column)))
  }

  static let startswith = Method("startswith(self, pat, na=no_default)") { call in
    try call.tested { (part, missing) in StartsWith(part, whenMissing: missing) }
  }
  static let endswith = Method("endswith(self, pat, na=no_default)") { call in
    try call.tested { (part, missing) in EndsWith(part, whenMissing: missing) }
  }

  /// pandas `Series.str.contains`.
  static let contains = Method("contains(self, pat, case=True, flags=0, na=no_default, regex=True)") { call in
    let pattern = try call.string("pat")
    let methods = try call.receiver(as: StringMethodsObject.self)
    let isPlain = try call.bool("case") && call.int("flags") == 0
    if try call.bool("regex"), pattern.isPattern || !isPlain { return try call.matches(pattern, methods) }
    guard try call.bool("case") else {
      let lowered = try call.context.applying(Lower(), to: methods.column, dtype: .str)
      guard let part = pattern.lowered else { throw call.unsupported("'str.contains' without case") }
      return try call.test(ContainsText(part, whenMissing: try call.whenMissing), lowered)
    }
    return try call.test(ContainsText(pattern, whenMissing: try call.whenMissing))
  }

  /// pandas `Series.str.replace`.
  static let replace = Method("replace(self, pat, repl=None, n=-1, case=None, flags=0, regex=no_default)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    guard call["repl"].stringValue != nil || call["repl"].object?.isCallable == true else {
      throw Raised.typeError("repl must be a string or callable")
    }
    if call["pat"].stringValue == nil, call["pat"].object != nil, !(call["pat"].object is DictObject) {
      guard call.isNone("case"), try call.int("flags") == 0 else {
        throw Raised.valueError("case and flags cannot be set when pat is a compiled regex")
      }
      return try call.replacedByPython(methods, call["pat"])
    }
    let pattern = try call.string("pat")
    if call["repl"].stringValue == nil, case .bool(true) = call["regex"] {
      guard try call.isNone("case") || call.bool("case"), try call.int("flags") == 0 else {
        throw call.unsupported("'str.replace' with a function and flags")
      }
      return try call.replacedByPython(methods, .string(pattern))
    }
    let isClassic = call.context.era == .classic
    let isRegex = call.isGiven("regex") ? try call.bool("regex") : isClassic && pattern.bytes.count > 1
    let isPlain = try (call.isNone("case") || call.bool("case")) && call.int("flags") == 0
    if isRegex, pattern.isPattern || !isPlain { return try call.replaced(pattern, methods) }
    guard isPlain else { throw call.unsupported("'str.replace' of plain text without case") }
    let replacement = try call.string("repl")
    if isRegex, replacement.bytes.contains(UInt8(ascii: "\\")) { return try call.replaced(pattern, methods) }
    let count = try call.int("n")
    return methods.result(
      try call.context.applying(
        ReplaceText(pattern, with: replacement, count: count == 0 ? -1 : count), to: methods.column,
        dtype: methods.textDType))
  }
}

extension Call {
  /// A text made of each text.
  func transformed(by operation: some RowOperation) throws(Raised) -> Value {
    let methods = try receiver(as: StringMethodsObject.self)
    return methods.result(try context.applying(operation, to: methods.column, dtype: methods.textDType))
  }

  /// Whether a test holds of one part, or of any of several.
  fileprivate func tested<Test: RowOperation>(_ test: (PythonString, Bool?) -> Test) throws(Raised) -> Value {
    let methods = try receiver(as: StringMethodsObject.self)
    guard let parts = self["pat"].cast(to: TupleObject.self) else {
      return try self.test(test(try string("pat"), try whenMissing))
    }
    let missing = try whenMissing
    var result = try context.constantColumn(.bool(false), count: methods.column.count, domain: methods.column.domain)
    for item in parts.items {
      guard case .string(let part) = item else {
        throw Raised.typeError("expected a string object, not \(item.typeName)")
      }
      let found = try context.applying(test(part, missing ?? false), to: methods.column, dtype: .bool)
      result = try context.applying(Or(), to: [.column(result), .column(found)], dtype: .bool)
    }
    guard missing == nil else { return methods.result(result) }
    let kept = try context.applying(KeepWhere(), to: [.column(context.isPresent(methods.column)), .column(result)])
    return methods.result(try context.promotingMissing(kept))
  }

  /// A bool of each text.
  func test(_ operation: some RowOperation, _ column: TracedColumn? = nil) throws(Raised) -> Value {
    let methods = try receiver(as: StringMethodsObject.self)
    return methods.result(try context.applying(operation, to: column ?? methods.column))
  }

  /// What a missing text gives: the argument `na`, else missing in the classic era and false in the modern one.
  var whenMissing: Bool? {
    get throws(Raised) {
      if isGiven("na"), !isNone("na") {
        if case .float(let number) = self["na"], number.isNaN { return context.era == .classic ? nil : false }
        return try bool("na")
      }
      return context.era == .classic ? nil : false
    }
  }
}

extension PythonString {
  /// Whether a regular expression of this text is more than the text.
  var isPattern: Bool {
    bytes.contains { byte in
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "+"),
        UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"):
        true
      default: false
      }
    }
  }

  /// In lower case, where that is plain ASCII.
  var lowered: PythonString? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return PythonString(bytes: bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 })
  }
}
