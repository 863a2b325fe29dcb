import Columns
package import Kernels
import YAML

/// How often each term of a vocabulary occurs in a text, as `CountVectorizer` counts.
package struct TermCountsOperation: RowOperation {
  package static let name = "term-counts"
  package static let kernelOfTable = "LookupTable"
  private let vocabulary: ParameterBlock
  private let width: Int
  private let rules: TermRules

  /// - Parameters:
  ///   - terms: the vocabulary, in the order of the result.
  ///   - stopWords: words that no term holds.
  package init(terms: [PythonString], stopWords: [PythonString], rules: TermRules) {
    let places = terms.enumerated().map { ($0.element, Int64($0.offset)) } + stopWords.map { ($0, Int64(-1)) }
    let bytes = LookupTable.encoded(
      keys: places.map { [Scalar.string($0.0).cell(.string)] }, values: places.map { Scalar.int($0.1).cell(.int64) })
    vocabulary = ParameterBlock(name: "vocabulary.bin", bytes: bytes)
    width = terms.count
    self.rules = rules
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    width = try attributes.int("terms")
    rules = TermRules(
      isLowered: try attributes.bool("lower"), shortest: try attributes.int("shortest"),
      fewest: try attributes.int("fewest"), most: try attributes.int("most"), isBinary: try attributes.bool("binary"))
    vocabulary = try attributes.parameters()
  }

  package var attributes: Attributes {
    Attributes(
      [
        "terms": .int(Int64(width)), "lower": .bool(rules.isLowered), "shortest": .int(Int64(rules.shortest)),
        "fewest": .int(Int64(rules.fewest)), "most": .int(Int64(rules.most)), "binary": .bool(rules.isBinary),
      ], parameters: vocabulary)
  }

  private var opened: LookupTable? {
    try? vocabulary.kernel { (bytes) throws(ParameterError) in try LookupTable(validating: bytes) }
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    _ = try Self.expectText(inputs)
    guard let table = opened, table.keyCount == 1 || width == 0, width >= 0, width < 1 << 24, rules.fewest > 0,
      rules.most >= rules.fewest
    else { throw TypeMismatch("'\(vocabulary.name)' is no table of terms") }
    return .vector(width)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let column = inputs[0].column, let table = opened else {
      return RowValues(missing: .vector(width), count: inputs[0].count)
    }
    var results = Array(repeating: [Double](repeating: 0, count: column.count), count: width)
    let texts = column.texts
    let scratch = Scratch()
    for row in 0..<column.count {
      do throws(RowError) {
        let counts =
          column.isMissing(row)
          ? try termCounts(nil, table, width: width, rules, scratch)
          : try texts.withText(row) { (text) throws(RowError) in
            try termCounts(text, table, width: width, rules, scratch)
          }
        for term in 0..<width where counts[term] != 0 { results[term][row] = counts[term] }
      } catch {
        failures.append(row, error)
        for term in 0..<width { results[term][row] = .nan }
      }
      scratch.reset()
    }
    return .vector(results.map { .floats($0) })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let rule =
      "TermRules(isLowered: \(rules.isLowered), shortest: \(rules.shortest), fewest: \(rules.fewest), most: \(rules.most), "
      + "isBinary: \(rules.isBinary))"
    return SwiftExpression(
      "termCounts(\(inputs[0].code), \(scope.table(vocabulary)), width: \(width), \(rule), scratch)", .vector(width),
      canFail: true)
  }
}
