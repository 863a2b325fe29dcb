import Plans

/// The raw fields of a record as members of a Swift struct.
struct RecordType {
  struct Member {
    let field: Plan.Field
    /// The member's name.
    let name: String
  }

  let members: [Member]

  init(of plan: Plan) {
    var names = SwiftNames()
    members = plan.fields.map { Member(field: $0, name: names.name(for: $0.name, fallback: "field")) }
  }

  /// For templates: name, Swift type, decoding call, kind and the field's own name.
  var templateValues: [[String: Any]] {
    members.enumerated().map { index, member in
      let decoder =
        switch member.field.type.base {
        case .bool: "bool"
        case .int64: "integer"
        case .float32, .float64: "number"
        default: "text"
        }
      return [
        "index": index, "name": member.name, "type": swiftType(of: member.field.type.nullable), "decoder": decoder,
        "kind": interfaceKind(of: member.field.type), "literal": swiftLiteral(member.field.name),
        "field": member.field.name.filter { !$0.isNewline },
      ]
    }
  }
}
