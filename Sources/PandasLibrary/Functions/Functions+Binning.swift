import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `cut`.
  static let cut = Function(
    "cut(x, bins, right=True, labels=None, retbins=False, precision=3, include_lowest=False, duplicates='raise', ordered=True)"
  ) { call in
    let bins: Binning.Bins
    if let edges = try call.context.sequenceColumn(call["bins"]) {
      bins = .edges(edges.values.doubles, areIntegers: edges.dtype.isInteger)
    } else {
      bins = .count(try call.int("bins"))
      try call.context.reserve(call.int("bins"), of: MemoryLayout<Scalar>.stride)
    }
    return try call.binned(
      bins, right: try call.bool("right"), lowest: try call.bool("include_lowest"),
      ordered: try call.bool("ordered"))
  }

  /// pandas `qcut`.
  static let qcut = Function("qcut(x, q, labels=None, retbins=False, precision=3, duplicates='raise')") { call in
    let bins: Binning.Bins
    if let fractions = try call.context.sequenceColumn(call["q"]) {
      bins = .quantiles(fractions.values.doubles)
    } else {
      bins = .quantileCount(try call.int("q"))
      try call.context.reserve(call.int("q"), of: MemoryLayout<Scalar>.stride)
    }
    return try call.binned(bins, right: true, lowest: true, ordered: true)
  }
}

extension Call {
  /// The bins as a categorical column: each value in the interval that holds it.
  fileprivate func binned(_ bins: Binning.Bins, right: Bool, lowest: Bool, ordered: Bool) throws(Raised) -> Value {
    guard let column = try context.sequenceColumn(self["x"]) else {
      throw Raised.valueError("Input array must be 1 dimensional")
    }
    var wantsCodes = false
    if case .bool(false) = self["labels"] { wantsCodes = true }
    var labels: Frame.Field?
    if !wantsCodes, let given = try context.sequenceColumn(self["labels"]) {
      labels = Frame.Field(given.values, given.dtype)
    }
    let binning: Binning
    do throws(BinningError) {
      binning = try Binning(
        column.values.doubles, bins, right: right, labels: labels, precision: precision(), includesLowest: lowest,
        dropsDuplicates: self["duplicates"].stringValue == "drop", ordered: ordered, era: context.era)
    } catch {
      throw Raised(Exceptions.valueError, error.message)
    }
    let categories = binning.categories
    let texts: [Scalar]? = wantsCodes ? nil : (0..<categories.count).map { categories.values[$0] }
    let areDistinct = texts.map { Set($0).count == $0.count } ?? true
    guard areDistinct, zip(binning.edges, binning.edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw unsupported("bins with repeated edges or labels")
    }
    let fitted = fittedEdges(bins, column)
    let operation = Bin(edges: binning.edges, labels: texts, right: right, includeLowest: lowest)
    let name = self["x"].cast(to: SeriesObject.self)?.name
    var result: TracedColumn
    if wantsCodes {
      result = try context.promotingMissing(context.applying(operation, to: column, fitted: fitted))
    } else {
      result = try context.applying(operation, to: column, dtype: .category(categories), fitted: fitted)
    }
    let value: Value
    if let series = self["x"].cast(to: SeriesObject.self) {
      value = .object(SeriesObject(result, index: series.index, name: name))
    } else {
      value = context.valuesArray(result)
    }
    guard try bool("retbins") else { return value }
    result.fitted = fitted
    return .tuple([value, context.array(TracedColumn(values: .floats(binning.edges), dtype: .float64, fitted: fitted))])
  }

  private func precision() -> Int { if case .int(let digits) = self["precision"] { digits } else { 3 } }

  /// Edges that are computed from the values remember it.
  private func fittedEdges(_ bins: Binning.Bins, _ column: TracedColumn) -> Plan.Fitted? {
    if case .edges = bins { return nil }
    return context.fitted(signature.name, of: column, self["x"].cast(to: SeriesObject.self)?.name)
  }
}
