import PythonRuntime

extension NumPy.NDArray {
  static let sum = Method("sum(self, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.statistic(.sum)
  }
  static let mean = Method("mean(self, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.statistic(.mean)
  }
  static let std = Method("std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.statistic(.std, ddof: call.int("ddof"))
  }
  static let variance = Method("var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False)") { call in
    try call.statistic(.var, ddof: call.int("ddof"))
  }
  static let min = Method("min(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.min) }
  static let max = Method("max(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.max) }
  static let prod = Method("prod(self, axis=None, dtype=None, out=None, keepdims=False)") { call in
    try call.statistic(.prod)
  }
  static let any = Method("any(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.any) }
  static let all = Method("all(self, axis=None, out=None, keepdims=False)") { call in try call.statistic(.all) }
  static let argmin = Method("argmin(self, axis=None, out=None, keepdims=False)") { call in
    try call.statistic(.argmin)
  }
  static let argmax = Method("argmax(self, axis=None, out=None, keepdims=False)") { call in
    try call.statistic(.argmax)
  }
}

extension Call {
  /// A statistic of the receiving array, with the arguments that all of them have.
  fileprivate func statistic(_ reduction: Reduction, ddof: Int = 0) throws(Raised) -> Value {
    if signature.parameters.contains(where: { $0.name == "dtype" }) { try refuse("dtype") }
    try refuse("out", "keepdims")
    return try array.reduced(reduction, axis: axis(), ddof: ddof, in: context)
  }
}
