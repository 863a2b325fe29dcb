package import Columns

/// The label of a row or column: a scalar, or one scalar a level.
package enum Label: Sendable, Hashable {
  case single(Scalar)
  case tuple([Scalar])

  /// The label, level by level.
  package var parts: [Scalar] {
    switch self {
    case .single(let scalar): [scalar]
    case .tuple(let scalars): scalars
    }
  }
}
