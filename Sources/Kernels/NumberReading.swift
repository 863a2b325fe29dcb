/// pandas' `to_numeric` of a text: NaN for an empty one; `nil` for what is no number.
///
/// - Parameter roundsOnce: whether digits are rounded once (pandas 3) or at each step (pandas 1.5).
public func numberIfAny(_ text: Text, roundsOnce: Bool) -> Double? {
  if text.count == 0 { return .nan }
  if let value = FieldConversion(roundsOnce: roundsOnce).float(text) { return value }
  let signed = text.base[0] == UInt8(ascii: "-") || text.base[0] == UInt8(ascii: "+")
  let word = text.slice((signed ? 1 : 0)..<text.count)
  return isWord(word, "nan") ? .nan : nil
}

/// pandas' `to_numeric(errors='coerce')` of a text: NaN for a missing text and for what is no number.
public func number(reading text: Text?, roundsOnce: Bool) -> Double {
  guard let text else { return .nan }
  return numberIfAny(text, roundsOnce: roundsOnce) ?? .nan
}

/// pandas' `to_numeric` of a text, with its words, which differ by era, where it raises.
public func number(reading text: Text?, roundsOnce: Bool, _ scratch: Scratch) throws(RowError) -> Double {
  guard let text else { return .nan }
  if let value = numberIfAny(text, roundsOnce: roundsOnce) { return value }
  let quoted = roundsOnce ? repr(of: text, scratch) : scratch.joined(Text("\""), text, Text("\""))
  throw RowError(
    "ValueError", scratch.joined(Text("Unable to parse string "), quoted, Text(" at position 0")))
}
