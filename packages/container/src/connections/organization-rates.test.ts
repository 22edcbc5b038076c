import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../../connector/src/testing/manual-clock.ts'
import { createOrganizationRates } from './organization-rates.ts'

function createWorld() {
  const clock = createManualClock()
  return { clock, rates: createOrganizationRates({ clock, random: () => 0.5 }) }
}

describe('createOrganizationRates', () => {
  it('allows the share that came with the job, and then what beats say', () => {
    const { rates } = createWorld()
    const handle = rates.open('acme', 'a.test')

    handle.use(0.5)
    expect(handle.limiter.perSecond).toBe(12.5)
    rates.setShares({ shares: { 'a.test': 0.2, 'other.test': 1 } })

    expect(handle.limiter.perSecond).toBe(5)
  })

  it('keeps tenants of one organization apart: neither shares, nor pauses, nor rates', async () => {
    const { rates } = createWorld()
    const [acme, other] = [rates.open('acme', 'a.test'), rates.open('other', 'a.test')]
    acme.use(1)
    other.use(0.1)

    rates.setShares({
      shares: { 'a.test': 0.04 },
      accountShares: [
        { account: 'acme', organization: 'a.test', share: 1 },
        { account: 'other', organization: 'a.test', share: 0.04 },
      ],
    })
    expect([acme.limiter.perSecond, other.limiter.perSecond]).toEqual([25, 1])
    other.limiter.refused(await other.limiter.acquire(), 60_000)

    expect(other.limiter.pausedMs).toBe(60_000)
    expect(acme.limiter.pausedMs).toBe(0)
  })

  it('never falls below one request a second', () => {
    const { rates } = createWorld()
    const handle = rates.open('acme', 'a.test')

    handle.use(0.001)

    expect(handle.limiter.perSecond).toBe(1)
  })

  it('names an organization while it is used and for ten seconds after', async () => {
    const { clock, rates } = createWorld()
    const handle = rates.open('acme', 'a.test')
    expect(rates.hosts()).toEqual([])
    const endUse = handle.use(1)
    await clock.advance(60_000)
    expect(rates.hosts()).toEqual(['a.test'])

    endUse()
    await clock.advance(9_999)
    expect(rates.hosts()).toEqual(['a.test'])
    await clock.advance(1)

    expect(rates.hosts()).toEqual([])
  })

  it('keeps the limiter of a tenant while somebody holds it', () => {
    const { rates } = createWorld()
    const first = rates.open('acme', 'a.test')

    const second = rates.open('acme', 'a.test')
    first.close()

    expect(rates.open('acme', 'a.test').limiter).toBe(second.limiter)
  })
})
