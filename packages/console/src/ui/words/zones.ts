/** `America/New_York` as people read it: `America/New York`. */
export function zoneWords(zone: string): string {
  return zone.replaceAll('_', ' ')
}

/** The place that a zone is named for: `New York`. */
export function zonePlace(zone: string): string {
  return zoneWords(zone.split('/').at(-1) ?? zone)
}
