import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'
import { createRateLimit } from './rate-limit.ts'

describe('createRateLimit', () => {
  it('lets 25 through, makes 20 wait in line and refuses the rest', () => {
    const limit = createRateLimit({ perSecond: 25, queue: 20, now: () => 0 })

    const admissions = Array.from({ length: 50 }, () => limit.admit('organization'))

    expect(admissions.filter((admission) => admission.isAdmitted && admission.waitMs === 0)).toHaveLength(25)
    expect(admissions.filter((admission) => admission.isAdmitted)).toHaveLength(45)
    expect(admissions[44]).toEqual({ isAdmitted: true, waitMs: 800 })
  })

  it('lets 25 a second through for as long as they come', () => {
    let time = 0
    const limit = createRateLimit({ perSecond: 25, queue: 20, now: () => time })

    for (let i = 0; i < 500; i += 1) {
      expect(limit.admit('organization').isAdmitted).toBe(true)
      time += 40
    }
  })

  it('never starts more than the burst and the rate together allow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 300 }), (pauses) => {
        let time = 0
        const limit = createRateLimit({ perSecond: 25, queue: 20, now: () => time })
        const starts: number[] = []
        for (const pause of pauses) {
          time += pause
          const admission = limit.admit('organization')
          if (admission.isAdmitted) starts.push(time + admission.waitMs)
        }

        for (const start of starts) {
          const within = starts.filter((other) => other >= start && other < start + 1000)
          expect(within.length).toBeLessThanOrEqual(50)
        }
      }),
    )
  })
})

describe('the rate limit of a sandbox', () => {
  it('answers 429 beyond rate and queue, without Retry-After', async () => {
    let time = 1_790_000_000_000
    await using organization = await startOrganization({
      clock: { now: () => time },
      rateLimit: { perSecond: 2, queue: 0 },
    })
    const statuses: number[] = []
    for (let i = 0; i < 3; i += 1) statuses.push((await organization.get('tax_codes?limit=1')).status)
    const refused = await organization.get('tax_codes?limit=1')
    time += 1000

    expect(statuses).toEqual([200, 200, 429])
    expect(refused.headers.has('retry-after')).toBe(false)
    expect((await organization.get('tax_codes?limit=1')).status).toBe(200)
    expect(organization.sandbox.counters.tooMany).toBe(2)
  })

  it.each([
    ['seconds', /^3$/],
    ['date', /GMT$/],
  ])('names the wait as %s by quirk', async (form, pattern) => {
    await using organization = await startOrganization({
      clock: { now: () => 1_790_000_000_000 },
      rateLimit: { perSecond: 1, queue: 0, retryAfterSeconds: 3 },
      quirks: { 'retry-after': form },
    })
    await organization.get('tax_codes?limit=1')

    expect((await organization.get('tax_codes?limit=1')).headers.get('retry-after')).toMatch(pattern)
  })
})
