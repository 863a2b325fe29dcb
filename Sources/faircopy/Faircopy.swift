import ArgumentParser
import Glibc
import Tracing

/// The command line: composes the stages.
@main
struct Faircopy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faircopy",
    abstract:
      "Turn a Jupyter notebook into a production model server, and prove it against the notebook's own outputs.",
    discussion: """
      No Python runs, no command uses the network, none sends telemetry.

      Examples:
        faircopy inspect churn.ipynb
        faircopy convert churn.ipynb -o bundles
        faircopy serve bundles/churn.tar.zst --port 8080
      """,
    version: ToolVersion.text,
    subcommands: [
      InspectCommand.self, CheckCommand.self, ConvertCommand.self, VerifyCommand.self, ServeCommand.self,
      ScoreCommand.self, SupportCommand.self,
    ])

  /// Parses and runs; wrong usage ends with 2, an internal error with 70.
  static func main() {
    keepFreedMemory()
    Interruption.install()
    do {
      var command = try parseAsRoot(withJoinedParameters(CommandLine.arguments.dropFirst()))
      try command.run()
      Interruption.cleanUp()
    } catch let code as ExitCode {
      Interruption.cleanUp()
      Glibc.exit(code.rawValue)
    } catch {
      let text = fullMessage(for: error)
      let code = exitCode(for: error)
      if code.isSuccess {
        print(text)
        Glibc.exit(0)
      }
      writeToStandardError(text + "\n")
      Glibc.exit(code == .validationFailure ? 2 : 70)
    }
  }
}

/// The tool's version, as bundles name it.
enum ToolVersion {
  static let text = "0.1.0"
}
