package import CModelInterface
import Glibc

/// The functions of one model, as `faircopy_model.h` declares them.
///
/// They come from a loaded library, or from the program itself where host and model are linked into one.
package struct ModelFunctions: Sendable {
  package typealias Message = UnsafeMutablePointer<CChar>
  package typealias Values = UnsafePointer<faircopy_value>

  package let version: @convention(c) @Sendable () -> Int32
  package let describe: @convention(c) @Sendable () -> UnsafePointer<CChar>?
  package let open:
    @convention(c) @Sendable (UnsafePointer<CChar>?, UnsafeMutablePointer<OpaquePointer?>?, Message?, Int) -> Int32
  package let close: @convention(c) @Sendable (OpaquePointer?) -> Void
  package let openSession: @convention(c) @Sendable (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?) -> Int32
  package let closeSession: @convention(c) @Sendable (OpaquePointer?) -> Void
  package let predictRow:
    @convention(c) @Sendable (OpaquePointer?, Values?, Int, UnsafeMutablePointer<faircopy_answer>?, Message?, Int) ->
      Int32
  package let featuresRow:
    @convention(c) @Sendable (OpaquePointer?, Values?, Int, UnsafeMutablePointer<Double>?, Int, Message?, Int) -> Int32
  package let predictVectors:
    @convention(c) @Sendable (
      OpaquePointer?, UnsafePointer<Double>?, Int, UnsafeMutablePointer<Double>?, Message?, Int
    ) -> Int32

  /// The functions of the shared library at `path`, which stays loaded until the process ends.
  package init(library path: String) throws(ModelError) {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw ModelError(.library, dlerror().map { String(cString: $0) } ?? "cannot load \(path)")
    }
    let library = Library(handle: handle, path: path)
    version = unsafeBitCast(try library.symbol("faircopy_interface_version"), to: type(of: version))
    describe = unsafeBitCast(try library.symbol("faircopy_describe"), to: type(of: describe))
    open = unsafeBitCast(try library.symbol("faircopy_open"), to: type(of: open))
    close = unsafeBitCast(try library.symbol("faircopy_close"), to: type(of: close))
    openSession = unsafeBitCast(try library.symbol("faircopy_session_open"), to: type(of: openSession))
    closeSession = unsafeBitCast(try library.symbol("faircopy_session_close"), to: type(of: closeSession))
    predictRow = unsafeBitCast(try library.symbol("faircopy_predict_row"), to: type(of: predictRow))
    featuresRow = unsafeBitCast(try library.symbol("faircopy_features_row"), to: type(of: featuresRow))
    predictVectors = unsafeBitCast(try library.symbol("faircopy_predict_vectors"), to: type(of: predictVectors))
  }
}

/// A loaded shared library.
private struct Library {
  let handle: UnsafeMutableRawPointer
  let path: String

  func symbol(_ name: String) throws(ModelError) -> UnsafeMutableRawPointer {
    guard let address = dlsym(handle, name) else {
      throw ModelError(.library, "\(path) is not a Faircopy model: it has no function '\(name)'")
    }
    return address
  }
}
