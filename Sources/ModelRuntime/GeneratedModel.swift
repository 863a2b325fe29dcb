public import CModelInterface
public import Kernels

/// What code generation writes for one plan; the rest of a model is the same for all and stands in this module.
///
/// Compiled in Embedded mode into every model: no existentials, no Foundation, nothing that can trap on input.
public protocol GeneratedModel: AnyObject {
  /// The JSON of `faircopy_describe`, terminated.
  static var description: StaticString { get }
  /// Number of raw fields.
  static var fieldCount: Int { get }
  /// The name of the field at `index`.
  static func fieldName(_ index: Int) -> StaticString
  /// The kind of the field at `index`, `FAIRCOPY_BOOL` … `FAIRCOPY_STRING`; every field may be missing besides.
  static func fieldKind(_ index: Int) -> Int32
  /// Number of features in the model's input vector.
  static var featureCount: Int { get }
  /// Number of classes with probabilities; 0 when there are none.
  static var classCount: Int { get }
  /// The name of the class at `index`, as `probability_<class>` columns write it.
  static func className(_ index: Int) -> StaticString
  /// The kind of the prediction.
  static var predictionKind: Int32 { get }

  /// A model over its mapped parameters.
  init(parameters: ParameterFolder) throws(ModelFailure)

  /// The features of one row, in the order of training; `features` takes `featureCount` numbers.
  func features(
    of fields: UnsafePointer<faircopy_value>, into features: UnsafeMutablePointer<Double>, scratch: Scratch
  ) throws(RowError)

  /// The answer for one row. Texts and probabilities of the answer live in `scratch`.
  func answer(
    of fields: UnsafePointer<faircopy_value>, scratch: Scratch
  ) throws(RowError) -> faircopy_answer

  /// The model alone: probabilities, or the one prediction, from `featureCount` features into `outputs`.
  func outputs(
    of features: UnsafePointer<Double>, into outputs: UnsafeMutablePointer<Double>, scratch: Scratch
  ) throws(RowError)
}

/// A model that cannot be opened, or a call that it cannot take: a return code and a message.
public struct ModelFailure: Error {
  /// `FAIRCOPY_USAGE`, `FAIRCOPY_PARAMETERS` or `FAIRCOPY_MEMORY`.
  public let code: Int32
  /// What is wrong.
  public let message: StaticString
  /// What it is about: a file's or a field's name; may be empty.
  public let subject: StaticString

  /// A failure about `subject`.
  public init(_ code: Int32, _ message: StaticString, _ subject: StaticString = "") {
    self.code = code
    self.message = message
    self.subject = subject
  }
}
