import type { Definition } from './definition-schema.ts'

/** The resource whose records the runs of a definition mark as exported; null where they mark nothing. */
export function markedResource({ source, acknowledge }: Pick<Definition, 'source' | 'acknowledge'>): string | null {
  return acknowledge.mode === 'none' || source.mode === 'reconcile' ? null : source.resource
}
