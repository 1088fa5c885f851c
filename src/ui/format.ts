/** A share as a whole percentage, without a space: 0.957 is "96%". */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A learning rate in at most three significant figures, never with an exponent: "0.00001", "0.1", "2". */
export function rate(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', {
    maximumFractionDigits: 8,
    useGrouping: false,
  });
}

const grouped = new Intl.NumberFormat('en-US');

/** A whole number with thousands separators. */
export function count(value: number): string {
  return grouped.format(value);
}

/** A loss in nats, with two decimals. */
export function nats(loss: number): string {
  return loss.toFixed(2);
}

/** A loss that may come close to zero: two decimals, below that its first figure. */
export function smallNats(loss: number): string {
  return loss >= 0.01 ? nats(loss) : Math.max(loss, 0.0001).toFixed(loss >= 0.001 ? 3 : 4);
}

/** Seconds as a clock shows them: "2:29", "1:02:29". */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const pad = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** Meta-iterations per second, with as many figures as can be read: "0.42", "8.3", "48". */
export function frequency(perSecond: number): string {
  return perSecond.toFixed(perSecond < 1 ? 2 : perSecond < 20 ? 1 : 0);
}

/** An amount in at most two decimals, fewer where they cannot be read: "0.04", "3.1", "120". */
export function amount(value: number): string {
  return value.toFixed(value < 1 ? 2 : value < 100 ? 1 : 0);
}
