import Columns
import Kernels

/// The labels of an index as they stand in front of rows or above columns.
struct IndexText {
  let index: Index
  let era: Era
  let options: DisplayOptions

  private var text: ScalarText { ScalarText(era: era, options: options) }

  /// Labels of an index of one level: pandas' `Index.format`, with the name in front if asked for.
  func flat(withName: Bool) -> [PythonString] {
    let header = withName ? [text.name(index.name)] : []
    if index.isRange { return header + rangeTexts }
    guard let level = index.levels.first else { return header }
    return header + labels(level)
  }

  /// Labels of a multi-index, a list a level, `nil` where a label repeats the one above it; names in front if asked for.
  func levels(withNames: Bool, sparse: Bool) -> [[PythonString?]] {
    guard index.count > 0 else { return [] }
    let texts = zip(index.levels, index.names).map { level, name in
      (withNames ? [text.name(name)] : []) + multiLabels(level)
    }
    return sparse ? sparsified(texts, start: withNames ? 1 : 0) : texts
  }

  private var rangeTexts: [PythonString] {
    let values = index.levels[0].labels
    guard values.count > 0 else { return [] }
    let width = max(text.str(values[0]).width, text.str(values[values.count - 1]).width)
    return (0..<values.count).map { text.str(values[$0]).justified(.left, width) }
  }

  private func labels(_ level: Index.Level) -> [PythonString] {
    switch level.dtype {
    case .object, .str:
      if era == .classic { return classicObjects(level.labels) }
    case .category(let categories):
      if era == .classic {
        return (0..<level.labels.count).map { row in
          level.labels.isMissing(row) ? "NaN" : text.pprint(level.labels[row], categories.dtype.value)
        }
      }
    case .interval:
      return (0..<level.labels.count).map { level.labels.isMissing($0) ? "NaN" : text.str(level.labels[$0]) }
    case .datetime64:
      return formatted(level.labels, level.dtype, ArrayStyle(era: era, options: options, justification: .all))
    default: break
    }
    return withoutCommonSpace(formatted(level.labels, level.dtype, style(for: level.dtype)))
  }

  private func style(for dtype: DType) -> ArrayStyle {
    let justification: Justification =
      switch dtype {
      case .object, .str, .category, .interval: .all
      default: .left
      }
    return ArrayStyle(era: era, options: options, justification: justification)
  }

  /// Classic pandas prints objects one by one; numbers among nothing but numbers become one kind first.
  private func classicObjects(_ labels: Column) -> [PythonString] {
    let values = (0..<labels.count).map { labels[$0] }
    let numbers = values.allSatisfy { if case .int = $0 { true } else if case .float = $0 { true } else { false } }
    let anyFloat = values.contains { if case .float = $0 { true } else { false } }
    return values.map { value in
      if case .missing = value { return "NaN" }
      if case .float(let number) = value, number.isNaN { return "NaN" }
      if numbers, anyFloat, case .int(let number) = value { return text.str(.float(Double(number))) }
      return text.pprint(value)
    }
  }

  private func multiLabels(_ level: Index.Level) -> [PythonString] {
    let missing: PythonString =
      switch level.dtype {
      case .str: era == .modern ? "nan" : "NaN"
      case .category, .interval: "nan"
      case .datetime64, .timedelta64: "NaT"
      default: "NaN"
      }
    let present = (0..<level.labels.count).filter { !level.labels.isMissing($0) }
    let texts = labels(Index.Level(level.labels.selecting(present), level.dtype))
    var result = [PythonString](repeating: missing, count: level.labels.count)
    for (position, text) in zip(present, texts) { result[position] = text }
    return result
  }
}

/// Takes away the spaces that all texts begin with.
private func withoutCommonSpace(_ texts: [PythonString]) -> [PythonString] {
  let common = texts.map { text in text.bytes.prefix { $0 == PythonString.space }.count }.min() ?? 0
  return common == 0 ? texts : texts.map { PythonString(bytes: Array($0.bytes.dropFirst(common))) }
}

/// Blanks what repeats the row above, up to the first level that differs; the last level is never blank.
func sparsified(_ levels: [[PythonString]], start: Int) -> [[PythonString?]] {
  guard let height = levels.first?.count, height > start else { return levels }
  var result: [[PythonString?]] = levels
  for row in (start + 1)..<max(height, start + 1) {
    for level in 0..<(levels.count - 1) {
      guard levels[level][row] == levels[level][row - 1] else { break }
      result[level][row] = nil
    }
  }
  return result
}
