import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOrganization, type TestOrganization } from '../testing/organization.ts'

async function pages(
  organization: TestOrganization,
  next: (read: readonly number[]) => string,
  size: number,
): Promise<readonly number[]> {
  const read: number[] = []
  for (;;) {
    const page = (await organization.get(`departments?fields=["id"]&limit=${size}&${next(read)}`)).json as {
      id: number
    }[]
    read.push(...page.map(({ id }) => id))
    if (page.length < size) return read
  }
}

describe('paging', () => {
  it('enumerates exactly the stored records, by offset and by id, in any mix of writes and page sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.array(fc.tuple(fc.constantFrom('insert', 'update', 'delete'), fc.nat({ max: 200 })), { maxLength: 20 }),
        async (count, size, seed, writes) => {
          await using organization = await startOrganization({ seed, records: { departments: count } })
          const { control } = organization.sandbox
          const expected = new Set(control.ids('departments'))
          for (const [kind, place] of writes) {
            const id = [...expected][place % Math.max(1, expected.size)] ?? 0
            if (kind === 'insert') expected.add(control.insert('departments', { name: `New ${place}` }))
            else if (kind === 'update') control.update('departments', id, { active: false })
            else if (control.delete('departments', id)) expected.delete(id)
          }
          const ids = [...expected].toSorted((left, right) => left - right)

          expect(await pages(organization, (read) => `offset=${read.length}`, size)).toEqual(ids)
          expect(await pages(organization, (read) => `id[gt]=${read.at(-1) ?? 0}&order_by=id&dir=asc`, size)).toEqual(
            ids,
          )
        },
      ),
      { numRuns: 25 },
    )
  })

  it('reads far into a million records without walking there', async () => {
    await using organization = await startOrganization({ records: 1_000_000 })
    const started = performance.now()

    const page = (await organization.get('invoices?id[gt]=1200000&limit=50&fields=["id"]')).json

    expect(page).toHaveLength(50)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
