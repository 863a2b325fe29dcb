import PythonRuntime

extension NumPy.NDArray {
  static let sum = Method("sum(self, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.statistic(.sum)
  }
  static let mean = Method("mean(self, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.statistic(.mean)
  }
  static let std = Method("std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.statistic(.std, ddof: call.double("ddof"))
  }
  static let variance = Method("var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.statistic(.var, ddof: call.double("ddof"))
  }
  static let min = Method("min(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.min) }
  static let max = Method("max(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.max) }
  static let prod = Method("prod(self, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.statistic(.prod)
  }
  static let any = Method("any(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.any) }
  static let all = Method("all(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.all) }
  static let ptp = Method("ptp(self, axis=None, out=None, keepdims=False)") { call in
    try call.refuse("out")
    let (axes, keeps) = (try call.axes("axis"), try call.bool("keepdims"))
    let largest = try call.array.reduced(.max, axes: axes, keepsAxes: keeps, in: call.context)
    return try call.context.binary(
      .subtract, largest, try call.array.reduced(.min, axes: axes, keepsAxes: keeps, in: call.context))
  }
  static let argmin = Method("argmin(self, axis=None, out=None, keepdims=False)") { call in
    try call.statistic(.argmin)
  }
  static let argmax = Method("argmax(self, axis=None, out=None, keepdims=False)") { call in
    try call.statistic(.argmax)
  }
}

extension Call {
  /// A statistic of the receiving array, with the arguments that all of them have.
  fileprivate func statistic(_ reduction: Reduction, ddof: Double = 0) throws(Raised) -> Value {
    let hasDType = signature.parameters.contains { $0.name == "dtype" }
    try refuse("out")
    return try array.reduced(
      reduction, axes: axes("axis"), ddof: ddof, keepsAxes: bool("keepdims"), dtype: hasDType ? dtype("dtype") : nil,
      in: context)
  }
}
