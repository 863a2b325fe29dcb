import Kernels

/// The weights of a network, as they are trained.
struct NetworkLayers {
  /// Units of every layer, the features first.
  let units: [Int]
  /// For each layer row-major, a row an input.
  var weights: [[Double]]
  var intercepts: [[Double]]

  /// Draws weights as scikit-learn does: layer after layer, weights before intercepts.
  init(_ units: [Int], _ activation: NetworkOptions.Activation, _ random: RandomState) {
    self.units = units
    weights = []
    intercepts = []
    let factor = activation == .logistic ? 2.0 : 6
    for layer in 1..<units.count {
      let bound = (factor / Double(units[layer - 1] + units[layer])).squareRoot()
      weights.append(random.uniform(-bound, bound, count: units[layer - 1] * units[layer]))
      intercepts.append(random.uniform(-bound, bound, count: units[layer]))
    }
  }

  /// Zeros of the same shape.
  init(like other: NetworkLayers) {
    units = other.units
    weights = other.weights.map { $0.map { _ in 0 } }
    intercepts = other.intercepts.map { $0.map { _ in 0 } }
  }

  /// All numbers in a row: weights of all layers, then intercepts.
  var packed: [Double] {
    get { weights.flatMap { $0 } + intercepts.flatMap { $0 } }
    set {
      var position = 0
      for layer in weights.indices {
        weights[layer] = Array(newValue[position..<(position + weights[layer].count)])
        position += weights[layer].count
      }
      for layer in intercepts.indices {
        intercepts[layer] = Array(newValue[position..<(position + intercepts[layer].count)])
        position += intercepts[layer].count
      }
    }
  }
}

/// Computes a batch's loss and its gradient, by going forward and back through the layers.
///
/// - SeeAlso: scikit-learn 1.2 and 1.9, `BaseMultilayerPerceptron._backprop`.
struct BackPropagation {
  let options: NetworkOptions
  let output: NetworkOptions.Output
  /// Row-major, [samples × features] and [samples × outputs].
  let x: [Double]
  let y: [Double]

  /// - Parameters:
  ///   - rows: the batch.
  ///   - gradient: takes the gradient.
  /// - Returns: the batch's loss, penalty included.
  func evaluate(_ layers: NetworkLayers, _ rows: ArraySlice<Int>, _ gradient: inout NetworkLayers) -> Double {
    let count = rows.count
    let width = layers.units[0]
    var activations = [[Double]](repeating: [], count: layers.units.count)
    var input = [Double]()
    input.reserveCapacity(count * width)
    for row in rows { input += x[(row * width)..<((row + 1) * width)] }
    activations[0] = input
    for layer in layers.weights.indices { activations[layer + 1] = forward(activations[layer], layers, layer, count) }
    let last = layers.units.count - 1
    let outputs = layers.units[last]
    var targets = [Double]()
    targets.reserveCapacity(count * outputs)
    for row in rows { targets += y[(row * outputs)..<((row + 1) * outputs)] }
    var squares = 0.0
    for weights in layers.weights { squares += dot(weights, weights) }
    let loss = loss(targets, activations[last], count) + 0.5 * options.alpha * squares / Double(count)
    var delta = zip(activations[last], targets).map { $0 - $1 }
    for layer in stride(from: layers.weights.count - 1, through: 0, by: -1) {
      differentiate(layers, layer, activations[layer], delta, count, &gradient)
      if layer > 0 { delta = backward(delta, layers, layer, activations[layer], count) }
    }
    return loss
  }

  private func forward(_ input: [Double], _ layers: NetworkLayers, _ layer: Int, _ count: Int) -> [Double] {
    let (depth, width) = (layers.units[layer], layers.units[layer + 1])
    var result = [Double](repeating: 0, count: count * width)
    result.withUnsafeMutableBufferPointer { result in
      layers.weights[layer].withUnsafeBufferPointer { weights in
        guard let result = result.baseAddress, let weights = weights.baseAddress else { return }
        for row in 0..<count {
          for j in 0..<depth where input[row * depth + j] != 0 {
            add(input[row * depth + j], weights + j * width, to: result + row * width, width)
          }
          for k in 0..<width { result[row * width + k] += layers.intercepts[layer][k] }
        }
        let isLast = layer == layers.weights.count - 1
        if !isLast {
          for i in 0..<count * width { result[i] = activated(result[i]) }
        } else if output == .oneProbability {
          for i in 0..<count * width { result[i] = logistic(result[i]) }
        } else if output == .probabilities {
          for row in 0..<count { softmax(result + row * width, count: width) }
        }
      }
    }
    return result
  }

  private func activated(_ x: Double) -> Double {
    switch options.activation {
    case .identity: x
    case .logistic: logistic(x)
    case .tanh: hyperbolicTangent(x)
    case .relu: max(x, 0)
    }
  }

  private func loss(_ y: [Double], _ p: [Double], _ count: Int) -> Double {
    if output == .numbers {
      let squares = zip(y, p).map { ($0 - $1) * ($0 - $1) }
      return pairwiseSum(squares, count: squares.count) / Double(squares.count) / 2
    }
    var sum = 0.0
    for (y, p) in zip(y, p) {
      let clipped = min(max(p, 0x1p-52), 1 - 0x1p-52)
      if y != 0 { sum += y * naturalLogarithm(clipped) }
      if output == .oneProbability, y != 1 { sum += (1 - y) * naturalLogarithm(1 - clipped) }
    }
    return -sum / Double(count)
  }

  private func differentiate(
    _ layers: NetworkLayers, _ layer: Int, _ input: [Double], _ delta: [Double], _ count: Int,
    _ gradient: inout NetworkLayers
  ) {
    let (depth, width) = (layers.units[layer], layers.units[layer + 1])
    let scale = Double(count)
    var result = [Double](repeating: 0, count: depth * width)
    var sums = [Double](repeating: 0, count: width)
    result.withUnsafeMutableBufferPointer { result in
      delta.withUnsafeBufferPointer { delta in
        guard let result = result.baseAddress, let delta = delta.baseAddress else { return }
        for row in 0..<count {
          for j in 0..<depth where input[row * depth + j] != 0 {
            add(input[row * depth + j], delta + row * width, to: result + j * width, width)
          }
          for k in 0..<width { sums[k] += delta[row * width + k] }
        }
      }
    }
    for i in result.indices { result[i] = (result[i] + options.alpha * layers.weights[layer][i]) / scale }
    gradient.weights[layer] = result
    gradient.intercepts[layer] = sums.map { $0 / scale }
  }

  private func backward(
    _ delta: [Double], _ layers: NetworkLayers, _ layer: Int, _ activation: [Double], _ count: Int
  ) -> [Double] {
    let (depth, width) = (layers.units[layer], layers.units[layer + 1])
    var result = [Double](repeating: 0, count: count * depth)
    layers.weights[layer].withUnsafeBufferPointer { weights in
      delta.withUnsafeBufferPointer { delta in
        guard let weights = weights.baseAddress, let delta = delta.baseAddress else { return }
        for row in 0..<count {
          for j in 0..<depth { result[row * depth + j] = dot(delta + row * width, weights + j * width, width) }
        }
      }
    }
    for i in result.indices {
      let z = activation[i]
      switch options.activation {
      case .identity: break
      case .logistic: result[i] = result[i] * z * (1 - z)
      case .tanh: result[i] *= 1 - z * z
      case .relu: if z == 0 { result[i] = 0 }
      }
    }
    return result
  }
}
