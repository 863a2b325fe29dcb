import Kernels

extension Column {
  /// The values in the narrowest storage that holds all of them.
  ///
  /// Integers beside floats or missing values are floats; strings may be missing; bools beside anything else, and all
  /// other mixtures, are objects. Nothing but missing values is a column of NaN, or of objects where one is `None`.
  package init(scalars: [Scalar]) {
    var kinds = ScalarKinds()
    for scalar in scalars { kinds.note(scalar) }
    if kinds.others == 0 {
      if kinds.strings > 0, kinds.numbers + kinds.bools == 0 {
        let mask = scalars.map(\.isMissing)
        self = .strings(
          StringColumn(scalars.map { if case .string(let text) = $0 { text } else { "" } }),
          missing: kinds.missing > 0 ? mask : nil)
        return
      }
      if kinds.bools == scalars.count, kinds.bools > 0 {
        self = .bools(scalars.map { if case .bool(let flag) = $0 { flag } else { false } })
        return
      }
      if kinds.ints == scalars.count, kinds.ints > 0 {
        self = .ints(scalars.map { if case .int(let number) = $0 { number } else { 0 } })
        return
      }
      if kinds.bools == 0, kinds.strings == 0, kinds.numbers > 0 || kinds.nones < kinds.missing {
        self = .floats(scalars.map(\.asDouble))
        return
      }
    }
    self = Column(.object(scalars))
  }
}

/// How many scalars of each kind there are.
private struct ScalarKinds {
  var strings = 0, bools = 0, ints = 0, numbers = 0, missing = 0, nones = 0, others = 0

  mutating func note(_ scalar: Scalar) {
    switch scalar {
    case .string: strings += 1
    case .bool: bools += 1
    case .int:
      ints += 1
      numbers += 1
    case .float(let number):
      if number.isNaN { missing += 1 } else { numbers += 1 }
    case .missing: missing += 1
    case .none:
      missing += 1
      nones += 1
    case .object: others += 1
    }
  }
}

extension Scalar {
  fileprivate var asDouble: Double {
    switch self {
    case .int(let number): Double(number)
    case .float(let number): number
    default: .nan
    }
  }
}
