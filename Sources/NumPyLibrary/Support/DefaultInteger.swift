import Columns
package import DataFrames
package import PythonRuntime
import Tracing

/// The machine that a notebook was run on, as far as its outputs tell.
private struct RecordingMachine {
  var isWindows = false
}

extension Context {
  /// Takes integers for those of numpy on Windows, whether they are told by a notebook's outputs.
  ///
  /// - Parameter sources: the notebook's code, which may itself ask for integers of 32 bits.
  package func setMachine(showing texts: [String], sources: [String]) {
    guard showsWindows(texts, sources) else { return }
    setState(RecordingMachine(isWindows: true))
    var options = state(ArrayPrintOptions.self) { ArrayPrintOptions() }
    options.integersAreShort = era == .classic
    setState(options)
  }

  /// The dtype of integers where nobody says: 32 bits on Windows until numpy 2.
  package var defaultInteger: DType {
    era == .classic && state(RecordingMachine.self) { RecordingMachine() }.isWindows ? .int32 : .int64
  }

  /// Whether a value is a list of Python's integers of 32 bits, nested or not.
  func areShortIntegers(_ value: Value) throws(Raised) -> Bool {
    switch value {
    case .int(let number): return Int32(exactly: number) != nil
    case .bool: return true
    case .object(let object) where object is ListObject || object is TupleObject:
      for item in try items(of: value) { if try !areShortIntegers(item) { return false } }
      return true
    case .object(let object): return object is RangeObject
    default: return false
    }
  }
}

/// Arrays of 64-bit integers say so on Windows alone; columns of 32 bits come from `astype(int)`.
private func showsWindows(_ texts: [String], _ sources: [String]) -> Bool {
  if texts.contains(where: { $0.contains(/[^\[]\], dtype=int64\)/) }) { return true }
  if sources.contains(where: { $0.contains("int32") || $0.contains("int64") || $0.contains(".dt.") }) { return false }
  return texts.contains { $0.contains(/(?:^|[ \n])int32(?: *\n|\(|$)/) }
}
