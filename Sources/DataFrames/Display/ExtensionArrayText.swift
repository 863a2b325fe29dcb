package import Columns
package import Kernels

/// `repr` of one of pandas' own arrays: class, values in brackets, length and dtype.
package func extensionArrayText(
  _ className: PythonString, _ values: Column, _ dtype: DType, _ era: Era, _ options: DisplayOptions = DisplayOptions()
) -> PythonString {
  let scalars = ScalarText(era: era, options: options)
  let texts = (0..<values.count).map { row -> PythonString in
    if case .string(let text) = values[row], dtype == .str { return text.pythonRepr }
    return values.isMissing(row) ? "nan" : scalars.str(values[row], dtype)
  }
  var body = ObjectSummary(width: options.width, indent: nil, limit: options.maxSequenceItems ?? texts.count, era: era)
    .text(texts, justified: true).bytes
  while let last = body.last, last == UInt8(ascii: ",") || last == UInt8(ascii: " ") || last == 10 { body.removeLast() }
  return "<" + className + ">\n" + PythonString(bytes: body) + "\nLength: " + PythonString(values.count) + ", dtype: "
    + PythonString(dtype.name(era))
}
