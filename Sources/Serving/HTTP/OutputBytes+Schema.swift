import ModelInterface
import Scoring

extension OutputBytes {
  /// Appends what `GET /v2/models/{name}` answers: the metadata that the Open Inference Protocol asks for, and the whole
  /// description of the model as `schema`.
  func append(schemaOf description: ModelDescription) {
    append("{\"name\": ")
    append(json: description.name)
    append(", \"platform\": \"faircopy\", \"inputs\": [")
    for (index, field) in description.fields.enumerated() {
      if index > 0 { append(", ") }
      append(tensor: field.name, type: field.type.tensorType, width: nil)
    }
    append("], \"outputs\": [")
    append(tensor: "prediction", type: description.answer.type.tensorType, width: nil)
    if description.probabilityCount > 0 {
      append(", ")
      append(tensor: "probabilities", type: "FP64", width: description.probabilityCount)
    }
    append("], \"schema\": ")
    append(description.source)
    append(UInt8(ascii: "}"))
  }

  private func append(tensor name: String, type: StaticString, width: Int?) {
    append("{\"name\": ")
    append(json: name)
    append(", \"datatype\": \"")
    append(type)
    append("\", \"shape\": [-1")
    if let width {
      append(", ")
      append(decimal: Int64(width))
    }
    append("]}")
  }
}

extension ModelDescription.ValueType {
  /// The name that the Open Inference Protocol gives the type.
  fileprivate var tensorType: StaticString {
    switch self {
    case .bool: "BOOL"
    case .int64: "INT64"
    case .float64: "FP64"
    case .string: "BYTES"
    }
  }
}
