import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension NumPy.Functions {
  static let sum = Function("sum(a, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.reduced(.sum, "sum")
  }
  static let mean = Function("mean(a, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.reduced(.mean, "mean")
  }
  static let std = Function("std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.reduced(.std, "std")
  }
  static let variance = Function("var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.reduced(.var, "var")
  }
  static let min = Function("min(a, axis=None, out=None, keepdims=False)") { call in try call.reduced(.min, "min") }
  static let max = Function("max(a, axis=None, out=None, keepdims=False)") { call in try call.reduced(.max, "max") }
  static let amin = Function("amin(a, axis=None, out=None, keepdims=False)") { call in try call.reduced(.min, "min") }
  static let amax = Function("amax(a, axis=None, out=None, keepdims=False)") { call in try call.reduced(.max, "max") }
  static let prod = Function("prod(a, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.reduced(.prod, "prod")
  }
  static let any = Function("any(a, axis=None, out=None, keepdims=False)") { call in try call.reduced(.any, "any") }
  static let all = Function("all(a, axis=None, out=None, keepdims=False)") { call in try call.reduced(.all, "all") }
  static let argmin = Function("argmin(a, axis=None, out=None, *, keepdims=False)") { call in
    try call.reduced(.argmin, nil)
  }
  static let argmax = Function("argmax(a, axis=None, out=None, *, keepdims=False)") { call in
    try call.reduced(.argmax, nil)
  }
  static let median = Function("median(a, axis=None, out=None, overwrite_input=False, keepdims=False)") { call in
    try call.reduced(.median, nil)
  }

}

extension Call {
  /// A statistic of anything that is an array; series and frames have methods of their own for most.
  fileprivate func reduced(_ reduction: Reduction, _ method: PythonString?) throws(Raised) -> Value {
    try refuse("out")
    let isSpread = reduction == .std || reduction == .var
    let value = try self["a"].supported()
    if let method, let table = value.object as? any TracedTable, !(table is ArrayObject), !(try bool("keepdims")),
      !(isGiven("axis") && self["axis"].object is TupleObject)
    {
      var arguments = CallArguments()
      // Without an axis pandas 3 takes all of a frame, and so does every era for questions.
      let isWhole = !table.isOneDimensional && (context.era == .modern || reduction == .any || reduction == .all)
      if isGiven("axis") || isWhole { arguments.keywords.append((name: "axis", value: self["axis"])) }
      if isSpread { arguments.keywords.append((name: "ddof", value: self["ddof"])) }
      return try context.callMethod(value, method, arguments)
    }
    let hasDType = signature.parameters.contains { $0.name == "dtype" }
    return try context.array(value).reduced(
      reduction, axes: axes("axis"), ddof: isSpread ? double("ddof") : 0, keepsAxes: bool("keepdims"),
      dtype: hasDType ? dtype("dtype") : nil, in: context)
  }
}
