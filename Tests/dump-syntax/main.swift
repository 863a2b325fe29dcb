import Diagnostics
@preconcurrency import Glibc
import PythonSyntax

// For scripts/compare-syntax.py: reads paths from standard input, or `=<bytes>` and a text of so many bytes, and writes,
// for each, a line `<diagnostics> <bytes>` and the dumped tree (or, where it failed, a line
// `<line>\t<column>\t<message>` for each diagnostic).
// `--minor 14` sets the grammar, `--check` checks more than that, as `compile` does.
// With `--time` it writes only the nanoseconds of the processor's time that parsing each file takes.

let arguments = CommandLine.arguments
let minor = arguments.firstIndex(of: "--minor").flatMap { Int(arguments[$0 + 1]) } ?? 11
let version = PythonVersion(rawValue: minor) ?? .newest
let checksCode = arguments.contains("--check")
let isTimed = arguments.contains("--time")

func contents(of file: UnsafeMutablePointer<FILE>, limit: Int = .max) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count < limit {
    let count = fread(&chunk, 1, min(chunk.count, limit - bytes.count), file)
    if count == 0 { break }
    bytes += chunk[..<count]
  }
  return bytes
}

func source(of line: String) -> SourceFile? {
  if line.hasPrefix("="), let count = Int(line.dropFirst()) {
    return SourceFile(name: "text", bytes: contents(of: stdin, limit: count))
  }
  guard let file = fopen(line, "rb") else { return nil }
  defer { fclose(file) }
  return SourceFile(name: line, bytes: contents(of: file))
}

func now() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

func answer(to source: SourceFile) {
  let (module, diagnostics) = parse(source, version: version, checksCode: checksCode)
  let text =
    diagnostics.isEmpty
    ? module.dumped(DumpStyle(includesAttributes: true, minorVersion: minor), source: source)
    : diagnostics.map { diagnostic in
      let start = diagnostic.span?.start
      return "\(start?.line ?? 0)\t\(start?.column ?? 0)\t\(diagnostic.message)"
    }.joined(separator: "\n")
  print(diagnostics.count, text.utf8.count)
  print(text)
  fflush(nil)
}

while let line = readLine() {
  guard let source = source(of: line) else { continue }
  if isTimed {
    let start = now()
    let result = parse(source, version: version, checksCode: checksCode)
    // As for CPython, freeing the tree does not count.
    print(now() - start, result.module.body.count)
    fflush(nil)
  } else {
    answer(to: source)
  }
}
