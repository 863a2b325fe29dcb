/// What a built-in function or method does that has a shortcut.
enum Shortcut: UInt8 {
  case none
  case len, abs, min, max, ord, chr, isInstance
  // What goes through an iterable
  case sum, any, all
  case append, pop, reverse, index
  case add
  case get, items, keys, values, setDefault
  // Methods of strings
  case startsWith, endsWith, isDigit, isAlpha, isSpace, lower, upper, strip, split, replace, join

  private static let stringMethods: [String: Shortcut] = [
    "startswith": .startsWith, "endswith": .endsWith, "isdigit": .isDigit, "isalpha": .isAlpha, "isspace": .isSpace,
    "lower": .lower, "upper": .upper, "strip": .strip, "split": .split, "replace": .replace, "join": .join,
  ]
  private static let functions: [String: Shortcut] = [
    "len": .len, "abs": .abs, "min": .min, "max": .max, "ord": .ord, "chr": .chr, "isinstance": .isInstance,
    "sum": .sum, "any": .any, "all": .all,
  ]
  private static let listMethods: [String: Shortcut] = [
    "append": .append, "pop": .pop, "reverse": .reverse, "index": .index,
  ]
  private static let dictMethods: [String: Shortcut] = [
    "get": .get, "items": .items, "keys": .keys, "values": .values, "setdefault": .setDefault,
  ]

  /// That of a function that needs no import.
  static func ofFunction(_ name: String) -> Shortcut { functions[name] ?? .none }

  /// That of a method.
  static func ofMethod(_ name: String, in type: TypeObject) -> Shortcut {
    guard type.module.isEmpty, !type.isUserDefined else { return .none }
    switch type.name {
    case "str": return stringMethods[name] ?? .none
    case "list": return listMethods[name] ?? .none
    case "dict": return dictMethods[name] ?? .none
    case "set": return name == "add" ? .add : .none
    default: return .none
    }
  }
}
