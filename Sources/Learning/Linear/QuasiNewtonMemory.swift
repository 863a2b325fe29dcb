/// The last corrections of L-BFGS and the small matrices made of them, for a problem without bounds.
///
/// - SeeAlso: Zhu, Byrd, Lu, Nocedal, L-BFGS-B 3.0: `matupd`, `formt`, `formk`, `subsm`.
struct QuasiNewtonMemory {
  private let capacity: Int
  private var steps: [[Double]] = []
  private var changes: [[Double]] = []
  /// Products of steps i ≤ j, of changes i ≥ j, of step i with change j.
  private var stepStep: [[Double]] = []
  private var changeChange: [[Double]] = []
  private var stepChange: [[Double]] = []
  private var theta = 1.0
  private var factor: UpperTriangle?

  init(capacity: Int) {
    self.capacity = capacity
  }

  var isEmpty: Bool { steps.isEmpty }

  mutating func clear() {
    self = QuasiNewtonMemory(capacity: capacity)
  }

  /// Adds a correction; false if the middle matrix is not positive definite any more.
  mutating func add(
    step: [Double], change: [Double], changeSquared: Double, product: Double, stepSquared: Double
  ) -> Bool {
    if steps.count == capacity { forgetOldest() }
    steps.append(step)
    changes.append(change)
    theta = changeSquared / product
    let last = steps.count - 1
    for i in 0...last {
      if i < last {
        stepStep[i].append(dot(steps[i], step))
        stepChange[i].append(dot(steps[i], change))
        changeChange[i].append(dot(changes[i], change))
      }
    }
    stepStep.append((0..<last).map { stepStep[$0][last] } + [stepSquared])
    changeChange.append((0..<last).map { changeChange[$0][last] } + [dot(change, change)])
    stepChange.append((0..<last).map { dot(step, changes[$0]) } + [product])
    factor = nil
    return middleIsPositive()
  }

  private mutating func forgetOldest() {
    steps.removeFirst()
    changes.removeFirst()
    for path in [\QuasiNewtonMemory.stepStep, \.changeChange, \.stepChange] {
      self[keyPath: path].removeFirst()
      for i in self[keyPath: path].indices { self[keyPath: path][i].removeFirst() }
    }
  }

  /// Whether θ SᵀS + L D⁻¹ Lᵀ has a Cholesky factor.
  private func middleIsPositive() -> Bool {
    let n = steps.count
    var t = UpperTriangle(count: n)
    for i in 0..<n {
      for j in i..<n {
        var sum = 0.0
        for k in 0..<i { sum += stepChange[i][k] * stepChange[j][k] / stepChange[k][k] }
        t[i, j] = sum + theta * stepStep[i][j]
      }
    }
    return t.factorise(from: 0, to: n)
  }

  /// The quasi-Newton step from a point with this gradient; nil if the system is not positive definite any more.
  mutating func direction(_ gradient: [Double]) -> [Double]? {
    let n = steps.count
    if factor == nil { factor = subspaceFactor() }
    guard let factor else { return nil }
    var d = gradient.map { -$0 }
    var v = changes.map { dot($0, d) } + steps.map { theta * dot($0, d) }
    factor.solveTransposed(&v, size: 2 * n)
    for i in 0..<n { v[i] = -v[i] }
    factor.solve(&v)
    for j in 0..<n {
      for i in d.indices { d[i] = d[i] + (changes[j][i] * v[j] / theta) + (steps[j][i] * v[n + j]) }
    }
    let scale = 1 / theta
    for i in d.indices { d[i] *= scale }
    return d
  }

  /// The factors of the indefinite matrix K of the subspace minimisation; all variables are free.
  private func subspaceFactor() -> UpperTriangle? {
    let n = steps.count
    var k = UpperTriangle(count: 2 * n)
    for i in 0..<n {
      for j in 0...i { k[j, i] = changeChange[i][j] / theta }
      k[i, i] += stepChange[i][i]
    }
    guard k.factorise(from: 0, to: n) else { return nil }
    for i in 0..<n {
      var column = (0..<n).map { $0 < i ? 0 : stepChange[i][$0] }
      k.solveTransposed(&column, size: n)
      for j in 0..<n { k[j, n + i] = column[j] }
    }
    for i in 0..<n {
      for j in i..<n {
        var sum = 0.0
        for row in 0..<n { sum += k[row, n + i] * k[row, n + j] }
        k[n + i, n + j] = sum
      }
    }
    return k.factorise(from: n, to: 2 * n) ? k : nil
  }
}
