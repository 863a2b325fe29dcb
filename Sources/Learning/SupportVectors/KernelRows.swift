import Kernels
import Processors

/// Rows of the kernel over the training rows, computed when they are asked for and kept while there is room.
///
/// libsvm keeps them as `Float`, which decides its steps: so do we.
final class KernelRows {
  let count: Int
  /// The kernel of each row with itself.
  let diagonal: [Double]
  private let x: [Double]
  private let features: Int
  private let squares: [Double]
  private let kernel: SupportKernel
  private var rows: [UnsafeMutablePointer<Float>?]
  /// Row numbers, the one used longest ago first.
  private var order: [Int] = []
  private let capacity: Int

  /// - Parameter x: row-major.
  init(_ x: Matrix, _ kernel: SupportKernel, cacheSize: Double) {
    count = x.rows
    self.x = x.values
    features = x.columns
    self.kernel = kernel
    let features = x.columns
    squares = (0..<x.rows).map { row in
      x.values.withUnsafeBufferPointer { values in
        values.baseAddress.map { dot($0 + row * features, $0 + row * features, features) } ?? 0
      }
    }
    diagonal = squares.map { kernel.value(kernel.code == 2 ? $0 + $0 - 2 * $0 : $0) }
    rows = Array(repeating: nil, count: x.rows)
    let bytes = min(max(cacheSize, 1), 1e6) * 1_048_576
    capacity = max(2, Int(bytes / Double(max(x.rows, 1) * 4)))
  }

  deinit {
    for row in rows { row?.deallocate() }
  }

  /// The kernel of a row with every row; valid until two other rows were asked for.
  func row(_ index: Int) -> UnsafePointer<Float> {
    if let known = rows[index] {
      if order.count >= capacity, let position = order.firstIndex(of: index) {
        order.remove(at: position)
        order.append(index)
      }
      return UnsafePointer(known)
    }
    let storage = room()
    fill(SharedMemory(storage), index)
    rows[index] = storage
    order.append(index)
    return UnsafePointer(storage)
  }

  private func fill(_ storage: SharedMemory<Float>, _ index: Int) {
    let (x, features, squares, kernel) = (x, features, squares, kernel)
    // Few numbers are not worth the way to another processor.
    inParts(of: count, size: max(1024, 1 << 16 / max(features, 1))) { part in
      x.withUnsafeBufferPointer { x in
        guard let x = x.baseAddress else { return }
        let own = x + index * features
        for other in part {
          var product = dot(own, x + other * features, features)
          if kernel.code == 2 { product = squares[index] + squares[other] - 2 * product }
          storage.start[other] = Float(kernel.value(product))
        }
      }
    }
  }

  private func room() -> UnsafeMutablePointer<Float> {
    if order.count >= capacity {
      let oldest = order.removeFirst()
      if let storage = rows[oldest] {
        rows[oldest] = nil
        return storage
      }
    }
    return UnsafeMutablePointer<Float>.allocate(capacity: max(count, 1))
  }
}
