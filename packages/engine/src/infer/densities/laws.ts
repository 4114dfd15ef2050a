/**
 * Laws as functions of equation text: ln density at x, with constants except where said. Positive parameters with a law
 * on the whole line have it cut at 0 (half of it), up to a constant.
 */
export const laws = `
  normal(x, mean, sd) = -0.5*((x - mean)/sd)^2 - log(sd) - 0.91893853320467274
  logNormal(x, logMedian, sd) = normal(log(x), logMedian, sd) - log(x)
  cauchy(x, centre, scale) = -log(1 + ((x - centre)/scale)^2) - log(scale) - 1.1447298858494002
  exponential(x, rate) = log(rate) - rate*x
  uniform(x, low, high) = -log(high - low)
  laplace(x, centre, scale) = -abs(x - centre)/scale - log(2*scale)
  logistic(x, centre, scale) = -abs((x - centre)/scale) - log(scale) - 2*log(1 + exp(-abs((x - centre)/scale)))
  student(x, degrees, centre, scale) = -(degrees + 1)/2*log(1 + ((x - centre)/scale)^2/degrees) - log(scale) - 0.5*log(degrees) - 0.57236494292470009 + logGammaRatio(degrees/2)
  gammaLaw(x, shape, rate) = shape*log(rate) - logGamma(shape) + (shape - 1)*log(x) - rate*x
  inverseGamma(x, shape, scale) = shape*log(scale) - logGamma(shape) - (shape + 1)*log(x) - scale/x
  betaLaw(x, a, b) = logGamma(a + b) - logGamma(a) - logGamma(b) + (a - 1)*log(x) + (b - 1)*log(1 - x)
  bernoulliLogit(y, logit) = y*logit - max(logit, 0) - log(1 + exp(-abs(logit)))
  binomialLogit(y, n, logit) = logGamma(n + 1) - logGamma(y + 1) - logGamma(n - y + 1) + n*bernoulliLogit(y/n, logit)
  poissonLog(y, logRate) = y*logRate - exp(logRate) - logGamma(y + 1)
  negativeBinomialLog(y, logMean, size) = logGamma(y + size) - logGamma(size) - logGamma(y + 1) + size*log(size) + y*logMean - (y + size)*log(size + exp(logMean))
  mixture(share, one, other) = max(log(share) + one, log(1 - share) + other) + log(1 + exp(-abs(log(share) + one - log(1 - share) - other)))
  logGamma(x) = stirling(x + 8) - log(x*(x + 1)*(x + 2)*(x + 3)*(x + 4)*(x + 5)*(x + 6)*(x + 7))
  logGammaRatio(x) = logGamma(x + 0.5) - logGamma(x)
  stirling(x) = (x - 0.5)*log(x) - x + 0.91893853320467274 + (1/12 - (1/360 - (1/1260 - (1/1680 - 1/1188/x^2)/x^2)/x^2)/x^2)/x
`;
