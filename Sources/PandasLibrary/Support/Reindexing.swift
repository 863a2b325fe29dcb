import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// How `reindex` fills labels that are not there.
struct Reindexing {
  enum Neighbour { case before, after, nearest }

  let neighbour: Neighbour?
  let limit: Int?
  /// What stands for an absent label: missing, unless told otherwise.
  let fill: Tracer.Operand?

  init(_ call: Call) throws(Raised) {
    try call.refuse("level", "tolerance")
    switch try call.optionalString("method")?.description {
    case nil: neighbour = nil
    case "ffill", "pad": neighbour = .before
    case "bfill", "backfill": neighbour = .after
    case "nearest": neighbour = .nearest
    case let name?:
      throw Raised.valueError(
        "Invalid fill method. Expecting pad (ffill), backfill (bfill) or nearest. Got \(name)")
    }
    limit = try call.optionalInt("limit")
    let value = call["fill_value"]
    if call.isGiven("fill_value"), let scalar = Tracer.Operand(scalar: value), case .constant(let given, _) = scalar,
      !given.isMissing
    {
      fill = scalar
    } else {
      fill = nil
    }
  }

  /// Where each of the new labels stands, -1 where it is absent.
  func positions(of labels: Index, in index: Index, _ context: Context) throws(Raised) -> [Int] {
    if index.hasSameLabels(as: labels) { return Array(0..<labels.count) }
    guard index.isUnique else { throw Raised.valueError("cannot reindex on an axis with duplicate labels") }
    let known = index.firstPositions
    let found = labels.labels.map { known[$0.asKey] ?? -1 }
    guard let neighbour, found.contains(-1) else { return found }
    return try filled(found, labels, index, neighbour)
  }

  private func filled(
    _ found: [Int], _ labels: Index, _ index: Index, _ neighbour: Neighbour
  ) throws(Raised) -> [Int] {
    guard limit == nil, index.levelCount == 1, labels.levelCount == 1 else {
      throw Raised.valueError("limit argument for 'pad' method only well-defined if index is monotonic")
    }
    let keys = index.levels[0].labels
    for row in 1..<max(keys.count, 1) where !keys[row - 1].precedes(keys[row]) {
      throw Raised.valueError("index must be monotonic increasing or decreasing")
    }
    let targets = labels.levels[0].labels
    return found.enumerated().map { row, position in
      guard position < 0 else { return position }
      let target = targets[row]
      let below = (0..<keys.count).count { keys[$0].precedes(target) }
      switch neighbour {
      case .before: return below - 1
      case .after: return below < keys.count ? below : -1
      case .nearest:
        guard below > 0 else { return keys.count > 0 ? 0 : -1 }
        guard below < keys.count, let x = target.double, let a = keys[below - 1].double, let b = keys[below].double
        else { return below - 1 }
        return x - a < b - x ? below - 1 : below
      }
    }
  }

  /// A column with rows at new places.
  func column(_ column: TracedColumn, at positions: [Int], in context: Context) throws(Raised) -> TracedColumn {
    if !positions.contains(-1) {
      if positions == Array(0..<column.count) { return column }
      return column.selecting(positions, in: column.domain?.selecting(positions))
    }
    var field = column.values.selectingOrMissing(positions).promoted(column.dtype)
    if case .constant(let scalar, _)? = fill {
      let scalars = positions.map { $0 < 0 ? scalar : column.values[$0] }
      let values = Column(scalars: scalars)
      field = Frame.Field(values, column.dtype.isNumeric && column.dtype.isSame(as: values) ? column.dtype : nil)
    }
    let rows = column.domain?.selectingOrSynthetic(positions)
    return context.opaqueColumn(
      field.values, field.dtype, domain: rows, reason: "rows of labels that are not there")
  }
}

extension DType {
  /// Whether values of this storage are of this dtype.
  fileprivate func isSame(as values: Column) -> Bool {
    switch values.storage {
    case .int64: isInteger
    case .float64: self == .float64
    case .bool: self == .bool
    default: false
    }
  }
}

extension Pandas.Series {
  /// pandas `Series.reindex`.
  static let reindex = Method(
    "reindex(self, index=None, *, axis=None, method=None, copy=no_default, level=None, fill_value=None, limit=None, tolerance=None)"
  ) { call in
    let series = try call.series
    let filling = try Reindexing(call)
    guard let labels = try call.context.givenIndex(call["index"]) else { return series.with(series.column) }
    let positions = try filling.positions(of: labels, in: series.index, call.context)
    let column = try filling.column(series.column, at: positions, in: call.context)
    return .object(SeriesObject(column, index: labels.named(like: series.index), name: series.name))
  }

  /// pandas `Series.reindex_like`.
  static let reindexLike = Method("reindex_like(self, other, method=None, copy=None, limit=None, tolerance=None)") {
    call in
    try call.refuse("method", "limit", "tolerance")
    let index: Index
    if let other = call["other"].cast(to: FrameObject.self) {
      index = other.index
    } else {
      index = try call.object("other", as: SeriesObject.self).index
    }
    return try call.context.callMethod(call.receiver, "reindex", CallArguments([.object(IndexObject(index))]))
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.reindex`.
  static let reindex = Method(
    "reindex(self, labels=None, *, index=None, columns=None, axis=None, method=None, copy=no_default, level=None, fill_value=None, limit=None, tolerance=None)"
  ) { call in
    let frame = try call.frame
    let filling = try Reindexing(call)
    var (rows, columns) = (call["index"], call["columns"])
    if !call.isNone("labels") { if try call.axis() == 1 { columns = call["labels"] } else { rows = call["labels"] } }
    var result = frame
    if let labels = try call.context.givenIndex(columns) {
      result = try result.reindexingColumns(labels, filling, in: call.context)
    }
    if let labels = try call.context.givenIndex(rows) {
      let positions = try filling.positions(of: labels, in: frame.index, call.context)
      var made: [TracedColumn] = []
      for column in result.tracedColumns {
        made.append(try filling.column(column, at: positions, in: call.context))
      }
      result = FrameObject(
        index: labels.named(like: frame.index), header: result.header, columns: made,
        domain: frame.domain?.selectingOrSynthetic(positions))
    }
    return result === frame ? frame.replacing(frame.tracedColumns) : .object(result)
  }

  /// pandas `DataFrame.reindex_like`.
  static let reindexLike = Method("reindex_like(self, other, method=None, copy=None, limit=None, tolerance=None)") {
    call in
    try call.refuse("method", "limit", "tolerance")
    let other = try call.object("other", as: FrameObject.self)
    return try call.context.callMethod(
      call.receiver, "reindex",
      CallArguments(
        [],
        keywords: [
          ("index", .object(IndexObject(other.index))), ("columns", .object(IndexObject(other.header))),
        ]))
  }
}

extension FrameObject {
  /// Columns in the order of other labels; new ones are filled.
  func reindexingColumns(
    _ labels: Index, _ filling: Reindexing, in context: Context
  ) throws(Raised) -> FrameObject {
    let positions = try filling.positions(of: labels, in: header, context)
    var columns: [TracedColumn] = []
    for (place, position) in positions.enumerated() {
      if position >= 0 {
        columns.append(column(position))
        continue
      }
      if let cause = lostCause(labels.label(at: place)) { throw Raised.unsupported(cause) }
      if case .constant(let scalar, let fitted)? = filling.fill {
        columns.append(try context.constantColumn(scalar, fitted: fitted, count: rowCount, domain: domain))
      } else {
        columns.append(try context.constantColumn(.float(.nan), .float64, count: rowCount, domain: domain))
      }
    }
    return FrameObject(index: index, header: labels.named(like: header), columns: columns, domain: domain)
  }
}

extension Index {
  /// With the names of another index where it has none of its own.
  func named(like other: Index) -> Index {
    guard !hasNames, other.levelCount == levelCount else { return self }
    var result = self
    result.names = other.names
    return result
  }
}
