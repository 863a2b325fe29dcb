import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.LabelEncoder {
  /// `sklearn.preprocessing.LabelEncoder`.
  static let constructor = Constructor("__init__(self)") { call in
    .object(try LabelEncoderObject(call, type: ScikitLearn.labelEncoder))
  }

  static let fit = Method("fit(self, y)", mutates: true) { call in
    try call.receiver(as: LabelEncoderObject.self).fit(call["y"], in: call.context)
    return call.receiver
  }

  static let transform = Method("transform(self, y)") { call in
    .object(ArrayObject(try call.receiver(as: LabelEncoderObject.self).codes(of: call["y"], in: call.context)))
  }

  static let fitTransform = Method("fit_transform(self, y)", mutates: true) { call in
    let encoder = try call.receiver(as: LabelEncoderObject.self)
    try encoder.fit(call["y"], in: call.context)
    return .object(ArrayObject(try encoder.codes(of: call["y"], in: call.context)))
  }

  static let inverseTransform = Method("inverse_transform(self, y)") { call in
    .object(ArrayObject(try call.receiver(as: LabelEncoderObject.self).labels(of: call["y"], in: call.context)))
  }

  static let classes = Property("classes_") { call in
    let encoder = try call.receiver(as: LabelEncoderObject.self)
    guard let classes = encoder.classes else {
      throw Raised.attributeError("'LabelEncoder' object has no attribute 'classes_'")
    }
    return ScikitLearn.array(classes)
  }
}
