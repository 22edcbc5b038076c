import { describe, expect, it } from 'vitest'
import { targetsOf } from '../flat-file-layout.ts'
import { findFlatFileObject, flatFileObjects } from './flat-file-objects.ts'

const rowTypes = flatFileObjects.flatMap((object) => object.rowTypes.map((rowType) => ({ object, rowType })))

describe('the objects of flat files', () => {
  it.each(rowTypes)('$object.name, $rowType.name: no field is a value and a record', ({ rowType }) => {
    const paths = [...targetsOf(rowType).values()].flatMap((target) => (target.kind === 'field' ? [target.path] : []))
    const conflicts = paths.filter((path) =>
      paths.some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[]`)),
    )

    expect(conflicts).toEqual([])
  })

  it.each(rowTypes)('$object.name, $rowType.name: rows belong to a row type of the object', ({ object, rowType }) => {
    const names = object.rowTypes.map(({ name }) => name)
    const isTop = rowType === object.rowTypes[0]

    expect(rowType.parents === undefined).toBe(isTop)
    for (const parent of rowType.parents ?? []) expect(names).toContain(parent.rowType)
  })

  it.each(flatFileObjects)('$name: a word is of one row type', ({ rowTypes: types }) => {
    const words = types.flatMap((rowType) => rowType.words)

    expect(new Set(words).size).toBe(words.length)
  })

  it('are found by their names in the singular and the plural, and by their folder', () => {
    expect(findFlatFileObject('lookup-value')?.folder).toBe('LookupValues')
    expect(findFlatFileObject('LookupValues')?.name).toBe('lookup-value')
    expect(findFlatFileObject('exchange_rates')?.name).toBe('exchange-rate')
    expect(findFlatFileObject('moon')).toBeUndefined()
  })
})
