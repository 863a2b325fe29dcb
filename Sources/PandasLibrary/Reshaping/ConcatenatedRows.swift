import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// `concat(parts)`: rows one below the other. A column has a row function where its parts are made alike.
  func concatenatedRows(_ request: Concatenation) throws(Raised) -> Value {
    let frames = request.parts.map(\.frame)
    let seriesCount = request.parts.count(where: \.isSeries)
    if seriesCount == frames.count { return try concatenatedSeries(request) }
    guard seriesCount == 0 else { throw unsupportedNow("'concat' of rows of series and frames") }
    guard frames.allSatisfy(\.header.isUnique) else { throw unsupportedNow("'concat' of columns with repeated labels") }
    let table = DataFrames.concatenatedRows(
      frames.map(\.plain), ignoresIndex: request.ignoresIndex, sharedOnly: request.sharedOnly)
    let domain = rows(below: frames)
    var columns: [TracedColumn] = []
    for (position, field) in table.fields.enumerated() {
      let label = table.header.label(at: position)
      let parts = frames.map { frame in frame.positions(of: label).first.map { frame.column($0) } }
      columns.append(joined(parts, field, domain))
    }
    let result = FrameObject(
      index: index(of: request, table.index), header: table.header, columns: columns, domain: domain)
    guard request.sort else { return .object(result) }
    return .object(result.selectingColumns(result.header.order(ascending: true)))
  }

  private func concatenatedSeries(_ request: Concatenation) throws(Raised) -> Value {
    let frames = request.parts.map(\.frame)
    let fields = frames.map { Frame.Field($0.column(0).values, $0.column(0).dtype) }
    let domain = rows(below: frames)
    let column = joined(frames.map { $0.column(0) }, concatenated(fields), domain)
    let labels =
      request.ignoresIndex ? Index(count: column.count) : concatenated(frames.map(\.index))
    let isNamed = request.parts.allSatisfy { !$0.isNameless && $0.frame.label(0) == frames[0].label(0) }
    return .object(
      SeriesObject(column, index: index(of: request, labels), name: isNamed ? frames[0].label(0) : nil))
  }

  /// The labels under their keys.
  private func index(of request: Concatenation, _ index: Index) -> Index {
    guard let keys = request.keys, !request.ignoresIndex else { return index }
    let counts = request.parts.map(\.frame.rowCount)
    let width = keys.first?.parts.count ?? 0
    let outer = (0..<width).map { level -> Index.Level in
      let labels = zip(keys, counts).flatMap { [Scalar](repeating: $0.parts[level], count: $1) }
      let column = Column(scalars: labels)
      return Index.Level(column, DType(of: column))
    }
    let names = request.names + [Scalar?](repeating: nil, count: max(width - request.names.count, 0))
    let inner = request.names.count > width ? [] : index.names
    return Index(levels: outer + index.levels, names: names + inner)
  }

  /// The raw rows of all parts; a constant part stands for none.
  private func rows(below frames: [FrameObject]) -> Domain? {
    guard frames.contains(where: { $0.domain != nil }) else { return nil }
    let rows = frames.flatMap { frame in
      frame.domain?.rows ?? [RowIdentity](repeating: .synthetic, count: frame.rowCount)
    }
    return Domain(rows: rows, filters: frames.flatMap { $0.domain?.filters ?? [] })
  }

  /// One column below the other: with the row function that all parts share, which differs only in their tables.
  private func joined(_ parts: [TracedColumn?], _ field: Frame.Field, _ domain: Domain?) -> TracedColumn {
    guard let domain else {
      let fitted = parts.lazy.compactMap { $0?.fitted }.first
      return TracedColumn(values: field.values, dtype: field.dtype, fitted: fitted)
    }
    var opaque: TracedColumn {
      opaqueColumn(
        field.values, field.dtype, domain: domain, reason: "the parts of 'concat' are not made alike")
    }
    let functions = parts.compactMap { $0?.function }
    guard let first = functions.first, functions.count == parts.count(where: { $0 != nil }) else { return opaque }
    // A raw field that a part lacks is missing there; other functions need not be.
    if functions.count < parts.count, !first.isField { return opaque }
    guard functions.allSatisfy({ $0.isMade(like: first) }) else { return opaque }
    guard let function = promoted(first, to: field) else { return opaque }
    return TracedColumn(values: field.values, dtype: field.dtype, function: function, domain: domain)
  }

  /// The function with the cast that joining kinds of numbers makes; `nil` where values of mixed kinds meet.
  private func promoted(_ function: RowFunction, to field: Frame.Field) -> RowFunction? {
    let base: ValueType.Base =
      switch field.values.storage {
      case .bool: .bool
      case .int64: .int64
      case .float64: .float64
      case .float32: .float32
      case .string: .string
      case .object: .string
      }
    if field.values.isObject { return nil }
    if function.type.base == base { return function }
    guard base == .float64 || base == .float32 else { return nil }
    do throws(TypeMismatch) {
      return try tracer.functions.function(Cast(to: base), [function], origin: planOrigin)
    } catch {
      return nil
    }
  }
}

extension Concatenation.Part {
  /// A series without a name.
  var isNameless: Bool { isSeries && seriesName == nil }
}

extension RowFunction {
  fileprivate var isField: Bool { if case .field = kind { true } else { false } }

  /// Whether both are made in the same way, of fields of the same names in whatever tables.
  fileprivate func isMade(like other: RowFunction) -> Bool {
    var known: Set<[Int]> = []
    return isMade(like: other, &known)
  }

  /// - Parameter known: pairs that were compared before, by number.
  private func isMade(like other: RowFunction, _ known: inout Set<[Int]>) -> Bool {
    if self === other || !known.insert([number, other.number]).inserted { return true }
    switch (kind, other.kind) {
    case (.field(let a, _), .field(let b, _)): return a == b
    case (.operation(let a, let inputs), .operation(let b, let others)):
      guard inputs.count == others.count, AnyHashable(a) == AnyHashable(b) else { return false }
      for (input, other) in zip(inputs, others) where !input.isMade(like: other, &known) { return false }
      return true
    default: return false
    }
  }
}
