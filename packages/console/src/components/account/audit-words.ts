/** What an entry of the audit log says, in words: `connection.update` is "Connection: update". */
export function actionInWords(action: string): string {
  const [subject = '', verb = ''] = action.split('.')
  const words = (text: string): string => text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  const noun = words(subject)
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}${verb === '' ? '' : `: ${words(verb)}`}`
}

/** The details of an entry, one line each; nested ones as JSON. */
export function detailLines(detail: Readonly<Record<string, unknown>>): readonly [string, string][] {
  return Object.entries(detail).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value === null ? 'none' : JSON.stringify(value),
  ])
}

/** The beginning of a day as people choose it, in their own time zone; the end of it with one day more. */
export function dayStart(day: string | undefined, daysLater = 0): string | undefined {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + daysLater).toISOString()
}
