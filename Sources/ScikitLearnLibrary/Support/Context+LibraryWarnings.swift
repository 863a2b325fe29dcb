import Kernels
import PythonRuntime

extension Context {
  /// Warns as scikit-learn's own code does, whose place is shown, not the cell's.
  func warnInLibrary(_ message: PythonString, _ category: TypeObject) throws(Raised) {
    try warn(message, category, library: "sklearn/base.py")
  }
}
