import { decimalFunctionNames } from './decimal-functions.ts'

/** The functions of JSONata that a mapping may use. */
export const languageFunctions: readonly string[] = [
  ...['string', 'substring', 'substringBefore', 'substringAfter', 'lowercase', 'uppercase', 'length', 'trim', 'pad'],
  ...['match', 'contains', 'replace', 'split', 'join', 'formatNumber', 'formatBase', 'formatInteger', 'parseInteger'],
  ...['base64encode', 'base64decode', 'encodeUrlComponent', 'encodeUrl', 'decodeUrlComponent', 'decodeUrl'],
  ...['sum', 'count', 'max', 'min', 'average', 'abs', 'floor', 'ceil', 'round', 'power', 'sqrt', 'random'],
  ...['boolean', 'not', 'exists', 'map', 'zip', 'filter', 'single', 'reduce', 'sift', 'each', 'keys', 'lookup'],
  ...['append', 'spread', 'merge', 'reverse', 'sort', 'shuffle', 'distinct', 'type', 'error', 'assert'],
  ...['now', 'millis', 'fromMillis', 'toMillis', 'clone'],
]

const names: ReadonlySet<string> = new Set([...languageFunctions, ...decimalFunctionNames])

/** Whether an expression may call a function. */
export function isExpressionFunction(name: string): boolean {
  return names.has(name)
}
