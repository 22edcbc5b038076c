/** `2026-12-01 03:00 UTC`: a moment for people, whatever the machine's zone. */
export function momentText(moment: string | null): string {
  return moment === null ? '' : `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`
}
