package import Columns
package import Kernels

/// numpy's print options, with their defaults.
package struct ArrayPrintOptions: Sendable {
  package var precision = 8
  package var threshold = 1000
  package var edgeItems = 3
  package var lineWidth = 75
  package var suppress = false
  /// Whether integers have 32 bits unless somebody says otherwise: numpy until 1.26 on Windows.
  package var integersAreShort = false

  package init() {}
}

/// An array of any number of axes as numpy prints it: values in C order.
package struct ArrayText: Sendable {
  package var values: Column
  package var dtype: DType
  package var shape: [Int]
  let era: Era
  let options: ArrayPrintOptions
  let objectText: @Sendable (ScalarObject, ObjectStyle) -> PythonString

  package init(
    _ values: Column, dtype: DType, shape: [Int], era: Era, options: ArrayPrintOptions = ArrayPrintOptions(),
    objectText: @escaping @Sendable (ScalarObject, ObjectStyle) -> PythonString = { _, _ in "<object>" }
  ) {
    self.values = values
    self.dtype = dtype
    self.shape = shape
    self.era = era
    self.options = options
    self.objectText = objectText
  }

  /// `str(array)`.
  package var str: PythonString {
    if shape.isEmpty { return scalarStr }
    return body(separator: " ", prefix: "", suffix: "")
  }

  /// `repr(array)`: `array([1, 2])`, with dtype where the values do not tell it.
  package var repr: PythonString {
    let prefix: PythonString = "array("
    let text = prefix + body(separator: ", ", prefix: prefix, suffix: ")")
    let extras = self.extras
    guard !extras.isEmpty else { return text + ")" }
    let line = text + ","
    let extra = extras.joined(", ") + ")"
    let lastLine = PythonString(bytes: Array(line.bytes[((line.bytes.lastIndex(of: 10) ?? -1) + 1)...]))
    let fits = lastLine.width + extra.width + 1 <= options.lineWidth
    return line + (fits ? " " : "\n" + PythonString(spaces: prefix.width)) + extra
  }

  private var extras: [PythonString] {
    var extras: [PythonString] = []
    if (values.count == 0 && shape != [0]) || (era == .modern && values.count > options.threshold) {
      let sizes = shape.map { PythonString($0) }
      extras.append("shape=(" + sizes.joined(", ") + (sizes.count == 1 ? ",)" : ")"))
    }
    if !isImplied || values.count == 0 {
      extras.append("dtype=" + dtypeName)
    }
    return extras
  }

  private var isImplied: Bool {
    switch dtype {
    case .bool, .float64: true
    case .int64: !options.integersAreShort
    case .int32: options.integersAreShort
    default: false
    }
  }

  /// Strings are fixed-width in numpy: `'<U5'`.
  private var dtypeName: PythonString {
    switch dtype {
    case .str: "'<U" + PythonString(max((0..<values.count).map { widthOfString($0) }.max() ?? 1, 1)) + "'"
    case .datetime64(let unit): PythonString("'datetime64[\(unit.rawValue)]'")
    case .timedelta64(let unit): PythonString("'timedelta64[\(unit.rawValue)]'")
    default: PythonString(dtype.name(era))
    }
  }

  private func widthOfString(_ position: Int) -> Int {
    if case .string(let text) = values[position] { text.width } else { 0 }
  }

  private var scalarStr: PythonString {
    guard values.count == 1 else { return "" }
    var display = DisplayOptions()
    display.objectText = objectText
    return ScalarText(era: era, options: display).str(values[0], dtype)
  }

  private func body(separator: PythonString, prefix: PythonString, suffix: PythonString) -> PythonString {
    if values.count == 0 && (shape != [] || values.count == 0) { return "[]" }
    let isSummarized = values.count > options.threshold
    let shown = isSummarized ? cornerPositions : Array(0..<values.count)
    let elements = ArrayElements(self, shown)
    let layout = ArrayLayout(
      shape: shape, separator: separator, edgeItems: options.edgeItems, isSummarized: isSummarized,
      element: { elements.text($0) })
    if shape.isEmpty { return elements.text(0) }
    return layout.text(indent: prefix.width, width: options.lineWidth - suffix.width)
  }

  /// Positions of the values near the edges of every axis: the only ones that a summary formats.
  private var cornerPositions: [Int] {
    var positions = [0]
    for size in shape {
      let kept =
        size > 2 * options.edgeItems
        ? Array(0..<options.edgeItems) + Array((size - options.edgeItems)..<size) : Array(0..<size)
      positions = positions.flatMap { base in kept.map { base * size + $0 } }
    }
    return positions
  }
}
