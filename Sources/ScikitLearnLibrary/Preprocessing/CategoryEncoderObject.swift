import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// An encoder of categories: `OneHotEncoder`, `OrdinalEncoder`.
class CategoryEncoderObject: TransformerObject {
  private(set) var categories: [FeatureCategories] = []
  /// The position to which each category is mapped: rare ones share the last.
  private(set) var groups: [[Int]] = []
  /// Of each feature the rare categories.
  private(set) var rare: [[Int]] = []
  private(set) var fitted: [Plan.Fitted?] = []

  /// Whether a transformation refuses unknown categories.
  var refusesUnknown: Bool { parameter("handle_unknown").stringValue == "error" }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "dtype" ? .object(NumPy.float64) : nil
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let samples = try SampleTable(x, in: context)
    guard samples.rowCount > 0 else {
      throw .valueError(
        "Found array with 0 sample(s) (shape=(0, \(samples.columns.count))) while a minimum of 1 is required.")
    }
    try learn(samples, in: context)
    remember(samples)
    fitted = samples.columns.map { context.provenance("\(type.name).fit", of: [$0]) }
  }

  private func learn(_ samples: SampleTable, in context: Context) throws(Raised) {
    var found: [FeatureCategories] = []
    let given = try givenCategories(samples.columns.count, in: context)
    for (position, column) in samples.columns.enumerated() {
      guard let given else {
        found.append(try FeatureCategories(of: column.narrowed, in: context))
        continue
      }
      let known = FeatureCategories(given[position])
      if let unknown = try known.unknown(in: column.values, context), refusesUnknown {
        throw .valueError("Found unknown categories \(unknown) in column \(position) during fit")
      }
      found.append(known)
    }
    categories = found
    groups = []
    rare = []
    for (position, column) in samples.columns.enumerated() {
      let rare = try rareCategories(of: position, column.values, in: context)
      self.rare.append(rare)
      groups.append(CategoryEncoderObject.grouped(found[position].labels.count, rare))
    }
  }

  /// `categories`, where they are given.
  private func givenCategories(_ count: Int, in context: Context) throws(Raised) -> [[Scalar]]? {
    let value = parameter("categories")
    if value.stringValue == "auto" { return nil }
    var result: [[Scalar]] = []
    for item in try context.items(of: value) { result.append(try context.items(of: item).map { Scalar($0) }) }
    guard result.count == count else {
      throw .valueError("Shape mismatch: if categories is an array, it has to be of shape (n_features,).")
    }
    for list in result {
      let numbers = list.compactMap { scalar -> Double? in
        switch scalar {
        case .int(let number): Double(number)
        case .float(let number): number.isNaN ? nil : number
        default: nil
        }
      }
      if numbers.count > 1, zip(numbers, numbers.dropFirst()).contains(where: { $0 >= $1 }) {
        throw .valueError("Unsorted categories are not supported for numerical categories")
      }
    }
    return result
  }

  /// `min_frequency`, `max_categories`.
  private func rareCategories(
    of position: Int, _ column: Column, in context: Context
  ) throws(Raised) -> [Int] {
    let (least, most) = (parameter("min_frequency"), parameter("max_categories"))
    guard !least.isNone || !most.isNone else { return [] }
    let counts = categories[position].counts(in: column)
    var isRare = counts.map { _ in false }
    if let count = try context.indexIfInteger(least) {
      isRare = counts.map { $0 < count }
    } else if let share = try context.double(least) {
      isRare = counts.map { Double($0) < Double(column.count) * share }
    }
    let remaining = counts.count - isRare.count { $0 } + (isRare.contains(true) ? 1 : 0)
    if let limit = try context.indexIfInteger(most), limit < remaining {
      let order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
      for index in order.dropLast(max(0, limit - 1)) { isRare[index] = true }
    }
    return isRare.indices.filter { isRare[$0] }
  }

  private static func grouped(_ count: Int, _ rare: [Int]) -> [Int] {
    guard !rare.isEmpty else { return Array(0..<count) }
    let isRare = Set(rare)
    var next = 0
    var result = [Int](repeating: count - rare.count, count: count)
    for index in 0..<count where !isRare.contains(index) {
      result[index] = next
      next += 1
    }
    return result
  }

  /// Number of different codes of a feature.
  func width(_ position: Int) -> Int {
    let count = categories[position].labels.count
    return rare[position].isEmpty ? count : count - rare[position].count + 1
  }

  /// Refuses categories that were not there at `fit`.
  func checkKnown(_ samples: SampleTable, in context: Context) throws(Raised) {
    for (position, column) in samples.columns.enumerated() {
      if let unknown = try categories[position].unknown(in: column.values, context) {
        throw .valueError("Found unknown categories \(unknown) in column \(position) during transform")
      }
    }
  }

  /// What an unknown value raises in a row.
  func unknownError(_ position: Int, in context: Context) -> RaisedError {
    let shown =
      switch (categories[position].kind, context.era) {
      case (.float64, .modern): "[np.float64({})]"
      case (.int64, .modern): "[np.int64({})]"
      default: "[{}]"
      }
    return RaisedError("ValueError", "Found unknown categories \(shown) in column \(position) during transform")
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "categories_":
      guard featureCount != nil else { throw missing(name) }
      return .list(categories.map(\.array))
    case "infrequent_categories_":
      guard featureCount != nil else { throw missing(name) }
      return .list(
        zip(categories, rare).map { known, rare in
          rare.isEmpty ? .none : FeatureCategories(rare.map { known.labels[$0] }).array
        })
    default: return try super.attribute(name, in: context)
    }
  }
}
