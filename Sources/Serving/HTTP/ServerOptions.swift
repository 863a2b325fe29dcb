/// How a server listens, and what it puts up with.
package struct ServerOptions: Equatable, Sendable {
  /// The address to listen on.
  package var host = "127.0.0.1"
  /// The port to listen on; 0 lets the system choose.
  package var port = 8080
  /// How many threads answer; nil is one a core.
  package var threads: Int?
  /// The longest body, in bytes.
  package var bodyLimit = 16 << 20
  /// How long a request's first lines may take, in milliseconds.
  package var headTimeout = 10_000
  /// How long a body may take, in milliseconds.
  package var bodyTimeout = 30_000
  /// How long a client may take to receive an answer, in milliseconds.
  package var writeTimeout = 30_000
  /// How long a connection may rest between two requests, in milliseconds.
  package var idleTimeout = 75_000
  /// How long requests under way may take when the server is asked to end, in milliseconds.
  package var grace = 10_000

  /// The defaults.
  package init() {}
}
