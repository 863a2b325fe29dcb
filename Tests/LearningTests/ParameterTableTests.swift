import Kernels
import Testing

@testable import Learning

@Suite struct ParameterTableTests {
  private func forest(_ era: LearningEra) throws -> FittedForest {
    let values = (0..<60).map { Double(($0 * 37) % 23) }
    var options = ForestOptions.classifier
    options.trees = 11
    return try fitForest(
      Matrix(rows: 20, columns: 3, layout: .rowMajor, values: values),
      .classes((0..<20).map { ($0 * 7) % 3 == 0 ? 1 : 0 }, count: 2), options: options, random: RandomState(seed: 1),
      era: era, estimator: "RandomForestClassifier")
  }

  /// What validating the bytes throws.
  private func error(ofTrees bytes: [UInt8]) -> ParameterError? {
    bytes.withUnsafeBytes { buffer in
      do throws(ParameterError) {
        _ = try TreeEnsemble(validating: buffer)
        return nil
      } catch {
        return error
      }
    }
  }

  private func error(ofScores bytes: [UInt8]) -> ParameterError? {
    bytes.withUnsafeBytes { buffer in
      do throws(ParameterError) {
        _ = try LinearScores(validating: buffer)
        return nil
      } catch {
        return error
      }
    }
  }

  @Test func damagedBytesAreRefused() throws {
    let table = try forest(.modern).parameterTable()
    for position in 0..<table.count where position < 24 || position >= 32 {
      var damaged = table
      damaged[position] ^= 0x41
      #expect(error(ofTrees: damaged) != nil, "byte \(position)")
    }
  }

  @Test func shortTablesAreRefused() throws {
    let table = try forest(.modern).parameterTable()
    for count in [0, 10, 31, 32, 40, table.count - 1] {
      #expect(error(ofTrees: Array(table.prefix(count))) == .truncated)
    }
  }

  @Test func headersSayWhatTheyFind() throws {
    let table = linearParameterTable(coefficients: [[1, 2]], intercepts: [3], features: 2)
    #expect(error(ofTrees: table) == .otherKind(2))
    var newer = table
    newer[4] = 9
    #expect(error(ofScores: newer) == .newerVersion(9))
    #expect(error(ofScores: [UInt8](repeating: 0, count: 64)) == .notAParameterTable)
  }

  @Test func sizesThatContradictAreMalformed() throws {
    for word in 0..<6 {
      var payload = Array(try forest(.modern).parameterTable().dropFirst(ParameterTable.headerSize))
      payload[word * 4 + 2] ^= word == 3 ? 0 : 0x7f
      let table = ParameterTable.encoded(kind: .treeEnsemble, payload: payload)
      let isValid = error(ofTrees: table) == nil
      // Word 3 holds flags, word 0 the features, which a table may have more of than its trees use.
      #expect(isValid == (word == 3 || word == 0), "word \(word)")
    }
  }

  @Test func linearScoresAreSummedInOrder() throws {
    let table = linearParameterTable(
      coefficients: [[0.1, 0.2, 0.3], [1e16, 1, -1e16]], intercepts: [0.5, -1], features: 3)
    var result = [0.0, 0.0]
    let fault = table.withUnsafeBytes { (try? LinearScores(validating: $0))?.evaluate([1, 1, 1], into: &result) }
    #expect(fault == nil)
    #expect(result == [0.1 + 0.2 + 0.3 + 0.5, (1e16 + 1 - 1e16) - 1])
  }

  @Test func faultsAreTheFirstFound() throws {
    let classic = try forest(.classic).parameterTable()
    let modern = try forest(.modern).parameterTable()
    let cases: [([UInt8], [Double], InputFault?)] = [
      (classic, [1, .nan, .infinity], .missing), (classic, [1, .infinity, .nan], .infinite),
      (modern, [1, .nan, 2], nil), (modern, [1, .nan, 1e39], .infinite), (classic, [1e39, 0, 0], .infinite),
      (classic, [1, 2, 3], nil),
    ]
    for (table, row, fault) in cases {
      var result = [0.0, 0.0]
      let found = table.withUnsafeBytes { (try? TreeEnsemble(validating: $0))?.evaluate(row, into: &result) }
      #expect(found == fault, "\(row)")
    }
  }
}
