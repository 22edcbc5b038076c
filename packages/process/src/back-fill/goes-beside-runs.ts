import type { Definition } from '../definition/definition-schema.ts'

/**
 * Whether a back-fill can go on at the same time as the runs of its process. The manifest on an SFTP server is one file, to which
 * only one program at a time may add lines; and only one run at a time marks records.
 */
export function goesBesideRuns(backFill: Pick<Definition, 'values' | 'destination' | 'acknowledge'>): boolean {
  const { values, destination, acknowledge } = backFill
  return values[destination.connection]?.kind !== 'sftp' && acknowledge.mode === 'none'
}
