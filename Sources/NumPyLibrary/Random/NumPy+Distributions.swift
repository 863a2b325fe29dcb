import PythonRuntime

// The distributions that `numpy.random` and `RandomState` have in common.
extension NumPy.Random {
  static let exponential = Function("exponential(scale=1.0, size=None)") { call in
    try Drawing.distribution("exponential", call, call.context.numpyRandom.drawn())
  }
  static let standardExponential = Function("standard_exponential(size=None)") { call in
    try Drawing.distribution("standard_exponential", call, call.context.numpyRandom.drawn())
  }
  static let standardNormal = Function("standard_normal(size=None)") { call in
    try Drawing.distribution("standard_normal", call, call.context.numpyRandom.drawn())
  }
  static let standardCauchy = Function("standard_cauchy(size=None)") { call in
    try Drawing.distribution("standard_cauchy", call, call.context.numpyRandom.drawn())
  }
  static let gamma = Function("gamma(shape, scale=1.0, size=None)") { call in
    try Drawing.distribution("gamma", call, call.context.numpyRandom.drawn())
  }
  static let standardGamma = Function("standard_gamma(shape, size=None)") { call in
    try Drawing.distribution("standard_gamma", call, call.context.numpyRandom.drawn())
  }
  static let beta = Function("beta(a, b, size=None)") { call in
    try Drawing.distribution("beta", call, call.context.numpyRandom.drawn())
  }
  static let chisquare = Function("chisquare(df, size=None)") { call in
    try Drawing.distribution("chisquare", call, call.context.numpyRandom.drawn())
  }
  static let fDistribution = Function("f(dfnum, dfden, size=None)") { call in
    try Drawing.distribution("f", call, call.context.numpyRandom.drawn())
  }
  static let lognormal = Function("lognormal(mean=0.0, sigma=1.0, size=None)") { call in
    try Drawing.distribution("lognormal", call, call.context.numpyRandom.drawn())
  }
  static let laplace = Function("laplace(loc=0.0, scale=1.0, size=None)") { call in
    try Drawing.distribution("laplace", call, call.context.numpyRandom.drawn())
  }
  static let logistic = Function("logistic(loc=0.0, scale=1.0, size=None)") { call in
    try Drawing.distribution("logistic", call, call.context.numpyRandom.drawn())
  }
  static let gumbel = Function("gumbel(loc=0.0, scale=1.0, size=None)") { call in
    try Drawing.distribution("gumbel", call, call.context.numpyRandom.drawn())
  }
  static let weibull = Function("weibull(a, size=None)") { call in
    try Drawing.distribution("weibull", call, call.context.numpyRandom.drawn())
  }
  static let pareto = Function("pareto(a, size=None)") { call in
    try Drawing.distribution("pareto", call, call.context.numpyRandom.drawn())
  }
  static let power = Function("power(a, size=None)") { call in
    try Drawing.distribution("power", call, call.context.numpyRandom.drawn())
  }
  static let rayleigh = Function("rayleigh(scale=1.0, size=None)") { call in
    try Drawing.distribution("rayleigh", call, call.context.numpyRandom.drawn())
  }
  static let triangular = Function("triangular(left, mode, right, size=None)") { call in
    try Drawing.distribution("triangular", call, call.context.numpyRandom.drawn())
  }
  static let standardT = Function("standard_t(df, size=None)") { call in
    try Drawing.distribution("standard_t", call, call.context.numpyRandom.drawn())
  }
  static let wald = Function("wald(mean, scale, size=None)") { call in
    try Drawing.distribution("wald", call, call.context.numpyRandom.drawn())
  }
  static let poisson = Function("poisson(lam=1.0, size=None)") { call in
    try Drawing.distribution("poisson", call, call.context.numpyRandom.drawn())
  }
  static let binomial = Function("binomial(n, p, size=None)") { call in
    try Drawing.distribution("binomial", call, call.context.numpyRandom.drawn())
  }
  static let geometric = Function("geometric(p, size=None)") { call in
    try Drawing.distribution("geometric", call, call.context.numpyRandom.drawn())
  }
  static let negativeBinomial = Function("negative_binomial(n, p, size=None)") { call in
    try Drawing.distribution("negative_binomial", call, call.context.numpyRandom.drawn())
  }
  static let multinomial = Function("multinomial(n, pvals, size=None)") { call in
    try Drawing.multinomial(call, call.context.numpyRandom.drawn())
  }
  static let dirichlet = Function("dirichlet(alpha, size=None)") { call in
    try Drawing.dirichlet(call, call.context.numpyRandom.drawn())
  }
  static let multivariateNormal = Function("multivariate_normal(mean, cov, size=None, check_valid='warn', tol=1e-08)") {
    call in
    try Drawing.multivariateNormal(call, call.context.numpyRandom.drawn())
  }
  static let randomIntegers = Function("random_integers(low, high=None, size=None)") { call in
    try Drawing.randomIntegers(call, call.context.numpyRandom.drawn())
  }
  static let ranf = Function("ranf(size=None)") { call in
    try Drawing.random(call, call.context.numpyRandom.drawn())
  }
  static let sample = Function("sample(size=None)") { call in
    try Drawing.random(call, call.context.numpyRandom.drawn())
  }
}

extension NumPy.RandomStateClass {
  static let exponential = Method("exponential(self, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("exponential", call, call.randomState)
  }
  static let standardExponential = Method("standard_exponential(self, size=None)", mutates: true) { call in
    try Drawing.distribution("standard_exponential", call, call.randomState)
  }
  static let standardNormal = Method("standard_normal(self, size=None)", mutates: true) { call in
    try Drawing.distribution("standard_normal", call, call.randomState)
  }
  static let standardCauchy = Method("standard_cauchy(self, size=None)", mutates: true) { call in
    try Drawing.distribution("standard_cauchy", call, call.randomState)
  }
  static let gamma = Method("gamma(self, shape, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("gamma", call, call.randomState)
  }
  static let standardGamma = Method("standard_gamma(self, shape, size=None)", mutates: true) { call in
    try Drawing.distribution("standard_gamma", call, call.randomState)
  }
  static let beta = Method("beta(self, a, b, size=None)", mutates: true) { call in
    try Drawing.distribution("beta", call, call.randomState)
  }
  static let chisquare = Method("chisquare(self, df, size=None)", mutates: true) { call in
    try Drawing.distribution("chisquare", call, call.randomState)
  }
  static let fDistribution = Method("f(self, dfnum, dfden, size=None)", mutates: true) { call in
    try Drawing.distribution("f", call, call.randomState)
  }
  static let lognormal = Method("lognormal(self, mean=0.0, sigma=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("lognormal", call, call.randomState)
  }
  static let laplace = Method("laplace(self, loc=0.0, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("laplace", call, call.randomState)
  }
  static let logistic = Method("logistic(self, loc=0.0, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("logistic", call, call.randomState)
  }
  static let gumbel = Method("gumbel(self, loc=0.0, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("gumbel", call, call.randomState)
  }
  static let weibull = Method("weibull(self, a, size=None)", mutates: true) { call in
    try Drawing.distribution("weibull", call, call.randomState)
  }
  static let pareto = Method("pareto(self, a, size=None)", mutates: true) { call in
    try Drawing.distribution("pareto", call, call.randomState)
  }
  static let power = Method("power(self, a, size=None)", mutates: true) { call in
    try Drawing.distribution("power", call, call.randomState)
  }
  static let rayleigh = Method("rayleigh(self, scale=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("rayleigh", call, call.randomState)
  }
  static let triangular = Method("triangular(self, left, mode, right, size=None)", mutates: true) { call in
    try Drawing.distribution("triangular", call, call.randomState)
  }
  static let standardT = Method("standard_t(self, df, size=None)", mutates: true) { call in
    try Drawing.distribution("standard_t", call, call.randomState)
  }
  static let wald = Method("wald(self, mean, scale, size=None)", mutates: true) { call in
    try Drawing.distribution("wald", call, call.randomState)
  }
  static let poisson = Method("poisson(self, lam=1.0, size=None)", mutates: true) { call in
    try Drawing.distribution("poisson", call, call.randomState)
  }
  static let binomial = Method("binomial(self, n, p, size=None)", mutates: true) { call in
    try Drawing.distribution("binomial", call, call.randomState)
  }
  static let geometric = Method("geometric(self, p, size=None)", mutates: true) { call in
    try Drawing.distribution("geometric", call, call.randomState)
  }
  static let negativeBinomial = Method("negative_binomial(self, n, p, size=None)", mutates: true) { call in
    try Drawing.distribution("negative_binomial", call, call.randomState)
  }
  static let multinomial = Method("multinomial(self, n, pvals, size=None)", mutates: true) { call in
    try Drawing.multinomial(call, call.randomState)
  }
  static let dirichlet = Method("dirichlet(self, alpha, size=None)", mutates: true) { call in
    try Drawing.dirichlet(call, call.randomState)
  }
  static let multivariateNormal = Method(
    "multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-08)", mutates: true
  ) { call in
    try Drawing.multivariateNormal(call, call.randomState)
  }
  static let randomIntegers = Method("random_integers(self, low, high=None, size=None)", mutates: true) { call in
    try Drawing.randomIntegers(call, call.randomState)
  }
}
