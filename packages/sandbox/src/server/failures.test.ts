import { describe, expect, it } from 'vitest'
import type { SandboxFailure } from '../index.ts'
import { startOrganization } from '../testing/organization.ts'

describe('an exception in a handler', () => {
  it('is answered like one of Coupa and told with its cause, and noted in the log of requests', async () => {
    const failures: SandboxFailure[] = []
    await using organization = await startOrganization({
      records: 5,
      onFailure: (failure) => failures.push(failure),
      clock: { now: () => (isBroken ? brokenClock() : Date.now()) },
    })
    isBroken = true

    const { status, headers } = await organization.get('suppliers').finally(() => {
      isBroken = false
    })

    expect(status).toBe(500)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(failures).toMatchObject([{ method: 'GET', path: '/api/suppliers', error: new Error('the clock is broken') }])
    expect(organization.sandbox.requests.at(-1)).toMatchObject({ status: 500 })
  })
})

let isBroken = false

/** Breaks where requests are handled, and not where they arrive. */
function brokenClock(): number {
  const isInHandler = new Error().stack?.includes('authorize') === true
  if (isInHandler) throw new Error('the clock is broken')
  return Date.now()
}
