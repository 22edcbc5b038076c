import { describe, expect, it } from 'vitest'
import { createDestinationTypes } from './destination-types.ts'

const types = createDestinationTypes()
const typeOf = (kind: string) => {
  const type = types.find((candidate) => candidate.kind === kind)
  if (type === undefined) throw new TypeError(`there is no kind ${kind}`)
  return type
}
const server = { host: 'sftp.example.com', user: 'coupa' }

describe('createDestinationTypes', () => {
  it('takes what only a source has, and what only a destination has, for an end that serves both', () => {
    const given = { ...server, folder: '/in', temporaryFolder: '/tmp', stillSeconds: '0' }
    const problems = [undefined, 'deliver', 'load', 'inbox'] as const

    expect(problems.map((use) => typeOf('sftp').check(given, [], use).problems)).toEqual([[], [], [], []])
  })

  it.each([
    ['files', { file: '/data/suppliers.csv' }],
    ['sftp', { ...server, file: '/in/suppliers.csv', stillSeconds: '5' }],
    ['s3', { bucket: 'landing', file: 'in/suppliers.csv' }],
    ['http', { url: 'https://api.example.com', maxPages: '5', maxMegabytes: '10' }],
  ])('takes every setting of a source of the kind %s', (kind, settings) => {
    expect(typeOf(kind).check(settings, []).problems).toEqual([])
    expect(typeOf(kind).check(settings, [], 'load').problems).toEqual([])
  })

  it('refuses for its use what a source would refuse, at its field', () => {
    const problemOf = (kind: string, settings: Readonly<Record<string, string>>) =>
      typeOf(kind)
        .check(settings, [], 'load')
        .problems.map(({ field }) => field)

    expect(problemOf('files', {})).toEqual(['file'])
    expect(problemOf('sftp', { ...server, folder: '/in', stillSeconds: 'soon' })).toEqual(['stillSeconds'])
    expect(problemOf('http', { url: 'https://api.example.com', maxPages: '0' })).toEqual(['maxPages'])
  })

  it('refuses without a use what fits none, with the problem of the likely one', () => {
    const both = { bucket: 'landing', file: 'in/suppliers.csv', prefix: 'in' }

    expect(typeOf('files').check({}, []).problems).toMatchObject([{ field: 'folder' }])
    expect(typeOf('files').check({ folder: '/data', fodler: '/data' }, []).problems).toMatchObject([
      { field: 'fodler' },
    ])
    expect(typeOf('s3').check(both, [], 'load').problems).toMatchObject([{ field: 'file' }])
  })

  it('describes a setting once, and what it means for each use', () => {
    const folder = typeOf('sftp').settings.filter(({ name }) => name === 'folder')

    expect(folder).toMatchObject([{ uses: ['deliver', 'load', 'inbox'], requiredFor: ['deliver'], isRequired: false }])
    expect(folder[0]?.description).toMatch(/^to deliver: .*; to load: .*; as Coupa's inbox: .*, by default \/$/)
    expect(typeOf('http').settings.find(({ name }) => name === 'maxPages')).toMatchObject({
      uses: ['load'],
      default: '10000',
    })
  })
})
