import CObjectCounts
import Diagnostics
import Foundation
import Kernels
package import PythonSyntax

/// Runs the cells of a notebook, one after the other, in one context.
package final class Interpreter {
  package let context: Context

  package init(libraries: [any Library] = []) {
    context = Context(libraries: libraries)
  }

  /// What running a cell gave.
  package struct CellResult {
    /// In the order in which they appeared; an error is the last.
    package let outputs: [CellOutput]
    /// Of printed text that could not be computed, by position in `outputs`.
    package let unsupportedOutputs: [Int: UnsupportedCause]
    /// Positions in `outputs` of what shows a reading of the clock.
    package let clockOutputs: Set<Int>
    /// Positions in `outputs` of what depends on draws without a seed.
    package let unseededOutputs: Set<Int>
    /// Why statements were left out that may have shown something.
    package let skippedCause: UnsupportedCause?
    /// Something that the cell depended on and that is not known.
    package let metCause: UnsupportedCause?
    /// The exception that ended the cell.
    package let error: DisplayedError?
    /// Why the run was stopped, if it was.
    package let stopped: String?
    /// Why and where the run was stopped, if it was.
    package let stop: Stop?
  }

  /// Runs a cell.
  ///
  /// - Parameters:
  ///   - module: its statements.
  ///   - cell: its number, 1-based over all cells; positions carry it.
  ///   - count: its execution count, under which `Out` keeps the result.
  ///   - source: the cell's text as it stands in the notebook, of which warnings show a line.
  ///   - showsLast: whether the value of a last expression is shown; `;` at the end suppresses it.
  ///   - escapes: what is run instead of the statement or name at an offset of the text: magics.
  package func run(
    _ module: Module, cell: Int, count: Int? = nil, source: [UInt8]? = nil, showsLast: Bool = true,
    escapes: [Int: Escape] = [:]
  ) -> CellResult {
    context.beginCell(count: count, source: source)
    if let source { context.sources[cell] = source }
    context.trees.removeAll { $0.cell == cell }
    context.trees.append((cell: cell, module: module))
    let code = Compiler.compile(module.body, cell: cell, showsLast: showsLast, escapes: escapes, in: context)
    var error: DisplayedError?
    var stopped: String?
    do throws(Raised) {
      _ = code.kind == .function ? try context.execute(Frame(code)) : try context.runAwaiting(Frame(code))
    } catch {
      switch error {
      case .exception(let exception):
        context.lastError = context.displayed(exception)
        if exception.type === Exceptions.systemExit { context.write(Interpreter.exitWarning, to: .error) }
      case .unsupported(let cause): context.writeUnsupported(cause)
      case .stopped(let reason): stopped = reason
      }
    }
    error = context.lastError
    if let error { context.outputs.append(.error(error)) }
    context.endStatement()
    let result = CellResult(
      outputs: context.outputs, unsupportedOutputs: context.unsupportedOutputs,
      clockOutputs: context.clockOutputs, unseededOutputs: context.unseededOutputs,
      skippedCause: context.skippedCause, metCause: context.metCause, error: error, stopped: stopped,
      stop: context.stop)
    context.endCell()
    return result
  }

  /// What a kernel says when the notebook ends it: the path is that of its own file.
  private static let exitWarning: PythonString = """
    <kernel>: UserWarning: To exit: use 'exit', 'quit', or Ctrl-D.
      warn("To exit: use 'exit', 'quit', or Ctrl-D.", stacklevel=1)

    """

  /// The value of an expression over the names that the notebook left behind.
  package func evaluate(_ expression: PythonSyntax.Expression) throws(Raised) -> Value {
    let code = Compiler.compile(expression, in: context)
    return try context.execute(Frame(code))
  }

  /// Runs `body` on a thread whose stack is deep enough for Python's recursion, and waits for it.
  package static func withDeepStack<R>(_ body: @escaping @Sendable () -> R) -> R {
    c_memory_grows_in_steps()
    let box = DeepStackTask(body)
    let thread = Thread { box.run() }
    thread.stackSize = 512 << 20
    thread.start()
    return box.wait()
  }
}

/// A task on another thread, whose result is waited for.
///
/// Unchecked: only the thread runs it, and the caller reads the result after the thread has signalled.
private final class DeepStackTask<R>: @unchecked Sendable {
  private let body: @Sendable () -> R
  private let done = DispatchSemaphore(value: 0)
  private var result: R?

  init(_ body: @escaping @Sendable () -> R) { self.body = body }

  func run() {
    result = body()
    done.signal()
  }

  func wait() -> R {
    done.wait()
    guard let result else { preconditionFailure("the thread signals after it has a result") }
    return result
  }
}
