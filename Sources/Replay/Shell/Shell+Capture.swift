import Kernels
import NotebookReader
import PythonRuntime

extension Shell {
  /// What a notebook keeps of a cell's outputs: nothing but an error under `%%capture`, no comparable text under `%%timeit`.
  func kept(_ outputs: [ReplayedOutput], under source: CellSource) -> [ReplayedOutput] {
    let names = source.magics.filter { $0.kind == .cell }
    if let capture = names.first(where: { $0.name == "capture" }) {
      bindCapture(capture, outputs)
      return outputs.filter { $0.kind == .error }
    }
    if names.contains(where: { $0.name == "timeit" }) {
      return outputs.filter { $0.kind == .error } + [ReplayedOutput(.stdout, text: "<measured>", showsClock: true)]
    }
    return outputs
  }

  /// `%%capture name` binds what was captured.
  private func bindCapture(_ magic: Magic, _ outputs: [ReplayedOutput]) {
    guard let name = magic.arguments.split(separator: " ").map(String.init).first(where: { !$0.hasPrefix("-") }) else {
      return
    }
    let captured = outputs.filter { $0.kind != .error }
    if let cause = captured.compactMap(\.cause).first {
      context.globals[PythonString(name)] = .unsupported(cause)
    } else {
      context.globals[PythonString(name)] = .object(CapturedOutput(captured))
    }
  }
}

/// What `%%capture name` binds: IPython's `CapturedIO`.
final class CapturedOutput: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "CapturedIO", module: "IPython.utils.capture", isOpen: true)

  private let captured: [ReplayedOutput]

  init(_ captured: [ReplayedOutput]) {
    self.captured = captured
    super.init(type: CapturedOutput.type)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "stdout": return .text(text(.stdout))
    case "stderr": return .text(text(.stderr))
    case "show": return .object(NativeCallable("show") { [unowned self] _ in show(in: context) })
    default: return try super.attribute(name, in: context)
    }
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value { show(in: context) }
  override var isCallable: Bool { true }

  private func text(_ kind: ReplayedOutput.Kind) -> String {
    captured.filter { $0.kind == kind }.map(\.text).joined()
  }

  private func show(in context: Context) -> Value {
    context.write(PythonString(text(.stdout)))
    context.write(PythonString(text(.stderr)), to: .error)
    for output in captured where output.kind == .result || output.kind == .display {
      context.outputs.append(
        .display(
          DisplayedValue(
            value: .none, text: PythonString(output.text), html: output.html.map { PythonString($0) }, isResult: false,
            cause: nil)))
    }
    return .none
  }
}
