import Columns
import Kernels
import Testing

@testable import Plans

@Suite struct EvaluationTests {
  @Test func branchesOfFunctionsAreTakenByRow() throws {
    let plan = try Plan(yaml: functionPlan).verified()
    let names: [PythonString] = ["Smith, Mrs. Ann", "Smith", "Doe, John"]
    let columns = ["Name": Column(.string(StringColumn(names + [""])), missing: [false, false, false, true])]
    let result = try plan.evaluate(fields: columns, rows: 4)
    #expect((0..<4).map { result.answer[$0] } == [.string("Mrs"), .missing, .string(" John"), .missing])
    #expect(result.failures[1]?.message == "list index out of range")
    #expect(result.failures[3]?.type == "AttributeError")
    #expect(result.failures.count == 2)
  }

  @Test func handlersRunForTheRowsThatTheyCatch() throws {
    let plan = try Plan(yaml: attemptPlan).verified()
    let texts: [PythonString] = ["a,2.5", "a,b", "a", "b,7"]
    let result = try plan.evaluate(fields: ["text": .strings(StringColumn(texts))], rows: 4)
    #expect(result.answer[0] == .float(2.5) && result.answer[1] == .float(-1) && result.answer[3] == .float(7))
    #expect(result.failures.mapValues(\.message) == [2: "list index out of range"])
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func rowsAloneGiveWhatTheyGiveAmongAll(seed: UInt64) throws {
    let plan = randomPlan(seed)
    var columns: [String: Column] = [:]
    for (index, field) in plan.fields.enumerated() {
      columns[field.name] = sampleValues(field.type, count: 20, missingEvery: 3, seed: index).column
    }
    let whole = try plan.evaluate(fields: columns, rows: 20)
    for row in 0..<20 {
      let one = try plan.evaluate(record: columns.mapValues { $0[row] })
      #expect(isSame(one.answer, RowValues.column(whole.answer).selecting([row]).column ?? one.answer))
      #expect(one.failures[0]?.message == whole.failures[row]?.message)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func simplifyingKeepsEveryBit(seed: UInt64) throws {
    let plan = randomPlan(seed)
    let simple = try plan.simplified().verified()
    var columns: [String: Column] = [:]
    for (index, field) in plan.fields.enumerated() {
      columns[field.name] = sampleValues(field.type, count: 30, missingEvery: 4, seed: index).column
    }
    let before = try plan.withoutDeadNodes().evaluate(fields: columns, rows: 30)
    let after = try simple.evaluate(fields: columns, rows: 30)
    #expect(isSame(before.answer, after.answer))
    #expect(before.failures.mapValues(\.message) == after.failures.mapValues(\.message))
    #expect(simple.nodes.count <= plan.nodes.count)
  }

  @Test func columnsThatDoNotFitAreRefused() {
    check(["Name": .floats([1])], rows: 1, "field 'Name' holds no string?")
    check([:], rows: 1, "field 'Name' is absent")
    check(["Name": .strings(StringColumn(["a"]))], rows: 2, "field 'Name' has 1 rows, not 2")
  }

  private func check(_ fields: [String: Column], rows: Int, _ expected: String) {
    #expect(throws: PlanError(expected)) { try Plan(yaml: functionPlan).evaluate(fields: fields, rows: rows) }
  }
}
