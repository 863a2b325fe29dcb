import Columns
import Kernels
import PythonRuntime
import Tracing

extension Call {
  /// Since pandas 3.1 some methods warn when they are given `inplace`.
  func warnOfInplace() throws(Raised) {
    guard context.era == .modern, isGiven("inplace"), deprecated.contains(signature.name) else { return }
    let method = "\(receiver.object is SeriesObject ? "Series" : "DataFrame").\(signature.name)"
    try context.warn(
      PythonString(
        "The inplace keyword in \(method) is deprecated and will be removed in a future version (PDEP-8).\n"
          + "See https://pandas.pydata.org/docs/dev/whatsnew/v3.1.0.html#deprecation-inplace for more details."),
      Pandas.deprecationWarning)
  }
}

/// The methods whose `inplace` is going away.
private let deprecated: Set<String> = [
  "drop", "rename", "rename_axis", "set_index", "reset_index", "dropna", "drop_duplicates", "sort_values", "sort_index",
]

extension Pandas {
  /// `pandas.errors.Pandas4Warning`.
  nonisolated(unsafe) static let deprecationWarning = Exceptions.make(
    "Pandas4Warning", module: "pandas.errors", Exceptions.deprecationWarning)
}
