import Diagnostics
import Glibc
import PythonSyntax

// For scripts/compare-syntax.py: reads paths from standard input and writes, for each, a line
// `<diagnostics> <bytes>` and the dumped tree (or, where it failed, the rendered diagnostics).
// With `--time` it writes only the nanoseconds of parsing each file.

let arguments = CommandLine.arguments
let minor = arguments.firstIndex(of: "--minor").flatMap { Int(arguments[$0 + 1]) } ?? 11
let isTimed = arguments.contains("--time")

func contents(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

func now() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

while let path = readLine() {
  guard let bytes = contents(of: path) else { continue }
  let source = SourceFile(name: path, bytes: bytes)
  if isTimed {
    let start = now()
    let count = parse(source).module.body.count
    print(now() - start, count)
    continue
  }
  let (module, diagnostics) = parse(source)
  let text =
    diagnostics.isEmpty
    ? module.dumped(DumpStyle(includesAttributes: true, minorVersion: minor), source: source)
    : diagnostics.map { $0.rendered() }.joined(separator: "\n")
  print(diagnostics.count, text.utf8.count)
  print(text)
  fflush(nil)
}
