import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { destinationKinds } from '../../definition/parts-schema.ts'
import { createLoadMapper } from '../load-mapper.ts'
import { parseLoad } from '../parse-load.ts'
import { parseTargetPath } from '../target-path.ts'
import { createLoad, findLoadTemplate, listLoadTemplates } from './create-load.ts'

const overRest = listLoadTemplates().filter(({ filesOnly }) => filesOnly === undefined)

function resourceOf({ resource, parent }: (typeof overRest)[number]): string | undefined {
  return parent === undefined ? resource.replace(/:\w+/, '7') : undefined
}

/** Whether the first name of a path is a field that a request cannot set. */
function isShownOnly(path: string, resource: string): boolean {
  const [first] = parseTargetPath(path)
  return describeResource(resource).fields.some(({ name, isWritable }) => name === first?.name && !isWritable)
}

describe('the templates of loads', () => {
  it('have every id from L01 to L33', () => {
    const wanted = Array.from({ length: 33 }, (_, place) => `L${String(place + 1).padStart(2, '0')}`)
    expect(listLoadTemplates().map(({ id }) => id)).toEqual([...wanted.slice(0, 15), 'L15B', ...wanted.slice(15)])
  })

  it.each(overRest.map((template) => [template.id, template] as const))(
    'make a valid definition from every kind of source: %s',
    (id, template) => {
      for (const source of destinationKinds) {
        const load = parseLoad(createLoad({ template: id, source, resource: resourceOf(template) }))
        expect(load.destination.key).toEqual(template.key)
        expect(Object.keys(load.mapping.columns).length).toBeGreaterThan(0)
      }
    },
  )

  it.each(overRest.map((template) => [template.id, template] as const))(
    'write no field that Coupa only shows, unless it identifies the record: %s',
    (id, template) => {
      const { destination, mapping } = parseLoad(createLoad({ template: id, resource: resourceOf(template) }))
      const mapper = createLoadMapper(parseLoad(createLoad({ template: id, resource: resourceOf(template) })))
      expect(mapper.requiredColumns.length).toBeGreaterThan(0)
      const shown = Object.keys(mapping.columns).filter((path) => isShownOnly(path, destination.resource))
      expect(shown.filter((path) => !destination.key.includes(path))).toEqual([])
    },
  )

  it.each(listLoadTemplates().flatMap(({ id, flatFile }) => (flatFile === undefined ? [] : [id])))(
    'write flat files where Coupa has a loader: %s',
    (id) => {
      const load = parseLoad(createLoad({ template: id, destination: 'flat-files' }))
      expect(load.values.inbox).toEqual({ kind: 'sftp' })
      expect(load.destination.flatFiles).toMatchObject({ connection: 'inbox', waitMinutes: 60 })
    },
  )

  it('write what Coupa takes as flat files only in no other way', async () => {
    const load = parseLoad(createLoad({ template: 'L33', object: 'tax-rate' }))

    expect(load).toMatchObject({
      process: 'tax-rate',
      source: { format: 'flat-file', object: 'tax-rate' },
      destination: { resource: '', flatFiles: { object: 'tax-rate' } },
    })
    const mapper = createLoadMapper(load)
    expect(
      await mapper.map({ 'country-code': 'DE', 'tax-rate-type': 'VAT', percentage: '19', active: 'true' }),
    ).toMatchObject({
      label: 'DE/VAT/19',
      record: { 'country-code': 'DE', 'tax-rate-type': 'VAT', percentage: '19', active: 'true' },
    })
    expect(() => createLoad({ template: 'L33' })).toThrow(/object is missing.*approval-chain/)
    expect(() => createLoad({ template: 'L33', object: 'tax-rate', destination: 'rest' })).toThrow(
      /not through its REST/,
    )
  })

  it('refuse flat files of what Coupa has none of, and say why', () => {
    expect(() => createLoad({ template: 'L04', format: 'flat-file' })).toThrow(
      'format is flat-file, and no flat file of L04 (Content groups) is known here',
    )
    expect(() => createLoad({ template: 'L26', destination: 'flat-files' })).toThrow(
      /L26 \(Projects\) has no flat file/,
    )
  })

  it('ask for the number of a custom object', () => {
    expect(() => createLoad({ template: 'L28' })).toThrow(/custom_objects\/7\/object_instances/)
    expect(() => createLoad({ template: 'L09', resource: 'users' })).toThrow(/L09 loads suppliers/)
  })

  it('come after what they need', () => {
    const levels = new Map(listLoadTemplates().map(({ id, level }) => [id, level]))
    for (const [first, then] of [
      ['L08', 'L15'],
      ['L09', 'L10'],
      ['L03', 'L13'],
      ['L15', 'L15B'],
      ['L19', 'L21'],
      ['L22', 'L23'],
    ] as const) {
      expect(levels.get(first)).toBeLessThan(levels.get(then) ?? 0)
    }
    expect(findLoadTemplate('l09')?.id).toBe('L09')
  })
})
