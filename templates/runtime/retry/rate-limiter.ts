/**
 * What makes a retry strategy adaptive: a limiter that slows all sending down after the first throttling error, and speeds
 * it up again along a cubic curve. Property tests hold it against Smithy's. Source: Smithy retry behaviour, adaptive mode.
 */

/** What is left of the rate after a throttling error. */
const BETA = 0.7;
/** How steep the curve is. */
const SCALE = 0.4;
/** How much a new measurement counts. */
const SMOOTH = 0.8;
/** Requests for each second that are always allowed. */
const MIN_RATE = 0.5;
/** Requests at once that are always allowed. */
const MIN_CAPACITY = 1;

const seconds = (): number => Date.now() / 1000;
const rounded = (rate: number): number => Number(rate.toFixed(8));

/** Milliseconds. */
export const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

export interface RateLimiter {
  /** Waits until a request may be sent. */
  take(): Promise<void>;
  /** Learns from an answer. */
  learn(throttled: boolean): void;
}

/** A bucket of tokens, one a request. Rates are requests for each second, times are seconds. */
export function createRateLimiter(): RateLimiter {
  let limiting = false;
  let tokens = 0;
  let capacity = MIN_CAPACITY;
  let fillRate = MIN_RATE;
  let filledAt = 0;
  let throttledAt = seconds();
  /** When it was throttled last. */
  let rateThen = 0;
  /** What is really sent, measured twice a second. */
  let measured = 0;
  let requests = 0;
  let measuredAt = Math.floor(throttledAt);

  const fill = (): void => {
    const time = seconds();
    if (filledAt) tokens = Math.min(capacity, tokens + (time - filledAt) * fillRate);
    filledAt = time;
  };

  return {
    async take() {
      if (!limiting) return;
      for (fill(); tokens < 1; fill()) await wait(((1 - tokens) / fillRate) * 1000);
      tokens -= 1;
    },
    learn(throttled) {
      const time = seconds();
      const half = Math.floor(time * 2) / 2;
      requests += 1;
      if (half > measuredAt) {
        measured = rounded((requests / (half - measuredAt)) * SMOOTH + measured * (1 - SMOOTH));
        requests = 0;
        measuredAt = half;
      }
      let rate: number;
      if (throttled) {
        rateThen = limiting ? Math.min(measured, fillRate) : measured;
        throttledAt = time;
        limiting = true;
        rate = rateThen * BETA;
      } else {
        // After this time the rate is again what it was when it was throttled.
        const recovery = rounded(((rateThen * (1 - BETA)) / SCALE) ** (1 / 3));
        rate = SCALE * (time - throttledAt - recovery) ** 3 + rateThen;
      }
      rate = Math.min(rounded(rate), 2 * measured);
      fill();
      fillRate = Math.max(rate, MIN_RATE);
      capacity = Math.max(rate, MIN_CAPACITY);
      tokens = Math.min(tokens, capacity);
    },
  };
}
