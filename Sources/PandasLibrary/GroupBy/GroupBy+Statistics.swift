import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.GroupBy {
  static let mean = Method("mean(self, numeric_only=no_default, **kwargs)") { call in try call.aggregated("mean") }
  static let median = Method("median(self, numeric_only=no_default)") { call in try call.aggregated("median") }
  static let sum = Method("sum(self, numeric_only=no_default, min_count=0, **kwargs)") { call in
    try call.refuse("min_count")
    return try call.aggregated("sum")
  }
  static let min = Method("min(self, numeric_only=False, min_count=-1, **kwargs)") { call in try call.aggregated("min")
  }
  static let max = Method("max(self, numeric_only=False, min_count=-1, **kwargs)") { call in try call.aggregated("max")
  }
  static let first = Method("first(self, numeric_only=False, min_count=-1, **kwargs)") { call in
    try call.aggregated("first")
  }
  static let last = Method("last(self, numeric_only=False, min_count=-1, **kwargs)") { call in
    try call.aggregated("last")
  }
  static let count = Method("count(self)") { call in try call.aggregated("count") }
  static let nunique = Method("nunique(self, dropna=True)") { call in
    try call.refuse("dropna")
    return try call.aggregated("nunique")
  }
  static let std = Method("std(self, ddof=1, numeric_only=no_default, **kwargs)") { call in
    try call.refuse("ddof")
    return try call.aggregated("std")
  }
  static let `var` = Method("var(self, ddof=1, numeric_only=no_default, **kwargs)") { call in
    try call.refuse("ddof")
    return try call.aggregated("var")
  }
  static let sem = Method("sem(self, ddof=1, numeric_only=no_default)") { call in
    try call.refuse("ddof")
    return try call.aggregated("sem")
  }
  static let any = Method("any(self, skipna=True)") { call in
    try call.refuse("skipna")
    return try call.aggregated("any")
  }
  static let all = Method("all(self, skipna=True)") { call in
    try call.refuse("skipna")
    return try call.aggregated("all")
  }
  static let skew = Method("skew(self, axis=no_default, skipna=True, numeric_only=no_default)") { call in
    try call.refuse("axis", "skipna")
    return try call.aggregated("skew")
  }
  static let idxmax = Method("idxmax(self, axis=no_default, skipna=True, numeric_only=False)") { call in
    try call.refuse("axis", "skipna")
    return try call.aggregated("idxmax")
  }
  static let idxmin = Method("idxmin(self, axis=no_default, skipna=True, numeric_only=False)") { call in
    try call.refuse("axis", "skipna")
    return try call.aggregated("idxmin")
  }

  /// pandas `GroupBy.quantile`: of one fraction.
  static let quantile = Method("quantile(self, q=0.5, interpolation='linear', numeric_only=False)") { call in
    try call.refuse("interpolation", "numeric_only")
    let groups = try call.groups
    let fraction = try call.double("q")
    var columns: [TracedColumn] = []
    for position in groups.positions {
      let column = groups.frame.column(position)
      guard column.dtype.isNumeric else { throw call.unsupported("'quantile' of values that are no numbers") }
      columns.append(
        TracedColumn(
          values: .floats(groups.grouping.quantiles(column.values.doubles, fraction)), dtype: .float64,
          fitted: call.context.fitted("groupby.quantile", of: column, groups.frame.label(position))))
    }
    return call.context.groupResult(groups, groups.positions.map(groups.frame.label), columns)
  }

  static let prod = Method("prod(self, numeric_only=no_default, min_count=0)") { call in try call.aggregated("prod") }
}

extension Call {
  /// `self` as groups.
  var groups: GroupByObject {
    get throws(Raised) { try receiver(as: GroupByObject.self) }
  }

  /// A statistic of every group.
  fileprivate func aggregated(_ name: String) throws(Raised) -> Value {
    let groups = try groups
    let isAsked = signature.parameters.contains { $0.name == "numeric_only" } && isGiven("numeric_only")
    let onlyNumbers = isAsked ? try bool("numeric_only") : false
    return try context.aggregated(groups, name, onlyNumbers: onlyNumbers, isAsked: isAsked)
  }
}
