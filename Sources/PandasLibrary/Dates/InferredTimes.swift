import Columns
import DataFrames
import PythonRuntime
import StandardLibrary
import Tracing

extension Context {
  /// The column as pandas keeps Python objects: points in time or durations, if all of its elements are such or missing and
  /// at least one is.
  ///
  /// Dates without a time of day, and times with a zone, stay objects: `acceptsDays` takes days for midnights. The unit is the finest among the elements.
  func inferringTimes(_ column: Column, acceptsDays: Bool = false) -> TracedColumn {
    let found: [ElementTime]
    if case .object(let scalars) = column.storage, let times = elementTimes(scalars, acceptsDays) {
      found = times
    } else {
      found = []
    }
    let units = found.compactMap(\.unit)
    guard let unit = units.max(by: { $0.perSecond < $1.perSecond }) else {
      return TracedColumn(values: column, dtype: DType(of: column))
    }
    var counts: [Int64] = []
    for time in found {
      guard let count = try? time.count?.rescaled(from: time.unit ?? unit, to: unit) ?? 0 else {
        return TracedColumn(values: column, dtype: .object)
      }
      counts.append(count)
    }
    let missing = found.map { $0.count == nil }
    let isDuration = found.contains { $0.isDuration == true }
    return TracedColumn(
      values: .ints(counts, missing: missing.contains(true) ? missing : nil),
      dtype: isDuration ? .timedelta64(unit) : .datetime64(unit))
  }

  /// The elements as times of one kind; `nil` where one is something else.
  private func elementTimes(_ scalars: [Scalar], _ acceptsDays: Bool) -> [ElementTime]? {
    var times: [ElementTime] = []
    times.reserveCapacity(scalars.count)
    var isDuration: Bool?
    for scalar in scalars {
      guard let time = elementTime(scalar, acceptsDays) else { return nil }
      if let kind = time.isDuration {
        guard isDuration ?? kind == kind else { return nil }
        isDuration = kind
      }
      times.append(time)
    }
    return times
  }

  private func elementTime(_ scalar: Scalar, _ acceptsDays: Bool) -> ElementTime? {
    if scalar.isMissing { return ElementTime() }
    guard case .object(let element) = scalar, let object = element.reference as? Object else { return nil }
    if object is NotATimeObject { return ElementTime(unit: era == .classic ? .nanosecond : .second) }
    guard let known = (object as? any KnownTime)?.knownTime, acceptsDays || known.time.kind != .date
    else { return nil }
    let own = known.time.kind == .date ? TimeUnit.second : known.time.unit
    let unit = era == .classic ? TimeUnit.nanosecond : own
    guard let count = try? known.count?.rescaled(from: known.time.unit, to: unit) else { return nil }
    return ElementTime(unit: unit, count: count, isDuration: known.time.kind == .duration)
  }
}

/// An element of a column of objects as a time; without anything where it is missing.
private struct ElementTime {
  var unit: TimeUnit?
  var count: Int64?
  var isDuration: Bool?
}
