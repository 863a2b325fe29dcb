package import Columns
package import Kernels
package import Plans
package import PythonRuntime

/// What the libraries of one replay share.
package final class TracingState {
  package let tracer: Tracer
  package let era: Era

  /// - Parameter isWide: whether numpy runs on a processor with AVX-512.
  package init(era: Era, otherRounding: OtherRounding? = nil, isWide: Bool = false) {
    let wideCode: ElementaryCode = era == .classic ? .wideLow : .wideHigh
    tracer = Tracer(otherRounding: otherRounding, elementaryCode: isWide ? wideCode : .scalar)
    self.era = era
  }
}

extension Context {
  private var tracing: TracingState { state(TracingState.self) { TracingState(era: .modern) } }

  /// Records what the notebook computes.
  package var tracer: Tracer { tracing.tracer }

  /// The year whose libraries the notebook was written for.
  package var era: Era { tracing.era }

  /// Numbers that go into sums whose order depends on the processor, as BLAS has them: moved by what that may amount to
  /// where this replay rounds as another processor does.
  package func rounded(_ numbers: [Double]) -> [Double] {
    tracer.dependsOnProcessor = true
    return tracer.otherRounding?.moved(numbers, ulps: 2) ?? numbers
  }

  /// Where the notebook is, as plans write it; `nil` outside of cells.
  package var planOrigin: Origin? {
    let origin = notebookOrigin
    return origin.cell > 0 ? Origin(cell: origin.cell, line: origin.line) : nil
  }

  /// What Python raises for a row-wise operation that cannot be done; unsupported where Python might do it.
  package func raised(_ error: TraceError) -> Raised {
    switch error {
    case .row(let failure): Raised(named: failure.type, PythonString(failure.message))
    case .type(let mismatch): unsupportedNow(mismatch.message, id: "unsupported-types")
    case .lengths(let a, let b):
      .valueError("operands could not be broadcast together with shapes (\(a),) (\(b),) ")
    }
  }
}
