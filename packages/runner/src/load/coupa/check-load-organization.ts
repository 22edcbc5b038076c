import { checkOrganization } from '../../coupa/organization-fingerprint.ts'
import type { LoadContext } from '../load-context.ts'

/** An organization is not replaced within so short a time, and a load of nothing new should cost nothing. */
const trustedMs = 3_600_000

/** Refuses to go on when the organization is another one than that of the runs before, looking at most once an hour. */
export async function checkLoadOrganization({
  connection,
  resource,
  definition,
  state,
  clock,
  signal,
}: LoadContext): Promise<void> {
  const known = await state.organization()
  const host = new URL(String(connection.settings.url)).hostname
  const checkedAtMs = known?.checkedAtMs ?? 0
  if (known?.host === host && clock.now() - checkedAtMs < trustedMs) return
  const { parent } = definition.destination
  await checkOrganization(
    connection,
    parent === undefined ? resource : connection.resource(parent.resource),
    state,
    signal,
  )
  const checked = (await state.organization()) ?? { host, records: [] }
  await state.keepOrganization({ ...checked, checkedAtMs: clock.now() })
}
