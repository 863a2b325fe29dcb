package import Columns
import Kernels

extension Frame {
  /// `memory_usage(deep=…)`: bytes of the index, then of each column.
  package func memoryUsage(_ era: Era, deep: Bool) -> [Int] {
    [index.memoryUsage(era, deep: deep)] + fields.map { $0.values.memoryUsage($0.dtype, era, deep: deep) }
  }
}

extension Index {
  package func memoryUsage(_ era: Era, deep: Bool) -> Int {
    switch storage {
    case .range(let start, let stop, let step):
      return 48 + [start, stop, step].reduce(0) { $0 + pythonSize(Int64($1)) }
    case .labels(let labels, let dtype): return labels.memoryUsage(dtype, era, deep: deep)
    case .multi(let levels):
      return zip(levels, names).reduce(0) { total, part in
        let (level, name) = part
        let unique = firstPositions(of: level.labels)
        let codes = level.labels.count * codeSize(unique.count)
        let nameSize = name.map { pythonSize($0) } ?? 16
        let labels = level.labels.selecting(unique).memoryUsage(level.dtype, era, deep: deep)
        return total + labels + tableSize(unique.count, era) + codes + nameSize
      }
    }
  }

  /// Whether `info` says that there is more than it counts.
  var isMemoryQualified: Bool {
    switch storage {
    case .range: false
    case .labels(_, let dtype): dtype.isObjectOrString
    case .multi(let levels): levels.contains { $0.dtype.isObjectOrString }
    }
  }
}

extension Column {
  /// Bytes that pandas counts for the values.
  package func memoryUsage(_ dtype: DType, _ era: Era, deep: Bool) -> Int {
    switch dtype {
    case .category(let categories):
      return count * codeSize(categories.count) + categories.memoryUsage(era, deep: deep)
    case .interval: return count * 16
    case .nullable(let kind) where kind != .string: return count * ((kind.plain.itemSize ?? 8) + 1)
    case .nullable(let kind): return memoryUsage(kind.plain, era, deep: deep)
    default:
      let shallow = count * (dtype.itemSize ?? 8)
      guard deep, dtype.isObjectOrString else { return shallow }
      return (0..<count).reduce(shallow) { $0 + pythonSize(self[$1]) }
    }
  }
}

extension Categories {
  func memoryUsage(_ era: Era, deep: Bool) -> Int {
    let table = tableSize(count, era)
    if intervals != nil { return count * 16 + table }
    return values.memoryUsage(dtype.value, era, deep: deep) + table
  }
}

/// Bytes of a code that tells `count` categories apart.
private func codeSize(_ count: Int) -> Int { count <= 127 ? 1 : count <= 32_767 ? 2 : 4 }

/// Bytes of the hash table that classic pandas has built, and counts, for categories and levels.
private func tableSize(_ count: Int, _ era: Era) -> Int {
  guard era == .classic else { return 0 }
  var buckets = 4
  while Int(Double(buckets) * 0.77 + 0.5) < count { buckets *= 2 }
  return 40 + 4 * max(buckets / 32, 1) + 16 * buckets
}

private func firstPositions(of column: Column) -> [Int] {
  var seen: Set<Scalar> = []
  return (0..<column.count).filter { !column.isMissing($0) && seen.insert(column[$0].asKey).inserted }
}

/// `sys.getsizeof` in CPython 3.11.
private func pythonSize(_ value: Scalar) -> Int {
  switch value {
  case .missing, .float: 24
  case .none: 16
  case .bool(let value): value ? 28 : 24
  case .int(let value): pythonSize(value)
  case .string(let text): pythonSize(text)
  case .object: 16
  }
}

private func pythonSize(_ value: Int64) -> Int {
  var digits = 1
  var rest = value.magnitude >> 30
  while rest != 0 {
    digits += 1
    rest >>= 30
  }
  return 24 + 4 * digits
}

private func pythonSize(_ text: PythonString) -> Int {
  let width = text.width
  switch text.bytes.max() ?? 0 {
  case ..<0x80: return 49 + width
  case ..<0xC4: return 73 + width
  case ..<0xF0: return 74 + 2 * width
  default: return 76 + 4 * width
  }
}
