import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../checks/parse-definition.ts'
import { createMapper } from '../mapping/create-mapper.ts'
import { createDefinition, findTemplate, listTemplates } from './create-definition.ts'

const targets = [
  ['files', undefined, undefined],
  ['files', 'flat', 'csv'],
  ['files', 'tables', 'csv'],
  ['files', 'flat', 'parquet'],
  ['postgresql', undefined, undefined],
  ['postgresql', 'flat', undefined],
] as const

const cases = listTemplates().flatMap(({ id, resource }) =>
  targets.map(([destination, shape, format]) => ({
    template: id,
    destination,
    shape,
    format,
    resource: resource === undefined ? 'suppliers' : undefined,
  })),
)

/** Ordinary fields of Coupa that hold secrets, or what nobody should copy without meaning to. */
const forbidden = /secret|password|social.security|cxml.http|bank|iban|routing/i

describe('createDefinition', () => {
  it.each(cases)('makes a valid definition of $template for $destination $shape $format', (wanted) => {
    const definition = createDefinition(wanted)

    const mapper = createMapper(parseDefinition(definition))
    expect(mapper.fields.length).toBeGreaterThan(1)
    expect(JSON.stringify([definition, mapper.fields])).not.toMatch(forbidden)
  })

  it('copies no secret of suppliers and users, which are ordinary fields there', () => {
    for (const resource of ['suppliers', 'users', 'supplier_information']) {
      const definition = createDefinition({ template: 'E20', destination: 'files', resource })

      expect(JSON.stringify(definition)).not.toMatch(forbidden)
    }
  })

  it('asks for both spellings of a canceled order', () => {
    expect(findTemplate('E04')?.where).toMatchObject({
      status: { in: expect.arrayContaining(['canceled', 'cancelled']) },
    })
  })

  it('gives each table below another the keys of those above', () => {
    const { mapping } = createDefinition({ template: 'E01', destination: 'postgresql' })

    expect(mapping).toMatchObject({
      tables: {
        invoice: { key: ['id'] },
        invoice_line: { each: 'invoice-lines', key: ['invoice_id', 'id'] },
        invoice_line_account_allocation: { key: ['invoice_id', 'invoice_line_id', 'id'] },
      },
    })
  })

  it('makes a window of a work list that is not acknowledged', () => {
    const { source } = createDefinition({ template: 'E01', destination: 'files', acknowledge: 'none' })

    expect(source.mode).toBe('incremental')
  })

  it.each([
    [{ template: 'E1', destination: 'files' }, 'E01'],
    [{ template: 'E20', destination: 'files' }, 'suppliers'],
    [{ template: 'E01', destination: 'files', acknowledge: 'later' }, 'after-commit'],
    [{ template: 'E01', destination: 'files', resource: 'suppliers' }, 'invoices'],
  ])('says what is possible instead of %j', (wanted, advice) => {
    expect(() => createDefinition(wanted)).toThrow(advice)
  })
})
