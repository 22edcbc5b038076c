/** Name of the outcomes of an input: `suppliers.csv.result.ndjson`. */
export function resultName(input: string, ending: 'ndjson' | 'csv'): string {
  return `${input}.result.${ending}`
}

/** Whether a file holds outcomes, and is not an input. */
export function isResultName(name: string): boolean {
  return /\.result\.(?:ndjson|csv)$/.test(name)
}
