package import Plans
package import Tracing

/// Which fits a row function depends on, and how it is derived from their predictions.
package struct ModelUse {
  private let log: ReplayLog
  /// The fit whose prediction a function is, by the function's number.
  private var fitOfFunction: [Int: Int] = [:]

  package init(_ log: ReplayLog) {
    self.log = log
    for prediction in log.predictions {
      for output in prediction.outputs {
        guard let function = output.function else { continue }
        fitOfFunction[function.number] = prediction.fit
        // A class's probability is a component of the vector that the model gives.
        if case .operation(let operation, let inputs) = function.kind, operation is Component, let whole = inputs.first
        {
          fitOfFunction[whole.number] = prediction.fit
        }
      }
    }
  }

  /// The latest fit among those that `function` depends on.
  package func fit(behind function: RowFunction) -> Int? {
    var latest: Int?
    var seen: Set<Int> = []
    var waiting = [function]
    while let next = waiting.popLast() {
      guard seen.insert(next.number).inserted else { continue }
      if let fit = fitOfFunction[next.number] {
        latest = max(latest ?? fit, fit)
      } else {
        waiting += next.inputs
      }
    }
    return latest
  }

  /// Whether `function` is what a model predicts, and not derived from it.
  package func isPrediction(_ function: RowFunction) -> Bool {
    fitOfFunction[function.number] != nil
  }

  /// Whether `function` decides on a model's prediction: a comparison, a choice, a decoding; casts do not matter.
  ///
  /// Rounded scores and points are no decisions.
  package func isDecision(_ function: RowFunction) -> Bool {
    guard !isPrediction(function), fit(behind: function) != nil else { return false }
    var current = function
    while case .operation(let operation, let inputs) = current.kind {
      if operation is any DecidingOperation { return true }
      guard operation is Cast, let input = inputs.first else { return false }
      current = input
    }
    return false
  }
}
