import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// For every row what a clone says that was not fitted on it.
  ///
  /// - Throws: ValueError where the test parts are no partition of the rows.
  static func crossPredictions(
    _ estimator: Value, _ x: Value, _ y: Value, _ parts: [TrainTestIndices], method: PythonString,
    _ fitParameters: [(name: PythonString, value: Value)] = [], in context: Context
  ) throws(Raised) -> Value {
    let order = parts.flatMap(\.test)
    let count = try rowCount(x, in: context)
    guard order.count == count, Set(order).count == count else {
      throw Raised.valueError("cross_val_predict only works for partitions")
    }
    var answers: [any TracedTable] = []
    for part in parts {
      try context.checkStop()
      let answer = try context.unrecorded { () throws(Raised) in
        let clone = try cloned(estimator, in: context)
        try fit(
          clone, try rows(x, part.train, in: context), y.isNone ? y : try rows(y, part.train, in: context),
          parted(fitParameters, part.train, of: count, in: context), in: context)
        return try call(method, of: clone, [try rows(x, part.test, in: context)], in: context)
      }
      guard let table = try table(answer, in: context) else {
        throw context.unsupportedNow("'cross_val_predict' of what is no array")
      }
      answers.append(table)
    }
    let domain = try table(x, in: context)?.tracedColumns.first?.domain
    return try joined(answers, order, domain, in: context)
  }

  /// The answers of all parts, in the order of the samples.
  private static func joined(
    _ answers: [any TracedTable], _ order: [Int], _ domain: Domain?, in context: Context
  ) throws(Raised) -> Value {
    var position = [Int](repeating: 0, count: order.count)
    for (index, row) in order.enumerated() { position[row] = index }
    let width = answers.first?.tracedColumns.count ?? 0
    guard answers.allSatisfy({ $0.tracedColumns.count == width }) else {
      throw context.unsupportedNow("'cross_val_predict' of parts with different classes")
    }
    var columns: [TracedColumn] = []
    for index in 0..<width {
      let scalars = answers.flatMap { answer in
        let values = answer.tracedColumns[index].values
        return (0..<values.count).map { values[$0] }
      }
      let dtype = answers[0].tracedColumns[index].dtype
      let values = NumPy.column(position.map { scalars[$0] }, NumPy.arrayDType(of: dtype))
      columns.append(
        context.untraced(
          values, dtype, domain: domain, reason: "'cross_val_predict' answers with the model of each fold"))
    }
    if answers.first?.isOneDimensional == true, let only = columns.first { return .object(ArrayObject(only)) }
    return .object(ArrayObject(columns: columns, rows: order.count, dtype: .float64))
  }
}
