import Kernels
import PythonSyntax

extension Context {
  /// Begins one step of a recursion over nested values, which counts as calls do; `unnest` ends it.
  ///
  /// - Parameter doing: what the error adds: ` in comparison`.
  /// - Throws: RecursionError where the values are nested too deeply.
  @inline(__always)
  package func nest(_ doing: String = "") throws(Raised) {
    depth &+= 1
    if depth > recursionLimit || !stack.hasRoom() { throw tooDeep(doing) }
  }

  /// Ends what `nest` began.
  @inline(__always)
  package func unnest() { depth &-= 1 }

  /// Checks the stack where CPython counts nothing.
  func checkStack() throws(Raised) {
    if !stack.hasRoom() { throw Raised(Exceptions.recursionError, "maximum recursion depth exceeded") }
  }

  @inline(never)
  private func tooDeep(_ doing: String) -> Raised {
    depth &-= 1
    return Raised(Exceptions.recursionError, "maximum recursion depth exceeded\(doing)")
  }
}
