/** The scopes in a text, separated by blanks, commas or line breaks. Each is listed once. */
export function splitScopes(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((scope) => scope !== ''))]
}

/** Scopes as they are sent: separated by one blank. */
export function joinScopes(scopes: readonly string[]): string {
  return [...new Set(scopes)].join(' ')
}

/** The pasted text as it fits between the text before and after it. Coupa's own page separates scopes by commas. */
export function pasteScopes(before: string, pasted: string, after: string): string {
  return joinScopes(splitScopes(`${before} ${pasted} ${after}`))
}

/** Whether a text has separators that Coupa does not take. */
export function hasForeignSeparators(text: string): boolean {
  return /[,;\n\r\t]/.test(text)
}
