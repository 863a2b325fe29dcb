import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// `category_encoders.OrdinalEncoder`: categories as numbers from 1, in the order in which they are met.
final class FrameOrdinalObject: FrameEncoderObject {
  override func clone() -> EstimatorObject { FrameOrdinalObject(cloning: self) }

  override func columns(
    of name: String, count: Int, codes: [Int], target: [Double], in context: Context
  ) throws(Raised) -> [NewColumn] {
    [
      NewColumn(
        name: name, numbers: (0..<count).map { Double($0 + 1) }, unknown: -1, missing: -2, isWhole: true)
    ]
  }

  override func unknownMessage(_ name: String) -> String { "Unexpected categories found in column \(name)" }
}

/// `category_encoders.BinaryEncoder`: the binary digits of these numbers.
final class FrameBinaryObject: FrameEncoderObject {
  override func clone() -> EstimatorObject { FrameBinaryObject(cloning: self) }

  override func columns(
    of name: String, count: Int, codes: [Int], target: [Double], in context: Context
  ) throws(Raised) -> [NewColumn] {
    var digits = 0
    while count >> digits > 0 { digits += 1 }
    return (0..<digits).map { digit in
      NewColumn(
        name: "\(name)_\(digit)", numbers: (0..<count).map { Double(($0 + 1) >> (digits - 1 - digit) & 1) }, unknown: 0,
        missing: 0, isWhole: true)
    }
  }
}

/// `category_encoders.OneHotEncoder`: a column a category.
final class FrameOneHotObject: FrameEncoderObject {
  override func clone() -> EstimatorObject { FrameOneHotObject(cloning: self) }

  override func columns(
    of name: String, count: Int, codes: [Int], target: [Double], in context: Context
  ) throws(Raised) -> [NewColumn] {
    if try flag("use_cat_names", in: context) { throw try unsupported("use_cat_names", in: context) }
    return (0..<count).map { category in
      NewColumn(
        name: "\(name)_\(category + 1)", numbers: (0..<count).map { $0 == category ? 1 : 0 }, unknown: 0, missing: 0,
        isWhole: true)
    }
  }
}

/// `category_encoders.TargetEncoder`: the target's mean in a category, drawn to that of all rows where there are few.
final class FrameTargetObject: FrameEncoderObject {
  override func clone() -> EstimatorObject { FrameTargetObject(cloning: self) }

  override var isSupervised: Bool { true }

  override func columns(
    of name: String, count: Int, codes: [Int], target: [Double], in context: Context
  ) throws(Raised) -> [NewColumn] {
    guard parameter("hierarchy").isNone else { throw try unsupported("hierarchy", in: context) }
    let least = try number("min_samples_leaf", in: context)
    let smoothing = try number("smoothing", in: context)
    let prior = SearchResults.mean(target)
    let numbers = (0..<count).map { category -> Double in
      var (sum, rest, size) = (0.0, 0.0, 0.0)
      for (row, code) in codes.enumerated() where code == category {
        // Kahan's sum, as pandas takes means of groups.
        let term = target[row] - rest
        let next = sum + term
        rest = next - sum - term
        sum = next
        size += 1
      }
      let weight = 1 / (1 + exponential(-((size - least) / smoothing)))
      return prior * (1 - weight) + sum / size * weight
    }
    return [NewColumn(name: name, numbers: numbers, unknown: prior, missing: prior, isWhole: false)]
  }

  override func unknownMessage(_ name: String) -> String { "Unexpected categories found in dataframe" }
}

extension ScikitLearn {
  package enum FrameOrdinal {}
  package enum FrameBinary {}
  package enum FrameOneHot {}
  package enum FrameTarget {}
  nonisolated(unsafe) static let frameOrdinal = frameEncoderType("OrdinalEncoder", "ordinal", FrameOrdinal.members)
  nonisolated(unsafe) static let frameBinary = frameEncoderType("BinaryEncoder", "binary", FrameBinary.members)
  nonisolated(unsafe) static let frameOneHot = frameEncoderType("OneHotEncoder", "one_hot", FrameOneHot.members)
  nonisolated(unsafe) static let frameTarget = frameEncoderType(
    "TargetEncoder", "target_encoder", FrameTarget.members)
}

extension ScikitLearn.FrameOrdinal {
  /// `category_encoders.OrdinalEncoder`.
  static let constructor = Constructor(
    """
    __init__(self, verbose=0, mapping=None, cols=None, drop_invariant=False, return_df=True, handle_unknown='value', \
    handle_missing='value')
    """
  ) { call in
    try call.refuse("mapping")
    return .object(try FrameOrdinalObject(call, type: ScikitLearn.frameOrdinal))
  }
}

extension ScikitLearn.FrameBinary {
  /// `category_encoders.BinaryEncoder`.
  static let constructor = Constructor(
    """
    __init__(self, verbose=0, cols=None, mapping=None, drop_invariant=False, return_df=True, base=2, handle_unknown='value', \
    handle_missing='value')
    """
  ) { call in
    try call.refuse("mapping", "base")
    return .object(try FrameBinaryObject(call, type: ScikitLearn.frameBinary))
  }
}

extension ScikitLearn.FrameOneHot {
  /// `category_encoders.OneHotEncoder`.
  static let constructor = Constructor(
    """
    __init__(self, verbose=0, cols=None, drop_invariant=False, return_df=True, handle_missing='value', \
    handle_unknown='value', use_cat_names=False)
    """
  ) { call in .object(try FrameOneHotObject(call, type: ScikitLearn.frameOneHot)) }
}

extension ScikitLearn.FrameTarget {
  /// `category_encoders.TargetEncoder`.
  static let constructor = Constructor(
    """
    __init__(self, verbose=0, cols=None, drop_invariant=False, return_df=True, handle_missing='value', \
    handle_unknown='value', min_samples_leaf=20, smoothing=10, hierarchy=None)
    """
  ) { call in .object(try FrameTargetObject(call, type: ScikitLearn.frameTarget)) }
}
