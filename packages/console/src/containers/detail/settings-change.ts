import type { Container } from '@coupa-connector/protocol'

/** What people change of a container. */
export interface ContainerSettings {
  readonly name: string
  readonly allowBrowsing: boolean
  readonly maxConcurrentJobs: number
}

/** What stands in a container now. */
export function settingsOf({ name, allowBrowsing, maxConcurrentJobs }: Container): ContainerSettings {
  return { name, allowBrowsing, maxConcurrentJobs }
}

/** Only what differs, because of an attached cloud nothing but the name may be sent. */
export function changesTo(before: ContainerSettings, typed: ContainerSettings): Partial<ContainerSettings> {
  const name = typed.name.trim()
  return {
    ...(name === before.name ? {} : { name }),
    ...(typed.allowBrowsing === before.allowBrowsing ? {} : { allowBrowsing: typed.allowBrowsing }),
    ...(typed.maxConcurrentJobs === before.maxConcurrentJobs ? {} : { maxConcurrentJobs: typed.maxConcurrentJobs }),
  }
}

/**
 * What stands in the form after the container changed beneath it: what was typed stays, what was not touched follows.
 */
export function followChange(
  before: ContainerSettings,
  typed: ContainerSettings,
  after: ContainerSettings,
): ContainerSettings {
  return { ...after, ...changesTo(before, typed) }
}

/** What somebody else changed, in words: `Name: Plant 7 → Plant 8`. */
export function describeChanges(before: ContainerSettings, after: ContainerSettings): readonly string[] {
  const lines: string[] = []
  if (before.name !== after.name) lines.push(`Name: ${before.name} → ${after.name}`)
  if (before.allowBrowsing !== after.allowBrowsing) {
    lines.push(`Tests from here: ${allowed(before.allowBrowsing)} → ${allowed(after.allowBrowsing)}`)
  }
  if (before.maxConcurrentJobs !== after.maxConcurrentJobs) {
    lines.push(`Jobs at a time: ${before.maxConcurrentJobs} → ${after.maxConcurrentJobs}`)
  }
  return lines
}

function allowed(isAllowed: boolean): string {
  return isAllowed ? 'allowed' : 'not allowed'
}
