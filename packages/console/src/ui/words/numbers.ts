/** `10,000`. The browser's own would first read its data of all languages, before the first screen is there. */
export function withThousands(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `1 connection`, `1,204 connections`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${withThousands(count)} ${count === 1 ? noun : nouns}`
}
