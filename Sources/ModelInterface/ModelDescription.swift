/// What a model says about itself: its name, the fields it takes, the features it computes and the answer it gives.
package struct ModelDescription: Hashable, Sendable {
  /// The type of a field or of an answer.
  package enum ValueType: String, Hashable, Sendable {
    case bool, int64, float64, string
  }

  /// A raw field, in the order in which `faircopy_predict_row` takes them.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let type: ValueType
    package let isNullable: Bool
    /// The words that the training data held, where the field is encoded by category.
    package let categories: [String]?
    /// Words that mean *missing* in this field's CSV column, besides those of the reader.
    package let missingWords: [String]

    package init(
      name: String, type: ValueType, isNullable: Bool, categories: [String]? = nil, missingWords: [String] = []
    ) {
      self.name = name
      self.type = type
      self.isNullable = isNullable
      self.categories = categories
      self.missingWords = missingWords
    }
  }

  /// What the model answers.
  package struct Answer: Hashable, Sendable {
    package let name: String
    package let type: ValueType
    /// The classifier's classes as Python prints them, in the order of the probabilities.
    package let classes: [String]
    package let hasProbabilities: Bool

    package init(name: String, type: ValueType, classes: [String] = [], hasProbabilities: Bool = false) {
      self.name = name
      self.type = type
      self.classes = classes
      self.hasProbabilities = hasProbabilities
    }
  }

  package let name: String
  package let fields: [Field]
  /// Columns of the notebook's table that the model does not use.
  package let ignored: [String]
  /// The names of the feature vector's columns.
  package let features: [String]
  package let answer: Answer
  /// How the notebook's table was read.
  package let reader: TableReading
  /// The text that was read, as JSON.
  package let source: String

  /// How many probabilities an answer has.
  package var probabilityCount: Int { answer.hasProbabilities ? answer.classes.count : 0 }
}

extension ModelDescription {
  /// The description that `text` holds as JSON, in the form that `faircopy_model.h` gives.
  package init(parsing text: String) throws(ModelError) {
    let document: JSONValue
    do throws(JSONSyntaxError) {
      document = try JSONValue(parsing: text.utf8)
    } catch {
      throw ModelError(
        .library, "the model's description is not JSON: expected \(error.expected) at byte \(error.offset)")
    }
    let interface = document["interface"]?.integer ?? 0
    guard interface == 1 else { throw Self.newer(interface) }
    guard let name = document["name"]?.string else { throw Self.lacking("name") }
    guard let fields = document["fields"]?.array else { throw Self.lacking("fields") }
    guard let answer = document["answer"].flatMap(Answer.init(json:)) else { throw Self.lacking("answer") }
    self.name = name
    self.fields = try Self.fields(fields)
    self.ignored = (document["ignored"]?.array ?? []).compactMap(\.string)
    self.features = (document["features"]?.array ?? []).compactMap(\.string)
    self.answer = answer
    self.reader = TableReading(json: document["reader"])
    self.source = text
  }

  private static func fields(_ list: [JSONValue]) throws(ModelError) -> [Field] {
    var fields: [Field] = []
    for element in list {
      guard let field = Field(json: element) else { throw lacking("fields[\(fields.count)]") }
      fields.append(field)
    }
    return fields
  }

  private static func lacking(_ part: String) -> ModelError {
    ModelError(.library, "the model's description has no valid '\(part)'")
  }

  static func newer(_ version: Int) -> ModelError {
    ModelError(.library, "the model speaks version \(version) of the interface, this host speaks version 1")
  }
}

extension ModelDescription.Field {
  init?(json: JSONValue) {
    guard let name = json["name"]?.string, let type = json["type"]?.string.flatMap(ModelDescription.ValueType.init)
    else { return nil }
    self.init(
      name: name, type: type, isNullable: json["nullable"]?.bool ?? false,
      categories: json["categories"]?.array?.map(\.label),
      missingWords: json["missing"]?.array?.compactMap(\.string) ?? [])
  }
}

extension ModelDescription.Answer {
  init?(json: JSONValue) {
    guard let name = json["name"]?.string, let type = json["type"]?.string.flatMap(ModelDescription.ValueType.init)
    else { return nil }
    self.init(
      name: name, type: type, classes: (json["classes"]?.array ?? []).map(\.label),
      hasProbabilities: json["hasProbabilities"]?.bool ?? false)
  }
}
