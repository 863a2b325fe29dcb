package import Columns
import YAML

/// One kind of row arithmetic: its attributes, its typing rule, its evaluation over columns and its spelling in Swift.
///
/// Evaluation and spelling call the same kernel, so replay and production cannot disagree. One operation is one struct in
/// one file of `Operations/`.
///
/// # Adding an operation
///
/// 1. Its kernel, if there is none yet: a free function of one row in `Sources/Kernels`, over `Double`, `Int64`, `Bool`,
///    `Text` and their optionals, with Python's behaviour for missing values and errors. No Foundation, no allocation
///    but in a `Scratch`, for it is compiled for Embedded Swift too.
/// 2. `Operations/<Name>.swift`: a struct that conforms to `RowOperation` by name. Take the nearest shape and give what it
///    asks for: `UnaryMath`, `BinaryArithmetic`, `Comparison`, `TextTransform`, `TextTest`; or write the four parts
///    by hand, as `FillMissing` does.
///    - `type(of:)` refuses what it cannot compute with a sentence, and tells nullability from the inputs' types,
///      not from values.
///    - `evaluate` loops over the columns' own arrays, and gives columns in their one form (`Column.masked`). A row that
///      Python refuses goes to `failures` and is missing.
///    - `spelled` is one call; wrap what can fail with `canFail: true`. `float64(_:)` of an expression casts it.
///    - Attributes are stored exactly: constants as `ExactScalar`, binary tables as a `ParameterBlock`, and then
///      `kernelOfTable` names the kernel's type that opens it.
/// 3. Cases in `Tests/PlansTests`: the laws (batch = row by row, the stored form, the typing rule holds for what evaluation
///    gives) run over every operation of `sampleOperations` by themselves; add one there, and cases against Python.
package protocol RowOperation: Hashable, Sendable {
  /// How plans call it, e.g. `fill-missing`.
  static var name: String { get }

  /// The type in `Kernels` that opens the operation's binary table; empty when it has none.
  static var kernelOfTable: String { get }

  /// What distinguishes this operation from others of its name, in the order in which plans write it.
  var attributes: Attributes { get }

  /// The operation that has these attributes; reads what `attributes` wrote.
  init(attributes: inout AttributeReader) throws(PlanError)

  /// The typing rule.
  func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType

  /// The value for every row; columns have equal counts. A row that Python would refuse is reported and left missing.
  func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues

  /// The value for one row as Swift: a call of the kernel that `evaluate` uses.
  func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression
}

extension RowOperation {
  package static var kernelOfTable: String { "" }

  package var name: String { Self.name }

  /// The operation's binary table and the kernel's type that opens it.
  package var table: (block: ParameterBlock, kernel: String)? {
    attributes.parameters.map { ($0, Self.kernelOfTable) }
  }
}

/// What an operation takes and gives over many rows: a column, or side by side columns for a vector.
package enum RowValues: Hashable, Sendable {
  case column(Column)
  case vector([Column])
  /// A list a row, by its items and where each row's items start (one more start than rows); missing rows have none.
  case lists(items: Column, starts: [Int], missing: [Bool]?)

  /// Number of rows.
  package var count: Int {
    switch self {
    case .column(let column): column.count
    case .vector(let columns): columns.first?.count ?? 0
    case .lists(_, let starts, _): starts.count - 1
    }
  }
}

/// The rows that could not be evaluated, with what Python would raise.
package struct RowFailures: Sendable {
  package struct Failure: Hashable, Sendable {
    package let row: Int
    /// The exception's class, e.g. `ValueError`.
    package let type: String
    package let message: String
  }

  /// In the order in which they occurred; one row may occur more than once, the first counts.
  package private(set) var all: [Failure] = []

  package init() {}

  package var isEmpty: Bool { all.isEmpty }

  package mutating func append(row: Int, type: String, message: String) {
    all.append(Failure(row: row, type: type, message: message))
  }
}
