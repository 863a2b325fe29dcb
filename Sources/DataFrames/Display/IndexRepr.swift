package import Columns
package import Kernels

extension Index {
  /// `repr(index)`: `Index(['a', 'b'], dtype='object')`, lines broken as pandas does.
  package func repr(_ era: Era, _ options: DisplayOptions = DisplayOptions()) -> PythonString {
    IndexRepr(index: self, era: era, options: options).text
  }

  /// The class that pandas prints: `Int64Index` in the classic era, `Index` in the modern one.
  package func className(_ era: Era, _ options: DisplayOptions) -> String {
    switch storage {
    case .range: return "RangeIndex"
    case .multi: return "MultiIndex"
    case .labels(_, let dtype):
      switch dtype {
      case .category: return "CategoricalIndex"
      case .interval: return "IntervalIndex"
      case .datetime64: return "DatetimeIndex"
      case .timedelta64: return "TimedeltaIndex"
      default: break
      }
      guard era == .classic, options.numbersHaveIndexClasses else { return "Index" }
      switch dtype {
      case .int8, .int16, .int32, .int64: return "Int64Index"
      case .uint8, .uint16, .uint32, .uint64: return "UInt64Index"
      case .float32, .float64: return "Float64Index"
      default: return "Index"
      }
    }
  }
}

private struct IndexRepr {
  let index: Index
  let era: Era
  let options: DisplayOptions

  private var scalars: ScalarText { ScalarText(era: era, options: options) }

  var text: PythonString {
    let name = index.className(era, options)
    let data = self.data(name)
    let attributes = self.attributes
    if era == .classic {
      return PythonString(name) + "(" + data + attributes.joined(", ") + ")"
    }
    return modern(name, data, attributes)
  }

  /// Modern pandas breaks the line before an attribute that would not fit.
  private func modern(_ name: String, _ data: PythonString, _ attributes: [PythonString]) -> PythonString {
    let indent = name.count + 1
    let newLine = PythonString("\n") + PythonString(spaces: indent)
    var lineLength = indent + data.width
    if let lastBreak = data.bytes.lastIndex(of: 10) {
      lineLength = PythonString(bytes: Array(data.bytes[(lastBreak + 1)...])).width
    }
    var data = data
    var result: PythonString = ""
    for (i, attribute) in attributes.enumerated() {
      let comma = i < attributes.count - 1 ? 1 : 0
      let separator = i == 0 ? 0 : 2
      if lineLength + separator + attribute.width + comma > options.width {
        if i == 0 { data = data.strippedAtEnd }
        result += (i == 0 ? "" : ",") + newLine + attribute
        lineLength = indent + attribute.width
      } else {
        result += (i == 0 ? "" : ", ") + attribute
        lineLength += separator + attribute.width
      }
    }
    return PythonString(name) + "(" + data + result + ")"
  }

  private var isInterval: Bool {
    if case .labels(_, .interval) = index.storage { true } else { false }
  }

  private func data(_ name: String) -> PythonString {
    switch index.storage {
    case .range: return ""
    case .labels(let labels, let dtype):
      if isInterval && era == .classic { return classicIntervals(labels) }
      let values = (0..<labels.count).map { row in element(labels[row], dtype) }
      return summary(values, name: name, justified: isJustified(labels, dtype))
    case .multi(let levels):
      let rows = (0..<index.count).map { row in levels.map { element($0.labels[row], $0.dtype) } }
      return multiSummary(rows, name: name)
    }
  }

  private func element(_ value: Scalar, _ dtype: DType) -> PythonString {
    switch dtype {
    case .category(let categories): return element(value, categories.dtype.value)
    case .datetime64(let unit):
      guard case .int(let count) = value else { return "'NaT'" }
      let date = DateText(count, unit)
      return "'" + PythonString(allMidnight ? date.date : date.full) + "'"
    case .timedelta64(let unit):
      guard case .int(let count) = value else { return "'NaT'" }
      return "'" + PythonString(DurationText(count, unit).long) + "'"
    case .float32, .float64: return value.isMissing ? "nan" : scalars.str(value, dtype)
    default: return scalars.pprint(value, dtype, quoted: true)
    }
  }

  private var allMidnight: Bool {
    guard case .labels(let labels, .datetime64(let unit)) = index.storage else { return false }
    return (0..<labels.count).allSatisfy { row in
      if case .int(let count) = labels[row] { DateText(count, unit).isMidnight } else { true }
    }
  }

  private func isJustified(_ labels: Column, _ dtype: DType) -> Bool {
    if case .category(let categories) = dtype { return !categories.dtype.value.isObjectOrString }
    guard dtype.isObjectOrString, case .string = labels.storage else { return true }
    // `inferred_type` is 'mixed' where NaN stands among strings of a classic object index.
    return era == .classic && labels.missing?.contains(true) == true
  }

  private func summary(_ values: [PythonString], name: String, justified: Bool) -> PythonString {
    ObjectSummary(width: options.width, indent: name.count, limit: options.maxSequenceItems ?? values.count, era: era)
      .text(values, justified: justified)
  }

  private func multiSummary(_ rows: [[PythonString]], name: String) -> PythonString {
    ObjectSummary(width: options.width, indent: name.count, limit: options.maxSequenceItems ?? rows.count, era: era)
      .text(tuples: rows)
  }

  private func classicIntervals(_ labels: Column) -> PythonString {
    let texts = (0..<labels.count).map { labels.isMissing($0) ? "nan" : scalars.str(labels[$0]) }
    let limit = min((options.maxSequenceItems ?? texts.count) / 10, 10)
    var body = texts.joined(", ")
    if texts.count > 2 && texts.count > limit {
      let shown = min(limit / 2, 10)
      body = Array(texts.prefix(shown)).joined(", ") + " ... " + Array(texts.suffix(shown)).joined(", ")
    }
    return "[" + body + "], "
  }

  private var attributes: [PythonString] {
    var result: [PythonString] = []
    switch index.storage {
    case .range(let start, let stop, let step):
      result = ["start=" + PythonString(start), "stop=" + PythonString(stop), "step=" + PythonString(step)]
    case .labels(_, let dtype):
      if case .category(let categories) = dtype {
        let texts = CategoryText(categories: categories, era: era, options: options).texts
        result.append("categories=[" + texts.joined(", ") + "]")
        result.append("ordered=" + (categories.ordered ? "True" : "False"))
      }
      result.append("dtype='" + PythonString(dtype.name(era)) + "'")
    case .multi: break
    }
    result += nameAttribute
    if !index.isRange, let limit = options.maxSequenceItems, index.count > limit {
      result.append("length=" + PythonString(index.count))
    }
    if case .labels(_, .datetime64) = index.storage {
      result.append(index.frequency.map { "freq='" + $0 + "'" } ?? "freq=None")
    }
    return result
  }

  private var nameAttribute: [PythonString] {
    guard index.hasNames else { return [] }
    if let name = index.name, !index.isMulti { return ["name=" + scalars.pprint(name, quoted: true)] }
    let names = index.names.map { $0.map { scalars.pprint($0, quoted: true) } ?? "None" }
    return ["names=[" + names.joined(", ") + "]"]
  }
}
