import Columns
import DataFrames
import Kernels
import Testing

/// What pandas computes from a table, to the bit: `fixtures/frames/algorithms-*.json`.
struct AlgorithmTests {
  @Test(arguments: [Era.classic, .modern])
  func computing(era: Era) throws {
    let cases = try Fixture.cases(in: "algorithms-\(era).json")
    let table = try readCSV(Array((cases.first?.text("csv") ?? "").utf8), era: era)
    let computed = Computed(table, era)
    #expect(cases.count > 60)
    for fixture in cases.dropFirst() {
      guard let frame = try computed.result(fixture.name) else {
        Issue.record("'\(fixture.name)' is not computed")
        continue
      }
      expect(frame.csv(era: era), fixture, "csv", era)
    }
  }
}

/// The operations of `fixtures/frames/algorithm_cases.py`.
struct Computed {
  let table: Frame
  let era: Era

  init(_ table: Frame, _ era: Era) {
    self.table = table
    self.era = era
  }

  func field(_ name: String) -> Frame.Field {
    let column = (0..<table.columnCount).first { table.header.label(at: $0) == .single(text(name)) } ?? 0
    return table.fields[column]
  }

  func text(_ name: String) -> Scalar { .string(PythonString(name)) }

  func frame(_ names: [String], _ index: DataFrames.Index? = nil) -> Frame {
    frame(names, names.map(field), index ?? table.index)
  }

  func frame(_ names: [String], _ fields: [Frame.Field], _ index: DataFrames.Index) -> Frame {
    Frame(index: index, header: DataFrames.Index(names.map { PythonString($0) }), fields: fields)
  }

  func numbers(_ values: [Double]) -> Frame { unnamed(.floats(values)) }

  /// A series without a name, as `to_csv` writes it.
  func unnamed(_ values: Column, _ dtype: DType? = nil, _ index: DataFrames.Index? = nil, name: String = "0") -> Frame {
    frame([name], [Frame.Field(values, dtype)], index ?? DataFrames.Index(count: values.count))
  }

  func result(_ name: String) throws -> Frame? {
    if let frame = statistic(name) { return frame }
    if let frame = ordered(name) { return frame }
    if let frame = grouped(name) { return frame }
    if let frame = try binned(name) { return frame }
    return reshaped(name)
  }

  private func statistic(_ name: String) -> Frame? {
    let fields = ["n", "x", "y", "z"].map(field)
    let samples = fields.map { Sample($0.values) }
    switch name {
    case "sum": return numbers(fields.map { $0.values.sum.double ?? .nan })
    case "mean": return numbers(samples.map(\.mean))
    case "std": return numbers(samples.map { $0.standardDeviation() })
    case "var0": return numbers(samples.map { $0.variance(ddof: 0) })
    case "sem": return numbers(samples.map { $0.standardError() })
    case "median": return numbers(samples.map(\.median))
    case "skew": return numbers(samples.map { $0.skewness(era) })
    case "kurt": return numbers(samples.map { $0.kurtosis(era) })
    case "quantile":
      return numbers(
        samples.flatMap { sample in
          [0.1, 0.25, 0.333, 0.9].map { Quantiles(sample.present)(seriesFraction($0, era)) }
        })
    case "extremes":
      return numbers(
        fields.flatMap { field -> [Double] in
          let rows = [false, true].map { field.values.extremePosition(field.dtype, largest: $0) ?? 0 }
          return rows.flatMap { (row: Int) -> [Double] in [field.values[row].double ?? .nan, Double(row)] }
        }.chunkedExtremes)
    case "mode":
      let modes = ["k", "n", "z", "s"].map(field).map { field in
        field.values.selecting(field.values.modePositions(field.dtype)).texts
      }
      return unnamed(.strings(StringColumn(modes.flatMap { $0 })))
    case "describe": return frame(["n", "x", "y", "z"]).described(era)
    case "describe objects": return frame(["k", "s", "b"]).described(era)
    case "describe percentiles":
      let given = [0.05, 0.333, 0.9]
      return frame(["n", "x"]).described(percentiles: era == .classic ? [0.05, 0.333, 0.5, 0.9] : given, era)
    case "correlation":
      let columns = correlationMatrix(fields.map(\.values.doubles), era: era).map { Frame.Field(.floats($0)) }
      return frame(["n", "x", "y", "z"], columns, DataFrames.Index(["n", "x", "y", "z"]))
    case "spearman":
      let columns = fields.map { a in
        Frame.Field(.floats(fields.map { rankCorrelation($0.values.doubles, a.values.doubles) }))
      }
      return frame(["n", "x", "y", "z"], columns, DataFrames.Index(["n", "x", "y", "z"]))
    case "transpose": return frame(["n", "x"]).selectingRows(Array(0...4)).transposed
    case "transpose mixed": return frame(["n", "s", "x"]).selectingRows(Array(0...4)).transposed
    case "rank":
      let field = field("n")
      let methods: [RankMethod] = [.average, .min, .max, .first, .dense]
      return numbers(methods.flatMap { ranks(field.values, field.dtype, method: $0) })
    case "rank missing":
      let field = field("x")
      return unnamed(.floats(ranks(field.values, field.dtype, ascending: false, percent: true)), name: "x")
    case "cumulative":
      guard case .int64(let integers) = field("n").values.storage else { return nil }
      let sums = cumulative(field("x").values.doubles, .sum)
      return numbers(
        sums + cumulative(integers, .maximum).map { Double($0) } + cumulative(field("y").values.doubles, .sum))
    default: return nil
    }
  }

  private func counts(_ name: String, ascending: Bool = false, dropsMissing: Bool = true) -> Frame {
    let field = field(name)
    let counts = ValueCounts(field.values, field.dtype, ascending: ascending, dropsMissing: dropsMissing, era: era)
    let index = DataFrames.Index(.labels(counts.values, counts.dtype), names: [era == .modern ? text(name) : nil])
    return unnamed(.ints(counts.counts), .int64, index, name: era == .modern ? "count" : name)
  }

  /// The order of a column seven times over.
  private func manyTimes(_ name: String, ascending: Bool = true) -> Frame {
    let all = concatenated([Frame.Field](repeating: field(name), count: 7))
    return numbers(all.values.order(all.dtype, ascending: ascending, era: era).map { Double($0) })
  }

  private func selected(_ names: [String], _ order: [Int]) -> Frame { frame(names).selectingRows(order) }

  private func ordered(_ name: String) -> Frame? {
    func key(_ name: String, _ ascending: Bool = true) -> SortKey {
      SortKey(field(name).values, field(name).dtype, ascending: ascending)
    }
    switch name {
    case "value counts k": return counts("k")
    case "value counts n": return counts("n")
    case "value counts x": return counts("x")
    case "value counts s": return counts("s", dropsMissing: false)
    case "value counts ascending": return counts("n", ascending: true)
    case "sort n": return selected(["n"], field("n").values.order(.int64, era: era))
    case "sort many": return manyTimes("n")
    case "sort many gaps": return manyTimes("x", ascending: false)
    case "sort many flags": return manyTimes("z")
    case "sort s": return selected(["s"], field("s").values.order(.str, ascending: false, era: era))
    case "sort several":
      return selected(["k", "z", "n"], lexicalOrder([key("k"), key("z", false), key("n")]))
    case "sort several first":
      return selected(["s", "z"], lexicalOrder([key("s"), key("z")], missing: .first))
    case "duplicated", "duplicated last":
      let columns = (name == "duplicated" ? ["k", "z", "s"] : ["k", "z"]).map { field($0).values }
      let flags = duplicated(columns, keep: name == "duplicated" ? .first : .last)
      return unnamed(.ints(flags.map { $0 ? 1 : 0 }))
    default: return nil
    }
  }
}

extension [Double] {
  /// Minimum, its row, maximum, its row for each column, reordered to minimum, maximum, rows.
  fileprivate var chunkedExtremes: [Double] {
    var result: [Double] = []
    for start in stride(from: 0, to: count, by: 4) {
      result += [self[start], self[start + 2], self[start + 1], self[start + 3]]
    }
    return result
  }
}

extension Column {
  /// `str` of every value.
  fileprivate var texts: [PythonString] {
    (0..<count).map { row in
      switch self[row] {
      case .string(let text): text
      case .int(let value): PythonString("\(value)")
      case .float(let value): PythonString("\(value)")
      default: "nan"
      }
    }
  }
}
