package import Columns
package import Kernels

extension Frame {
  /// What `frame.info()` prints, the last line break included.
  /// - Parameters:
  ///   - verbose: every column; `nil` up to a hundred columns.
  ///   - showCounts: the counts of present values; `nil` up to a hundred columns and about 1.7 million rows.
  package func info(
    _ era: Era, verbose: Bool? = nil, showCounts: Bool? = nil, deep: Bool = false, memory: Bool = true,
    options: DisplayOptions = DisplayOptions()
  ) -> PythonString {
    let text = ScalarText(era: era, options: options)
    var lines: [PythonString] = [
      era == .classic ? "<class 'pandas.core.frame.DataFrame'>" : "<class 'pandas.DataFrame'>",
      index.summary(index.className(era, options), text),
    ]
    guard columnCount > 0 else { return (lines + ["Empty DataFrame\n"]).joined("\n") }
    let isWide = columnCount > 100
    if verbose ?? !isWide {
      let counts = showCounts ?? (!isWide && rowCount <= 1_690_785)
      lines.append("Data columns (total " + PythonString(columnCount) + " columns):")
      let rows = infoRows(era, counts: counts, text)
      lines += options.infoHasHeads ? table(rows, counts: counts) : plain(rows)
    } else {
      lines.append(header.summary("Columns", text))
    }
    lines.append("dtypes: " + dtypeCounts(era))
    guard memory else { return lines.joined("\n") + "\n" }
    let bytes = memoryUsage(era, deep: deep).reduce(0, +)
    let isQualified = !deep && (index.isMemoryQualified || fields.contains { $0.dtype.name(era) == "object" })
    lines.append("memory usage: " + PythonString(size(bytes, isQualified ? "+" : "")) + "\n")
    return lines.joined("\n")
  }

  private func infoRows(_ era: Era, counts: Bool, _ text: ScalarText) -> [[PythonString]] {
    fields.indices.map { column in
      let field = fields[column]
      var row = [" " + PythonString(column), text.nested(header.label(at: column))]
      if counts { row.append(PythonString(field.values.presentCount) + " non-null") }
      row.append(PythonString(field.dtype.name(era)))
      return row
    }
  }

  private func table(_ rows: [[PythonString]], counts: Bool) -> [PythonString] {
    let titles: [PythonString] = [" # ", "Column"] + (counts ? ["Non-Null Count"] : []) + ["Dtype"]
    let widths = titles.indices.map { column in max(titles[column].width, rows.map { $0[column] }.widest) }
    let rules = titles.map { PythonString(bytes: [UInt8](repeating: UInt8(ascii: "-"), count: $0.width)) }
    return ([titles, rules] + rows).map { row in
      zip(row, widths).map { $0.justified(.left, $1) }.joined("  ")
    }
  }

  /// The rows as pandas until 0.25 shows them.
  private func plain(_ rows: [[PythonString]]) -> [PythonString] {
    let width = rows.map { $0[1] }.widest + 4
    return rows.map { $0[1].justified(.left, width) + Array($0.dropFirst(2)).joined(" ") }
  }

  private func dtypeCounts(_ era: Era) -> PythonString {
    var counts: [String: Int] = [:]
    for field in fields { counts[field.dtype.name(era), default: 0] += 1 }
    return PythonString(counts.sorted { $0.key < $1.key }.map { "\($0.key)(\($0.value))" }.joined(separator: ", "))
  }
}

extension Series {
  /// What `series.info()` prints, the last line break included.
  package func info(_ era: Era, deep: Bool = false, options: DisplayOptions = DisplayOptions()) -> PythonString {
    let text = ScalarText(era: era, options: options)
    let frame = Frame(index: index, header: Index(count: 1), fields: [Frame.Field(values, dtype)])
    let type = PythonString(dtype.name(era))
    let counts = PythonString(values.presentCount) + " non-null"
    let widths = [max(14, counts.width), max(5, type.width)]
    func line(_ cells: [PythonString]) -> PythonString {
      zip(cells, widths).map { $0.justified(.left, $1) }.joined("  ")
    }
    let bytes = frame.memoryUsage(era, deep: deep).reduce(0, +)
    let isQualified = !deep && (index.isMemoryQualified || type == "object")
    let title: PythonString = name == nil ? "None" : text.name(name)
    return [
      era == .classic ? "<class 'pandas.core.series.Series'>" : "<class 'pandas.Series'>",
      index.summary(index.className(era, options), text), "Series name: " + title,
      line(["Non-Null Count", "Dtype"]), line(["--------------", "-----"]), line([counts, type]),
      "dtypes: " + type + "(1)", "memory usage: " + PythonString(size(bytes, isQualified ? "+" : "")) + "\n",
    ].joined("\n")
  }
}

extension Index {
  /// `RangeIndex: 5 entries, 0 to 4`.
  func summary(_ name: String, _ text: ScalarText) -> PythonString {
    let head = PythonString(name) + ": " + PythonString(count) + " entries"
    guard count > 0 else { return head }
    return head + ", " + text.summary(self, 0) + " to " + text.summary(self, count - 1)
  }
}

extension ScalarText {
  fileprivate func summary(_ index: Index, _ row: Int) -> PythonString {
    switch index.label(at: row) {
    case .single(let value):
      guard case .labels(let labels, .datetime64(let unit)) = index.storage, case .int(let count) = value else {
        return str(value, index.levels[0].dtype)
      }
      let isMidnight = (0..<labels.count).allSatisfy { row in
        if case .int(let count) = labels[row] { DateText(count, unit).isMidnight } else { true }
      }
      let date = DateText(count, unit)
      return PythonString(isMidnight ? date.date : date.full)
    case .tuple(let parts):
      let texts = zip(parts, index.levels).map { value, level in numpyRepr(value, level.dtype) }
      return "(" + texts.joined(", ") + ")"
    }
  }

  /// `repr` of an element of a tuple; numpy 2 names its scalar types.
  private func numpyRepr(_ value: Scalar, _ dtype: DType) -> PythonString {
    if case .string(let text) = value { return text.pythonRepr }
    let text = str(value, dtype)
    guard era == .modern, dtype.isNumeric else { return text }
    return dtype == .bool ? "np." + text + "_" : "np." + PythonString(dtype.name(era)) + "(" + text + ")"
  }

  fileprivate func nested(_ label: Label) -> PythonString {
    switch label {
    case .single(let value):
      if case .string(let text) = value { text } else { str(value) }
    case .tuple(let parts): tuple(parts)
    }
  }
}

extension Column {
  /// How many values are not missing.
  package var presentCount: Int {
    if case .float64(let values) = storage { return values.reduce(0) { $0 + ($1.isNaN ? 0 : 1) } }
    return (0..<count).reduce(0) { $0 + (isMissing($1) ? 0 : 1) }
  }
}

private func size(_ bytes: Int, _ qualifier: String) -> String {
  var number = Double(bytes)
  for unit in ["bytes", "KB", "MB", "GB", "TB"] {
    if number < 1024 {
      var digits: [UInt8] = []
      appendFixed(number, precision: 1, to: &digits)
      return String(decoding: digits, as: UTF8.self) + qualifier + " " + unit
    }
    number /= 1024
  }
  return "\(number) PB"
}
