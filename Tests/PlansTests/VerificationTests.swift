import Testing

@testable import Plans

@Suite struct VerificationTests {
  @Test func problemsAreNamed() throws {
    try check("{id: n2, op: lower, inputs: [n9], type: string?}", "n2 uses n9, which does not stand before it")
    try check("{id: n2, op: lower, inputs: [n1], type: string}", "n2 has type string, but 'lower' gives string?")
    try check("{id: n2, op: exp, inputs: [n1], type: float64}", "n2: 'exp' expects a number, not string?")
    try check("{id: n2, op: add, inputs: [n1], type: float64}", "n2: 'add' takes 2 inputs, not 1")
    try check("{id: n1, op: lower, inputs: [n1], type: string?}", "n1 is there twice")
    try check("{id: n2, op: field, name: age, type: float64}", "n2 reads 'age', which is no field of type float64")
    try check(
      "{id: n2, op: standardise, mean: .nan, scale: 1.0, inputs: [n1], type: float64}",
      "n2: 'standardise' expects a number, not string?")
    try check("{id: n2, op: constant, value: x, type: int64}", "n2: 'constant' holds no int64")
    try check("{id: n2, op: constant, value: null, type: string}", "n2: 'constant' holds no string")
  }

  @Test func answersAreVerified() throws {
    var plan = try base("{id: n2, op: lower, inputs: [n1], type: string?}")
    plan.answer.node = Plan.NodeID(7)
    #expect(plan.problems == [PlanError("the answer n7 is not there")])
    plan.answer.node = Plan.NodeID(1)
    plan.answer.probabilities = Plan.NodeID(2)
    plan.answer.features = Plan.NodeID(2)
    #expect(
      plan.problems == [
        PlanError("the probabilities n2 are no vector over 0 classes"),
        PlanError("the features n2 are no vector of 0 named numbers"),
      ])
  }

  @Test func functionsAreVerified() throws {
    var plan = try Plan(yaml: functionPlan)
    plan.functions[0].body.removeLast()
    #expect(plan.problems.contains(PlanError("'title_of' can end without a result")))
    plan = try Plan(yaml: functionPlan)
    plan.functions[0].body.append(.result(Plan.NodeID(4)))
    #expect(plan.problems.contains(PlanError("a statement of 'title_of' is never reached")))
    plan.functions = []
    #expect(plan.problems == [PlanError("n3 calls 'title_of', which does not stand before it")])
  }

  private func base(_ node: String) throws -> Plan {
    try Plan(
      yaml: """
        faircopy: 1
        answer: {name: p, node: n1, type: string?}
        fields: [{name: Name, type: string?}]
        nodes:
          - {id: n1, op: field, name: Name, type: string?}
          - \(node)
        """)
  }

  private func check(_ node: String, _ expected: String) throws {
    let problems = try base(node).problems
    #expect(problems == [PlanError(expected)], "\(problems)")
  }
}
