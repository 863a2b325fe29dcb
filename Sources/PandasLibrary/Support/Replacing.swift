import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// What `replace` was told: values and what stands for each.
struct Replacements {
  /// In the order given; of equal values the first counts.
  let pairs: [(old: Scalar, new: Scalar)]

  /// `replace(to_replace, value)`: a scalar or list by a scalar, lists pairwise, or a dictionary.
  init(_ old: Value, _ new: Value, isValueGiven: Bool, in context: Context) throws(Raised) {
    if let dict = old.cast(to: DictObject.self) {
      guard !isValueGiven || new.isNone else { throw context.unsupportedNow("'replace' with a dictionary and a value") }
      guard !dict.values.contains(where: { $0.object is DictObject }) else {
        throw context.unsupportedNow("'replace' with a dictionary a column")
      }
      pairs = dict.items.map { (Scalar($0.key), Scalar($0.value)) }
      return
    }
    guard isValueGiven else { throw context.unsupportedNow("'replace' without a value") }
    guard let olds = try context.sequenceColumn(old) else {
      pairs = [(Scalar(old), Scalar(new))]
      return
    }
    let scalars = (0..<olds.count).map { olds.values[$0] }
    guard let news = try context.sequenceColumn(new) else {
      pairs = scalars.map { ($0, Scalar(new)) }
      return
    }
    guard news.count == olds.count else {
      throw Raised.valueError("Replacement lists must match in length. Expecting \(olds.count) got \(news.count) ")
    }
    pairs = scalars.enumerated().map { ($0.element, news.values[$0.offset]) }
  }
}

extension Context {
  /// A column with some values replaced by others; the rest pass unchanged.
  func replacing(
    _ column: TracedColumn, _ replacements: Replacements, name: Label?
  ) throws(Raised) -> TracedColumn {
    guard !column.isObjects, let base = column.keyBase else { return objectsReplaced(column, replacements) }
    var pairs = replacements.pairs.filter { $0.old.fits(base) && !$0.old.isMissing }
    let missing = replacements.pairs.first { $0.old.isMissing }
    pairs = pairs.filter { pair in
      (0..<column.count).contains { column.values[$0].asKey == pair.old.asKey } || pair.new.fits(base)
    }
    var result = column
    if !pairs.isEmpty { result = try replaced(column, pairs, base, name) }
    if let missing { result = try filled(result, with: missing.new, fitted: nil) }
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
    kept.dtype = old.dtype.categories == nil ? old.dtype : .str
    return kept
  }

  private func objectsReplaced(_ column: TracedColumn, _ replacements: Replacements) -> TracedColumn {
    let scalars = (0..<column.count).map { row in
      replacements.pairs.first { $0.old.asKey == column.values[row].asKey }?.new ?? column.values[row]
    }
    return opaqueColumn(Column(scalars: scalars), domain: column.domain, reason: "'replace' in a column of objects")
  }
}
