/// The operations by name, as plans call them; the build collects them from the sources.
package enum OperationRegistry {
  /// The operation of a name; `nil` when there is none.
  package static func operation(named name: String) -> (any RowOperation.Type)? { byName[name] }

  private static let byName: [String: any RowOperation.Type] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
