import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.interpolate`: on straight lines between present values.
  static let interpolate = Method(
    "interpolate(self, method='linear', *, axis=0, limit=None, inplace=False, limit_direction=None, limit_area=None, downcast=no_default, **kwargs)"
  ) { call in
    let series = try call.series
    return try call.result(call.interpolated(series.column), storingInto: series)
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.interpolate`.
  static let interpolate = Method(
    "interpolate(self, method='linear', *, axis=0, limit=None, inplace=False, limit_direction=None, limit_area=None, downcast=no_default, **kwargs)"
  ) { call in
    let frame = try call.frame
    guard try call.axis() == 0 else { throw call.unsupported("'interpolate' along rows", argument: "axis") }
    var columns: [TracedColumn] = []
    for column in frame.tracedColumns { columns.append(try call.interpolated(column)) }
    let result = FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    guard try call.bool("inplace") else { return .object(result) }
    frame.become(result)
    return .none
  }
}

extension Call {
  fileprivate func interpolated(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    try refuse("limit_area", "downcast")
    let method = try text("method")
    guard method == "linear", keywords.isEmpty else {
      throw unsupported("'interpolate' by '\(method)'", argument: "method")
    }
    if column.values.presentCount == column.count { return column }
    guard column.dtype.isFloat else {
      throw unsupported("'interpolate' of '\(column.dtype.name(context.era))'")
    }
    let direction = try optionalString("limit_direction")?.description ?? "forward"
    guard ["forward", "backward", "both"].contains(direction) else {
      throw Raised.valueError(
        "Invalid limit_direction: expecting one of ['forward', 'backward', 'both'], got '\(direction)'.")
    }
    let limit = try optionalInt("limit")
    if let limit, limit < 1 { throw Raised.valueError("Limit must be greater than 0") }
    let values = LinearGaps(column.values.doubles).filled(direction: direction, limit: limit)
    let isNarrow = column.dtype == .float32
    return context.opaqueColumn(
      isNarrow ? Column(.float32(values.map { Float($0) })) : .floats(values), column.dtype, domain: column.domain,
      reason: "'interpolate' looks at other rows")
  }
}

/// Gaps between present numbers.
private struct LinearGaps {
  private let numbers: [Double]
  private let present: [Int]

  init(_ numbers: [Double]) {
    self.numbers = numbers
    present = numbers.indices.filter { !numbers[$0].isNaN }
  }

  /// Forward keeps what is missing before the first number, backward what is missing after the last.
  func filled(direction: String, limit: Int?) -> [Double] {
    guard let first = present.first, let last = present.last else { return numbers }
    var result = numbers
    var next = 0
    for row in numbers.indices where numbers[row].isNaN {
      while next < present.count, present[next] < row { next += 1 }
      let before = next > 0 ? present[next - 1] : nil
      let after = next < present.count ? present[next] : nil
      let fromBefore = before.map { row - $0 }
      let toAfter = after.map { $0 - row }
      let reach = limit ?? .max
      let isReached =
        direction != "backward" && (fromBefore ?? .max) <= reach && before != nil
        || direction != "forward" && (toAfter ?? .max) <= reach && after != nil
      guard isReached else { continue }
      if row < first {
        result[row] = numbers[first]
      } else if row > last {
        result[row] = numbers[last]
      } else if let before, let after {
        // numpy's `interp`: the slope times the distance from the left.
        let slope = (numbers[after] - numbers[before]) / Double(after - before)
        result[row] = slope * Double(row - before) + numbers[before]
      }
    }
    return result
  }
}
