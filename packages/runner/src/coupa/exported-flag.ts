import type { ResourceDescription } from '@coupa-connector/catalog'
import type { CoupaRecord, ResourceClient } from '@coupa-connector/connector'

/** How a resource says that a record was exported, and how it is told. */
export interface ExportedFlag {
  /** The condition that finds what was not exported. */
  readonly notExported: Readonly<Record<string, unknown>>
  readonly exported: Readonly<Record<string, unknown>>
  isSet(record: CoupaRecord): boolean
  set(resource: ResourceClient, id: string, signal: AbortSignal | undefined): Promise<void>
  unset(resource: ResourceClient, id: string, signal: AbortSignal | undefined): Promise<void>
}

/** The exported flag of a resource (F-361), or undefined if it has none. */
export function exportedFlagOf({ fields }: ResourceDescription): ExportedFlag | undefined {
  if (!fields.some(({ name }) => name === 'exported')) return undefined
  return {
    notExported: { exported: false },
    exported: { exported: true },
    isSet: (record) => record.exported === true,
    set: async (resource, id, signal) => void (await resource.markExported(id, { priority: 'bulk', signal })),
    unset: async (resource, id, signal) => void (await resource.unmarkExported(id, { priority: 'bulk', signal })),
  }
}
