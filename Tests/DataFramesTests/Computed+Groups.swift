import Columns
import DataFrames
import Kernels

extension Computed {
  private var byK: Grouping { Grouping([field("k")]) }

  private func table(_ grouping: Grouping, _ names: [String], _ fields: [Frame.Field], by keys: [String]) -> Frame {
    frame(names, fields, grouping.index(names: keys.map { text($0) }))
  }

  private func perGroup(_ aggregate: (Grouping, Frame.Field) -> Frame.Field) -> Frame {
    let names = ["n", "x", "y", "z"]
    return table(byK, names, names.map { aggregate(byK, field($0)) }, by: ["k"])
  }

  private func floats(_ body: @escaping (Grouping, [Double]) -> [Double]) -> Frame {
    perGroup { grouping, field in Frame.Field(.floats(body(grouping, field.values.doubles))) }
  }

  private func picked(_ pick: GroupPick, _ names: [String]) -> Frame {
    let fields = names.map { name -> Frame.Field in
      let field = field(name)
      let values = field.values.selectingOrMissing(byK.positions(pick, field.values, field.dtype))
      return Frame.Field(values, field.dtype)
    }
    return table(byK, names, fields, by: ["k"])
  }

  func grouped(_ name: String) -> Frame? {
    let y = field("y").values.doubles
    switch name {
    case "group sum":
      return perGroup { grouping, field in
        if case .int64(let values) = field.values.storage { return Frame.Field(.ints(grouping.sums(values))) }
        return Frame.Field(.floats(grouping.sums(field.values.doubles)))
      }
    case "group mean": return floats { $0.means($1) }
    case "group std": return floats { $0.standardDeviations($1) }
    case "group median": return floats { $0.medians($1) }
    case "group quantile":
      let fields = ["n", "x"].map { Frame.Field(.floats(byK.quantiles(field($0).values.doubles, 0.3))) }
      return table(byK, ["n", "x"], fields, by: ["k"])
    case "group first": return picked(.first, ["x", "s", "z"])
    case "group last": return picked(.last, ["x", "s", "z"])
    case "group min": return picked(.minimum, ["n", "x", "y", "z"])
    case "group max": return picked(.maximum, ["n", "x", "y", "z"])
    case "group count": return perGroup { Frame.Field(.ints($0.counts($1.values))) }
    case "group nunique": return perGroup { Frame.Field(.ints($0.distinctCounts($1.values))) }
    case "group size":
      let grouping = Grouping([field("s"), field("n")])
      return table(grouping, ["0"], [Frame.Field(.ints(grouping.sizes))], by: ["s", "n"])
    case "group unsorted":
      let grouping = Grouping([field("s"), field("z")], sort: false)
      return table(grouping, ["y"], [Frame.Field(.floats(grouping.means(y)))], by: ["s", "z"])
    case "group missing":
      let grouping = Grouping([field("s"), field("z")], dropsMissing: false)
      return table(grouping, ["y"], [Frame.Field(.floats(grouping.means(y)))], by: ["s", "z"])
    case "group transform":
      let grouping = Grouping([field("s"), field("k")])
      return unnamed(grouping.broadcast(.floats(grouping.medians(field("x").values.doubles))), name: "x")
    case "group cumcount": return unnamed(.ints(byK.cumulativeCounts()))
    case "group cumsum":
      return unnamed(.floats(byK.cumulative(field("x").values.doubles, .sum)), name: "x")
    case "group cummax": return unnamed(.floats(byK.cumulative(y, .maximum)), name: "y")
    case "group shift": return unnamed(field("x").values.selectingOrMissing(byK.shifted(2)), name: "x")
    case "group rank": return unnamed(.floats(byK.ranks(field("n").values, .int64)), name: "n")
    case "group head": return frame(["k", "n"]).selectingRows(byK.firstRows(3))
    default: return nil
    }
  }

  private func bins(
    _ name: String, _ bins: Binning.Bins, right: Bool = true, labels: Frame.Field? = nil, lowest: Bool = false,
    drop: Bool = false
  ) throws -> Binning {
    try Binning(
      field(name).values.doubles, bins, right: right, labels: labels, includesLowest: lowest, dropsDuplicates: drop,
      era: era)
  }

  /// `binned.astype(str)`.
  private func texts(_ name: String, _ binning: Binning) -> Frame {
    let values = binning.field.values
    // Modern pandas keeps missing values when it makes texts of categories.
    let texts = (0..<values.count).map { row -> Scalar in
      values.isMissing(row) ? (era == .modern ? .missing : .string("nan")) : values[row]
    }
    return unnamed(Column(scalars: texts), .str, name: name)
  }

  func binned(_ name: String) throws -> Frame? {
    let names = Frame.Field(.strings(StringColumn(["a", "b", "c"])), .str)
    switch name {
    case "cut count": return texts("y", try bins("y", .count(5)))
    // As texts beside missing values, modern pandas writes integer bounds as floats.
    case "cut edges": return texts("n", try bins("n", .edges([-3, 0, 4, 8], areIntegers: era == .classic)))
    case "cut left": return texts("x", try bins("x", .edges([-30, -5, 0, 12.5, 40], areIntegers: false), right: false))
    case "cut lowest": return texts("n", try bins("n", .edges([-3, 0, 8], areIntegers: true), lowest: true))
    case "cut labels": return texts("y", try bins("y", .edges([0, 100, 500, 1000], areIntegers: true), labels: names))
    case "qcut": return texts("x", try bins("x", .quantileCount(4)))
    case "qcut fifths": return texts("y", try bins("y", .quantileCount(5)))
    case "qcut duplicates": return texts("z", try bins("z", .quantileCount(6), drop: true))
    case "cut value counts":
      let cut = try bins("y", .edges([0, 10, 500, 600, 1000], areIntegers: true)).field
      let counts = ValueCounts(cut.values, cut.dtype, era: era)
      return frame(
        ["y"], [Frame.Field(.ints(counts.counts))], DataFrames.Index(counts.values, counts.dtype, name: text("y")))
    case "group by cut":
      let cut = try bins("y", .edges([-1, 0, 500, 600, 1000], areIntegers: true)).field
      let grouping = Grouping([cut], observed: false)
      guard case .int64(let values) = field("n").values.storage else { return nil }
      return frame(["n"], [Frame.Field(.ints(grouping.sums(values)))], grouping.index(names: [text("y")]))
    default: return nil
    }
  }
}
