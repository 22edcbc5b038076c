import { describe, expect, it } from 'vitest'
import type { LoadDefinitionInput } from '../load/load-schema.ts'
import { parseLoad } from '../load/parse-load.ts'
import { createLoad } from '../load/templates/create-load.ts'
import { compareLoads } from './compare-loads.ts'

const made = createLoad({ template: 'L09' })
type Destination = LoadDefinitionInput['destination']

function compare(change: (load: LoadDefinitionInput) => LoadDefinitionInput) {
  return compareLoads(parseLoad(made), parseLoad(change(made)))
}

const withDestination =
  (changed: Partial<Destination>) =>
  (load: LoadDefinitionInput): LoadDefinitionInput => ({ ...load, destination: { ...load.destination, ...changed } })

describe('a newer version of a load', () => {
  it('that says the same changes nothing', () => {
    expect(compare((load) => ({ ...load, title: 'Vendors' }))).toEqual({ kind: 'compatible', changes: [] })
  })

  it.each<[string, (load: LoadDefinitionInput) => LoadDefinitionInput]>([
    ['destination.key', withDestination({ key: ['name'] })],
    ['process', (load) => ({ ...load, process: 'vendors' })],
    [
      'destination.resource',
      (load) => ({
        ...load,
        destination: { resource: 'departments', key: ['name'] },
        mapping: { columns: { name: 'name' } },
      }),
    ],
  ])('with another %s begins with nothing known', (path, change) => {
    const compared = compare(change)

    expect(compared).toMatchObject({ kind: 'new-stream' })
    expect(compared.changes.map((one) => one.path)).toContain(path)
  })

  it('with another column or limit goes on with what is known, and names every change', () => {
    const { columns } = made.mapping

    const compared = compare((load) => ({
      ...load,
      mapping: { columns: { ...columns, name: 'NAME1', website: { path: 'URL', empty: 'clear' } } },
      limits: { errors: { max: 5 } },
      absent: 'inactivate',
    }))

    expect(compared.kind).toBe('compatible')
    expect(compared.changes.map(({ path }) => path).toSorted()).toEqual([
      'absent',
      'limits',
      'mapping.columns.name',
      'mapping.columns.website',
    ])
  })
})
