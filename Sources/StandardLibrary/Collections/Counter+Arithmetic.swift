import Kernels
import PythonRuntime

extension CounterObject {
  /// `self op other`.
  func arithmetic(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard [.add, .subtract, .and, .or].contains(operation) else { return nil }
    guard let other = other.cast(to: CounterObject.self) else { return nil }
    return reflected
      ? .object(try other.combined(operation, with: self, in: context))
      : .object(try combined(operation, with: other, in: context))
  }

  /// `self op= other`.
  func arithmeticInPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard [.add, .subtract, .and, .or].contains(operation) else { return nil }
    guard let other = other.cast(to: CounterObject.self) else { return nil }
    let result = try combined(operation, with: other, in: context)
    // Entries keep their places; new ones follow.
    let before = keys
    for key in before where try result.value(for: key, in: context) == nil { try remove(key, in: context) }
    for (key, value) in result.items { try set(key, to: value, in: context) }
    return .object(self)
  }

  /// Only positive counts are kept.
  private func combined(
    _ operation: BinaryOperator, with other: CounterObject, in context: Context
  ) throws(Raised) -> CounterObject {
    let result = CounterObject()
    func keep(_ key: Value, _ count: Value) throws(Raised) {
      if try context.isLess(0, count) { try result.set(key, to: count, in: context) }
    }
    for (key, mine) in items {
      let theirs = try other.count(of: key, in: context)
      switch operation {
      case .and: try keep(key, context.isLess(mine, theirs) ? mine : theirs)
      case .or: try keep(key, context.isLess(mine, theirs) ? theirs : mine)
      default: try keep(key, context.binary(operation, mine, theirs))
      }
    }
    if operation == .and { return result }
    for (key, theirs) in other.items where try value(for: key, in: context) == nil {
      try keep(key, operation == .subtract ? context.binary(.subtract, 0, theirs) : theirs)
    }
    return result
  }

  /// `+self`, `-self`.
  func sign(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    let result = CounterObject()
    for (key, count) in items {
      switch operation {
      case .positive: if try context.isLess(0, count) { try result.set(key, to: count, in: context) }
      case .negative:
        if try context.isLess(count, 0) {
          try result.set(key, to: context.binary(.subtract, 0, count), in: context)
        }
      case .invert: return nil
      }
    }
    return .object(result)
  }

  /// Elements that are not there count as zero.
  func comparison(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: CounterObject.self) else { return nil }
    switch operation {
    case .equal: return .bool(try all(.equal, other, in: context))
    case .notEqual: return .bool(try !all(.equal, other, in: context))
    case .lessOrEqual, .greaterOrEqual: return .bool(try all(operation, other, in: context))
    case .less, .greater:
      let isEqual = try all(.equal, other, in: context)
      if isEqual { return false }
      return .bool(try all(operation == .less ? .lessOrEqual : .greaterOrEqual, other, in: context))
    }
  }

  private func all(
    _ operation: ComparisonOperator, _ other: CounterObject, in context: Context
  ) throws(Raised) -> Bool {
    for key in keys + other.keys {
      let (mine, theirs) = (try count(of: key, in: context), try other.count(of: key, in: context))
      if try !context.truth(context.compare(operation, mine, theirs)) { return false }
    }
    return true
  }
}
