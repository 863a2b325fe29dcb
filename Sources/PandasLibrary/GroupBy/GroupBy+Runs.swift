import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

// Work across the rows of a group: values, but no row functions.
extension Pandas.GroupBy {
  static let cumcount = Method("cumcount(self, ascending=True)") { call in
    let groups = try call.groups
    var counts = groups.grouping.cumulativeCounts()
    if try !call.bool("ascending") {
      let sizes = groups.grouping.sizes
      counts = counts.enumerated().map { row, count in
        let code = groups.grouping.codes[row]
        return code < 0 ? count : sizes[code] - 1 - count
      }
    }
    let column = call.context.opaqueColumn(
      .ints(counts), .int64, domain: groups.frame.domain,
      reason: "'cumcount' looks at other rows")
    return .object(SeriesObject(column, index: groups.frame.index))
  }

  static let ngroup = Method("ngroup(self, ascending=True)") { call in
    let groups = try call.groups
    let isAscending = try call.bool("ascending")
    let codes = groups.grouping.codes.map { code in
      Int64(code < 0 || isAscending ? code : groups.grouping.count - 1 - code)
    }
    let column = call.context.opaqueColumn(
      .ints(codes), .int64, domain: groups.frame.domain,
      reason: "'ngroup' numbers groups")
    return .object(SeriesObject(column, index: groups.frame.index))
  }

  static let head = Method("head(self, n=5)") { call in
    let groups = try call.groups
    return groups.part(groups.grouping.firstRows(try call.int("n")))
  }

  static let tail = Method("tail(self, n=5)") { call in
    let groups = try call.groups
    return groups.part(groups.grouping.firstRows(-(try call.int("n"))))
  }

  static let cumsum = Method("cumsum(self, axis=no_default, *args, **kwargs)") { try $0.running(.sum) }
  static let cumprod = Method("cumprod(self, axis=no_default, *args, **kwargs)") { try $0.running(.product) }
  static let cummax = Method("cummax(self, axis=no_default, numeric_only=False, **kwargs)") {
    try $0.running(.maximum)
  }
  static let cummin = Method("cummin(self, axis=no_default, numeric_only=False, **kwargs)") {
    try $0.running(.minimum)
  }

  static let shift = Method("shift(self, periods=1, freq=None, axis=no_default, fill_value=None)") { call in
    try call.refuse("freq", "axis", "fill_value")
    let positions = try call.groups.grouping.shifted(try call.int("periods"))
    return try call.acrossRows { column in column.values.selectingOrMissing(positions).promoted(column.dtype) }
  }

  static let diff = Method("diff(self, periods=1, axis=no_default)") { call in
    try call.refuse("axis")
    let positions = try call.groups.grouping.shifted(try call.int("periods"))
    return try call.acrossRows { column in
      let values = column.values.doubles
      return Frame.Field(
        .floats(
          positions.indices.map { row in
            positions[row] < 0 ? .nan : values[row] - values[positions[row]]
          }))
    }
  }

  static let rank = Method(
    "rank(self, method='average', ascending=True, na_option='keep', pct=False, axis=no_default)"
  ) { call in
    try call.refuse("na_option", "axis")
    guard let method = RankMethod(rawValue: try call.text("method")) else {
      throw call.unsupported("'rank' with such a method")
    }
    let (ascending, percent) = (try call.bool("ascending"), try call.bool("pct"))
    let grouping = try call.groups.grouping
    return try call.acrossRows { column in
      Frame.Field(
        .floats(
          grouping.ranks(column.values, column.dtype, method: method, ascending: ascending, percent: percent)))
    }
  }
}

extension Call {
  fileprivate func running(_ running: Running) throws(Raised) -> Value {
    let grouping = try groups.grouping
    return try acrossRows { column in
      let values = grouping.cumulative(column.values.doubles, running)
      let wholes = values.compactMap { Int64(exactly: $0) }
      guard column.dtype.isInteger, wholes.count == values.count else { return Frame.Field(.floats(values)) }
      return Frame.Field(.ints(wholes), column.dtype)
    }
  }

  /// Columns of values that come from several rows of a group each.
  fileprivate func acrossRows(_ body: (TracedColumn) -> Frame.Field) throws(Raised) -> Value {
    try groups.mappingColumns { (column) throws(Raised) in
      guard column.dtype.isNumeric || signature.name == "shift" else {
        throw unsupported("'\(signature.name)' of '\(column.dtype.name(context.era))'")
      }
      let field = body(column)
      return context.opaqueColumn(
        field.values, field.dtype, domain: column.domain, reason: "'\(signature.name)' looks at other rows")
    }
  }
}
