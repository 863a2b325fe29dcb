import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Categories as their positions.
final class OrdinalEncoderObject: CategoryEncoderObject {
  override func absentParameters(_ era: Era) -> [String] {
    era == .classic ? ["min_frequency", "max_categories"] : []
  }

  override func clone() -> EstimatorObject { OrdinalEncoderObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let handling = try word("handle_unknown", of: ["error", "use_encoded_value"], in: context)
    let unknown = parameter("unknown_value")
    if handling == "use_encoded_value" {
      guard try context.double(unknown) != nil else {
        throw .typeError(
          "unknown_value should be an integer or np.nan when handle_unknown is 'use_encoded_value', got "
            + "\(try context.str(unknown)).")
      }
    } else if !unknown.isNone {
      throw .typeError(
        "unknown_value should only be set when handle_unknown is 'use_encoded_value', got \(try context.str(unknown)).")
    }
    try super.fit(x, y, in: context)
    if let number = try context.double(unknown), number >= 0,
      categories.indices.contains(where: { number < Double(categories[$0].labels.count) })
    {
      throw .valueError(
        "The used value for unknown_value \(try context.str(unknown)) is one of the values already used for encoding the "
          + "seen categories.")
    }
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    if refusesUnknown { try checkKnown(samples, in: context) }
    let dtype = try ScikitLearn.numberDType(parameter("dtype"), in: context)
    var columns: [TracedColumn] = []
    for (position, column) in samples.columns.enumerated() {
      var codes = try encoded(column.narrowed, position, in: context)
      if dtype.isInteger { codes = try context.traced(Cast(to: .int64), [.column(codes)], dtype: dtype) }
      columns.append(codes)
    }
    return .object(ArrayObject(columns: columns, rows: samples.rowCount, dtype: dtype.isInteger ? dtype : .float64))
  }

  private func encoded(
    _ column: TracedColumn, _ position: Int, in context: Context
  ) throws(Raised) -> TracedColumn {
    if column.count == 0 { return TracedColumn(values: .floats([]), dtype: .float64) }
    let (known, groups) = (categories[position], groups[position])
    let ofMissing = try context.double(parameter("encoded_missing_value")) ?? .nan
    let lookup = known.lookup(
      named: ScikitLearn.tableName(column), as: .float64,
      absent: refusesUnknown ? .raise(unknownError(position, in: context)) : .missing
    ) { index in .float(known.labels[index].isMissing ? ofMissing : Double(groups[index])) }
    let codes = try context.traced(lookup, [.column(column)], dtype: .float64, fitted: fitted[position])
    guard !refusesUnknown, let unknown = try context.double(parameter("unknown_value")), !unknown.isNaN else {
      return codes
    }
    let filled = try context.traced(FillMissing(.float(unknown)), [.column(codes)], dtype: .float64)
    guard known.labels.contains(where: \.isMissing) else { return filled }
    let isPresent = try context.traced(NotMissing(), [.column(column)], dtype: .bool)
    return try context.traced(
      Choose(), [.column(isPresent), .column(filled), .constant(.float(ofMissing), nil)], dtype: .float64)
  }

  override func restored(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    var columns: [TracedColumn] = []
    for (position, column) in samples.columns.enumerated() {
      let numbers = try context.numbers(column.values)
      let unknown = try context.double(parameter("unknown_value"))
      let labels = numbers.map { number -> Scalar in
        if number == unknown || number.isNaN && unknown?.isNaN == true { return .none }
        guard let index = Int(exactly: number), categories[position].labels.indices.contains(index) else {
          return categories[position].labels.last ?? .missing
        }
        return categories[position].labels[index]
      }
      columns.append(
        context.untraced(Column(scalars: labels), domain: column.domain, reason: "categories of positions"))
    }
    let dtype = NumPy.common(columns.map { NumPy.arrayDType(of: $0.dtype) })
    return .object(ArrayObject(columns: columns, rows: samples.rowCount, dtype: dtype))
  }
}

extension ScikitLearn {
  package enum OrdinalEncoder {}
  nonisolated(unsafe) static let ordinalEncoder = estimatorType(
    "OrdinalEncoder", module: "sklearn.preprocessing._encoders", mixin: transformer, members: OrdinalEncoder.members,
    fitted: "categories_ infrequent_categories_")
}

extension ScikitLearn.OrdinalEncoder {
  /// `sklearn.preprocessing.OrdinalEncoder`.
  static let constructor = Constructor(
    """
    __init__(self, *, categories='auto', dtype=float64, handle_unknown='error', unknown_value=None, \
    encoded_missing_value=nan, min_frequency=None, max_categories=None)
    """
  ) { call in .object(try OrdinalEncoderObject(call, type: ScikitLearn.ordinalEncoder)) }
}
