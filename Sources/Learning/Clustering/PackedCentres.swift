import Kernels

/// Centres four side by side, whose products with a row are summed up together.
struct PackedCentres: Sendable {
  private let centres: [[Double]]
  let width: Int
  /// For each four centres and each feature their numbers.
  private let values: [SIMD4<Double>]
  /// Squared lengths, rounded as numpy rounds them; infinite where there is no centre.
  private let lengths: [SIMD4<Double>]
  private let longest: Double

  init(_ centres: [[Double]], width: Int) {
    self.centres = centres
    self.width = width
    let blocks = (centres.count + 3) / 4
    var values = [SIMD4<Double>](repeating: .zero, count: blocks * width)
    var lengths = [SIMD4<Double>](repeating: SIMD4(repeating: .infinity), count: blocks)
    var longest = 0.0
    for (label, centre) in centres.enumerated() {
      for feature in 0..<width { values[label / 4 * width + feature][label % 4] = centre[feature] }
      let length = centre.withUnsafeBufferPointer { $0.baseAddress.map { squaredLength($0, width) } ?? 0 }
      lengths[label / 4][label % 4] = length
      longest = max(longest, length)
    }
    self.values = values
    self.lengths = lengths
    self.longest = longest
  }

  /// What rounding may take from or add to a squared distance of a row with this squared length.
  @inline(__always)
  func error(_ square: Double) -> Double { Double(width &+ 2) * 0x1p-50 * (square + longest) }

  /// The nearest centre, and the squares of its distance and of the next one's, less that of the row's length. Where another
  /// is as near but for rounding, products are fused as BLAS fuses them, which decides.
  @inline(__always)
  func nearest(to row: UnsafePointer<Double>, square: Double) -> (label: Int, least: Double, second: Double) {
    var best = 0
    var (least, second) = (Double.infinity, Double.infinity)
    @inline(__always)
    func hold(_ block: Int, _ products: SIMD4<Double>) {
      let distances = lengths[block] - 2 * products
      for lane in 0..<4 where distances[lane] < second {
        if distances[lane] < least {
          (best, second, least) = (block &* 4 &+ lane, least, distances[lane])
        } else {
          second = distances[lane]
        }
      }
    }
    values.withUnsafeBufferPointer { values in
      var block = 0
      while block &+ 2 <= lengths.count {
        var (a, b) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        for feature in 0..<width {
          a += values[block &* width &+ feature] * row[feature]
          b += values[(block &+ 1) &* width &+ feature] * row[feature]
        }
        hold(block, a)
        hold(block &+ 1, b)
        block &+= 2
      }
      if block < lengths.count {
        var products = SIMD4<Double>.zero
        for feature in 0..<width { products += values[block &* width &+ feature] * row[feature] }
        hold(block, products)
      }
    }
    return (second - least > error(square) ? best : nearestFused(to: row), least, second)
  }

  private func nearestFused(to row: UnsafePointer<Double>) -> Int {
    var best = 0
    var least = Double.infinity
    for (label, centre) in centres.enumerated() {
      var product = 0.0
      for feature in 0..<width { product.addProduct(centre[feature], row[feature]) }
      let distance = lengths[label / 4][label % 4] - 2 * product
      if distance < least { (best, least) = (label, distance) }
    }
    return best
  }
}
