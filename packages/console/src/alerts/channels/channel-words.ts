import { zoneWords } from '../../ui/words/zones.ts'
import type { AlertChannel } from '../alert-queries.ts'

/** When a channel sends: `at once`, `at once, quiet from 20:00 to 06:00 (Europe/Berlin)`, `daily at 07:00 (UTC)`. */
export function sendingWords({ quietHours, digest }: Pick<AlertChannel, 'quietHours' | 'digest'>): string {
  if (digest !== null) return `daily at ${digest.at} (${zoneWords(digest.zone)})`
  if (quietHours === null) return 'at once'
  const { from, until, zone, days } = quietHours
  const some =
    days.length === 7 ? '' : ` on ${days.map((day) => day.charAt(0).toUpperCase() + day.slice(1, 3)).join(', ')}`
  return `at once, quiet from ${from} to ${until}${some} (${zoneWords(zone)})`
}
