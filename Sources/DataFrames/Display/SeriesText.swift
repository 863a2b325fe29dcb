package import Columns
package import Kernels

extension Series {
  /// `repr(series)`: labels, values, and a footer with name, length where cut, and dtype.
  package func text(_ era: Era, _ options: DisplayOptions = DisplayOptions()) -> PythonString {
    SeriesText(series: self, era: era, options: options).text(footer: footer(era, options))
  }

  /// `series.to_string()`: every row, no footer.
  package func string(_ era: Era, _ options: DisplayOptions = DisplayOptions()) -> PythonString {
    var options = options
    options.maxRows = nil
    return SeriesText(series: self, era: era, options: options).text(footer: nil)
  }

  private func footer(_ era: Era, _ options: DisplayOptions) -> PythonString {
    var parts: [PythonString] = []
    if let frequency = index.frequency { parts.append("Freq: " + frequency) }
    if let name, name != .single(.none) { parts.append("Name: " + ScalarText(era: era, options: options).name(name)) }
    let isCut = options.maxRows.map { $0 > 0 && count > $0 } ?? false
    if options.showDimensions ?? isCut { parts.append("Length: " + PythonString(count)) }
    parts.append("dtype: " + PythonString(dtype.name(era)))
    var footer = parts.joined(", ")
    if case .category(let categories) = dtype {
      footer += "\n" + CategoryText(categories: categories, era: era, options: options).footer
    }
    return footer
  }
}

private struct SeriesText {
  let series: Series
  let era: Era
  let options: DisplayOptions

  func text(footer: PythonString?) -> PythonString {
    if series.count == 0 { return "Series([], " + (footer ?? "") + ")" }
    let cut = Truncation(count: series.count, limit: options.maxRows, shown: options.minRows)
    let shown = cut.map { series.selecting($0.positions) } ?? series
    var labels = indexTexts(shown.index)
    var values = formatted(shown.values, shown.dtype, ArrayStyle(era: era, options: options))
    if let cut {
      let width = values[cut.before - 1].width
      values.insert(PythonString(width > 3 ? "..." : "..").justified(.center, width), at: cut.before)
      labels.insert("", at: cut.before + 1)
    }
    var lines = adjoined([Array(labels.dropFirst()), values], gap: 3)
    if hasHeader { lines.insert(labels[0], at: 0) }
    if let footer, !footer.bytes.isEmpty { lines.append(footer) }
    return lines.joined("\n")
  }

  private var hasHeader: Bool {
    guard era == .classic, series.index.isMulti else { return series.index.hasNames }
    return series.index.names.contains { $0?.isTruthy ?? false }
  }

  private func indexTexts(_ index: Index) -> [PythonString] {
    let text = IndexText(index: index, era: era, options: options)
    guard index.isMulti else { return text.flat(withName: true) }
    let levels = text.levels(withNames: true, sparse: options.sparse)
    return adjoined(levels.map { $0.map { $0 ?? "" } }, gap: 2)
  }
}

extension Scalar {
  /// Python's truth of a name.
  var isTruthy: Bool {
    switch self {
    case .none: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    case .string(let text): !text.bytes.isEmpty
    case .missing, .object: true
    }
  }
}

/// Which rows or columns remain where there are too many to show.
struct Truncation {
  /// How many stand before the dots.
  let before: Int
  let positions: [Int]

  /// `nil` if all are shown.
  init?(count: Int, limit: Int?, shown: Int?) {
    guard let limit, limit > 0, count > limit else { return nil }
    let room = shown.map { $0 > 0 ? min($0, limit) : limit } ?? limit
    if room == 1 {
      before = 1
      positions = [0]
      return
    }
    before = room / 2
    positions = Array(0..<before) + Array((count - before)..<count)
  }
}
