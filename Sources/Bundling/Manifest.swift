package import YAML

/// What a bundle says of itself: what it was made from and by, what was proven, and the digest of every file.
///
/// No clock, absolute path or build id is in it: the same notebook, data and tool give the same manifest.
package struct Manifest: Sendable, Equatable {
  /// The format that this Faircopy writes; it reads this one and older ones.
  package static let formatVersion = 1

  package var name: String
  /// The SHA-256 of `plan.yaml`: with the name, the bundle's identity.
  package var plan: String
  /// The version of the Faircopy that made the bundle.
  package var tool: String
  package var era: String
  package var notebook: Source
  package var data: [Source]
  package var fields: [Field]
  package var answer: Answer
  package var proof: Proof
  package var outputs: OutputCounts
  /// Whether recorded outputs differ that the served answer feeds, and the user accepted that.
  package var acceptedDifferences: Bool
  /// Files that hold rows of the training data: neighbours, support vectors, group tables.
  package var trainingRows: [String]
  /// Every file of the bundle but the manifest, by path.
  package var files: [FileRecord]

  /// A file that the bundle was made from.
  package struct Source: Sendable, Equatable {
    /// The name without folders.
    package var name: String
    package var sha256: String
    /// Rows of data; `nil` for the notebook.
    package var rows: Int?

    package init(name: String, sha256: String, rows: Int? = nil) {
      self.name = name
      self.sha256 = sha256
      self.rows = rows
    }
  }

  /// A raw field that the model takes; the plan says more.
  package struct Field: Sendable, Equatable {
    package var name: String
    package var type: String

    package init(name: String, type: String) {
      self.name = name
      self.type = type
    }
  }

  /// What the model answers; `classes` is empty where no classifier is behind it.
  package struct Answer: Sendable, Equatable {
    package var name: String
    package var type: String
    package var classes: [YAMLNode]

    package init(name: String, type: String, classes: [YAMLNode] = []) {
      self.name = name
      self.type = type
      self.classes = classes
    }
  }

  /// One file of the bundle.
  package struct FileRecord: Sendable, Equatable {
    package var path: String
    package var bytes: Int
    package var sha256: String

    package init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  package init(
    name: String, plan: String = "", tool: String, era: String, notebook: Source, data: [Source], fields: [Field],
    answer: Answer, proof: Proof, outputs: OutputCounts, acceptedDifferences: Bool = false,
    trainingRows: [String] = [], files: [FileRecord] = []
  ) {
    self.name = name
    self.plan = plan
    self.tool = tool
    self.era = era
    self.notebook = notebook
    self.data = data
    self.fields = fields
    self.answer = answer
    self.proof = proof
    self.outputs = outputs
    self.acceptedDifferences = acceptedDifferences
    self.trainingRows = trainingRows
    self.files = files
  }
}
