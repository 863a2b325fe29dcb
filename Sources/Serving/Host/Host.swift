import Glibc
import ModelInterface
import Scoring

/// The program that every bundle brings as `bin/serve`: server, batch scorer and self-check.
package enum Host {
  /// Does what `arguments` ask; gives the exit code.
  package static func run(arguments: [String]) -> Int32 {
    do throws(UsageError) {
      switch try HostCommand(parsing: arguments) {
      case .serve(let options): return serve(options.server, try bundle(options.bundle))
      case .score(let options): return score(options, try bundle(options.bundle))
      case .check(let path): return check(try bundle(path))
      case .help: say("\(HostCommand.usage)\n", to: 1)
      case .version: say("faircopy host \(hostVersion)\n", to: 1)
      }
      return 0
    } catch {
      complain("\(error.message)\n\n\(HostCommand.usage)")
      return 2
    }
  }

  private static func bundle(_ path: String?) throws(UsageError) -> BundleFolder {
    if let path { return BundleFolder(path: path) }
    guard let bundle = BundleFolder.besideProgram() else {
      throw UsageError("the program's own place is not known; name the bundle with --bundle")
    }
    return bundle
  }

  private static func check(_ bundle: BundleFolder) -> Int32 {
    do throws(ModelError) {
      let verdict = try bundle.goldenVerdict(on: bundle.model())
      say("\(verdict.message)\n", to: verdict.isMatch ? 1 : 2)
      return verdict.isMatch ? 0 : 1
    } catch {
      complain(error.message)
      return 1
    }
  }

  /// Writes `message` to standard error, under the program's name.
  static func complain(_ message: String) { say("serve: \(message)\n", to: 2) }

  private static func say(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
