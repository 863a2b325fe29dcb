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

  static let percentile = Function("percentile(a, q, axis=None, *, method='linear')") { call in
    try call.quantile(by: 100)
  }
  static let quantile = Function("quantile(a, q, axis=None, *, method='linear')") { call in try call.quantile(by: 1) }

  static let nanmean = Function("nanmean(a, axis=None)") { call in try call.reducedPresent(.mean) }
  static let nansum = Function("nansum(a, axis=None)") { call in try call.reducedPresent(.sum) }
  static let nanstd = Function("nanstd(a, axis=None)") { call in try call.reducedPresent(.std) }
  static let nanmin = Function("nanmin(a, axis=None)") { call in try call.reducedPresent(.min) }
  static let nanmax = Function("nanmax(a, axis=None)") { call in try call.reducedPresent(.max) }
  static let nanmedian = Function("nanmedian(a, axis=None)") { call in try call.reducedPresent(.median) }

  static let cumsum = Function("cumsum(a, axis=None)") { call in
    .object(try NumPy.atLeastOneDimensional(call["a"], in: call.context).cumulated(in: call.context))
  }

  static let bincount = Function("bincount(x, /, weights=None, minlength=0)") { call in
    try call.refuse("weights")
    let array = try NumPy.atLeastOneDimensional(call["x"], in: call.context)
    guard array.isOneDimensional, let numbers = array.flattened.wholeNumbers, numbers.allSatisfy({ $0 >= 0 }) else {
      throw call.unsupported("'bincount' of such an array")
    }
    let largest = Swift.min(numbers.max() ?? -1, Int.max - 1)
    let length = try NumPy.elementCount([Swift.max(largest + 1, try call.int("minlength"))], in: call.context)
    var counts = [Int64](repeating: 0, count: length)
    for number in numbers { counts[number] += 1 }
    return .object(ArrayObject(TracedColumn(values: .ints(counts), dtype: .int64)))
  }
}

extension Call {
  /// A statistic of anything that is an array; series and frames have methods of their own for most.
  fileprivate func reduced(_ reduction: Reduction, _ method: PythonString?) throws(Raised) -> Value {
    for name in ["dtype", "out", "keepdims"] where signature.parameters.contains(where: { $0.name == name }) {
      try refuse(name)
    }
    let isSpread = reduction == .std || reduction == .var
    let value = try self["a"].supported()
    if let method, let table = value.object as? any TracedTable, !(table is ArrayObject) {
      var arguments = CallArguments()
      if isGiven("axis") { arguments.keywords.append((name: "axis", value: self["axis"])) }
      if isSpread { arguments.keywords.append((name: "ddof", value: self["ddof"])) }
      return try context.callMethod(value, method, arguments)
    }
    let array = try NumPy.atLeastOneDimensional(value, in: context)
    return try array.reduced(reduction, axis: axis(), ddof: isSpread ? int("ddof") : 0, in: context)
  }

  /// The statistic of the values that are no NaN.
  fileprivate func reducedPresent(_ reduction: Reduction) throws(Raised) -> Value {
    guard isNone("axis") else { throw unsupported("'axis' of '\(signature.name)'", argument: "axis") }
    let array = try NumPy.atLeastOneDimensional(self["a"], in: context)
    let values = array.flattened
    let kept = (0..<values.count).filter { !values.isMissing($0) }
    let present = TracedColumn(
      values: values.selecting(kept), dtype: array.dtype,
      fitted: context.provenance("numpy.\(signature.name)", of: array.tracedColumns))
    return try ArrayObject(present, dtype: array.dtype).reduced(reduction, axis: nil, in: context)
  }

  /// `percentile` and `quantile`, with one fraction or several.
  fileprivate func quantile(by scale: Double) throws(Raised) -> Value {
    guard isNone("axis"), let method = QuantileMethod(rawValue: try text("method")) else {
      throw unsupported("such a '\(signature.name)'")
    }
    let array = try NumPy.atLeastOneDimensional(self["a"], in: context)
    let numbers = try context.numbers(array.flattened)
    let quantiles = Quantiles(numbers)
    let isMissing = numbers.contains(where: \.isNaN)
    let fitted = context.provenance("numpy.\(signature.name)", of: array.tracedColumns)
    func value(_ fraction: Double) throws(Raised) -> Double {
      guard (0...scale).contains(fraction) else {
        throw .valueError(
          scale == 1 ? "Quantiles must be in the range [0, 1]" : "Percentiles must be in the range [0, 100]")
      }
      return isMissing ? .nan : quantiles(fraction / scale, method)
    }
    if let fraction = try context.double(self["q"]) {
      return .object(ScalarObject(.float(try value(fraction)), .float64, fitted: fitted))
    }
    let fractions = try NumPy.atLeastOneDimensional(self["q"], in: context)
    var values: [Double] = []
    for fraction in try context.numbers(fractions.flattened) { values.append(try value(fraction)) }
    return .object(ArrayObject(TracedColumn(values: .floats(values), dtype: .float64, fitted: fitted)))
  }
}
