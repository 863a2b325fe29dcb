import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// The sorted categories of one feature; a missing one is the last.
struct FeatureCategories {
  var labels: [Scalar]
  private var position: [Scalar: Int]

  init(_ labels: [Scalar]) {
    self.labels = labels
    position = [:]
    for (index, label) in labels.enumerated() { position[FeatureCategories.key(label)] = index }
  }

  /// The categories of a column.
  ///
  /// - Throws: TypeError for values of mixed kinds.
  init(of column: TracedColumn, in context: Context) throws(Raised) {
    let values = column.values
    let present = (0..<values.count).filter { !values.isMissing($0) }
    guard let sorted = LabelColumn.sorted(present.count == values.count ? values : values.selecting(present)) else {
      throw ScikitLearn.mixedKinds(values, in: context)
    }
    var missing: [Scalar] = []
    if present.count < values.count {
      let holes = (0..<values.count).filter { values.isMissing($0) }.map { values[$0] }
      if holes.contains(.none) { missing.append(.none) }
      if holes.contains(where: { $0 != .none }) { missing.append(.missing) }
    }
    self.init(sorted.classes + missing)
  }

  private static func key(_ label: Scalar) -> Scalar { label.isMissing ? .missing : label.asKey }

  /// The position of a value; `nil` for an unknown one.
  func index(of value: Scalar) -> Int? { position[FeatureCategories.key(value)] }

  /// The kind of key by which values are looked up.
  var kind: ValueType.Base {
    switch labels.first(where: { !$0.isMissing }) {
    case .string: .string
    case .float: .float64
    case nil: .float64
    default: .int64
    }
  }

  /// How often each occurs.
  func counts(in column: Column) -> [Int] {
    var counts = [Int](repeating: 0, count: labels.count)
    for row in 0..<column.count { if let index = index(of: column[row]) { counts[index] += 1 } }
    return counts
  }

  /// The values that are not among the categories, each once, as Python prints a list of them; `nil` if there is none.
  func unknown(in column: Column, _ context: Context) throws(Raised) -> String? {
    var found: [Scalar] = []
    for row in Factorized(column, countsMissing: true).uniques {
      let value = column[row]
      if index(of: value) == nil, !found.contains(where: { FeatureCategories.key($0) == FeatureCategories.key(value) })
      {
        found.append(value)
      }
    }
    guard !found.isEmpty else { return nil }
    let present = found.filter { !$0.isMissing }
    var values: [Value] = []
    if case .string? = present.first {
      values = try SetObject(present.map(\.pythonValue), in: context).elements
    } else {
      let column = Column(scalars: present)
      let sorted = LabelColumn.sorted(column)?.classes ?? present
      values = sorted.map { NumPy.element($0, DType(of: column)) }
    }
    if found.count > present.count { values.append(.float(.nan)) }
    return try context.repr(.list(values)).description
  }

  /// The categories as an array.
  var array: Value {
    let column = NumPy.column(labels.map { $0 == .missing && kind == .float64 ? .float(.nan) : $0 }, dtype)
    return .object(ArrayObject(TracedColumn(values: column, dtype: dtype), dtype: dtype))
  }

  private var dtype: DType {
    if labels.contains(where: { if case .string = $0 { true } else { $0 == .none } }) { return .object }
    let dtype = DType(of: Column(scalars: labels))
    return labels.isEmpty ? .object : dtype == .str ? .object : dtype
  }

  /// Positions as numbers, looked up in a table; unknown values are missing or raise.
  ///
  /// - Parameter code: what stands for the category at a position.
  func lookup(
    named name: String, as type: ValueType.Base = .int64, absent: Lookup.Absent, code: (Int) -> Scalar
  ) -> Lookup {
    var entries: [(keys: [Scalar], value: Scalar)] = []
    for (index, label) in labels.enumerated() {
      entries.append((keys: [label.isMissing ? .missing : label], value: code(index)))
    }
    return Lookup(named: name, entries: entries, keys: [kind], value: ValueType(type), absent: absent)
  }
}

extension ScikitLearn {
  /// What an encoder raises for values of mixed kinds.
  static func mixedKinds(_ column: Column, in context: Context) -> Raised {
    var kinds: Set<String> = []
    for row in 0..<column.count where !column.isMissing(row) { kinds.insert(column[row].pythonValue.typeName) }
    let names = kinds.sorted().map { "'\($0)'" }.joined(separator: ", ")
    let what = context.era == .classic ? "input to" : "input argument must"
    return .typeError("Encoders require their \(what) be uniformly strings or numbers. Got [\(names)]")
  }

  /// A name for a table of the plan.
  static func tableName(_ column: TracedColumn, _ ending: String = "") -> String {
    let label = column.function?.labels.last ?? "column"
    let safe = label.unicodeScalars.map {
      $0.isASCII && $0.properties.isAlphabetic || $0.properties.numericType != nil ? Character($0) : "_"
    }
    return String(safe) + ending + ".bin"
  }
}

extension TracedColumn {
  /// Objects that are all of one kind as that kind.
  var narrowed: TracedColumn {
    guard case .object(let scalars) = values.storage else { return self }
    var result = self
    result.values = Column(scalars: scalars.map { $0.isMissing ? .missing : $0 })
    return result
  }
}
