import CObjectCounts

/// Frees what containers hold. What is nested deeper than the stack should be waits for the outermost container.
enum Releasing {
  private static let deepest: Int32 = 1000

  /// What is freed last.
  private final class Pending {
    var values: [[Value]] = []
    var tables: [HashTable] = []
  }

  /// Frees the items of a list or tuple that goes.
  @inline(__always)
  static func free(_ items: inout [Value]) {
    if items.isEmpty { return }
    guard begin() else { return pending().values.append(items) }
    let taken = ItemsMemory(taking: &items)
    Recycling.giveUp(taken)
    end()
  }

  /// Frees the entries of a dictionary that goes.
  @inline(__always)
  static func free(_ table: inout HashTable) {
    if table.entries.isEmpty { return }
    guard begin() else { return pending().tables.append(table) }
    table.giveUp()
    table = HashTable()
    end()
  }

  /// Frees the elements of a set that goes; they hold no containers but tuples.
  @inline(__always)
  static func free(_ table: inout SetTable) {
    guard table.count > 0, begin() else { return }
    table.giveUp()
    end()
  }

  /// Whether there is room to free something now; `end` must follow then.
  @inline(__always)
  static func begin() -> Bool {
    let state = c_release_here()
    if state.pointee.depth >= deepest { return false }
    state.pointee.depth += 1
    return true
  }

  @inline(__always)
  static func end() {
    let state = c_release_here()
    state.pointee.depth -= 1
    if state.pointee.depth == 0, state.pointee.pending != nil { drain() }
  }

  /// Keeps values that there is no room to free now.
  static func postpone(_ values: [Value]) { pending().values.append(values) }

  private static func pending() -> Pending {
    let state = c_release_here()
    if let known = state.pointee.pending { return Unmanaged<Pending>.fromOpaque(known).takeUnretainedValue() }
    let made = Pending()
    state.pointee.pending = Unmanaged.passRetained(made).toOpaque()
    return made
  }

  @inline(never)
  private static func drain() {
    let state = c_release_here()
    while let known = state.pointee.pending {
      state.pointee.pending = nil
      let pending = Unmanaged<Pending>.fromOpaque(known).takeRetainedValue()
      // What they hold in turn waits for the next round.
      state.pointee.depth += 1
      pending.values = []
      pending.tables = []
      state.pointee.depth -= 1
    }
  }
}
