package import Columns
import Kernels
import YAML

/// Whether a value is one of some constants: pandas' `isin`. A missing value is one only of a missing constant.
package struct IsIn: RowOperation {
  package static let name = "is-in"
  private let values: [ExactScalar]

  /// - Parameter values: strings for a string column, numbers for a number; missing among them matches missing.
  package init(_ values: [Scalar]) {
    var known: Set<ExactScalar> = []
    self.values = values.map { ExactScalar($0) }.filter { known.insert($0).inserted }
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    values = try attributes.scalars("values")
  }

  package var attributes: Attributes { Attributes(["values": .list(values.map { YAMLNode($0.yaml) })]) }

  private var present: [ExactScalar] { values.filter { !$0.value.isMissing } }
  private var matchesMissing: Bool { values.contains { $0.value.isMissing } }
  private var areTexts: Bool { present.allSatisfy { $0.type == .string } }
  private var areNumbers: Bool { present.allSatisfy { $0.type?.isNumber ?? false } }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard inputs[0].base == .string ? areTexts : inputs[0].isNumber && areNumbers else {
      throw Self.mismatch("a value of its constants' kind", inputs)
    }
    return .bool
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column else { return inputs[0] }
    let missing = column.missingRows
    var flags: [Bool]
    if case .string(let strings) = column.storage {
      let texts = Set(present.compactMap { if case .string(let text) = $0.value { text } else { nil } })
      flags = (0..<strings.count).map { texts.contains(strings[$0]) }
    } else {
      // Compared as float64, as the spelled kernel does.
      let numbers = Set(present.map(\.value.float64))
      flags = column.float64s.map { numbers.contains($0) }
    }
    if let missing {
      for row in flags.indices where missing[row] { flags[row] = matchesMissing }
    }
    return .column(.bools(flags))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let input = inputs[0]
    let isText = input.type.base == .string
    let found = { (code: String) in
      let kind = isText ? ValueType.string : .float64
      let literals = present.map { swiftLiteral(isText ? $0.value : .float($0.value.float64), kind) }
      return literals.isEmpty
        ? "false" : "isAny(of: (\(literals.joined(separator: ", "))), count: \(literals.count), \(code))"
    }
    guard isText, input.type.isNullable, !present.isEmpty else {
      let code = isText ? input.code : input.cast(to: .float64)
      let test = found(code)
      guard matchesMissing, input.type.isNullable || input.type.isFloat else { return SwiftExpression(test, .bool) }
      if present.isEmpty { return SwiftExpression("isMissing(\(code))", .bool) }
      return SwiftExpression("or(isMissing(\(code)), \(test))", .bool)
    }
    return SwiftExpression("filled(\(input.code).map { \(found("$0")) }, with: \(matchesMissing))", .bool)
  }
}
