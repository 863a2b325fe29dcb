import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.Utilities {
  /// `sklearn.utils.resample`: some rows of every table, at random.
  static let resample = Function(
    "resample(*arrays, replace=True, n_samples=None, random_state=None, stratify=None, sample_weight=None)"
  ) { call in
    try call.refuse("stratify", "sample_weight")
    guard let first = call.variadic.first else { return .none }
    let context = call.context
    let count = try ScikitLearn.rowCount(first, in: context)
    for other in call.variadic where try ScikitLearn.rowCount(other, in: context) != count {
      throw Raised.valueError("Found input variables with inconsistent numbers of samples")
    }
    let wanted = try call.optionalInt("n_samples") ?? count
    let random = try ScikitLearn.randomState(call["random_state"], in: context)
    let rows: [Int]
    if try call.bool("replace") {
      guard count > 0 else { throw Raised.valueError("high <= 0") }
      rows = random.integers(from: 0, below: count, count: max(0, wanted))
    } else {
      guard wanted <= count else {
        throw Raised.valueError(
          "Cannot sample \(wanted) out of arrays with dim \(count) when replace is False")
      }
      rows = Array(random.permutation(count).prefix(max(0, wanted)))
    }
    var results: [Value] = []
    for array in call.variadic { results.append(try ScikitLearn.rows(array, rows, in: context)) }
    return results.count == 1 ? results[0] : .list(results)
  }
}
