import Dispatch
import Glibc

/// The rows of a fit in bins: a column of bytes a feature.
struct BinnedRows: Sendable {
  let rows: Int
  let features: Int
  /// Column after column.
  let bins: [UInt8]
  /// The bin of missing values.
  let missing: UInt8

  var binCount: Int { Int(missing) + 1 }

  init(_ x: Matrix, _ cuts: [FeatureBins], missing: UInt8) {
    rows = x.rows
    features = x.columns
    self.missing = missing
    var bins = [UInt8](repeating: 0, count: rows * features)
    for feature in 0..<features {
      for row in 0..<rows { bins[feature * rows + row] = cuts[feature].bin(x[row, feature], missing: missing) }
    }
    self.bins = bins
  }

  /// Whether any row misses the feature.
  func hasMissing(_ feature: Int) -> Bool {
    bins[feature * rows..<(feature + 1) * rows].contains(missing)
  }
}

/// Sums over the samples of a node in one bin of one feature.
struct Bin {
  var gradients = 0.0
  var hessians = 0.0
  var count: UInt32 = 0
}

/// The sums of a node in all bins of all features; a class, because a child takes over its parent's memory.
final class Histograms {
  let sums: UnsafeMutablePointer<Bin>
  private let features: Int
  private let bins: Int

  init(features: Int, bins: Int) {
    self.features = features
    self.bins = bins
    sums = .allocate(capacity: max(features * bins, 1))
    sums.initialize(repeating: Bin(), count: max(features * bins, 1))
  }

  deinit { sums.deallocate() }

  func feature(_ feature: Int) -> UnsafeMutablePointer<Bin> { sums + feature * bins }

  /// Adds up the gradients of some rows, in their order.
  ///
  /// - Parameter hessians: one number where they are constant, and then not added up.
  func add(_ data: BinnedRows, _ rows: ArraySlice<UInt32>, _ gradients: [Float], _ hessians: [Float]) {
    let sums = Sums(start: sums)
    let width = self.bins
    let isConstant = hessians.count == 1 && gradients.count != 1
    data.bins.withUnsafeBufferPointer { bins in
      rows.withUnsafeBufferPointer { rows in
        gradients.withUnsafeBufferPointer { gradients in
          hessians.withUnsafeBufferPointer { hessians in
            nonisolated(unsafe) let (bins, rows, gradients, hessians) = (bins, rows, gradients, hessians)
            forEachFeature(work: rows.count * features) { feature in
              let out = sums.start + feature * width
              let column = bins.baseAddress.map { $0 + feature * data.rows }
              guard let column else { return }
              for row in rows {
                let row = Int(row)
                let bin = out + Int(column[row])
                bin.pointee.gradients += Double(gradients[row])
                if !isConstant { bin.pointee.hessians += Double(hessians[row]) }
                bin.pointee.count &+= 1
              }
            }
          }
        }
      }
    }
  }

  /// Takes a sibling's sums away from the parent's, which these were.
  func subtract(_ other: Histograms) {
    for index in 0..<features * bins {
      sums[index].gradients -= other.sums[index].gradients
      sums[index].hessians -= other.sums[index].hessians
      sums[index].count &-= other.sums[index].count
    }
  }

  /// Runs `body` for each feature, on all processors where there is enough to do; features do not meet.
  private func forEachFeature(work: Int, _ body: @Sendable (Int) -> Void) {
    let workers = min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), features)
    if work < 100_000 || workers <= 1 { return (0..<features).forEach(body) }
    let count = features
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for feature in stride(from: worker, to: count, by: workers) { body(feature) }
    }
  }
}

/// Where sums lie, for workers on parts that do not meet.
private struct Sums: @unchecked Sendable {
  let start: UnsafeMutablePointer<Bin>
}
