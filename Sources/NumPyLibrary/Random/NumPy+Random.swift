import Learning
import PythonRuntime

extension NumPy.Random {
  static let seed = Function("seed(seed=None)") { call in
    if call.isNone("seed") { return .none }
    call.context.numpyRandom.seed(try NumPy.seed(call["seed"], in: call.context))
    return .none
  }

  static let randomState = Constant("RandomState") { _ in .object(RandomStateObject.type) }

  static let rand = Function("rand(*dims)") { call in try Drawing.rand(call, call.context.numpyRandom.drawn()) }
  static let randn = Function("randn(*dims)") { call in try Drawing.randn(call, call.context.numpyRandom.drawn()) }
  static let random = Function("random(size=None)") { call in
    try Drawing.random(call, call.context.numpyRandom.drawn())
  }
  static let randomSample = Function("random_sample(size=None)") { call in
    try Drawing.random(call, call.context.numpyRandom.drawn())
  }
  static let randint = Function("randint(low, high=None, size=None, dtype=int)") { call in
    try Drawing.randint(call, call.context.numpyRandom.drawn())
  }
  static let uniform = Function("uniform(low=0.0, high=1.0, size=None)") { call in
    try Drawing.uniform(call, call.context.numpyRandom.drawn())
  }
  static let normal = Function("normal(loc=0.0, scale=1.0, size=None)") { call in
    try Drawing.normal(call, call.context.numpyRandom.drawn())
  }
  static let choice = Function("choice(a, size=None, replace=True, p=None)") { call in
    try Drawing.choice(call, call.context.numpyRandom.drawn())
  }
  static let permutation = Function("permutation(x)") { call in
    try Drawing.permutation(call, call.context.numpyRandom.drawn())
  }
  static let shuffle = Function("shuffle(x)") { call in
    try Drawing.shuffle(call, call.context.numpyRandom.drawn())
  }
}

extension NumPy.RandomStateClass {
  static let constructor = Constructor("__init__(self, seed=None)") { call in
    if call.isNone("seed") { return .object(RandomStateObject(call.context.numpyRandom.drawn())) }
    return .object(RandomStateObject(RandomState(seed: try NumPy.seed(call["seed"], in: call.context))))
  }

  static let seed = Method("seed(self, seed=None)", mutates: true) { call in
    try call.receiver(as: RandomStateObject.self).state.reseed(NumPy.seed(call["seed"], in: call.context))
    return .none
  }
  static let rand = Method("rand(self, *dims)", mutates: true) { call in try Drawing.rand(call, call.randomState) }
  static let randn = Method("randn(self, *dims)", mutates: true) { call in try Drawing.randn(call, call.randomState) }
  static let random = Method("random(self, size=None)", mutates: true) { call in
    try Drawing.random(call, call.randomState)
  }
  static let randomSample = Method("random_sample(self, size=None)", mutates: true) { call in
    try Drawing.random(call, call.randomState)
  }
  static let randint = Method("randint(self, low, high=None, size=None, dtype=int)", mutates: true) { call in
    try Drawing.randint(call, call.randomState)
  }
  static let uniform = Method("uniform(self, low=0.0, high=1.0, size=None)", mutates: true) { call in
    try Drawing.uniform(call, call.randomState)
  }
  static let normal = Method("normal(self, loc=0.0, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.normal(call, call.randomState)
  }
  static let choice = Method("choice(self, a, size=None, replace=True, p=None)", mutates: true) { call in
    try Drawing.choice(call, call.randomState)
  }
  static let permutation = Method("permutation(self, x)", mutates: true) { call in
    try Drawing.permutation(call, call.randomState)
  }
  static let shuffle = Method("shuffle(self, x)", mutates: true) { call in
    try Drawing.shuffle(call, call.randomState)
  }
}

extension Call {
  var randomState: RandomState {
    get throws(Raised) { try receiver(as: RandomStateObject.self).state }
  }
}
