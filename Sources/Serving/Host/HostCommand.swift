/// What the host is asked to do.
enum HostCommand: Equatable {
  case serve(ServeOptions)
  case score(ScoreOptions)
  case check(bundle: String?)
  case help
  case version

  /// How a bundle is served.
  struct ServeOptions: Equatable {
    var bundle: String?
    var server = ServerOptions()
  }

  /// What is scored, and to where.
  struct ScoreOptions: Equatable {
    var bundle: String?
    var input = ""
    var output: String?
    var format: String?
    var withFeatures = false
  }

  static let usage = """
    Serves the model of the bundle beside this program.

    USAGE: serve [--host H] [--port P] [--threads N] [--body-limit BYTES] [--bundle DIR]
           serve score INPUT [-o OUTPUT] [--input-format csv|jsonl] [--features] [--bundle DIR]
           serve check [--bundle DIR]

    serve  answers POST /predict, GET /v2/health/live, /v2/health/ready, /v2/models/{name} and /metrics;
           --host is 127.0.0.1 and --port 8080 unless given, port 0 lets the system choose
    score  reads rows from a CSV or JSON lines file ('-' is standard input), writes predictions as CSV;
           --features adds the feature vector
    check  replays the golden rows

    EXAMPLES: bin/serve --host 0.0.0.0 --port 8080
              bin/serve score customers.csv -o churn.csv

    EXIT CODES: 0 done, 1 a row cannot be scored or a golden row differs, 2 wrong usage, 70 an internal error
    """
}

/// Arguments that make no sense.
struct UsageError: Error, Equatable {
  let message: String

  init(_ message: String) { self.message = message }
}
