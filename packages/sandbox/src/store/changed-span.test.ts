import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'

const ORIGIN = Date.UTC(2026, 4, 20, 15)
const DAY_MS = 86_400_000

describe('a search for a span of times', () => {
  it('finds what a look at every record finds, after writes and in both directions', async () => {
    await using organization = await startOrganization({ records: 300, clock: { now: () => ORIGIN } })
    const fields = 'fields=["id","created_at","updated_at"]'
    const [first, , third] = (await organization.get(`invoices?${fields}`)).json
    await organization.send('PUT', `invoices/${first.id}`, { comments: 'late' })
    await organization.send('PUT', `invoices/${third.id}`, { comments: 'late' })
    await organization.send('POST', 'invoices', { 'invoice-number': 'NEW-1' })
    const everything: { id: number; 'created-at': string; 'updated-at': string }[] = []
    for (let offset = 0; ; offset += 50) {
      const page = (await organization.get(`invoices?offset=${offset}&${fields}`)).json
      everything.push(...page)
      if (page.length < 50) break
    }

    const time = fc.integer({ min: -1200, max: 10 }).map((days) => ORIGIN + days * DAY_MS)
    await fc.assert(
      fc.asyncProperty(time, time, fc.boolean(), fc.boolean(), async (one, other, isDescending, isCreation) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const upper = isCreation ? 'created-at' : 'updated-at'
        const query = `updated-at[gt_or_eq]=${iso(from)}&${upper}[lt]=${iso(to)}`
        const { json } = await organization.get(`invoices?${query}&order_by=id&dir=${isDescending ? 'desc' : 'asc'}`)
        const wanted = everything
          .filter((invoice) => Date.parse(invoice['updated-at']) >= from && Date.parse(invoice[upper]) < to)
          .map(({ id }) => id)
        const ordered = isDescending ? wanted.toReversed() : wanted
        expect(json.map(({ id }: { id: number }) => id)).toEqual(ordered.slice(0, 50))
      }),
      { numRuns: 60 },
    )
  })
})

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString()
}
