/// The next trial step from the best point, the interval's other end and the current point; updates the interval.
///
/// - SeeAlso: MINPACK-2, `dcstep`.
func nextStep(
  _ x: inout StepPoint, _ y: inout StepPoint, _ p: StepPoint, _ isBracketed: inout Bool, _ low: Double, _ high: Double
) -> Double {
  let sign = p.slope * (x.slope / x.slope.magnitude)
  let next: Double
  if p.value > x.value {
    next = higherValue(x, p)
    isBracketed = true
  } else if sign < 0 {
    next = oppositeSlopes(x, p)
    isBracketed = true
  } else if p.slope.magnitude < x.slope.magnitude {
    next = flatterSlope(x, y, p, isBracketed, low, high)
  } else if isBracketed {
    next = steeperSlope(y, p)
  } else {
    next = p.step > x.step ? high : low
  }
  if p.value > x.value {
    y = p
  } else {
    if sign < 0 { y = x }
    x = p
  }
  return next
}

private func largestOf(_ a: Double, _ b: Double, _ c: Double) -> Double {
  max(a.magnitude, max(b.magnitude, c.magnitude))
}

/// The minimum is bracketed: the cubic step if it is closer to the best point than the quadratic one, else their mean.
private func higherValue(_ x: StepPoint, _ p: StepPoint) -> Double {
  let theta = 3 * (x.value - p.value) / (p.step - x.step) + x.slope + p.slope
  let s = largestOf(theta, x.slope, p.slope)
  var gamma = s * ((theta / s) * (theta / s) - (x.slope / s) * (p.slope / s)).squareRoot()
  if p.step < x.step { gamma = -gamma }
  let r = ((gamma - x.slope) + theta) / (((gamma - x.slope) + gamma) + p.slope)
  let cubic = x.step + r * (p.step - x.step)
  let quadratic =
    x.step + ((x.slope / ((x.value - p.value) / (p.step - x.step) + x.slope)) / 2) * (p.step - x.step)
  return (cubic - x.step).magnitude < (quadratic - x.step).magnitude ? cubic : cubic + (quadratic - cubic) / 2
}

/// The minimum is bracketed: whichever of the cubic and the secant step is farther from the current point.
private func oppositeSlopes(_ x: StepPoint, _ p: StepPoint) -> Double {
  let theta = 3 * (x.value - p.value) / (p.step - x.step) + x.slope + p.slope
  let s = largestOf(theta, x.slope, p.slope)
  var gamma = s * ((theta / s) * (theta / s) - (x.slope / s) * (p.slope / s)).squareRoot()
  if p.step > x.step { gamma = -gamma }
  let r = ((gamma - p.slope) + theta) / (((gamma - p.slope) + gamma) + x.slope)
  let cubic = p.step + r * (x.step - p.step)
  let secant = p.step + (p.slope / (p.slope - x.slope)) * (x.step - p.step)
  return (cubic - p.step).magnitude > (secant - p.step).magnitude ? cubic : secant
}

/// The slope decreases: the cubic step only where the cubic tends to infinity in this direction, or its minimum lies beyond.
private func flatterSlope(
  _ x: StepPoint, _ y: StepPoint, _ p: StepPoint, _ isBracketed: Bool, _ low: Double, _ high: Double
) -> Double {
  let theta = 3 * (x.value - p.value) / (p.step - x.step) + x.slope + p.slope
  let s = largestOf(theta, x.slope, p.slope)
  var gamma = s * max(0, (theta / s) * (theta / s) - (x.slope / s) * (p.slope / s)).squareRoot()
  if p.step > x.step { gamma = -gamma }
  let r = ((gamma - p.slope) + theta) / ((gamma + (x.slope - p.slope)) + gamma)
  let cubic: Double
  if r < 0 && gamma != 0 {
    cubic = p.step + r * (x.step - p.step)
  } else {
    cubic = p.step > x.step ? high : low
  }
  let secant = p.step + (p.slope / (p.slope - x.slope)) * (x.step - p.step)
  let cubicIsCloser = (cubic - p.step).magnitude < (secant - p.step).magnitude
  if isBracketed {
    let next = cubicIsCloser ? cubic : secant
    let limit = p.step + 0.66 * (y.step - p.step)
    return p.step > x.step ? min(limit, next) : max(limit, next)
  }
  let cubicIsFarther = (cubic - p.step).magnitude > (secant - p.step).magnitude
  return max(low, min(high, cubicIsFarther ? cubic : secant))
}

/// The slope does not decrease: the cubic step towards the interval's other end.
private func steeperSlope(_ y: StepPoint, _ p: StepPoint) -> Double {
  let theta = 3 * (p.value - y.value) / (y.step - p.step) + y.slope + p.slope
  let s = largestOf(theta, y.slope, p.slope)
  var gamma = s * ((theta / s) * (theta / s) - (y.slope / s) * (p.slope / s)).squareRoot()
  if p.step > y.step { gamma = -gamma }
  let r = ((gamma - p.slope) + theta) / (((gamma - p.slope) + gamma) + y.slope)
  return p.step + r * (y.step - p.step)
}
