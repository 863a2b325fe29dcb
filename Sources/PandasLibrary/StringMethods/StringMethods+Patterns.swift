import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import RegularExpressions
import Tracing

extension Pandas.StringMethods {
  /// pandas `Series.str.extract`.
  static let extract = Method("extract(self, pat, flags=0, expand=True)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    let source = try call.string("pat")
    let flags = try call.patternFlags
    let expression = try call.compiled(source, flags)
    guard expression.groupCount > 0 else { throw Raised.valueError("pattern contains no capture groups") }
    let pattern = Pattern(source, flags: flags)
    let expands = try call.bool("expand")
    var columns: [TracedColumn] = []
    for group in 1...expression.groupCount {
      columns.append(
        try call.context.applying(
          ExtractGroup(pattern, group: group), to: methods.column, dtype: expands ? .str : methods.textDType))
    }
    let names = expression.groupLabels
    if columns.count == 1, !expands {
      let name = names[0].map { Label.single(.string($0)) } ?? methods.name
      return .object(SeriesObject(columns[0], index: methods.index, name: name))
    }
    let labels = names.enumerated().map { Label.single($1.map { .string($0) } ?? .int(Int64($0))) }
    let header = names.allSatisfy { $0 == nil } ? Index(count: names.count) : Index(of: labels)
    return .object(
      FrameObject(index: methods.index, header: header, columns: columns, domain: methods.column.domain))
  }

  static let match = Method("match(self, pat, case=True, flags=0, na=no_default)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    return try call.matches(try call.string("pat"), methods, .match)
  }
  static let fullmatch = Method("fullmatch(self, pat, case=True, flags=0, na=no_default)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    return try call.matches(try call.string("pat"), methods, .fullmatch)
  }
}

extension RegularExpression {
  /// The names of the groups; `nil` for one without.
  fileprivate var groupLabels: [PythonString?] {
    (1...Swift.max(groupCount, 1)).map { number in groupNames.first { $0.group == number }?.name }
  }
}

extension Call {
  /// The flags of `re` that an argument gives.
  fileprivate var patternFlags: RegularExpressionFlags {
    get throws(Raised) {
      var flags: RegularExpressionFlags = []
      let given = signature.parameters.contains { $0.name == "flags" } ? try int("flags") : 0
      for (bit, flag) in [
        (2, RegularExpressionFlags.ignoreCase), (8, .multiline), (16, .dotAll), (64, .verbose), (256, .ascii),
      ]
      where given & bit != 0 {
        flags.insert(flag)
      }
      if signature.parameters.contains(where: { $0.name == "case" }), case .bool(false) = self["case"] {
        flags.insert(.ignoreCase)
      }
      return flags
    }
  }

  /// A compiled pattern; `re.error` for a malformed one.
  fileprivate func compiled(
    _ source: PythonString, _ flags: RegularExpressionFlags
  ) throws(Raised) -> RegularExpression {
    do throws(PatternError) {
      return try source.withText { (text) throws(PatternError) in try RegularExpression(text, flags: flags) }
    } catch {
      throw Raised(Pandas.patternError, error.message)
    }
  }

  /// `str.contains`, `str.match`, `str.fullmatch` with a regular expression.
  func matches(
    _ pattern: PythonString, _ methods: StringMethodsObject, _ place: MatchesPattern.Place = .search
  ) throws(Raised) -> Value {
    _ = try compiled(pattern, try patternFlags)
    let operation = MatchesPattern(Pattern(pattern, flags: try patternFlags), place, whenMissing: try whenMissing)
    return methods.result(try context.applying(operation, to: methods.column))
  }

  /// `str.replace` with a regular expression.
  func replaced(_ pattern: PythonString, _ methods: StringMethodsObject) throws(Raised) -> Value {
    guard case .string(let template) = self["repl"] else { throw unsupported("'str.replace' with a function") }
    _ = try compiled(pattern, try patternFlags)
    let count = try int("n")
    let operation = ReplacePattern(Pattern(pattern, flags: try patternFlags), with: template, count: max(count, 0))
    return methods.result(try context.applying(operation, to: methods.column, dtype: methods.textDType))
  }
}

extension Pandas {
  /// What `re` raises for a malformed pattern.
  nonisolated(unsafe) static let patternError = Exceptions.make("error", module: "re", Exceptions.exception)
  /// What numpy raises for kinds of values that a function does not take.
  nonisolated(unsafe) static let ufuncTypeError = Exceptions.make(
    "UFuncTypeError", module: "numpy.core._exceptions", Exceptions.typeError)
}
