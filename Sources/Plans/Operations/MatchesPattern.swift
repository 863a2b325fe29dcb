import Columns
import Kernels
import RegularExpressions
import YAML

/// Whether a regular expression is found in a string. Of a missing string it is missing, or what `whenMissing` says.
package struct MatchesPattern: RowOperation {
  package static let name = "matches"

  /// Where the match must lie: anywhere, at the start, or over all of the string; Python's methods of a pattern.
  package enum Place: String, CaseIterable, Sendable {
    case search, match, fullmatch
  }

  private let pattern: Pattern
  private let place: Place
  private let whenMissing: Bool?

  package init(_ pattern: Pattern, _ place: Place = .search, whenMissing: Bool? = nil) {
    self.pattern = pattern
    self.place = place
    self.whenMissing = whenMissing
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    pattern = try attributes.pattern()
    place = try attributes.word("place", of: Place.self)
    whenMissing = try attributes.whenMissing()
  }

  package var attributes: Attributes {
    var attributes = Attributes([
      "pattern": ExactScalar(.string(pattern.source)).yaml, "place": .string(place.rawValue),
    ])
    if let whenMissing { attributes.append("na", .bool(whenMissing)) }
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    let input = try Self.expectText(inputs)
    _ = try pattern.verified(Self.name)
    return ValueType(.bool, nullable: input.isNullable && whenMissing == nil)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, let expression = try? pattern.compiled() else {
      return RowValues(missing: .bool, count: inputs[0].count)
    }
    let texts = column.texts
    let found = Column.bools(count: column.count, missing: column.missing, failures: &failures) {
      row, scratch throws(RowError) in
      try texts.withText(row) { (text) throws(RowError) in
        switch place {
        case .search: try expression.search(text, scratch) != nil
        case .match: try expression.match(text, scratch) != nil
        case .fullmatch: try expression.fullMatch(text, scratch) != nil
        }
      }
    }
    guard let whenMissing, let missing = column.missing else { return .column(found) }
    let filler = Column(.bool(whenMissing), of: .bool, count: column.count)
    return .column(found.choosing(filler, where: missing))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let member = scope.pattern(pattern.source.description)
    let method = place == .fullmatch ? "fullMatch" : place.rawValue
    let test = spelledFailing(inputs[0]) { "\(member).\(method)(\($0), scratch) != nil" }
    guard inputs[0].type.isNullable else { return SwiftExpression("(\(test))", .bool, canFail: true) }
    guard let whenMissing else { return SwiftExpression(test, ValueType.bool.nullable, canFail: true) }
    return SwiftExpression("filled(\(test), with: \(whenMissing))", .bool, canFail: true)
  }
}
