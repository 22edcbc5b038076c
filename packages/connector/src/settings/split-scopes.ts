/** What people put between scopes besides spaces. No scope of Coupa has any of it in its name. */
const separators = /(?:[\s,;|]|%20|%2c|%0a|\\n)+/i
const mistake = /[,;|\r\n]|%20|%2c|%0a|\\n/i

/** The names in a text, whatever stands between and around them. */
export function splitScopes(text: string): string[] {
  return text
    .replace(/["'`[\](){}<>]/g, ' ')
    .split(separators)
    .flatMap((name) => (/^[\w.]+(?:\+[\w.]+)+$/.test(name) ? name.split('+') : [name]))
    .filter((name) => name !== '')
}

/** Whether something other than a space stands where one should. A line break is one, because it would be sent. */
export function hasSeparatorMistake(text: string): boolean {
  return mistake.test(text) || /^[\w.]+(?:\+[\w.]+)+$/.test(text)
}
