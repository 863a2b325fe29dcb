import Testing

@testable import Plans

@Suite struct StoredFormTests {
  @Test(arguments: 0..<60 as Range<UInt64>) func parsingWhatWasPrintedGivesThePlan(seed: UInt64) throws {
    let plan = randomPlan(seed)
    #expect(plan.problems.isEmpty, "\(plan.problems)")
    let parsed = try Plan(yaml: plan.yaml, parameters: tables(plan))
    #expect(parsed == plan)
    #expect(parsed.yaml == plan.yaml)
  }

  @Test func functionsAreStored() throws {
    let plan = try Plan(yaml: functionPlan)
    #expect(plan.yaml == functionPlan)
    try plan.verified()
  }

  @Test func attemptsAreStored() throws {
    let plan = try Plan(yaml: attemptPlan)
    #expect(plan.yaml == attemptPlan)
    try plan.verified()
  }

  @Test func newerVersionsAreRefusedByName() {
    check(
      "faircopy: 2\n",
      "plan.yaml: 1:10: this plan has format version 2, and up to 1 are read; a newer faircopy wrote it")
  }

  @Test func malformedPlansAreRefused() {
    check("", "plan.yaml: expected a map, not null")
    check(
      "faircopy: 1\nanswers: {}\n",
      "plan.yaml: 2:9: 'answers' is not known here; known are faircopy, answer, fields, nodes, functions, training, filters, ignored"
    )
    let head = "faircopy: 1\nanswer: {name: p, node: n1, type: int64}\nfields: []\nnodes:\n  - "
    check(head + "{id: n1, op: sorcery, type: int64}", "plan.yaml: 5:17: there is no operation 'sorcery'")
    check(head + "{id: n1, op: add, by: 2, type: int64}", "'add' has no attribute 'by'")
    check(head + "{id: n1, op: round, type: int64}", "'round' lacks 'digits'")
    check(head + "{id: n1, op: round, digits: x, type: int64}", "'digits' of 'round' must be an integer")
    check(head + "{id: x1, op: add, type: int64}", "expected a node such as n7")
    check(head + "{id: n1, op: add, type: complex}", "expected a type such as float64?")
    check(
      head + "{id: n1, op: lookup, keys: [string], value: int64, absent: missing, parameters: t.bin, type: int64}",
      "'t.bin'")
  }

  private func check(_ text: String, _ expected: String) {
    do {
      _ = try Plan(yaml: text)
      Issue.record("\(text) is read")
    } catch {
      #expect(error.message.contains(expected), "\(error.message)")
    }
  }
}

let functionPlan = """
  faircopy: 1
  answer: {name: title, node: n3, type: string}
  fields:
    - {name: Name, type: string?}
  nodes:
    - {id: n1, op: field, name: Name, type: string?}
    - {id: n2, op: require-present, inputs: [n1], raises: [AttributeError, "'float' object has no attribute 'split'"],
       type: string}
    - {id: n3, op: call, inputs: [n2], function: title_of, type: string, from: "cell 3:1", label: Title}
  functions:
    - name: title_of
      parameters:
        - {id: n1, name: x, type: string}
      result: string
      from: "cell 2:1"
      body:
        - {id: n2, op: contains-text, inputs: [n1], part: Mrs., type: bool}
        - if: n2
          then:
            - {id: n3, op: constant, value: Mrs, type: string}
            - {result: n3}
          else: []
        - {id: n4, op: split-part, inputs: [n1], separator: ",", index: 1, raises: [IndexError, list index out of range],
           type: string}
        - {result: n4}

  """

/// A function that catches one exception of its own, and lets others pass.
let attemptPlan = """
  faircopy: 1
  answer: {name: number, node: n2, type: float64}
  fields:
    - {name: text, type: string}
  nodes:
    - {id: n1, op: field, name: text, type: string}
    - {id: n2, op: call, inputs: [n1], function: number, type: float64}
  functions:
    - name: number
      parameters:
        - {id: n1, name: x, type: string}
      result: float64
      body:
        - try:
            - {id: n2, op: split-part, inputs: [n1], separator: ",", index: 1,
               raises: [IndexError, list index out of range], type: string}
            - {id: n3, op: cast, inputs: [n2], to: float64, type: float64}
            - {result: n3}
          except:
            - types: [ValueError]
              body:
                - {id: n4, op: constant, value: -1.0, type: float64}
                - {result: n4}

  """
