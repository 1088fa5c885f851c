/** The sum of `2^level` terms in a row, the first of which has the number `index * 2^level`. */
export interface PartialSum<Term> {
  level: number;
  index: number;
  term: Term;
}

/**
 * A sum whose order depends on the terms' numbers alone: neighbours in pairs, pairs in pairs, and so on. So its bits
 * are the same however many threads take a part of the terms: each hands on the sums that are whole within its part.
 */
export class PairwiseSum<Term> {
  private sums: PartialSum<Term>[] = [];
  private readonly add: (left: Term, right: Term) => Term;

  /** @param add may use up both terms */
  constructor(add: (left: Term, right: Term) => Term) {
    this.add = add;
  }

  /** Whether this sum would be added to the one before it at once. */
  completes({ level, index }: Pick<PartialSum<Term>, 'level' | 'index'>): boolean {
    const last = this.sums.at(-1);
    return index % 2 === 1 && last?.level === level && last.index === index - 1;
  }

  /** Takes the next terms in their order, and all that they complete. */
  take(sum: PartialSum<Term>): void {
    let next = sum;
    while (this.completes(next)) {
      const { term } = this.sums.pop()!;
      next = { level: next.level + 1, index: (next.index - 1) / 2, term: this.add(term, next.term) };
    }
    this.sums.push(next);
  }

  /** What is whole so far, in order. */
  parts(): readonly PartialSum<Term>[] {
    return this.sums;
  }

  /** The sum of all, once all have been taken from the number 0 on; what is left over is added from the last. */
  total(): Term {
    return this.sums.map(({ term }) => term).reduceRight((right, left) => this.add(left, right));
  }
}
