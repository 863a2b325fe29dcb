extension Manifest {
  /// How the artifact was proven: rows by what they prove, and what came out.
  package struct Proof: Sendable, Equatable {
    /// `raw` = `filtered` + `traced` + `evaluated` + `excluded`; `alone` counts rows that were pushed through once more.
    package var raw = 0
    package var filtered = 0
    package var traced = 0
    package var alone = 0
    package var evaluated = 0
    package var excluded = 0
    package var featureMismatches = 0
    package var predictionMismatches = 0
    package var maxUlp = 0

    package init() {}

    static let counts: [(name: String, count: any WritableKeyPath<Proof, Int> & Sendable)] = [
      ("raw", \.raw), ("filtered", \.filtered), ("traced", \.traced), ("alone", \.alone), ("evaluated", \.evaluated),
      ("excluded", \.excluded), ("featureMismatches", \.featureMismatches),
      ("predictionMismatches", \.predictionMismatches), ("maxUlp", \.maxUlp),
    ]
  }

  /// The recorded outputs by verdict.
  package struct OutputCounts: Sendable, Equatable {
    package var recorded = 0
    package var comparable = 0
    package var compared = 0
    package var exact = 0
    package var equal = 0
    package var bounded = 0
    package var differs = 0
    package var unseeded = 0
    package var unsupported = 0
    package var notComparable = 0
    package var stale = 0

    package init() {}

    static let counts: [(name: String, count: any WritableKeyPath<OutputCounts, Int> & Sendable)] = [
      ("recorded", \.recorded), ("comparable", \.comparable), ("compared", \.compared), ("exact", \.exact),
      ("equal", \.equal), ("bounded", \.bounded), ("differs", \.differs), ("unseeded", \.unseeded),
      ("unsupported", \.unsupported), ("notComparable", \.notComparable), ("stale", \.stale),
    ]
  }
}
