import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A statistic of every group of every column that has it.
  func aggregated(
    _ groups: GroupByObject, _ name: String, onlyNumbers: Bool = false, isAsked: Bool = true
  ) throws(Raised) -> Value {
    var labels: [Label] = []
    var columns: [TracedColumn] = []
    for position in groups.positions {
      var column = groups.frame.column(position)
      if groups.isSeries, needsNumbers(name), let numbers = column.numbersAmongObjects {
        guard era == .classic else { throw unsupportedNow("'groupby' with '\(name)' of numbers among objects") }
        column = numbers
      }
      if !column.dtype.isNumeric {
        let isNuisance = needsNumbers(name) || name == "sum"
        if onlyNumbers || isNuisance && era == .classic && !groups.isSeries && !isAsked && !column.dtype.isTime {
          continue
        }
      }
      labels.append(groups.frame.label(position))
      if name == "idxmax" || name == "idxmin" {
        columns.append(labelsOfExtremes(groups, position, name))
      } else {
        var made = try aggregated(column, groups.grouping, name, label: groups.frame.label(position))
        // A sum of numbers among objects is an object.
        if name == "sum", column.numbersAmongObjects != nil { made.dtype = .object }
        columns.append(made)
      }
    }
    return groupResult(groups, labels, columns)
  }

  /// Whether a statistic is one of numbers.
  func needsNumbers(_ name: String) -> Bool {
    ![
      "min", "max", "first", "last", "count", "nunique", "sum", "size", "any", "all", "idxmax", "idxmin",
    ].contains(name)
  }

  /// Refuses values that have no such statistic, in Python or here.
  private func refuse(_ name: String, of dtype: DType) throws(Raised) {
    if ["count", "nunique", "size", "first", "last"].contains(name) { return }
    if case .category = dtype { throw unsupportedNow("'groupby' with '\(name)' of categories") }
    if case .interval = dtype { throw unsupportedNow("'groupby' with '\(name)' of intervals") }
    if ["min", "max"].contains(name) { return }
    if dtype.isTime || dtype == .float32 {
      throw unsupportedNow("'groupby' with '\(name)' of '\(dtype.name(era))'")
    }
    if needsNumbers(name), !dtype.isNumeric { throw noStatistic(name, of: dtype) }
  }

  /// What is raised for a statistic that needs numbers.
  func noStatistic(_ name: String, of dtype: DType) -> Raised {
    if era == .classic || dtype.isTime { return unsupportedNow("'groupby' with '\(name)' of '\(dtype.name(era))'") }
    let kind = dtype.name(era)
    if kind == "str" { return Raised.typeError("dtype 'str' does not support operation '\(name)'") }
    return Raised.typeError("agg function failed [how->\(name),dtype->\(kind)]")
  }

  /// The labels of the rows that hold the extremes.
  private func labelsOfExtremes(_ groups: GroupByObject, _ position: Int, _ name: String) -> TracedColumn {
    let column = groups.frame.column(position)
    let rows = groups.grouping.positions(name == "idxmax" ? .maximum : .minimum, column.values, column.dtype)
    let labels = IndexObject(groups.frame.index).column
    let field = labels.values.selectingOrMissing(rows).promoted(labels.dtype)
    return TracedColumn(
      values: field.values, dtype: field.dtype,
      fitted: fitted("groupby.\(name)", of: column, groups.frame.label(position)))
  }

  /// The results over the groups: a series, a frame, or a frame with the keys as columns.
  func groupResult(_ groups: GroupByObject, _ labels: [Label], _ columns: [TracedColumn]) -> Value {
    let index = groups.groupIndex
    if groups.isSeries, groups.asIndex, columns.count == 1 {
      return .object(SeriesObject(columns[0], index: index, name: labels[0]))
    }
    let frame = FrameObject(index: index, header: Index(of: labels), columns: columns, domain: nil)
    return .object(groups.asIndex ? frame : frame.resettingIndex(in: self))
  }

  /// A statistic of every group.
  func aggregated(
    _ column: TracedColumn, _ grouping: Grouping, _ name: String, label: Label?
  ) throws(Raised) -> TracedColumn {
    try refuse(name, of: column.dtype)
    let fitted = fitted("groupby.\(name)", of: column, label)
    func floats(_ values: [Double]) -> TracedColumn {
      TracedColumn(values: .floats(values), dtype: .float64, fitted: fitted)
    }
    func ints(_ values: [Int64]) -> TracedColumn { TracedColumn(values: .ints(values), dtype: .int64, fitted: fitted) }
    func picked(_ pick: GroupPick) -> TracedColumn {
      let rows = grouping.positions(pick, column.values, column.dtype)
      let field = column.values.selectingOrMissing(rows).promoted(column.dtype)
      return TracedColumn(values: field.values, dtype: field.dtype, fitted: fitted)
    }
    switch name {
    case "mean": return floats(grouping.means(column.values.doubles))
    case "median": return floats(grouping.medians(column.values.doubles))
    case "std": return floats(grouping.standardDeviations(column.values.doubles))
    case "var": return floats(grouping.variances(column.values.doubles))
    case "sem": return floats(grouping.standardErrors(column.values.doubles))
    case "prod":
      let products = floats(grouping.products(column.values.doubles))
      return downcast(products, to: column.dtype)
    case "count": return ints(grouping.counts(column.values))
    case "size": return ints(grouping.sizes)
    case "nunique": return ints(grouping.distinctCounts(column.values))
    case "min": return picked(.minimum)
    case "max": return picked(.maximum)
    case "first": return picked(.first)
    case "last": return picked(.last)
    case "any", "all", "skew":
      guard let statistic = Statistic.named(name, era) else { break }
      let found = grouping.rows.map { statistic.body(column.values.selecting($0), column.dtype).0 }
      let values = Column(scalars: found)
      return TracedColumn(values: values, dtype: DType(of: values), fitted: fitted)
    case "sum":
      switch column.values.storage {
      case .int64(let numbers): return ints(grouping.sums(numbers))
      case .bool(let flags): return ints(grouping.sums(flags.map { $0 ? 1 : 0 }))
      case .float64, .float32: return floats(grouping.sums(column.values.doubles))
      default:
        let joined = grouping.rows.map { column.values.selecting($0).sum }
        return TracedColumn(values: Column(scalars: joined), dtype: column.dtype, fitted: fitted)
      }
    default: break
    }
    throw unsupportedNow("'groupby' with '\(name)'")
  }
}
