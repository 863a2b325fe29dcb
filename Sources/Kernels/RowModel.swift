/// A fitted model over a mapped table: the numbers of one row in, the numbers of its answer out.
public protocol RowModel {
  /// Features of a row, in training order.
  var features: Int { get }
  /// Numbers of an answer.
  var outputs: Int { get }

  /// The answer of one row.
  ///
  /// - Parameters:
  ///   - row: `features` numbers, in training order.
  ///   - result: room for `outputs` numbers; undefined where a fault is returned.
  /// - Returns: what scikit-learn's input check would object to, if anything.
  func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault?

  /// The answers of many rows: the same as row by row, which some models find faster together.
  ///
  /// - Parameters:
  ///   - rows: `count` rows, one after the other.
  ///   - results: room for `count` answers, one after the other.
  ///   - faults: room for `count` faults, initialised.
  func evaluate(
    _ rows: UnsafePointer<Double>, count: Int, into results: UnsafeMutablePointer<Double>,
    faults: UnsafeMutablePointer<InputFault?>)
}

extension RowModel {
  /// The answers of many rows, one after the other.
  public func evaluate(
    _ rows: UnsafePointer<Double>, count: Int, into results: UnsafeMutablePointer<Double>,
    faults: UnsafeMutablePointer<InputFault?>
  ) {
    var row = 0
    while row < count {
      faults[row] = evaluate(rows + row &* features, into: results + row &* outputs)
      row &+= 1
    }
  }
}

extension TreeEnsemble: RowModel {}
extension LinearScores: RowModel {}

/// What a fitted model answers for the features of a row.
///
/// - Throws: `onMissing` or `onInfinite`, where scikit-learn's input check objects.
public func outputs(
  of model: some RowModel, _ features: Vector, onMissing: RowError, onInfinite: RowError, _ scratch: Scratch
) throws(RowError) -> Vector {
  guard let row = features.baseAddress, features.count == model.features else { throw onMissing }
  let result = scratch.doubles(model.outputs)
  switch model.evaluate(row, into: result) {
  case .missing: throw onMissing
  case .infinite: throw onInfinite
  case nil: return Vector(start: result, count: model.outputs)
  }
}
