import Columns
import DataFrames
import Kernels
import Learning
import PythonRuntime
import Tracing

extension NumPy.Random {
  static let generator = Constant("Generator") { _ in .object(GeneratorObject.type) }
  static let pcg64 = Constant("PCG64") { _ in .object(PCG64Object.type) }

  /// numpy `default_rng`: a generator over PCG64.
  static let defaultRng = Function("default_rng(seed=None)") { call in
    if call["seed"].object is GeneratorObject { return call["seed"] }
    if let words = call["seed"].cast(to: PCG64Object.self) { return .object(GeneratorObject(words.generator)) }
    return .object(GeneratorObject(try RandomGenerator.seeded(call["seed"], in: call.context)))
  }
}

extension NumPy.PCG64Class {
  static let constructor = Constructor("__init__(self, seed=None)") { call in
    .object(PCG64Object(try RandomGenerator.seeded(call["seed"], in: call.context)))
  }
}

extension NumPy.GeneratorClass {
  static let constructor = Constructor("__init__(self, bit_generator)") { call in
    guard let words = call["bit_generator"].cast(to: PCG64Object.self) else {
      throw call.unsupported("'Generator' of such an object")
    }
    return .object(GeneratorObject(words.generator))
  }

  static let random = Method("random(self, size=None, dtype=None, out=None)", mutates: true) { call in
    try call.refuse("dtype", "out")
    return try Drawing.random(call, call.generator)
  }

  /// numpy `Generator.integers`: from `low` to below `high`, or to `high` with `endpoint`.
  static let integers = Method(
    "integers(self, low, high=None, size=None, dtype=None, endpoint=False)", mutates: true
  ) { call in
    if call.isGiven("dtype"), let dtype = try call.dtype("dtype"), dtype != .int64 {
      // Narrow types draw from words that are cut to pieces.
      throw call.unsupported("'integers' of '\(dtype.name(call.context.era))'", argument: "dtype")
    }
    let (low, end) = call.isNone("high") ? (0, try call.int("low")) : (try call.int("low"), try call.int("high"))
    let isClosed = try call.bool("endpoint")
    guard isClosed ? low <= end : low < end else {
      if call.isNone("high") { throw Raised.valueError(isClosed ? "high < 0" : "high <= 0") }
      throw Raised.valueError(isClosed ? "low > high" : "low >= high")
    }
    let range = UInt64(bitPattern: Int64(end)) &- UInt64(bitPattern: Int64(low)) &- (isClosed ? 0 : 1)
    let generator = try call.generator
    if call.isNone("size") {
      return .object(ScalarObject(.int(generator.integers(from: Int64(low), range: range, count: 1)[0]), .int64))
    }
    return try Drawing.shaped(call["size"], call) { (count) throws(Raised) in
      .ints(generator.integers(from: Int64(low), range: range, count: count))
    }
  }

  static let uniform = Method("uniform(self, low=0.0, high=1.0, size=None)", mutates: true) { call in
    try Drawing.uniform(call, call.generator)
  }
  static let normal = Method("normal(self, loc=0.0, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.normal(call, call.generator)
  }
  static let standardNormal = Method("standard_normal(self, size=None, dtype=None, out=None)", mutates: true) { call in
    try call.refuse("dtype", "out")
    let generator = try call.generator
    return try Drawing.spread(call, []) { _ in generator.standardNormal() }
  }
  static let exponential = Method("exponential(self, scale=1.0, size=None)", mutates: true) { call in
    let generator = try call.generator
    return try Drawing.spread(call, ["scale"]) { (p) throws(Raised) in
      guard p[0] >= 0 else { throw .valueError("scale < 0") }
      return p[0] * generator.standardExponential()
    }
  }
  static let standardExponential = Method(
    "standard_exponential(self, size=None, dtype=None, method='zig', out=None)", mutates: true
  ) { call in
    try call.refuse("dtype", "method", "out")
    let generator = try call.generator
    return try Drawing.spread(call, []) { _ in generator.standardExponential() }
  }
  static let lognormal = Method("lognormal(self, mean=0.0, sigma=1.0, size=None)", mutates: true) { call in
    let generator = try call.generator
    return try Drawing.spread(call, ["mean", "sigma"]) { (p) throws(Raised) in
      guard p[1] >= 0 else { throw .valueError("sigma < 0") }
      return Kernels.exponential(p[0] + p[1] * generator.standardNormal())
    }
  }

  static let choice = Method(
    "choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True)", mutates: true
  ) { call in
    try call.refuse("axis", "shuffle")
    let chosen = try Drawing.choice(call, call.generator)
    // One of the numbers below an integer is a plain Python number.
    guard call.isNone("size"), try call.context.indexIfInteger(call["a"]) != nil else { return chosen }
    return try call.context.indexIfInteger(chosen).map { .int($0) } ?? chosen
  }
  static let permutation = Method("permutation(self, x, axis=0)", mutates: true) { call in
    try call.refuse("axis")
    return try Drawing.permutation(call, call.generator)
  }
  static let shuffle = Method("shuffle(self, x, axis=0)", mutates: true) { call in
    try call.refuse("axis")
    return try Drawing.shuffle(call, call.generator)
  }
}

extension Call {
  fileprivate var generator: RandomGenerator {
    get throws(Raised) { try receiver(as: GeneratorObject.self).generator }
  }
}
