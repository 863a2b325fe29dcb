import Testing

@testable import Serving

private func check(_ arguments: String, _ expected: HostCommand) throws {
  #expect(try HostCommand(parsing: arguments.split(separator: " ").map(String.init)) == expected, "\(arguments)")
}

@Test func readsArguments() throws {
  try check("", .serve(HostCommand.ServeOptions()))
  var serve = HostCommand.ServeOptions()
  serve.bundle = "b"
  serve.server.host = "0.0.0.0"
  serve.server.port = 0
  serve.server.threads = 2
  try check("--host 0.0.0.0 --port=0 --threads 2 --bundle b", .serve(serve))
  var score = HostCommand.ScoreOptions()
  score.input = "-"
  score.format = "jsonl"
  score.output = "o.csv"
  try check("score - --input-format jsonl -o o.csv", .score(score))
  try check("check --bundle b", .check(bundle: "b"))
  try check("check", .check(bundle: nil))
  try check("score --help", .help)
  try check("--version", .version)
}

@Test(arguments: [
  ("--port", "'--port' needs a value"),
  ("--port 70000", "'--port' is a number from 0 to 65535, not '70000'"),
  ("--prt 1", "unknown argument '--prt'"),
  ("serve", "unknown argument 'serve'"),
  ("score", "score needs an input file"),
  ("score a b", "unknown argument 'b'"),
  ("score a --input-format xml", "'--input-format' is one of csv, jsonl, not 'xml'"),
  ("check x", "unknown argument 'x'"),
])
func refusesArguments(arguments: String, message: String) {
  #expect(throws: UsageError(message)) {
    try HostCommand(parsing: arguments.split(separator: " ").map(String.init))
  }
}
