import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.StringMethods {
  /// pandas `Series.str.split`.
  static let split = Method("split(self, pat=None, *, n=-1, expand=False, regex=None)") { call in
    try call.split(fromEnd: false)
  }

  /// pandas `Series.str.rsplit`.
  static let rsplit = Method("rsplit(self, pat=None, *, n=-1, expand=False)") { call in
    try call.split(fromEnd: true)
  }
}

extension Call {
  fileprivate func split(fromEnd: Bool) throws(Raised) -> Value {
    let methods = try receiver(as: StringMethodsObject.self)
    if !fromEnd, self["pat"].object != nil, self["pat"].stringValue == nil {
      return try splitByPattern(methods, self["pat"], limit: try int("n"))
    }
    let separator = try optionalString("pat")
    let isPlain = fromEnd || self["regex"].isFalse
    if let separator, !isPlain, separator.isPattern, separator.bytes.count > 1 || self["regex"].isTrue {
      return try splitByPattern(methods, .string(separator), limit: try int("n"))
    }
    let limit = try int("n")
    let operation = Split(separator, limit: limit <= 0 ? -1 : limit, fromEnd: fromEnd)
    guard try bool("expand") else {
      return .object(SplitTextsObject(methods, operation))
    }
    let parts = try partCount(methods.column, separator, limit, fromEnd)
    var columns: [TracedColumn] = []
    for position in 0..<max(parts, 1) {
      columns.append(try context.applying(SplitPart(operation, ListItem(position)), to: methods.column, dtype: .str))
    }
    if context.era == .classic { columns = columns.map(\.holdingNone) }
    return .object(
      FrameObject(
        index: methods.index, header: Index(count: columns.count), columns: columns, domain: methods.column.domain))
  }

  /// How many parts the longest list has.
  private func partCount(
    _ column: TracedColumn, _ separator: PythonString?, _ limit: Int, _ fromEnd: Bool
  ) throws(Raised) -> Int {
    var count = 1
    while count < 10_000 {
      let part = SplitPart(Split(separator, limit: limit <= 0 ? -1 : limit, fromEnd: fromEnd), ListItem(count))
      let probe = TracedColumn(values: column.values, dtype: column.dtype)
      if try context.applying(part, to: probe, dtype: .str).values.presentCount == 0 { break }
      count += 1
    }
    return count
  }
}

extension Value {
  fileprivate var isTrue: Bool { if case .bool(true) = self { true } else { false } }
  fileprivate var isFalse: Bool { if case .bool(false) = self { true } else { false } }
}

/// A series of lists of texts: what `str.split` gives, of which an item or the length is taken.
final class SplitTextsObject: Object {
  let methods: StringMethodsObject
  let operation: Split

  init(_ methods: StringMethodsObject, _ operation: Split) {
    self.methods = methods
    self.operation = operation
    super.init(type: Pandas.splitTextsType)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "str" { return .object(self) }
    if let found = try super.attribute(name, in: context) { return found }
    return try lists(in: context).attribute(name, in: context)
  }

  /// The lists themselves: what they are shown as, and what other methods work on.
  func lists(in context: Context) throws(Raised) -> SeriesObject {
    var scalars: [Scalar] = []
    let column = methods.column
    let untraced = TracedColumn(values: column.values, dtype: column.dtype)
    var parts: [TracedColumn] = []
    while parts.count < 10_000 {
      let part = try context.applying(SplitPart(operation, ListItem(parts.count)), to: untraced, dtype: .str)
      if part.values.presentCount == 0 { break }
      parts.append(part)
    }
    for row in 0..<column.count {
      guard !column.values.isMissing(row) else {
        scalars.append(column.dtype == .object && context.era == .classic ? .none : .missing)
        continue
      }
      let items = parts.prefix { !$0.values.isMissing(row) }.map { $0.values[row].pythonValue }
      scalars.append(Scalar(.list(Array(items))))
    }
    let values = context.opaqueColumn(
      Column(.object(scalars)), .object, domain: column.domain, reason: "lists of texts")
    return SeriesObject(values, index: methods.index, name: methods.name)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    try lists(in: context).repr(in: context)
  }

  /// `.str[i]`
  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    guard !(key.object is SliceObject) else { throw context.unsupportedNow("a slice of 'str.split'") }
    let part = SplitPart(operation, ListItem(try context.index(key)))
    // Items of lists are objects.
    let dtype: DType = context.era == .modern ? .object : methods.column.dtype
    return methods.result(try context.applying(part, to: methods.column, dtype: dtype))
  }

  /// How many parts each text has.
  func lengths(in context: Context) throws(Raised) -> TracedColumn {
    let column = methods.column
    do throws(TypeMismatch) {
      let functions = context.tracer.functions
      var length: RowFunction?
      if let function = column.function {
        let list = try functions.function(operation, [function], origin: context.planOrigin)
        length = try functions.function(ListLength(), [list], origin: context.planOrigin)
      }
      var failures = RowFailures()
      let lists = operation.evaluate([.column(column.values)], failures: &failures)
      guard case .column(let values) = ListLength().evaluate([lists], failures: &failures) else {
        throw TypeMismatch("'str.len' of lists")
      }
      return TracedColumn(values: values, dtype: DType(of: values), function: length, domain: column.domain)
    } catch {
      throw context.unsupportedNow(error.message)
    }
  }

  override func length(in context: Context) throws(Raised) -> Int? { methods.column.count }
}

extension Pandas {
  /// Methods of a series of lists.
  enum SplitTexts {}

  nonisolated(unsafe) static let splitTextsType = TypeObject(
    name: "Series", module: "pandas.core.series", isOpen: true, members: SplitTexts.members)
}

extension Pandas.SplitTexts {
  static let len = Method("len(self)") { call in
    let split = try call.receiver(as: SplitTextsObject.self)
    return split.methods.result(try call.context.promotingMissing(split.lengths(in: call.context)))
  }
  static let getItem = Method("get(self, i)") { call in
    try call.receiver(as: SplitTextsObject.self).item(at: call["i"], in: call.context)
  }
}
