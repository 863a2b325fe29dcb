import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

// Rows of groups, and values of neighbours in a group.
extension Pandas.GroupBy {
  static let ffill = Method("ffill(self, limit=None)") { call in try call.filledInGroups(forward: true) }
  static let bfill = Method("bfill(self, limit=None)") { call in try call.filledInGroups(forward: false) }

  /// pandas `GroupBy.pipe`.
  static let pipe = Method("pipe(self, func, *args, **kwargs)") { call in
    try call.context.call(call["func"], CallArguments([call.receiver] + call.variadic, keywords: call.keywords))
  }

  /// pandas `GroupBy.indices`: the positions of each group's rows.
  static let indices = Property("indices") { call in
    let groups = try call.receiver(as: GroupByObject.self)
    let result = DictObject()
    for (group, rows) in groups.grouping.rows.enumerated() where !rows.isEmpty {
      let positions = TracedColumn(values: .ints(rows.map { Int64($0) }), dtype: .int64)
      try result.set(groups.groupIndex.value(at: group), to: call.context.array(positions), in: call.context)
    }
    return .object(result)
  }

  /// pandas `GroupBy.nth` of one number: since pandas 2 a choice of rows.
  static let nth = Method("nth(self, n, dropna=None)") { call in
    try call.refuse("dropna")
    let groups = try call.groups
    let number = try call.int("n")
    guard call.context.era == .modern else { throw call.unsupported("'nth' of groups") }
    let rows = groups.grouping.rows.compactMap { rows -> Int? in
      let place = number < 0 ? rows.count &+ number : number
      return rows.indices.contains(place) ? rows[place] : nil
    }
    return groups.part(rows.sorted())
  }
}

extension Call {
  fileprivate func filledInGroups(forward: Bool) throws(Raised) -> Value {
    let groups = try receiver(as: GroupByObject.self)
    let limit = try optionalInt("limit")
    var sources = Array(0..<groups.frame.rowCount)
    for (row, code) in groups.grouping.codes.enumerated() where code < 0 { sources[row] = -1 }
    return try groups.mappingColumns { column in
      var positions = sources
      for rows in groups.grouping.rows {
        var last = -1
        var run = 0
        for row in forward ? rows : rows.reversed() {
          guard column.values.isMissing(row) else {
            last = row
            run = 0
            continue
          }
          run += 1
          positions[row] = run <= limit ?? .max ? last : -1
        }
      }
      let field = column.values.selectingOrMissing(positions).promoted(column.dtype)
      return context.opaqueColumn(
        field.values, field.dtype, domain: column.domain, reason: "values of neighbouring rows of a group")
    }
  }
}

extension GroupByObject {
  /// The grouped columns, each as `body` makes it anew row by row, with their labels: a series or a frame.
  func mappingColumns(_ body: (TracedColumn) throws(Raised) -> TracedColumn) throws(Raised) -> Value {
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for position in positions {
      labels.append(frame.label(position))
      columns.append(try body(frame.column(position)))
    }
    if isSeries { return .object(SeriesObject(columns[0], index: frame.index, name: labels[0])) }
    return .object(
      FrameObject(index: frame.index, header: Index(of: labels), columns: columns, domain: frame.domain))
  }
}
