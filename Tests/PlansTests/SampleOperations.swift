import Columns
import Kernels
import RegularExpressions

@testable import Plans

/// One or more of every operation: the laws hold for all of them.
let sampleOperations: [any RowOperation] =
  [
    Add(), And(), Absolute(), Capitalize(), Casefold(), Ceil(), Choose(), Coalesce(), Concatenate(), Divide(),
    Equal(), Exp(), Expm1(), Exp(by: .wideLow), Expm1(by: .wideHigh), Log(by: .wideHigh), Log1p(by: .wideLow),
    Sin(by: .wideLow), Cos(by: .wideLow), Log2(by: .wideLow), Log10(by: .wideHigh), Floor(),
    FloorDivide(), Greater(), GreaterOrEqual(), IsMissing(), KeepWhere(), Less(),
    LessOrEqual(), ListLength(), Log(), Log10(), Log1p(), Log2(), Logistic(), Lower(), MakeVector(), Maximum(),
    Minimum(),
    Modulo(), Multiply(), Negate(), Not(), NotEqual(), NotMissing(), Or(), Power(), Softmax(), Sqrt(), Subtract(),
    Swapcase(), PowerTransformOperation(.yeoJohnson, lambda: 0.5), PowerTransformOperation(.boxCox, lambda: -1.5),
    NormaliseVector(by: .euclidean, inOrder: false), NormaliseVector(by: .sum, inOrder: true),
    TermCountsOperation(
      terms: ["a", "smith"], stopWords: ["mr"],
      rules: TermRules(isLowered: true, shortest: 1, fewest: 1, most: 2, isBinary: false)),
    ScaleVector(by: 2.5), VotesFromZero(), AddVectors(), AdaptiveScores(), ScoreDifference(),
    OpposedScores(),
    DivideVector(by: 3), Vote(classes: 3, hit: 1.5, miss: -0.75), WeightedMedian(), Tanh(), TextLength(), Title(),
    Trunc(), Upper(), Xor(), LogisticProbabilities(),
    OneAgainstRest(uniformWhereZero: true), OneAgainstRest(uniformWhereZero: false),
    Binarised(above: 0.5), ClippedProbabilities(), Cos(), Sin(), Difference(), Exponentials(),
    NormalisedExponentials(separatesLargest: true), NormalisedExponentials(separatesLargest: false),
    PairwiseConfidences(), PairwiseVotes(),
    PairwiseProbabilities(slopes: [-1.5, -0.5, -2], offsets: [0.1, 0, -0.2]),
  ] + parametrised + texts + casts + dates + sampleLookups + samplePatterns

private let valueError = RaisedError("ValueError", "cannot convert float NaN to integer")
private let infinite = RaisedError("ValueError", "Input X contains infinity.\nToo large.")

private let parametrised: [any RowOperation] = [
  Between(-1, 2.5), Clip(from: .int(-1), to: .int(2)), Clip(from: .float(-1.5), to: nil), Component(1),
  ClassOf([.int(0), .int(1)]), ClassOf([.string("a"), .string("b"), .string("c")]),
  ClassOf([.int(0), .int(1), .int(2)]),
  ClassOf([.float(0.5), .float(1), .float(1.5)]), FillMissing(.float(17.12)), FillMissing(.int(3)),
  FillMissing(.string("none")), FillMissing(.bool(true)), IsIn([.int(1), .float(2.5), .missing]),
  IsIn([.string("a,b"), .missing]), IsIn([.string("a,b"), .string("")]), IsIn([.int(7)]), IsIn([]),
  RequireFinite(missing: valueError, infinite: infinite), RequirePresent(raising: valueError),
  RequireNonzero(raising: RaisedError("ZeroDivisionError", "division by zero")),
  Rescale(factor: 0.1, offset: -2, bounds: 0...1), Rescale(factor: 0.1, offset: -2), Round(1), Round(-1), Round(0),
  Round(2, exactly: true), Standardise(mean: 29.881135, scale: 14.4135),
]

private let texts: [any RowOperation] = [
  CharacterAt(0), CharacterAt(-2, raising: RaisedError("IndexError", "string index out of range")), ContainsText("("),
  ContainsText(",", whenMissing: false), CountText(","), EndsWith("b"), FindText("b"),
  ReadNumber(roundsOnce: true, coerces: true), ListItem(1),
  ListItem(-1, raising: RaisedError("IndexError", "list index out of range")), PadText(.zeros, width: 5),
  PadText(.center, width: 6, fill: "*"), PadText(.left, width: 3), PadText(.right, width: 7),
  ReplaceText("a", with: "\"\\"), ReplaceText(",", with: "", count: 1), SliceText(from: 1, to: -1),
  SliceText(from: nil, to: nil, step: -1), Split(","), Split(nil), Split(",", limit: 1, fromEnd: true),
  SplitPart(Split(","), ListItem(0)), SplitPart(Split(",", limit: 1), ListItem(1)),
  SplitPart(Split(","), ListItem(1, raising: RaisedError("IndexError", "list index out of range"))),
  StartsWith("a", whenMissing: true), Strip(), Strip(.left, characters: "a "), Strip(.right),
  TextClass(.isalpha), TextClass(.istitle, whenMissing: false),
]

private let casts: [any RowOperation] = [
  Cast(to: .bool), Cast(to: .float32), Cast(to: .float64), Cast(to: .int64), Cast(to: .int64, raising: valueError),
  Cast(to: .string), Cast(to: .string, missingText: "nan"),
]

private let badDate = RaisedError("ValueError", "time data \"{}\" doesn't match")
private let dates: [any RowOperation] =
  [
    ParseDate(.format("%Y-%m-%d"), perSecond: 1_000_000, raising: nil),
    ParseDate(.format("%d.%m.%y %H:%M"), perSecond: 1_000_000_000, raising: badDate),
    ParseDate(.usual(dayFirst: false), perSecond: 1_000_000_000, raising: nil),
    ParseDate(.usual(dayFirst: true), perSecond: 1, raising: badDate),
    DateFromParts(perSecond: 1_000_000_000), DateFromParts(perSecond: 1),
    FormatDate("%A %d %B %Y, %H:%M", perSecond: 1_000),
  ] + DatePart.allCases.map { PartOfDate($0, perSecond: 1_000) }
  + DateTest.allCases.map { TestOfDate($0, perSecond: 1) }

private let unseenLabel = Lookup.Absent.raise(RaisedError("ValueError", "y contains previously unseen labels: {}"))

let sampleLookups: [any RowOperation] = [
  Lookup(
    named: "codes.bin", entries: [([.string("a,b")], .int(0)), ([.string("no")], .int(1)), ([.string("")], .int(2))],
    keys: [.string], value: .int64, absent: unseenLabel),
  Lookup(
    named: "ages.bin", entries: [([.string("no"), .int(1)], .float(26.5)), ([.missing, .int(415)], .float(30))],
    keys: [.string, .int64], value: .float64),
  Lookup(
    named: "titles.bin", entries: [([.string("12")], .string("Miss")), ([.string("a")], .missing)], keys: [.string],
    value: .string.nullable, absent: .key),
  Lookup(
    named: "names.bin", entries: [([.string("12")], .string("Miss"))], keys: [.string], value: .string, absent: .key),
  Lookup(
    named: "flags.bin", entries: [([.float(2.5)], .bool(true)), ([.missing], .bool(false))], keys: [.float64],
    value: .bool),
  Lookup(named: "numbers.bin", entries: [([.float(0)], .float(7))], keys: [.float64], value: .float64, absent: .key),
  Lookup(named: "texts.bin", entries: [([.int(1)], .string("x"))], keys: [.int64], value: .string, absent: unseenLabel),
  Lookup(named: "none.bin", entries: [], keys: [.int64], value: .int64),
  Bin(edges: [0, 12, 18, 35], labels: [.string("child"), .string("teen"), .string("adult")]),
  Bin(edges: [0, 1, 17.12], labels: nil, right: false), Bin(edges: [0, 1, 17.12], labels: nil, includeLowest: true),
  Bin(edges: [-.infinity, 0, .infinity], labels: [.float(0.5), .float(1.5)]),
  Bin(edges: [0, 1, 17.12], labels: [.int(3), .int(4)]),
]

let samplePatterns: [any RowOperation] = [
  MatchesPattern(Pattern("[A-Z]+", flags: .ignoreCase), .match), MatchesPattern(Pattern("\\d"), whenMissing: false),
  MatchesPattern(Pattern("(?s)a.b", flags: .ignoreCase), .fullmatch, whenMissing: true),
  ExtractGroup(Pattern(" ([A-Za-z]+)\\."), group: 1), ExtractGroup(Pattern("(x)|(y)"), group: 2),
  ExtractGroup(Pattern("^\\S+"), group: 0), ReplacePattern(Pattern("([a-z])(,)?"), with: "<\\1>"),
  ReplacePattern(Pattern("\\s+"), with: "", count: 1), CountPattern(Pattern("[,.]")),
]
