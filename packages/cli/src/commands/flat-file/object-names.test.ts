import { findFlatFileObject, flatFileObjects } from '@coupa-connector/endpoints'
import { createLoad, flatFileObjectNames, listLoadTemplates } from '@coupa-connector/process'
import { describe, expect, it } from 'vitest'

describe('the objects of flat files', () => {
  it('are the same for definitions and for the codec', () => {
    expect(flatFileObjects.map(({ name }) => name).toSorted()).toEqual(flatFileObjectNames)
  })

  it.each(listLoadTemplates().flatMap(({ id, flatFile }) => (flatFile === undefined ? [] : [id])))(
    'have a column for every field of a load that writes them: %s',
    (id) => {
      const { destination, mapping } = createLoad({ template: id, destination: 'flat-files' })
      const object = findFlatFileObject(destination.flatFiles?.object ?? '')
      const [top, ...others] = object?.rowTypes ?? []
      const below = others.flatMap(({ parents = [], columns, rootLinks = {} }) =>
        parents.flatMap(({ list, links }) =>
          Object.values({ ...rootLinks, ...links, ...columns }).map((path) => `${list}[].${path}`),
        ),
      )
      const known = new Set([...Object.values(top?.columns ?? {}), ...Object.values(top?.exported ?? {}), ...below])
      const paths = Object.keys(mapping.columns)

      expect(paths.filter((path) => !known.has(path) && !known.has(path.replace('[]', '')))).toEqual([])
    },
  )
})
