package import Columns
import Kernels

extension Frame {
  /// pandas' `melt`: the columns `values` one below the other, with their names beside them and `identifiers` repeated.
  package func melted(
    identifiers: [Int], values: [Int], variableName: Scalar = .string("variable"), valueName: Scalar = .string("value")
  ) -> Frame {
    let rows = values.flatMap { _ in Array(0..<rowCount) }
    let repeated = identifiers.map { Field(fields[$0].values.selecting(rows), fields[$0].dtype) }
    let columns = values.flatMap { [Int](repeating: $0, count: rowCount) }
    let names = header.selecting(columns).levels.map { Field($0.labels, $0.dtype) }
    let labels = identifiers.map { header.levels[0].labels[$0] }
    let variables =
      names.count == 1 ? [variableName] : (0..<names.count).map { Scalar.string("variable_" + PythonString($0)) }
    let column = Column(scalars: labels + variables + [valueName])
    return Frame(
      index: Index(count: rows.count), header: Index(column, DType(of: column)),
      fields: repeated + names + [concatenated(values.map { fields[$0] })])
  }
}
