/// The line search of Moré and Thuente: finds a step with sufficient decrease and a small slope.
///
/// - SeeAlso: MINPACK-2, `dcsrch` and `dcstep`, with the tolerances that L-BFGS-B passes.
struct LineSearch {
  enum Verdict {
    /// Evaluate at `step`.
    case evaluate
    /// `step` satisfies both conditions, or no better one can be found.
    case finished
  }

  /// The conditions that a step has to meet, and the interval's relative width that ends a search.
  struct Tolerances {
    var decrease = 1e-3
    var curvature = 0.9
    var width = 0.1
    var smallest = 0.0
  }

  private let decrease: Double
  private let curvature: Double
  private let width: Double
  private let smallest: Double
  private let largest: Double
  private(set) var step: Double
  private var isBracketed = false
  private var stage = 1
  private let initial: StepPoint
  private let test: Double
  private var best: StepPoint
  private var other: StepPoint
  private var low = 0.0
  private var high: Double
  private var interval: Double
  private var intervalBefore: Double

  /// A search that begins with `step`, where the value and the slope (negative) at 0 are known.
  init(value: Double, slope: Double, step: Double, largest: Double, tolerances: Tolerances = Tolerances()) {
    self.step = step
    self.largest = largest
    decrease = tolerances.decrease
    curvature = tolerances.curvature
    width = tolerances.width
    smallest = tolerances.smallest
    initial = StepPoint(step: 0, value: value, slope: slope)
    test = decrease * slope
    best = initial
    other = initial
    high = step + 4 * step
    interval = largest - smallest
    intervalBefore = interval / 0.5
  }

  /// Whether a point at `step` meets both conditions.
  func isMet(value: Double, slope: Double) -> Bool {
    value <= initial.value + step * test && slope.magnitude <= curvature * -initial.slope
  }

  /// Takes the value and slope at `step`, and either finishes or proposes another step.
  mutating func advance(value: Double, slope: Double) -> Verdict {
    let bound = initial.value + step * test
    if stage == 1 && value <= bound && slope >= 0 { stage = 2 }
    let cannotProgress = isBracketed && (step <= low || step >= high || high - low <= width * high)
    if cannotProgress || (step == largest && value <= bound && slope <= test)
      || (step == smallest && (value > bound || slope >= test))
      || (value <= bound && slope.magnitude <= curvature * -initial.slope)
    {
      return .finished
    }
    if stage == 1 && value <= best.value && value > bound {
      var (b, o) = (best.tilted(by: test), other.tilted(by: test))
      let current = StepPoint(step: step, value: value, slope: slope).tilted(by: test)
      step = nextStep(&b, &o, current, &isBracketed, low, high)
      (best, other) = (b.tilted(by: -test), o.tilted(by: -test))
    } else {
      let current = StepPoint(step: step, value: value, slope: slope)
      step = nextStep(&best, &other, current, &isBracketed, low, high)
    }
    narrow()
    return .evaluate
  }

  /// Bisects where the interval does not shrink, and keeps the step within its limits.
  private mutating func narrow() {
    if isBracketed {
      let distance = (other.step - best.step).magnitude
      if distance >= 0.66 * intervalBefore { step = best.step + 0.5 * (other.step - best.step) }
      intervalBefore = interval
      interval = distance
      low = min(best.step, other.step)
      high = max(best.step, other.step)
    } else {
      low = step + 1.1 * (step - best.step)
      high = step + 4 * (step - best.step)
    }
    step = min(max(step, smallest), largest)
    if isBracketed && (step <= low || step >= high || high - low <= width * high) { step = best.step }
  }
}

/// A step along a line, with the function's value and slope there.
struct StepPoint {
  var step: Double
  var value: Double
  var slope: Double

  /// The same point of the function minus a linear one.
  func tilted(by slope: Double) -> StepPoint {
    StepPoint(step: step, value: value - step * slope, slope: self.slope - slope)
  }
}
