import Columns
import Plans
package import Tracing

/// What the notebook offers to be served, the best first, by the rules of the design: what is written, then the last
/// supervised model whose predictions are used, with the last decision on it, else its `predict`.
package func candidates(in tracer: Tracer, bindings: [Binding]) -> [Candidate] {
  let log = tracer.log
  let use = ModelUse(log)
  var result: [Candidate] = []
  result += saved(log, use, bindings, tracer)
  result += written(log, use)
  for fit in usedFits(log, use, bindings) { result += answers(of: fit, log, use, bindings, tracer) }
  return unique(result)
}

/// The answer of the latest fit of an estimator: what `--serve model` means.
package func answer(ofModel model: ObjectIdentifier, in tracer: Tracer, bindings: [Binding]) -> Candidate? {
  guard let fit = tracer.log.latestFit(of: model) else { return nil }
  return answers(of: fit, tracer.log, ModelUse(tracer.log), bindings, tracer).first
}

/// Estimators that the notebook saves, the last first.
private func saved(_ log: ReplayLog, _ use: ModelUse, _ bindings: [Binding], _ tracer: Tracer) -> [Candidate] {
  log.writes.reversed().flatMap { write in
    write.saved.compactMap { model in log.latestFit(of: model) }.flatMap { fit in
      answers(of: fit, log, use, bindings, tracer).map {
        Candidate(
          name: $0.name, answer: $0.answer, fit: $0.fit, reason: "the model saved to '\(write.path)', \($0.reason)",
          origin: $0.origin, column: $0.column)
      }
    }
  }
}

/// Prediction columns of files that the notebook writes, the last first.
private func written(_ log: ReplayLog, _ use: ModelUse) -> [Candidate] {
  log.writes.reversed().flatMap { write in
    write.columns.compactMap { name, column in
      guard let function = column.function, let fit = use.fit(behind: function) else { return nil }
      return Candidate(
        name: name, answer: function, fit: fit, reason: "written to '\(write.path)'", origin: write.origin,
        column: column)
    }
  }
}

/// Fits of supervised estimators whose predictions the notebook uses, the last first: one an estimator, and one a line, since
/// a line that fits many makes variants.
private func usedFits(_ log: ReplayLog, _ use: ModelUse, _ bindings: [Binding]) -> [Int] {
  var used: Set<Int> = []
  for prediction in log.predictions where !prediction.outputs.isEmpty { used.insert(prediction.fit) }
  var models: Set<ObjectIdentifier> = []
  var places: Set<Place> = []
  return used.sorted(by: >).filter { position in
    let fit = log.fits[position]
    let place = Place(origin: fit.origin, className: fit.estimator.className)
    return models.insert(fit.model).inserted && places.insert(place).inserted
  }
}

/// A line that fits, and what it fits: a loop over several estimators fits each of them on the same line.
private struct Place: Hashable {
  let origin: Origin?
  let className: String
}

/// The answers that can be derived from one fit, the best first.
private func answers(
  of fit: Int, _ log: ReplayLog, _ use: ModelUse, _ bindings: [Binding], _ tracer: Tracer
) -> [Candidate] {
  var result: [Candidate] = []
  for binding in bindings.reversed() {
    guard let function = binding.column.function, use.isDecision(function), use.fit(behind: function) == fit else {
      continue
    }
    result.append(
      Candidate(
        name: binding.name, answer: function, fit: fit,
        reason: "the last decision on the predictions of \(log.fits[fit].estimator.className)", origin: binding.origin,
        column: binding.column))
  }
  let plain = plainPrediction(of: fit, log, bindings, tracer)
  if let plain, let inverse = inverse(of: plain, fit, log, bindings, tracer) { result.append(inverse) }
  if let plain { result.append(plain) }
  return result
}

/// A prediction of a transformed target in the target's own unit, where the notebook takes it back.
private func inverse(
  of plain: Candidate, _ fit: Int, _ log: ReplayLog, _ bindings: [Binding], _ tracer: Tracer
) -> Candidate? {
  guard let column = plain.column, let target = log.fits[fit].target, log.fits[fit].estimator.classLabels.isEmpty,
    let inverse = TargetInverse(of: column, target: target, in: tracer.functions)
  else { return nil }
  let binding = bindings.last { $0.column.function === inverse.function }
  return Candidate(
    name: binding?.name ?? plain.name, answer: inverse.function, fit: fit,
    reason: "what \(log.fits[fit].estimator.className).predict gives, in the unit that the target had before it was "
      + "transformed", origin: binding?.origin ?? inverse.function.origin,
    column: inverse.column)
}

/// What `predict` gives.
private func plainPrediction(of fit: Int, _ log: ReplayLog, _ bindings: [Binding], _ tracer: Tracer) -> Candidate? {
  let made = log.predictions.last { $0.fit == fit && $0.method == "predict" }
  let estimator = log.fits[fit].estimator
  let reason = "what \(estimator.className).predict gives"
  if let column = made?.outputs.first, let function = column.function {
    let name = bindings.last { $0.column.function === function }?.name ?? "prediction"
    return Candidate(name: name, answer: function, fit: fit, reason: reason, origin: made?.origin, column: column)
  }
  // Only probabilities were asked for: the prediction for the same features.
  guard let other = log.predictions.last(where: { $0.fit == fit }) else { return nil }
  let features = other.features.compactMap(\.function)
  guard features.count == other.features.count else { return nil }
  let origin = other.origin
  guard let function = try? estimator.prediction(of: features, in: tracer, origin: origin) else { return nil }
  return Candidate(name: "prediction", answer: function, fit: fit, reason: reason, origin: origin, column: nil)
}

private func unique(_ candidates: [Candidate]) -> [Candidate] {
  var seen: Set<Int> = []
  return candidates.filter { seen.insert($0.answer.number).inserted }
}
