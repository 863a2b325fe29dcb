import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import RegularExpressions
import Tracing

/// What `replace` was told of one column: values and what stands for each.
struct Replacements {
  /// In the order given; of equal values the first counts.
  var pairs: [(old: Scalar, new: Scalar)]
  /// Whether the old values are regular expressions.
  let isPattern: Bool

  init(_ pairs: [(old: Scalar, new: Scalar)], isPattern: Bool) {
    self.pairs = pairs
    self.isPattern = isPattern
  }

  /// Lists pairwise, or a scalar or list by a scalar.
  init(_ old: Value, _ new: Value, isPattern: Bool, in context: Context) throws(Raised) {
    self.isPattern = isPattern
    guard let olds = try context.listed(old) else {
      pairs = [(try context.replaceable(old), Scalar(new))]
      return
    }
    guard let news = try context.listed(new) else {
      pairs = olds.map { ($0, Scalar(new)) }
      return
    }
    guard news.count == olds.count else {
      throw Raised.valueError("Replacement lists must match in length. Expecting \(olds.count) got \(news.count) ")
    }
    pairs = zip(olds, news).map { ($0, $1) }
  }

  /// A dictionary from old to new values.
  init(_ dict: DictObject, isPattern: Bool, in context: Context) throws(Raised) {
    self.isPattern = isPattern
    pairs = []
    for (key, value) in dict.items { pairs.append((try context.replaceable(key), Scalar(value))) }
  }
}

/// What `replace` was told: the same for all columns, or column by column.
enum ReplaceArguments {
  case everywhere(Replacements)
  case byColumn([Label: Replacements])

  init(_ call: Call) throws(Raised) {
    try call.refuse("limit", "method")
    let context = call.context
    var old = call["to_replace"]
    var isPattern = false
    switch call["regex"] {
    case .bool(let flag): isPattern = flag
    case let pattern:
      guard old.isNone else {
        throw Raised.valueError("'to_replace' must be 'None' if 'regex' is not a bool")
      }
      old = pattern
      isPattern = true
    }
    let new = call["value"]
    guard call.isGiven("value") else {
      guard let dict = old.dictionary else {
        let type = call.receiver.object is SeriesObject ? "Series" : "DataFrame"
        guard context.era == .modern else { throw call.unsupported("'replace' without a value") }
        throw Raised.valueError(
          "\(type).replace must specify either 'value', a dict-like 'to_replace', or dict-like 'regex'.")
      }
      self = try ReplaceArguments(dict, isPattern, context)
      return
    }
    switch (old.dictionary, new.dictionary) {
    case (let olds?, let news?):
      if call.receiver.object is SeriesObject {
        throw Raised.valueError("to_replace and value cannot be dict-like for Series.replace")
      }
      var table: [Label: Replacements] = [:]
      for (key, value) in olds.items {
        guard let replacement = try news.value(for: key, in: context) else { continue }
        table[Label(key).asKey] = try Replacements(value, replacement, isPattern: isPattern, in: context)
      }
      self = .byColumn(table)
    case (let olds?, nil):
      if call.receiver.object is SeriesObject {
        throw Raised.valueError("Series.replace cannot use dict-like to_replace and non-None value")
      }
      var table: [Label: Replacements] = [:]
      for (key, value) in olds.items {
        table[Label(key).asKey] = try Replacements(value, new, isPattern: isPattern, in: context)
      }
      self = .byColumn(table)
    case (nil, let news?):
      if call.receiver.object is SeriesObject {
        throw Raised.valueError("Series.replace cannot use dict-value and non-None to_replace")
      }
      var table: [Label: Replacements] = [:]
      for (key, value) in news.items {
        table[Label(key).asKey] = try Replacements(old, value, isPattern: isPattern, in: context)
      }
      self = .byColumn(table)
    case (nil, nil): self = .everywhere(try Replacements(old, new, isPattern: isPattern, in: context))
    }
  }

  private init(_ dict: DictObject, _ isPattern: Bool, _ context: Context) throws(Raised) {
    let nested = dict.values.filter { $0.dictionary != nil }
    guard !nested.isEmpty else {
      self = .everywhere(try Replacements(dict, isPattern: isPattern, in: context))
      return
    }
    guard nested.count == dict.values.count else {
      throw Raised.typeError(
        "If a nested mapping is passed, all values of the top level mapping must be mappings")
    }
    var table: [Label: Replacements] = [:]
    for (key, value) in dict.items {
      guard let inner = value.dictionary else { continue }
      table[Label(key).asKey] = try Replacements(inner, isPattern: isPattern, in: context)
    }
    self = .byColumn(table)
  }

  /// What is told of the column with this label; `nil` for nothing.
  func replacements(for label: Label) -> Replacements? {
    switch self {
    case .everywhere(let replacements): replacements
    case .byColumn(let table): table[label.asKey]
    }
  }
}

extension Value {
  fileprivate var dictionary: DictObject? { cast(to: DictObject.self) }
}

extension Context {
  /// The items of a list of values; `nil` for a scalar.
  fileprivate func listed(_ value: Value) throws(Raised) -> [Scalar]? {
    guard let column = try sequenceColumn(value) else { return nil }
    return (0..<column.count).map { column.values[$0] }
  }

  /// A value that can be replaced: a scalar.
  fileprivate func replaceable(_ value: Value) throws(Raised) -> Scalar {
    if case .constant(let scalar, _)? = Tracer.Operand(scalar: value) { return scalar }
    throw unsupportedNow("'replace' of '\(value.typeName)'")
  }

  /// A column with some values replaced by others; the rest pass unchanged.
  func replacing(
    _ column: TracedColumn, _ replacements: Replacements, name: Label?
  ) throws(Raised) -> TracedColumn {
    if column.dtype.categories != nil { throw unsupportedNow("'replace' in a categorical column") }
    if replacements.isPattern { return try replacing(patterns: replacements, in: column) }
    guard !column.isObjects, !column.holdsNone(era), let base = column.keyBase else {
      return objectsReplaced(column, replacements)
    }
    var pairs = replacements.pairs.filter { $0.old.fits(base) && !$0.old.isMissing }
    let missing = replacements.pairs.first { $0.old.isMissing }
    pairs = pairs.filter { pair in
      (0..<column.count).contains { column.values[$0].asKey == pair.old.asKey } || pair.new.fits(base)
    }
    var result = column
    if !pairs.isEmpty { result = try replaced(column, pairs, base, name) }
    if let missing { result = try filled(result, with: missing.new, fitted: nil) }
    // pandas 3 infers no better dtype: other kinds of values are objects.
    if era == .modern, result.dtype.replacedKind != column.dtype.replacedKind { result.dtype = .object }
    return result
  }

  private func replaced(
    _ column: TracedColumn, _ pairs: [(old: Scalar, new: Scalar)], _ base: ValueType.Base, _ name: Label?
  ) throws(Raised) -> TracedColumn {
    let isOne = pairs.allSatisfy { $0.new == pairs[0].new }
    if isOne {
      let mask = try applying(IsIn(pairs.map(\.old)), to: column, dtype: .bool)
      return downcast(try choosing(mask, .constant(pairs[0].new, nil), column), column)
    }
    let table = Column(scalars: pairs.map(\.new))
    if !table.isObject, table.tableBase == base, table.presentCount == table.count, column.dtype != .bool {
      return try lookedUp(
        column, in: pairs.map { (key: $0.old, value: $0.new) }, absentIsKey: true, name: name)
    }
    // Values of another kind: where all are replaced, the column becomes one of that kind.
    let known = Set(pairs.map(\.old.asKey))
    let isComplete = (0..<column.count).allSatisfy {
      column.values.isMissing($0) || known.contains(column.values[$0].asKey)
    }
    if isComplete { return try lookedUp(column, in: pairs.map { (key: $0.old, value: $0.new) }, name: name) }
    var result = column
    for pair in pairs {
      let mask = try applying(IsIn([pair.old]), to: column, dtype: .bool)
      result = try choosing(mask, .constant(pair.new, nil), result)
    }
    return result
  }

  /// The dtype stays where the new values fit it.
  private func downcast(_ result: TracedColumn, _ old: TracedColumn) -> TracedColumn {
    guard old.isText, result.isText else { return result }
    var kept = result
    kept.dtype = old.dtype
    return kept
  }

  private func objectsReplaced(_ column: TracedColumn, _ replacements: Replacements) -> TracedColumn {
    let old = column.shownValues(era)
    let scalars = (0..<column.count).map { row in
      replacements.pairs.first { $0.old.asKey == old[row].asKey }?.new ?? old[row]
    }
    let isText = scalars.allSatisfy { if case .string = $0 { true } else { $0.isMissing } }
    let values = isText || era == .modern ? Column(.object(scalars)) : Column(scalars: scalars)
    return opaqueColumn(values, domain: column.domain, reason: "'replace' in a column of objects")
  }

  // MARK: Patterns

  /// Texts in which patterns are replaced; where something else than a text stands for a pattern, it stands for the whole
  /// of the texts that hold it.
  private func replacing(patterns replacements: Replacements, in column: TracedColumn) throws(Raised) -> TracedColumn {
    guard column.isText else {
      guard column.isObjects else { return column }
      throw unsupportedNow("'replace' of patterns in a column of objects")
    }
    var result = column
    for (old, new) in replacements.pairs {
      guard case .string(let source) = old else {
        result = try replacing(result, Replacements([(old, new)], isPattern: false), name: nil)
        continue
      }
      _ = try compiledPattern(source)
      if case .string(let template) = new, replacements.pairs.count == 1 {
        result = try applying(
          ReplacePattern(Pattern(source), with: template), to: result, dtype: result.dtype)
        continue
      }
      let mask = try applying(MatchesPattern(Pattern(source), .search, whenMissing: false), to: column, dtype: .bool)
      if case .string(let template) = new, result.isText {
        let replaced = try applying(ReplacePattern(Pattern(source), with: template), to: result, dtype: result.dtype)
        result = try choosing(mask, .column(replaced), result)
      } else {
        result = try choosing(mask, .constant(new, nil), result)
      }
    }
    return result
  }

  /// A regular expression that is well formed; what `re` raises for another.
  func compiledPattern(_ source: PythonString) throws(Raised) -> RegularExpression {
    do throws(PatternError) {
      return try source.withText { (text) throws(PatternError) in try RegularExpression(text, flags: []) }
    } catch {
      throw Raised(Pandas.patternError, error.message)
    }
  }
}

extension DType {
  /// Between dtypes of one kind `replace` keeps numbers numbers and texts texts.
  fileprivate var replacedKind: Int {
    if self == .bool { return 1 }
    if isNumeric { return 2 }
    return isObjectOrString ? 3 : 4
  }
}

extension TracedColumn {
  /// Whether it is a constant column of texts in which `None` stands for what is missing.
  func holdsNone(_ era: Era) -> Bool {
    era == .classic && domain == nil && dtype == .object && isText && values.missing?.contains(true) == true
  }
}
