import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../checks/parse-definition.ts'
import { DefinitionError } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'
import { createDefinition, type NewDefinition } from '../templates/create-definition.ts'
import { backFillOf } from './back-fill-of.ts'
import { goesBesideRuns } from './goes-beside-runs.ts'

function definitionOf(given: Omit<NewDefinition, 'destination'> & Partial<NewDefinition>): Definition {
  return parseDefinition(createDefinition({ destination: 'files', ...given }))
}

const year = { from: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }

describe('a back-fill of a process', () => {
  it('reads a range with the conditions of the process, and marks nothing', () => {
    const definition = definitionOf({ template: 'E01' })

    const made = backFillOf(definition, { ...year, by: 'created-at' })

    expect(made.source).toMatchObject({ ...year, mode: 'back-fill', by: 'created-at', where: definition.source.where })
    expect(made.source.watchChanges).toBe(false)
    expect(made.acknowledge.mode).toBe('none')
  })

  it('acknowledges as the process does if it is asked to', () => {
    const definition = definitionOf({ template: 'E01' })

    expect(backFillOf(definition, year, { acknowledges: true }).acknowledge).toEqual(definition.acknowledge)
  })

  it('waits for the answers of the consumer where the process does', () => {
    const definition = definitionOf({ template: 'E01', acknowledge: 'after-answer' })

    expect(backFillOf(definition, year).acknowledge.mode).toBe('after-answer')
  })

  it.each([
    [undefined, 0.4],
    [0.8, 0.4],
    [0.2, 0.2],
  ])('takes of a share of %s no more than %s', (share, most) => {
    const definition = definitionOf({ template: 'E01' })
    const limits = { ...definition.limits, share }

    expect(backFillOf({ ...definition, limits }, year).limits.share).toBe(most)
  })

  it('forgets the range of the definition', () => {
    const definition = definitionOf({ template: 'E20', resource: 'invoices' })
    const source = { ...definition.source, from: '2020-01-01T00:00:00Z' }

    const made = backFillOf({ ...definition, source }, { firstId: 5, lastId: 7 })

    expect(made.source).toMatchObject({ firstId: 5, lastId: 7 })
    expect(made.source.from).toBeUndefined()
  })

  it.each([
    [{ from: year.until, until: year.from }, 'source.until'],
    [{ firstId: 7, lastId: 5 }, 'source.lastId'],
    [{}, 'source.from'],
  ])('refuses %j, which is not a range', (range, path) => {
    const definition = definitionOf({ template: 'E01' })

    expect(() => backFillOf(definition, range)).toThrow(DefinitionError)
    expect(() => backFillOf(definition, range)).toThrow(path)
  })

  it('refuses a full refresh, which has nothing to fill in', () => {
    const definition = definitionOf({ template: 'E19', resource: 'suppliers' })

    expect(() => backFillOf(definition, year)).toThrow('source.mode')
  })

  it('refuses to acknowledge what the process does not', () => {
    const definition = definitionOf({ template: 'E20', resource: 'invoices' })

    expect(() => backFillOf(definition, year, { acknowledges: true })).toThrow('acknowledge.mode')
  })

  it.each([
    ['files', false, true],
    ['sftp', false, false],
    ['files', true, false],
  ] as const)('to %s that acknowledges (%s) goes on beside runs: %s', (destination, acknowledges, isBeside) => {
    const made = backFillOf(definitionOf({ template: 'E01', destination }), year, { acknowledges })

    expect(goesBesideRuns(made)).toBe(isBeside)
  })
})
