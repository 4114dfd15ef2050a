/** How much a person's own record counts against everyone's, in scored forecasts. */
const borrowed = 24;
/** A person's record is forgotten by half over three days of forecasts every half hour. */
const keep = 0.5 ** (1 / 144);
/** An expert whose score is worse by a tenth than the best keeps a weight of exp(−2) of the best's. */
const sharpness = 20;

interface Record {
  count: number;
  readonly losses: Float64Array;
}

/**
 * Weights of several forecasters by their past scores (lower is better): exponential weights on the mean CRPS
 * (Vovk 1990; Thorey et al. 2017, doi:10.1002/qj.2940, use CRPS so), for each person from their own record,
 * filled up with everyone's while it is short.
 */
export class ExpertWeights {
  private readonly experts: number;
  private readonly everyone: Record;
  private readonly people = new Map<string, Record>();

  constructor(experts: number) {
    this.experts = experts;
    this.everyone = { count: 0, losses: new Float64Array(experts) };
  }

  /** Takes note of the experts' losses on one forecast. */
  add(subject: string, losses: Float64Array): void {
    const own = this.people.get(subject) ?? { count: 0, losses: new Float64Array(this.experts) };
    this.people.set(subject, own);
    own.count = own.count * keep + 1;
    this.everyone.count++;
    for (let e = 0; e < this.experts; e++) {
      own.losses[e] = own.losses[e]! * keep + losses[e]!;
      this.everyone.losses[e]! += losses[e]!;
    }
  }

  /** Weights that sum to one. */
  of(subject: string): Float64Array {
    const own = this.people.get(subject);
    const { count, losses } = this.everyone;
    const scores = losses.map((sum, e) => {
      const usual = sum / Math.max(1, count);
      return own ? (own.losses[e]! + borrowed * usual) / (own.count + borrowed) : usual;
    });
    const best = Math.max(Math.min(...scores), Number.MIN_VALUE);
    const weights = scores.map((score) => Math.exp(-sharpness * (score / best - 1)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  }
}
