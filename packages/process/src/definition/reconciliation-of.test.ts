import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../checks/parse-definition.ts'
import { createDefinition, type NewDefinition } from '../templates/create-definition.ts'
import type { Definition } from './definition-schema.ts'
import { reconciliationOf } from './reconciliation-of.ts'

function definitionOf(wanted: NewDefinition, change: object = {}): Definition {
  const made = createDefinition(wanted)
  return parseDefinition({ ...made, source: { ...made.source, ...change } })
}

describe('reconciliationOf', () => {
  it('compares everything that an incremental process delivers, from where it begins', () => {
    const wanted = { template: 'E20', destination: 'files', resource: 'suppliers' }
    const from = '2026-01-01T00:00:00Z'

    const { source, acknowledge } = reconciliationOf(definitionOf(wanted, { from }))

    expect(source).toMatchObject({ mode: 'reconcile', onlyDelivered: false, compare: 'times', from })
    expect(acknowledge.mode).toBe('none')
  })

  it('compares only what a work list delivered, and marks nothing', () => {
    const reconciliation = reconciliationOf(definitionOf({ template: 'E01', destination: 'files' }), 'content')

    expect(reconciliation).toMatchObject({
      source: { mode: 'reconcile', onlyDelivered: true, compare: 'content', watchChanges: false },
      acknowledge: { mode: 'none' },
    })
  })

  it.each([
    ['back-fill', { from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }],
    ['on-demand', { ids: [1, 2] }],
  ])('compares only what was delivered of a %s', (mode, given) => {
    const wanted = { template: 'E20', destination: 'files', resource: 'suppliers' }

    const reconciliation = reconciliationOf(definitionOf(wanted, { mode, ...given }))

    expect(reconciliation.source).toMatchObject({ mode: 'reconcile', onlyDelivered: true })
    expect(Object.keys(reconciliation.source)).not.toEqual(expect.arrayContaining(Object.keys(given)))
  })

  it('is a definition that can be checked, as a file of its own', () => {
    const reconciliation = reconciliationOf(definitionOf({ template: 'E11', destination: 'postgresql' }))

    expect(parseDefinition(reconciliation)).toEqual(reconciliation)
  })

  it('says that a full refresh has nothing to reconcile', () => {
    const full = definitionOf({ template: 'E19', destination: 'files', resource: 'currencies' })

    expect(() => reconciliationOf(full)).toThrow('replaces everything each time')
  })
})
