import type { Definition } from '../../definition-editor/json.ts'

/** A definition that somebody edits, with the version that it began with. The browser keeps it until it is stored. */
export interface KeptDefinition {
  readonly version: number
  readonly definition: Definition
}

const keyOf = (account: string, process: string): string => `definition:${account}:${process}`

/** What the browser keeps of a process; undefined where nobody has begun. */
export function readKept(account: string, process: string): KeptDefinition | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(account, process)) ?? 'null')
    return typeof kept === 'object' && kept !== null && 'version' in kept && 'definition' in kept
      ? (kept as KeptDefinition)
      : undefined
  } catch {
    return undefined
  }
}

/** Keeps it, or forgets it. Without a store it lasts as long as the page. */
export function keep(account: string, process: string, kept: KeptDefinition | undefined): void {
  try {
    if (kept === undefined) localStorage.removeItem(keyOf(account, process))
    else localStorage.setItem(keyOf(account, process), JSON.stringify(kept))
  } catch {
    // There is nothing to keep it in.
  }
}
