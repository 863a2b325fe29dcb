/// The standard normal distribution's quantile: the number below which a `share` of the values lies.
///
/// Infinite at 0 and 1, NaN outside.
///
/// - SeeAlso: S. L. Moshier, Cephes, `ndtri`, which scipy uses.
public func normalQuantile(_ share: Double) -> Double {
  if share == 0 { return -.infinity }
  if share == 1 { return .infinity }
  guard share > 0, share < 1 else { return .nan }
  let limit = 0.13533528323661269189
  var y = share
  let isUpper = y > 1 - limit
  if isUpper { y = 1 - y }
  if y > limit {
    y -= 0.5
    let square = y * y
    let x = y + y * (square * polynomial(square, centre) / monicPolynomial(square, centreBelow))
    return x * 2.50662827463100050242
  }
  let x = (-2 * naturalLogarithm(y)).squareRoot()
  let first = x - naturalLogarithm(x) / x
  let z = 1 / x
  let second =
    x < 8
    ? z * polynomial(z, near) / monicPolynomial(z, nearBelow) : z * polynomial(z, far) / monicPolynomial(z, farBelow)
  return isUpper ? first - second : second - first
}

private func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
  var sum = 0.0
  for coefficient in coefficients { sum = sum * x + coefficient }
  return sum
}

/// The polynomial whose first coefficient is 1 and not written.
private func monicPolynomial(_ x: Double, _ coefficients: [Double]) -> Double {
  var sum = 1.0
  for coefficient in coefficients { sum = sum * x + coefficient }
  return sum
}

private let centre: [Double] = [
  -5.99633501014107895267E1, 9.80010754185999661536E1, -5.66762857469070293439E1, 1.39312609387279679503E1,
  -1.23916583867381258016E0,
]
private let centreBelow: [Double] = [
  1.95448858338141759834E0, 4.67627912898881538453E0, 8.63602421390890590575E1, -2.25462687854119370527E2,
  2.00260212380060660359E2, -8.20372256168333339912E1, 1.59056225126211695515E1, -1.18331621121330003142E0,
]
private let near: [Double] = [
  4.05544892305962419923E0, 3.15251094599893866154E1, 5.71628192246421288162E1, 4.40805073893200834700E1,
  1.46849561928858024014E1, 2.18663306850790267539E0, -1.40256079171354495875E-1, -3.50424626827848203418E-2,
  -8.57456785154685413611E-4,
]
private let nearBelow: [Double] = [
  1.57799883256466749731E1, 4.53907635128879210584E1, 4.13172038254672030440E1, 1.50425385692907503408E1,
  2.50464946208309415979E0, -1.42182922854787788574E-1, -3.80806407691578277194E-2, -9.33259480895457427372E-4,
]
private let far: [Double] = [
  3.23774891776946035970E0, 6.91522889068984211695E0, 3.93881025292474443415E0, 1.33303460815807542389E0,
  2.01485389549179081538E-1, 1.23716634817820021358E-2, 3.01581553508235416007E-4, 2.65806974686737550832E-6,
  6.23974539184983293730E-9,
]
private let farBelow: [Double] = [
  6.02427039364742014255E0, 3.67983563856160859403E0, 1.37702099489081330271E0, 2.16236993594496635890E-1,
  1.34204006088543189037E-2, 3.28014464682127739104E-4, 2.89247864745380683936E-6, 6.79019408009981274425E-9,
]
