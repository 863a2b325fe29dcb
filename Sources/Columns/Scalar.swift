package import Kernels

/// One value of a column.
package enum Scalar: Sendable, Hashable {
  /// Missing: NaN of an object column, `None`, NaT or NA; which of them the frame's dtype and era say.
  case missing
  /// Python's `None` where an object column keeps it apart from NaN.
  case none
  case bool(Bool)
  case int(Int64)
  /// May be NaN.
  case float(Double)
  case string(PythonString)
  /// A Python object that is none of the above (a list in an object column).
  case object(ScalarObject)

  package var isMissing: Bool {
    switch self {
    case .missing, .none: true
    case .float(let value): value.isNaN
    default: false
    }
  }
}

/// A Python object inside an object column, compared by identity.
package struct ScalarObject: @unchecked Sendable, Hashable {
  package let reference: AnyObject

  package init(_ reference: AnyObject) {
    self.reference = reference
  }

  package static func == (a: ScalarObject, b: ScalarObject) -> Bool { a.reference === b.reference }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(reference)) }
}
