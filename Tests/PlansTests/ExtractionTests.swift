import Columns
import Kernels
import Testing

@testable import Plans

@Suite struct ExtractionTests {
  private let table = RowFunctionTable()
  private let here = Origin(cell: 9, line: 2)

  @Test func onlyWhatTheAnswerNeedsIsServed() throws {
    let charge = table.field("total_eve_charge", of: 0, type: .float64.nullable, origin: nil)
    let unused = table.field("state", of: 0, type: .string.nullable, origin: nil)
    let length = table.field("account_length", of: 0, type: .int64.nullable, origin: nil)
    let filled = try table.function(
      FillMissing(.float(17.12)), [charge], origin: here,
      fitted: Plan.Fitted(by: "median", of: Plan.Fitted.of(charge), over: "telecom_churn.csv, all 5000 rows"))
    _ = try table.function(Lower(), [unused], origin: here)
    filled.labels = ["total_eve_charge", "charge"]
    let answer = try table.function(Divide(), [filled, length], origin: Origin(cell: 13, line: 2))
    let plan = try Plan(
      serving: Plan.Served(name: "rate", answer: answer), fieldOrder: ["account_length", "total_eve_charge"])
    #expect(
      try plan.verified().yaml == """
        faircopy: 1
        answer: {name: rate, node: n4, type: float64?}
        fields:
          - {name: account_length, type: int64?}
          - {name: total_eve_charge, type: float64?}
        nodes:
          - {id: n1, op: field, name: total_eve_charge, type: float64?}
          - {id: n2, op: field, name: account_length, type: int64?}
          - {id: n3, op: fill-missing, inputs: [n1], value: 17.12, type: float64, from: "cell 9:2", label: charge,
             fitted: {by: median, of: n1, over: "telecom_churn.csv, all 5000 rows"}}
          - {id: n4, op: divide, inputs: [n3, n2], type: float64?, from: "cell 13:2"}

        """)
  }

  @Test func opaqueValuesAreRefusedWithTheirReason() throws {
    let field = table.field("a", of: 0, type: .float64, origin: nil)
    let opaque = table.opaque(.float64, reason: "'shift' looks at other rows", origin: here)
    let answer = try table.function(Add(), [field, opaque], origin: nil)
    check(answer, Plan.ExtractionError(message: "'shift' looks at other rows", origin: here))
  }

  @Test func fieldsOfTwoTablesAreRefused() throws {
    let a = table.field("a", of: 0, type: .float64, origin: nil)
    let b = table.field("b", of: 1, type: .float64, origin: here)
    let message = "the answer needs 'a' and 'b', which are columns of different tables"
    check(try table.function(Add(), [a, b], origin: nil), Plan.ExtractionError(message: message, origin: here))
  }

  private func check(_ answer: RowFunction, _ expected: Plan.ExtractionError) {
    #expect(throws: expected) { try Plan(serving: Plan.Served(name: "p", answer: answer)) }
  }
}
