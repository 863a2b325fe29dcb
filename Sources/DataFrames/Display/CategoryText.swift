package import Columns
package import Kernels

/// The categories as the footers of categorical series and arrays show them.
struct CategoryText {
  let categories: Categories
  let era: Era
  let options: DisplayOptions

  /// The categories, at most eight of them; strings quoted.
  var texts: [PythonString] {
    let count = categories.count
    guard count > 8 else { return formattedTexts(Array(0..<count)) }
    return formattedTexts(Array(0..<4)) + ["..."] + formattedTexts(Array((count - 4)..<count))
  }

  /// `Categories (3, object): ['a', 'b', 'c']`; `<` between ordered categories. Never broken into lines, as in notebooks.
  var footer: PythonString {
    let kind = PythonString(categories.dtype.value.name(era))
    let body = texts.joined(categories.ordered ? " < " : ", ").replacing(" < ... < ", with: " ... ")
    return "Categories (" + PythonString(categories.count) + ", " + kind + "): [" + body + "]"
  }

  private func formattedTexts(_ positions: [Int]) -> [PythonString] {
    let style = ArrayStyle(era: era, options: options, quoted: true)
    return formatted(categories.values.selecting(positions), categories.dtype.value, style).map(\.stripped)
  }
}

extension Categories {
  /// `repr` of a categorical array of these categories.
  package func repr(of values: Column, _ era: Era, _ options: DisplayOptions = DisplayOptions()) -> PythonString {
    let footer = CategoryText(categories: self, era: era, options: options).footer
    guard values.count > 0 else { return "[], " + footer }
    func texts(_ positions: Range<Int>) -> [PythonString] {
      let style = ArrayStyle(era: era, options: options, quoted: true)
      return formatted(values.selecting(Array(positions)), .category(self), style).map(\.stripped)
    }
    if values.count <= 10 { return "[" + texts(0..<values.count).joined(", ") + "]\n" + footer }
    let shown = texts(0..<5) + ["..."] + texts((values.count - 5)..<values.count)
    return "[" + shown.joined(", ") + "]\nLength: " + PythonString(values.count) + "\n" + footer
  }
}
