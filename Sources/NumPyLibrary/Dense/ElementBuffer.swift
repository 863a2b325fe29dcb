package import Columns
package import DataFrames
import Kernels
package import Plans
import Tracing

/// The storage of an array that is no function of rows; views share it, and see each other's stores.
package final class ElementBuffer {
  package let fitted: Plan.Fitted?
  private var stored: Column
  /// The columns of a matrix whose elements nobody has asked for: what takes it column by column needs no other copy.
  private var unjoined: UnjoinedColumns?

  package init(_ values: Column, fitted: Plan.Fitted?) {
    stored = values
    self.fitted = fitted
  }

  init(_ columns: UnjoinedColumns, fitted: Plan.Fitted?) {
    stored = .bools([])
    unjoined = columns
    self.fitted = fitted
  }

  /// The elements, where the layouts of its views say.
  package var values: Column {
    get {
      join()
      return stored
    }
    _modify {
      join()
      yield &stored
    }
  }

  private func join() {
    guard let columns = unjoined else { return }
    unjoined = nil
    stored = columns.joined
  }

  /// The columns of a layout, where the buffer was made of them and they lie apart still.
  func columns(of layout: ElementLayout) -> [Column]? {
    guard let unjoined, unjoined.layout == layout else { return nil }
    return unjoined.columns
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
    // The storage is taken out of the column first: a second reference to it would have it copied for each element.
    let taken = storage
    storage = .bool([])
    switch consume taken {
    case .float64(var numbers):
      defer { storage = .float64(numbers) }
      guard case .float(let number) = scalar else { return false }
      numbers[position] = number
    case .int64(var numbers):
      defer { storage = .int64(numbers) }
      guard case .int(let number) = scalar else { return false }
      numbers[position] = number
    case .bool(var flags):
      defer { storage = .bool(flags) }
      guard case .bool(let flag) = scalar else { return false }
      flags[position] = flag
    case .float32(var numbers):
      defer { storage = .float32(numbers) }
      guard case .float(let number) = scalar else { return false }
      numbers[position] = Float(number)
    case .object(var scalars):
      defer { storage = .object(scalars) }
      scalars[position] = scalar
    case .string(let texts):
      storage = .string(texts)
      return false
    }
    return true
  }
}
