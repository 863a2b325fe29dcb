import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension Pandas.Window {
  static let mean = Method("mean(self, numeric_only=False, *args, **kwargs)") { try $0.moved("mean") }
  static let sum = Method("sum(self, numeric_only=False, *args, **kwargs)") { try $0.moved("sum") }
  static let std = Method("std(self, ddof=1, numeric_only=False, *args, **kwargs)") { try $0.moved("std") }
  static let variance = Method("var(self, ddof=1, numeric_only=False, *args, **kwargs)") { try $0.moved("var") }
  static let min = Method("min(self, numeric_only=False, *args, **kwargs)") { try $0.moved("min") }
  static let max = Method("max(self, numeric_only=False, *args, **kwargs)") { try $0.moved("max") }
  static let median = Method("median(self, numeric_only=False, **kwargs)") { try $0.moved("median") }
  static let count = Method("count(self, numeric_only=False)") { try $0.moved("count") }
  static let quantile = Method("quantile(self, q, interpolation='linear', numeric_only=False)") { call in
    try call.refuse("interpolation")
    let fraction = try call.double("q")
    guard fraction >= 0, fraction <= 1 else { throw Raised.valueError("quantile value \(fraction) not in [0, 1]") }
    return try call.inWindows { Quantiles($0)(fraction, .linear) }
  }

  /// pandas `Rolling.apply`: a function of the numbers of each window.
  static let apply = Method("apply(self, func, raw=False, engine=None, engine_kwargs=None, args=None, kwargs=None)") {
    call in
    try call.refuse("engine", "engine_kwargs", "args", "kwargs")
    let window = try call.receiver(as: WindowObject.self)
    let isRaw = try call.bool("raw")
    let context = call.context
    return try window.mapped("apply", in: context) { (numbers, series) throws(Raised) in
      var results: [Double] = []
      for bounds in window.bounds {
        let rows = Array(bounds.start..<bounds.end)
        let present = rows.filter { !numbers[$0].isNaN }.count
        guard present >= Swift.max(window.minimum, 1), !rows.isEmpty else {
          results.append(.nan)
          continue
        }
        let part = TracedColumn(values: .floats(rows.map { numbers[$0] }), dtype: .float64)
        let argument: Value =
          isRaw ? .object(ArrayObject(part)) : .object(SeriesObject(part, index: series.index.selecting(rows)))
        results.append(try context.double(context.call(call["func"], [argument]).supported()) ?? .nan)
      }
      return results
    }
  }

  static let agg = Method("agg(self, func, *args, **kwargs)") { call in try call.aggregatedWindows() }
  static let aggregate = Method("aggregate(self, func, *args, **kwargs)") { call in try call.aggregatedWindows() }
}

extension Pandas.Weighted {
  /// pandas `ewm(…).mean`.
  static let mean = Method("mean(self, numeric_only=False, *args, **kwargs)") { call in
    let window = try call.receiver(as: WindowObject.self)
    return try window.mapped("ewm", in: call.context) { (numbers, _) throws(Raised) in
      window.weightedMeans(numbers, call.context.era)
    }
  }
}

extension WindowObject {
  /// Without adjusting, pandas 3 gives the older values what the newest leaves of the whole.
  fileprivate func weightedMeans(_ numbers: [Double], _ era: Era) -> [Double] {
    let least = Swift.max(minimum, 1)
    var mean = Double.nan
    var weight = 1.0
    var seen = 0
    let newWeight = adjusts ? 1 : alpha
    return numbers.map { number in
      let isPresent = !number.isNaN
      if isPresent { seen += 1 }
      if !mean.isNaN {
        if isPresent || !ignoresMissing {
          weight *= 1 - alpha
          if isPresent {
            let newWeight = adjusts || era == .classic ? newWeight : 1 - weight
            if mean != number { mean = (weight * mean + newWeight * number) / (weight + newWeight) }
            weight = adjusts ? weight + newWeight : 1
          }
        }
      } else if isPresent {
        mean = number
      }
      return seen >= least ? mean : .nan
    }
  }
}

extension Call {
  fileprivate func moved(_ name: String) throws(Raised) -> Value {
    let window = try receiver(as: WindowObject.self)
    let freedom = signature.parameters.contains { $0.name == "ddof" } ? try int("ddof") : 1
    switch name {
    case "mean", "sum":
      return try window.mapped(name, in: context) { (numbers, _) throws(Raised) in
        MovingSum.values(numbers, window.bounds, minimum: window.minimum, isMean: name == "mean")
      }
    case "std", "var":
      return try window.mapped(name, in: context) { (numbers, _) throws(Raised) in
        let variances = MovingVariance.values(numbers, window.bounds, minimum: window.minimum, freedom: freedom)
        return name == "var" ? variances : variances.map { $0 < 0 ? 0 : $0.squareRoot() }
      }
    case "min": return try inWindows { $0.min() ?? .nan }
    case "max": return try inWindows { $0.max() ?? .nan }
    case "median": return try inWindows { Quantiles($0)(0.5, .linear) }
    default:
      return try window.mapped(name, in: context) { (numbers, _) throws(Raised) in
        window.bounds.map { bounds in
          let present = (bounds.start..<bounds.end).filter { !numbers[$0].isNaN }.count
          let isExpanding = window.type === Pandas.expandingType
          let least = isExpanding || window.minimum == 0 ? window.minimum : window.minimum
          return bounds.end - bounds.start >= least ? Double(present) : .nan
        }
      }
    }
  }

  /// A statistic of the present numbers of each window.
  fileprivate func inWindows(_ body: ([Double]) -> Double) throws(Raised) -> Value {
    let window = try receiver(as: WindowObject.self)
    let least = Swift.max(window.minimum, 1)
    return try window.mapped(signature.name, in: context) { (numbers, _) throws(Raised) in
      window.bounds.map { bounds in
        let present = numbers[bounds.start..<bounds.end].filter { !$0.isNaN }
        return present.count >= least ? body(present) : .nan
      }
    }
  }

  fileprivate func aggregatedWindows() throws(Raised) -> Value {
    guard case .string(let name) = self["func"] else {
      guard let window = receiver.cast(to: WindowObject.self), window.table is SeriesObject,
        let list = self["func"].cast(to: ListObject.self)
      else { throw unsupported("'agg' of windows with such functions") }
      var labels: [Label] = []
      var columns: [TracedColumn] = []
      for item in list.items {
        guard case .string(let name) = item,
          let series = try context.callMethod(receiver, name).supported().cast(to: SeriesObject.self)
        else { throw unsupported("'agg' of windows with such functions") }
        labels.append(.single(.string(name)))
        columns.append(series.column)
      }
      guard let table = window.table as? SeriesObject else { return .none }
      return .object(
        FrameObject(index: table.index, header: Index(of: labels), columns: columns, domain: table.domain))
    }
    return try context.callMethod(receiver, name)
  }
}
