/** Where a client says what it does: the console is one. Types only. */
export interface Logger {
  trace?(...content: unknown[]): void;
  debug(...content: unknown[]): void;
  info(...content: unknown[]): void;
  warn(...content: unknown[]): void;
  error(...content: unknown[]): void;
}
