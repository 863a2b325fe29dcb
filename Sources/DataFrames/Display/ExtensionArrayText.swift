package import Columns
package import Kernels

/// `repr` of pandas' own arrays of strings and intervals, which `unique()` and `.array` give:
/// `<StringArray>`, the values in brackets, length and dtype.
package func extensionArrayRepr(
  _ values: Column, _ dtype: DType, era: Era, _ options: DisplayOptions = DisplayOptions()
) -> PythonString {
  let scalars = ScalarText(era: era, options: options)
  let texts = (0..<values.count).map {
    scalars.pprint(values[$0], dtype, quoted: dtype.nullable == nil || dtype.plain == .str)
  }
  let summary = ObjectSummary(
    width: options.width, indent: nil, limit: options.maxSequenceItems ?? texts.count, era: era)
  var data = summary.text(texts, justified: true)
  while let last = data.bytes.last, last == 10 || last == 32 || last == UInt8(ascii: ",") { data.bytes.removeLast() }
  let name: PythonString =
    switch dtype {
    case .interval: "<IntervalArray>"
    case .nullable(let kind): PythonString("<\(kind.arrayName)>")
    default: "<StringArray>"
    }
  let length = "Length: " + PythonString(values.count) + ", dtype: " + PythonString(dtype.name(era))
  return name + "\n" + data + "\n" + length
}
