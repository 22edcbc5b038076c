import type { Definition } from '../definition/definition-schema.ts'

/**
 * Whether a back-fill of the process can go on at the same time as its runs. The manifest on an SFTP server is one file, to
 * which only one program at a time may add lines.
 */
export function goesBesideRuns({ values, destination }: Pick<Definition, 'values' | 'destination'>): boolean {
  return values[destination.connection]?.kind !== 'sftp'
}
