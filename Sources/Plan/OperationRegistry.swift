/// The operations by name, as plans call them.
package enum OperationRegistry {
  /// The operation of a name; `nil` when there is none.
  package static func operation(named name: String) -> (any RowOperation.Type)? { byName[name] }

  /// All operations.
  package static let all: [any RowOperation.Type] = [
    Absolute.self, Add.self, And.self, Between.self, Bin.self, Call.self, Capitalize.self, Casefold.self, Cast.self,
    Ceil.self, CharacterAt.self, Choose.self, ClassOf.self, Clip.self, Coalesce.self, Component.self,
    Concatenate.self, Constant.self, ContainsText.self, CountPattern.self, CountText.self, Divide.self,
    EndsWith.self, Equal.self, Exp.self, Expm1.self, ExtractGroup.self, FieldOperation.self, FillMissing.self,
    FindText.self, Floor.self, FloorDivide.self, Greater.self, GreaterOrEqual.self, IsIn.self, IsMissing.self,
    KeepWhere.self, Less.self, LessOrEqual.self, LinearScoresOperation.self, ListItem.self, ListLength.self,
    Log.self, Log10.self, Log1p.self, Log2.self, Logistic.self, LogisticProbabilities.self, Lookup.self, Lower.self,
    MakeVector.self, MatchesPattern.self, Maximum.self, Minimum.self, Modulo.self, Multiply.self, Negate.self,
    Not.self, NotEqual.self, NotMissing.self, OneAgainstRest.self, Or.self, PadText.self, Power.self,
    ReplacePattern.self, ReplaceText.self, RequireFinite.self, RequireNonzero.self, RequirePresent.self,
    Rescale.self, Round.self, SliceText.self, Softmax.self, Split.self, SplitPart.self, Sqrt.self, Standardise.self,
    StartsWith.self, Strip.self, Subtract.self, Swapcase.self, Tanh.self, TextClass.self, TextLength.self,
    Title.self, TreeEnsembleMean.self, Trunc.self, Upper.self, Xor.self,
  ]

  private static let byName: [String: any RowOperation.Type] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
