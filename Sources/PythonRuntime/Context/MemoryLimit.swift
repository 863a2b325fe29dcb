import Diagnostics
import Foundation
import PythonSyntax

/// How much memory a run may take.
package struct MemoryLimit: Sendable {
  /// What the user allowed, in bytes; `nil` for as much as the machine has.
  package var allowed: Int?
  /// What one allocation may take before it is a MemoryError, in bytes.
  let ceiling: Int

  /// - Parameter machine: how many bytes the machine has.
  package init(allowed: Int? = nil, machine: Int = Int(clamping: ProcessInfo.processInfo.physicalMemory)) {
    self.allowed = allowed
    ceiling = machine / 2
  }
}

extension Context {
  /// Makes sure that there is room for what is about to be made.
  ///
  /// - Throws: MemoryError for more than the machine has; the run stops at what `--memory` allows.
  package func reserve(_ count: Int, of size: Int = 1) throws(Raised) {
    let (bytes, overflow) = max(0, count).multipliedReportingOverflow(by: max(1, size))
    guard overflow || bytes > 1 << 20 else { return }
    if overflow || bytes > memoryLimit.ceiling { throw .exception(ExceptionObject(Exceptions.memoryError)) }
    if let allowed = memoryLimit.allowed, bytes > allowed { throw stopped(.memory) }
  }

  /// The signal that stops the run here.
  func stopped(_ reason: StopFlag.Reason?) -> Raised {
    if stop == nil {
      let caller = statement.map { SourceOrigin(cell: $0.cell, line: $0.statement.span.start.line, column: 0) }
      stop = Stop(reason: reason, origin: origin, caller: caller ?? notebookOrigin)
    }
    return .stopped(reason.map { "\($0)" } ?? "step limit reached")
  }
}
