/** Resources whose `updated-at` does not tell all changes (F-157). */
const unreliable: ReadonlySet<string> = new Set(['budget_lines'])

/** Whether an incremental read of a resource finds everything that changed. */
export function hasReliableUpdates(resource: string): boolean {
  return !unreliable.has(resource)
}
