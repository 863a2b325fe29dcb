/// The words that pandas reads as missing by default: `STR_NA_VALUES`, and the empty field.
///
/// - Parameter none: whether `None` is one of them, as from pandas 2.0 on.
public func isDefaultMissingWord(_ field: Text, none: Bool) -> Bool {
  guard field.count <= 8 else { return false }
  if field.count == 0 { return true }
  switch field.base[0] {
  case UInt8(ascii: "#"): return (field == Text("#N/A") || field == Text("#N/A N/A") || field == Text("#NA"))
  case UInt8(ascii: "-"):
    return (field == Text("-1.#IND") || field == Text("-1.#QNAN") || field == Text("-NaN") || field == Text("-nan"))
  case UInt8(ascii: "1"): return (field == Text("1.#IND") || field == Text("1.#QNAN"))
  case UInt8(ascii: "<"): return (field == Text("<NA>"))
  case UInt8(ascii: "N"):
    return (field == Text("N/A") || field == Text("NA") || field == Text("NULL") || field == Text("NaN"))
      || (none && field == Text("None"))
  case UInt8(ascii: "n"): return (field == Text("n/a") || field == Text("nan") || field == Text("null"))
  default: return false
  }
}
