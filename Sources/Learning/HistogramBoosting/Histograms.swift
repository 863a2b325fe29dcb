import Processors

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
    bins = [UInt8](unsafeUninitializedCapacity: rows * features) { [rows, features] buffer, count in
      count = rows * features
      guard let start = buffer.baseAddress else { return }
      let bins = SharedMemory(start)
      inParts(of: features, size: 1) { part in
        for feature in part {
          for row in 0..<rows {
            (bins.start + feature * rows + row).initialize(to: cuts[feature].bin(x[row, feature], missing: missing))
          }
        }
      }
    }
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
/// Workers read it, or add up features of their own.
final class Histograms: @unchecked Sendable {
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
    let isConstant = hessians.count == 1 && gradients.count != 1
    // In the rows' order, so that each feature reads them one after the other.
    let steps = rows.map { row in SIMD2(gradients[Int(row)], isConstant ? 0 : hessians[Int(row)]) }
    let (sums, width) = (SharedMemory(sums), self.bins)
    // A feature's sums do not depend on who adds them up.
    let size = rows.count * features < 50_000 ? features : 1
    inParts(of: features, size: max(size, 1)) { part in
      data.bins.withUnsafeBufferPointer { bins in
        rows.withUnsafeBufferPointer { rows in
          steps.withUnsafeBufferPointer { steps in
            guard let bins = bins.baseAddress else { return }
            for feature in part {
              let (out, column) = (sums.start + feature * width, bins + feature * data.rows)
              for place in 0..<rows.count {
                let bin = out + Int(column[Int(rows[place])])
                bin.pointee.gradients += Double(steps[place].x)
                bin.pointee.hessians += Double(steps[place].y)
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
}
