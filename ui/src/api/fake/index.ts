/** A small engine for development and browser tests. Never imported by what ships. */
export function play(options: URLSearchParams): void {
  void options;
}
