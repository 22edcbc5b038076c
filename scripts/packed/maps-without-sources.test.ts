import { describe, expect, it } from 'vitest'
import { findMapsWithoutSources } from './maps-without-sources.ts'

describe('findMapsWithoutSources', () => {
  it('accepts a map whose sources are packed, or that holds them itself', () => {
    const packed = {
      'dist/a/b.js.map': { sources: ['../../src/a/b.ts'] },
      'src/a/b.ts': '',
      'dist/rooted.js.map': { sourceRoot: '../src/a', sources: ['b.ts'] },
      'dist/whole.js.map': { sources: ['../gone.ts'], sourcesContent: ['export {}'] },
    }

    expect(find(packed)).toEqual([])
  })

  it.each([
    { sources: ['../src/gone.ts'] },
    { sources: ['../src/a.ts', '../src/gone.ts'], sourcesContent: ['export {}', null] },
  ])('names a map whose sources are nowhere: %j', (map) => {
    expect(find({ 'dist/a.js.map': map, 'src/a.ts': '' })).toEqual([
      'dist/a.js.map points at ../src/gone.ts, which is not packed',
    ])
  })
})

function find(packed: Readonly<Record<string, unknown>>): string[] {
  return findMapsWithoutSources(new Set(Object.keys(packed)), (path) => JSON.stringify(packed[path]))
}
