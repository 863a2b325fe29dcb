import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn {
  package enum Pipeline {}
  /// Functions of `sklearn.pipeline`.
  package enum PipelineFunctions {}
  nonisolated(unsafe) static let pipeline: TypeObject = {
    let type = TypeObject(
      name: "Pipeline", module: "sklearn.pipeline", bases: [baseEstimator], isOpen: true, members: Pipeline.members)
    type.touchOfUnknown = { _ in .receiver }
    return type
  }()

  /// The names that `make_pipeline` gives estimators: their classes', numbered where there are several of one.
  static func stepNames(_ estimators: [Value]) -> [PythonString] {
    let names = estimators.map { estimator in
      estimator.stringValue?.description ?? estimator.typeName.lowercased()
    }
    var counts: [String: Int] = [:]
    return names.map { name in
      guard names.count(where: { $0 == name }) > 1 else { return PythonString(name) }
      counts[name, default: 0] += 1
      return PythonString("\(name)-\(counts[name] ?? 1)")
    }
  }
}

extension ScikitLearn.PipelineFunctions {
  /// `sklearn.pipeline.make_pipeline`.
  static let makePipeline = Function("make_pipeline(*steps, memory=None, transform_input=None, verbose=False)") {
    call in
    let steps = zip(ScikitLearn.stepNames(call.variadic), call.variadic).map { Value.tuple([.string($0), $1]) }
    return try call.context.call(
      .object(ScikitLearn.pipeline),
      CallArguments(
        [.list(steps)], keywords: [(name: "memory", value: call["memory"]), (name: "verbose", value: call["verbose"])]))
  }
}

extension ScikitLearn.Pipeline {
  /// `sklearn.pipeline.Pipeline`.
  static let constructor = Constructor(
    "__init__(self, steps, *, transform_input=None, memory=None, verbose=False)"
  ) { call in .object(try PipelineObject(call, type: ScikitLearn.pipeline)) }

  static let fit = Method("fit(self, X, y=None, **fit_params)", mutates: true) { call in
    try call.pipeline.fit(call["X"].supported(), call["y"].supported(), call.keywords, in: call.context)
    return call.receiver
  }

  static let fitTransform = Method("fit_transform(self, X, y=None, **fit_params)", mutates: true) { call in
    try call.pipeline.fitTransformed(call["X"].supported(), call["y"].supported(), call.keywords, in: call.context)
  }

  static let fitPredict = Method("fit_predict(self, X, y=None, **fit_params)", mutates: true) { call in
    let pipeline = try call.pipeline
    try pipeline.fit(call["X"], call["y"], call.keywords, in: call.context)
    return try pipeline.answer("predict", call["X"], in: call.context)
  }

  static let predict = Method("predict(self, X, **predict_params)") { call in
    try call.pipeline.answer("predict", call["X"], [], call.keywords, in: call.context)
  }
  static let predictProba = Method("predict_proba(self, X)") { call in try call.answer("predict_proba") }
  static let predictLogProba = Method("predict_log_proba(self, X)") { call in try call.answer("predict_log_proba") }
  static let decisionFunction = Method("decision_function(self, X)") { call in try call.answer("decision_function") }
  static let scoreSamples = Method("score_samples(self, X)") { call in try call.answer("score_samples") }
  static let transform = Method("transform(self, X)") { call in try call.answer("transform") }

  static let inverseTransform = Method("inverse_transform(self, X=None, Xt=None)") { call in
    try call.pipeline.restored(call.isNone("X") ? call["Xt"] : call["X"], in: call.context)
  }

  static let score = Method("score(self, X, y=None, sample_weight=None)") { call in
    let weights: [(name: PythonString, value: Value)] =
      call.isNone("sample_weight") ? [] : [(name: PythonString("sample_weight"), value: call["sample_weight"])]
    return try call.pipeline.answer(
      "score", call["X"], call.isNone("y") ? [] : [call["y"]], weights, in: call.context)
  }

  static let getFeatureNamesOut = Method("get_feature_names_out(self, input_features=None)") { call in
    var names = call["input_features"]
    for step in try call.pipeline.steps(in: call.context) where !PipelineObject.passes(step.value) {
      guard try ScikitLearn.has(step.value, "get_feature_names_out", in: call.context) else {
        throw Raised.attributeError(
          "Estimator \(step.name) does not provide get_feature_names_out. Did you mean to call pipeline[:-1]"
            + ".get_feature_names_out()?")
      }
      names = try ScikitLearn.call("get_feature_names_out", of: step.value, [names], in: call.context)
    }
    return names
  }

  static let setOutput = Method("set_output(self, *, transform=None)", mutates: true) { call in
    for step in try call.pipeline.steps(in: call.context) where !PipelineObject.passes(step.value) {
      guard try ScikitLearn.has(step.value, "transform", in: call.context) else { continue }
      _ = try ScikitLearn.call(
        "set_output", of: step.value, [], [(name: "transform", value: call["transform"])], in: call.context)
    }
    return call.receiver
  }
}

extension Call {
  fileprivate var pipeline: PipelineObject {
    get throws(Raised) { try receiver(as: PipelineObject.self) }
  }

  fileprivate func answer(_ method: PythonString) throws(Raised) -> Value {
    try pipeline.answer(method, self["X"], in: context)
  }
}
