import type { Connection, ResourceClient } from '@coupa-connector/connector'
import { RunError } from '../report/run-error.ts'
import type { OrganizationMemory } from '../state/organization-memory.ts'
import type { OrganizationFingerprint } from '../state/run-record.ts'

/** Records that a fingerprint remembers. */
const remembered = 3

/**
 * Refuses to go on when the organization behind the address is another one than that of the runs before: after a restore or
 * a refresh from another organization, equal ids are other records. Records that were deleted in the meantime prove nothing.
 * Throws `RunError` with `ORGANIZATION_CHANGED`.
 */
export async function checkOrganization(
  connection: Connection,
  resource: ResourceClient,
  state: OrganizationMemory,
  signal: AbortSignal | undefined,
): Promise<void> {
  const fields = resource.description.fields
  if (!resource.description.hasId || !fields.some(({ name }) => name === 'created-at')) return
  const host = new URL(String(connection.settings.url)).hostname
  const known = await state.organization()
  if (known === undefined || known.records.length === 0) {
    await state.keepOrganization({ host, records: await readRecords(resource, {}, signal) })
    return
  }
  const ids = known.records.map(([id]) => Number(id))
  const found = new Map(await readRecords(resource, { where: { id: { in: ids } } }, signal))
  const isOther =
    known.host !== host ||
    found.size === 0 ||
    known.records.some(([id, createdAt]) => found.has(id) && found.get(id) !== createdAt)
  if (isOther) throw changed(known, host)
}

async function readRecords(
  resource: ResourceClient,
  query: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
): Promise<OrganizationFingerprint['records']> {
  const records = await resource
    .query({ ...query, fields: ['id', 'created-at'], limit: remembered, signal, reading: { concurrency: 1 } })
    .toArray()
  return records.map((record) => [String(record.id), String(record['created-at'])] as const)
}

function changed(known: OrganizationFingerprint, host: string): RunError {
  const moved = known.host === host ? '' : ` The host was ${known.host} and is ${host}.`
  return new RunError(
    'ORGANIZATION_CHANGED',
    `The organization is not the one that this state belongs to: its oldest records are other ones.${moved} Nothing was read or written.`,
    'If the connection is right and the organization was replaced or refreshed, forget what was known of it: coupa-connector processes reset FILE --state FOLDER --to everything. If only its address changed, use --to organization.',
  )
}
