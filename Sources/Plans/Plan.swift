package import Columns
package import YAML

/// A typed program in single assignment from the raw fields of one record to the answer.
package struct Plan: Equatable, Sendable {
  /// The version of the stored form that this code writes, and the newest that it reads.
  package static let formatVersion = 1

  package var answer: Answer
  package var fields: [Field]
  /// Every node stands after its inputs.
  package var nodes: [Node]
  /// Compiled user functions, by the name that `call` nodes use.
  package var functions: [Function]
  package var training: Training?
  /// Rows that the notebook leaves out of training: stated, not enforced.
  package var trainingFilters: [TrainingFilter]
  /// Columns of the notebook's table that the plan does not need; a server ignores them.
  package var ignoredFields: [String]

  package init(
    answer: Answer, fields: [Field], nodes: [Node], functions: [Function] = [], training: Training? = nil,
    trainingFilters: [TrainingFilter] = [], ignoredFields: [String] = []
  ) {
    self.answer = answer
    self.fields = fields
    self.nodes = nodes
    self.functions = functions
    self.training = training
    self.trainingFilters = trainingFilters
    self.ignoredFields = ignoredFields
  }
}

extension Plan {
  /// What the server answers.
  package struct Answer: Equatable, Sendable {
    /// The notebook's name for it.
    package var name: String
    package var node: NodeID
    package var type: ValueType
    /// The classifier's classes in order; empty when there is none behind the answer.
    package var classes: [Scalar]
    /// The node of the classifier's probabilities, a vector over `classes`.
    package var probabilities: NodeID?
    /// The node of the model's input vector, and the names of its features.
    package var features: NodeID?
    package var featureNames: [String]

    package init(
      name: String, node: NodeID, type: ValueType, classes: [Scalar] = [], probabilities: NodeID? = nil,
      features: NodeID? = nil, featureNames: [String] = []
    ) {
      self.name = name
      self.node = node
      self.type = type
      self.classes = classes
      self.probabilities = probabilities
      self.features = features
      self.featureNames = featureNames
    }
  }

  /// A raw field of a record: a column as it was read.
  package struct Field: Hashable, Sendable {
    package var name: String
    package var type: ValueType
    /// Values seen in training, for fields that are encoded by category.
    package var categories: [String]?
    /// Least and greatest value seen in training.
    package var range: ClosedRange<Double>?

    package init(name: String, type: ValueType, categories: [String]? = nil, range: ClosedRange<Double>? = nil) {
      self.name = name
      self.type = type
      self.categories = categories
      self.range = range
    }
  }

  /// Identifies a node within its plan; printed as `n7`.
  package struct NodeID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let number: Int
    package init(_ number: Int) { self.number = number }
    package var description: String { "n\(number)" }
    package static func < (a: NodeID, b: NodeID) -> Bool { a.number < b.number }
  }

  /// One operation on earlier nodes.
  package struct Node: Sendable {
    package var id: NodeID
    package var operation: any RowOperation
    package var inputs: [NodeID]
    package var type: ValueType
    package var origin: Origin?
    /// The notebook's name for the value, where it has one: a column's or a variable's.
    package var label: String?
    /// For frozen constants and tables: what they were computed from.
    package var fitted: Fitted?

    package init(
      id: NodeID, operation: any RowOperation, inputs: [NodeID], type: ValueType, origin: Origin? = nil,
      label: String? = nil, fitted: Fitted? = nil
    ) {
      self.id = id
      self.operation = operation
      self.inputs = inputs
      self.type = type
      self.origin = origin
      self.label = label
      self.fitted = fitted
    }
  }

  /// Where a fitted value came from.
  package struct Fitted: Hashable, Sendable {
    /// What computed it, e.g. `median`, `LabelEncoder.fit`.
    package var by: String
    /// What it was computed of: a node when that is in the plan, else a description.
    package var of: String
    /// Over which rows, e.g. `telecom_churn.csv, all 5000 rows`.
    package var over: String

    package init(by: String, of: String, over: String) {
      self.by = by
      self.of = of
      self.over = over
    }
  }

  /// A user function of the notebook, compiled: parameters are nodes too.
  package struct Function: Sendable {
    package var name: String
    package var parameters: [(id: NodeID, name: String, type: ValueType)]
    package var body: [Statement]
    package var result: ValueType
    package var origin: Origin?

    package init(
      name: String, parameters: [(id: NodeID, name: String, type: ValueType)], body: [Statement], result: ValueType,
      origin: Origin? = nil
    ) {
      self.name = name
      self.parameters = parameters
      self.body = body
      self.result = result
      self.origin = origin
    }
  }

  /// A statement of a user function.
  package indirect enum Statement: Hashable, Sendable {
    case compute(Node)
    case branch(NodeID, then: [Statement], otherwise: [Statement])
    /// Statements that end the function; a row that raises among them goes on with the first handler that catches it.
    case attempt([Statement], handlers: [Handler])
    case result(NodeID)
  }

  /// What catches the exceptions of an attempt.
  package struct Handler: Hashable, Sendable {
    /// The exceptions' classes; empty for all.
    package var types: [String]
    package var body: [Statement]

    package init(types: [String], body: [Statement]) {
      self.types = types
      self.body = body
    }

    func catches(_ type: String) -> Bool { types.isEmpty || types.contains(type) }
  }

  /// A selection of rows that the notebook trained on.
  package struct TrainingFilter: Hashable, Sendable {
    package var description: String
    package var origin: Origin?
    package var kept: Int
    package var of: Int

    package init(description: String, origin: Origin?, kept: Int, of: Int) {
      self.description = description
      self.origin = origin
      self.kept = kept
      self.of = of
    }
  }

  /// How the served model was trained.
  package struct Training: Sendable {
    package var estimator: String
    package var parameters: [(name: String, value: YAMLValue)]
    package var origin: Origin?
    package var rows: Int
    package var source: String
    package var label: String
    package var split: String?
    package var metrics: [(name: String, value: Double, origin: Origin?)]

    package init(
      estimator: String, parameters: [(name: String, value: YAMLValue)], origin: Origin?, rows: Int, source: String,
      label: String, split: String?, metrics: [(name: String, value: Double, origin: Origin?)]
    ) {
      self.estimator = estimator
      self.parameters = parameters
      self.origin = origin
      self.rows = rows
      self.source = source
      self.label = label
      self.split = split
      self.metrics = metrics
    }
  }
}
