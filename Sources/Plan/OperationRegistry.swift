/// The operations by name, as plans call them.
package enum OperationRegistry {
  /// The operation of a name; `nil` when there is none.
  package static func operation(named name: String) -> (any RowOperation.Type)? { byName[name] }

  /// All operations.
  package static let all: [any RowOperation.Type] = [
    Add.self, And.self, Call.self, Cast.self, Choose.self, ClassOf.self, Coalesce.self, Component.self, Constant.self,
    Divide.self, Equal.self, FieldOperation.self, FillMissing.self, FloorDivide.self, Greater.self,
    GreaterOrEqual.self, IsMissing.self, KeepWhere.self, Less.self, LessOrEqual.self, LinearScoresOperation.self,
    LogisticProbabilities.self, MakeVector.self, Modulo.self, Multiply.self, Not.self, NotEqual.self,
    NotMissing.self, OneAgainstRest.self, Or.self, Power.self, Softmax.self, Subtract.self, TreeEnsembleMean.self,
    Xor.self,
  ]

  private static let byName: [String: any RowOperation.Type] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
