package import Columns
package import DataFrames
import Kernels
package import Plans
import Tracing

/// The storage of an array that is no function of rows; views share it, and see each other's stores.
package final class ElementBuffer {
  package var values: Column
  package let fitted: Plan.Fitted?

  package init(_ values: Column, fitted: Plan.Fitted?) {
    self.values = values
    self.fitted = fitted
  }

  /// Stores `scalars`, already of the array's dtype, at `positions`.
  func store(_ scalars: [Scalar], at positions: [Int], dtype: DType) {
    if let only = scalars.first, scalars.count == 1, positions.count == 1, values.store(only, at: positions[0]) {
      return
    }
    var changed = values
    values = .bools([])
    for (index, position) in positions.enumerated() {
      let scalar = scalars.count == 1 ? scalars[0] : scalars[index]
      if changed.store(scalar, at: position) { continue }
      return storeGenerally(scalars, at: positions, into: changed, dtype: dtype)
    }
    values = changed
  }

  private func storeGenerally(_ scalars: [Scalar], at positions: [Int], into column: Column, dtype: DType) {
    var all = (0..<column.count).map { column[$0] }
    for (index, position) in positions.enumerated() {
      all[position] = scalars.count == 1 ? scalars[0] : scalars[index]
    }
    values = NumPy.column(all, dtype)
  }
}

extension Column {
  /// Changes one element in place; false where the storage does not hold such a value.
  fileprivate mutating func store(_ scalar: Scalar, at position: Int) -> Bool {
    guard missing == nil else { return false }
    switch (storage, scalar) {
    case (.float64(var numbers), .float(let number)):
      storage = .bool([])
      numbers[position] = number
      storage = .float64(numbers)
    case (.int64(var numbers), .int(let number)):
      storage = .bool([])
      numbers[position] = number
      storage = .int64(numbers)
    case (.bool(var flags), .bool(let flag)):
      storage = .bool([])
      flags[position] = flag
      storage = .bool(flags)
    case (.float32(var numbers), .float(let number)):
      storage = .bool([])
      numbers[position] = Float(number)
      storage = .float32(numbers)
    case (.object(var scalars), _):
      storage = .bool([])
      scalars[position] = scalar
      storage = .object(scalars)
    default: return false
    }
    return true
  }
}
