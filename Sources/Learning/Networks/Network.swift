import Kernels

/// Fits `MLPClassifier` and `MLPRegressor`.
///
/// The same first weights, batches and steps as scikit-learn; BLAS sums products in another order, so that weights drift apart by
/// rounding, slowly.
///
/// - Parameters:
///   - y: row-major, [samples × outputs]: numbers, or 0 and 1.
///   - random: `check_random_state(random_state)`.
/// - SeeAlso: scikit-learn 1.2 and 1.9, `BaseMultilayerPerceptron._fit`.
package func fitNetwork(
  _ x: Matrix, _ y: [Double], outputs: Int, output: NetworkOptions.Output, options: NetworkOptions, random: RandomState,
  estimator: String
) throws(LearningError) -> NetworkFit {
  try checkInput(x, estimator: estimator)
  let layers = NetworkLayers([x.columns] + options.hidden + [outputs], options.activation, random)
  let loss = BackPropagation(options: options, output: output, x: x.laidOut(.rowMajor).values, y: y)
  if options.solver == .quasiNewton { return byQuasiNewton(layers, loss, rows: x.rows) }
  var training = NetworkTraining(layers, loss, rows: x.rows)
  return training.run(random)
}

private func byQuasiNewton(_ start: NetworkLayers, _ loss: BackPropagation, rows: Int) -> NetworkFit {
  var layers = start
  var gradient = NetworkLayers(like: start)
  let all = Array(0..<rows)
  var value = 0.0
  let options = QuasiNewtonOptions(
    maxIterations: loss.options.maxEpochs, gradientTolerance: loss.options.tolerance,
    decreaseTolerance: 2.2204460492503131e-09, maxLineSearchSteps: 20, maxEvaluations: loss.options.maxEvaluations)
  let minimum = minimised(from: start.packed, options) { point, result in
    layers.packed = point
    value = loss.evaluate(layers, all[...], &gradient)
    result = gradient.packed
    return value
  }
  layers.packed = minimum.point
  let reached = loss.evaluate(layers, all[...], &gradient)
  return NetworkFit(
    layers, losses: [], best: reached, last: reached, epochs: minimum.iterations, seen: 0,
    hasConverged: minimum.hasConverged)
}

extension NetworkFit {
  fileprivate init(
    _ layers: NetworkLayers, losses: [Double], best: Double, last: Double, epochs: Int, seen: Int, hasConverged: Bool
  ) {
    weights = layers.weights.indices.map { layer in
      let width = layers.units[layer + 1]
      return (0..<layers.units[layer]).map { Array(layers.weights[layer][($0 * width)..<(($0 + 1) * width)]) }
    }
    intercepts = layers.intercepts
    self.losses = losses.isEmpty ? [last] : losses
    bestLoss = best
    self.epochs = epochs
    samplesSeen = seen
    self.hasConverged = hasConverged
  }

  /// The table for `DenseLayers`.
  package func parameterTable(_ activation: NetworkOptions.Activation) -> [UInt8] {
    var payload: [UInt8] = []
    payload.append(words: [weights.count, activation.rawValue])
    payload.append(words: [weights.first?.count ?? 0] + intercepts.map(\.count))
    for (rows, intercepts) in zip(weights, intercepts) {
      payload.append(numbers: intercepts)
      for unit in intercepts.indices { payload.append(numbers: rows.map { $0[unit] }) }
    }
    return ParameterTable.encoded(kind: .denseLayers, payload: payload)
  }
}

/// Batch after batch, epoch after epoch.
private struct NetworkTraining {
  private var layers: NetworkLayers
  private let loss: BackPropagation
  private let options: NetworkOptions
  private let rows: Int
  private var gradient: NetworkLayers
  private var first: NetworkLayers
  private var second: NetworkLayers
  private var rate: Double
  private var steps = 0

  init(_ layers: NetworkLayers, _ loss: BackPropagation, rows: Int) {
    self.layers = layers
    self.loss = loss
    options = loss.options
    self.rows = rows
    gradient = NetworkLayers(like: layers)
    first = gradient
    second = gradient
    rate = options.firstRate
  }

  mutating func run(_ random: RandomState) -> NetworkFit {
    let size = min(max(options.batchSize ?? 200, 1), rows)
    var order = Array(0..<rows)
    var losses: [Double] = []
    var best = Double.infinity
    var waiting = 0
    for epoch in 1...max(options.maxEpochs, 1) {
      if options.shuffles {
        let shuffled = random.permutation(rows)
        order = shuffled.map { order[$0] }
      }
      var total = 0.0
      for start in stride(from: 0, to: rows, by: size) {
        let batch = order[start..<min(start + size, rows)]
        total += loss.evaluate(layers, batch, &gradient) * Double(batch.count)
        step()
      }
      let reached = total / Double(rows)
      losses.append(reached)
      waiting = reached > best - options.tolerance ? waiting + 1 : 0
      best = min(best, reached)
      if options.solver == .descent, options.rate == .inverse {
        rate = options.firstRate / power(Double(epoch * rows + 1), options.power)
      }
      guard waiting > options.patience else { continue }
      if options.solver == .descent, options.rate == .adaptive, rate > 1e-6 {
        rate /= 5
        waiting = 0
        continue
      }
      return end(losses, best, epoch, hasConverged: epoch < options.maxEpochs)
    }
    return end(losses, best, options.maxEpochs, hasConverged: false)
  }

  private func end(_ losses: [Double], _ best: Double, _ epoch: Int, hasConverged: Bool) -> NetworkFit {
    NetworkFit(
      layers, losses: losses, best: best, last: losses.last ?? 0, epochs: epoch, seen: epoch * rows,
      hasConverged: hasConverged)
  }

  private mutating func step() {
    steps += 1
    if options.solver == .adam {
      let grown = (1 - power(options.firstDecay, Double(steps)), 1 - power(options.secondDecay, Double(steps)))
      rate = options.firstRate * grown.1.squareRoot() / grown.0
    }
    for layer in layers.weights.indices {
      move(&layers.weights[layer], gradient.weights[layer], &first.weights[layer], &second.weights[layer])
      move(
        &layers.intercepts[layer], gradient.intercepts[layer], &first.intercepts[layer], &second.intercepts[layer])
    }
  }

  private func move(_ numbers: inout [Double], _ slope: [Double], _ first: inout [Double], _ second: inout [Double]) {
    for i in numbers.indices {
      if options.solver == .adam {
        first[i] = options.firstDecay * first[i] + (1 - options.firstDecay) * slope[i]
        second[i] = options.secondDecay * second[i] + (1 - options.secondDecay) * (slope[i] * slope[i])
        numbers[i] += -rate * first[i] / (second[i].squareRoot() + options.epsilon)
      } else {
        first[i] = options.momentum * first[i] - rate * slope[i]
        numbers[i] += options.looksAhead ? options.momentum * first[i] - rate * slope[i] : first[i]
      }
    }
  }
}
