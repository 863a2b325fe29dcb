import CPCRE2
public import Kernels

/// A compiled pattern of Python's `re` over strings.
///
/// Compiled once, then used by any number of threads: what a match needs lies in the caller's `Scratch`.
public final class RegularExpression: @unchecked Sendable {
  let code: OpaquePointer
  /// How many groups there are.
  public let groupCount: Int
  /// The names of groups and their numbers, in the order of definition: Python's `groupindex`.
  public let groupNames: [(name: PythonString, group: Int)]
  /// Groups in the order in which the pattern ends them.
  public let closedGroups: [Int]
  /// The flags, those in the pattern included.
  public let flags: RegularExpressionFlags

  /// Compiles a pattern.
  ///
  /// - Throws: `PatternError` in the words of Python's `re.error`, where Python has some.
  public init(_ pattern: Text, flags: RegularExpressionFlags = []) throws(PatternError) {
    let translation = try PatternTranslation(pattern, flags)
    var options = UInt32(PCRE2_UTF | PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C)
    if !translation.flags.contains(.ascii) { options |= UInt32(PCRE2_UCP) }
    if translation.flags.contains(.ignoreCase) { options |= UInt32(PCRE2_CASELESS) }
    if translation.flags.contains(.multiline) { options |= UInt32(PCRE2_MULTILINE) }
    if translation.flags.contains(.dotAll) { options |= UInt32(PCRE2_DOTALL) }
    var number: Int32 = 0
    var offset = 0
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    let compiled = translation.output.withUnsafeBufferPointer { buffer in
      pcre2_compile_8(buffer.baseAddress ?? Text("").base, buffer.count, options, &number, &offset, context)
    }
    guard let compiled else { throw compileError(number) }
    code = compiled
    groupCount = translation.groupCount
    groupNames = translation.names.map { name, group in
      var bytes: [UInt8] = []
      bytes.add(name[...])
      return (PythonString(bytes: bytes), group)
    }
    closedGroups = translation.closedGroups
    self.flags = translation.flags
  }

  deinit {
    pcre2_code_free_8(code)
  }

  /// The number of the group of this name.
  public func group(named name: PythonString) -> Int? {
    groupNames.first { $0.name.bytes == name.bytes }?.group
  }
}

private func compileError(_ number: Int32) -> PatternError {
  var bytes: [UInt8] = []
  if number == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH {
    bytes.add("look-behind requires fixed-width pattern")
    return PatternError(bytes)
  }
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
    let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
    for i in 0..<max(0, Int(count)) { bytes.append(buffer[i]) }
  }
  return PatternError(bytes)
}
