package import Kernels

extension PythonString {
  /// The result of a kernel over this text.
  package func through(_ kernel: (Text, Scratch) -> Text) -> PythonString {
    withText { PythonString(kernel($0, Scratch())) }
  }

  /// The result of a kernel over this text and another.
  package func through(_ other: PythonString, _ kernel: (Text, Text, Scratch) -> Text) -> PythonString {
    withText { text in other.withText { PythonString(kernel(text, $0, Scratch())) } }
  }

  /// The parts that a kernel cuts this text into.
  package func parts(_ kernel: (Text, Scratch) -> TextList) -> [Value] {
    withText { text in
      let scratch = Scratch()
      let list = kernel(text, scratch)
      return (0..<list.count).map { .string(PythonString(list.base[$0])) }
    }
  }
}
