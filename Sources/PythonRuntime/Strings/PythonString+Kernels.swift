package import Kernels

extension PythonString {
  /// The result of a kernel over this text.
  package func through(_ kernel: (Text, Scratch) -> Text) -> PythonString {
    let scratch = Scratch()
    // The text may live in the scratch: copied while that exists.
    return withExtendedLifetime(scratch) { withText { PythonString(kernel($0, scratch)) } }
  }

  /// The result of a kernel over this text and another.
  package func through(_ other: PythonString, _ kernel: (Text, Text, Scratch) -> Text) -> PythonString {
    let scratch = Scratch()
    return withExtendedLifetime(scratch) {
      withText { text in other.withText { PythonString(kernel(text, $0, scratch)) } }
    }
  }

  /// The parts that a kernel cuts this text into.
  package func parts(_ kernel: (Text, Scratch) -> TextList) -> [Value] {
    parts(by: "") { text, _, scratch in kernel(text, scratch) }
  }

  /// The parts that a kernel cuts this text into at another.
  package func parts(by separator: PythonString, _ kernel: (Text, Text, Scratch) -> TextList) -> [Value] {
    let scratch = Scratch()
    return withExtendedLifetime(scratch) {
      withText { text in
        separator.withText { separator in
          let list = kernel(text, separator, scratch)
          return (0..<list.count).map { .string(PythonString(list.base[$0])) }
        }
      }
    }
  }
}
