extension TokenKind {
  /// The kind of a word of up to eight bytes, given as an integer with the first byte lowest.
  ///
  /// All keywords of Python fit, and a switch over integers costs a few comparisons.
  static func word(_ packed: UInt64) -> TokenKind {
    switch packed {
    case 0x7361: .kAs
    case 0x6669: .kIf
    case 0x6E69: .kIn
    case 0x7369: .kIs
    case 0x726F: .kOr
    case 0x646E61: .kAnd
    case 0x666564: .kDef
    case 0x6C6564: .kDel
    case 0x726F66: .kFor
    case 0x746F6E: .kNot
    case 0x797274: .kTry
    case 0x656E6F4E: .kNone
    case 0x65757254: .kTrue
    case 0x65736163: .softCase
    case 0x66696C65: .kElif
    case 0x65736C65: .kElse
    case 0x6D6F7266: .kFrom
    case 0x73736170: .kPass
    case 0x65707974: .softType
    case 0x68746977: .kWith
    case 0x65736C6146: .kFalse
    case 0x636E797361: .kAsync
    case 0x7469617761: .kAwait
    case 0x6B61657262: .kBreak
    case 0x7373616C63: .kClass
    case 0x686374616D: .softMatch
    case 0x6573696172: .kRaise
    case 0x656C696877: .kWhile
    case 0x646C656979: .kYield
    case 0x747265737361: .kAssert
    case 0x747065637865: .kExcept
    case 0x6C61626F6C67: .kGlobal
    case 0x74726F706D69: .kImport
    case 0x6164626D616C: .kLambda
    case 0x6E7275746572: .kReturn
    case 0x796C6C616E6966: .kFinally
    case 0x65756E69746E6F63: .kContinue
    case 0x6C61636F6C6E6F6E: .kNonlocal
    default: .name
    }
  }
}
