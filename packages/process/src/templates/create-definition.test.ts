import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../checks/parse-definition.ts'
import type { SourceField } from '../definition/definition-schema.ts'
import { createMapper } from '../mapping/create-mapper.ts'
import { followPath } from '../paths/catalog-path.ts'
import { createDefinition, findTemplate, listTemplates } from './create-definition.ts'
import type { Template } from './template.ts'

const targets = [
  ['files', undefined, undefined],
  ['files', 'flat', 'ndjson'],
  ['files', 'flat', 'csv'],
  ['files', 'tables', 'csv'],
  ['files', 'flat', 'parquet'],
  ['files', 'tables', 'parquet'],
  ['sftp', undefined, 'csv'],
  ['postgresql', undefined, undefined],
  ['postgresql', 'flat', undefined],
  ['http', undefined, undefined],
  ['http', 'tables', undefined],
] as const

/** A resource for the templates that ask for one. */
function resourceFor({ resource, resourcePattern }: Template): string | undefined {
  if (resource !== undefined) return undefined
  return resourcePattern === undefined ? 'suppliers' : 'custom_objects/7/object_instances'
}

/** Destinations that a template goes to: files of records go into folders only. */
function targetsOf({ files }: Template): readonly (typeof targets)[number][] {
  return targets.filter(([destination]) => files === undefined || destination === 'files' || destination === 'sftp')
}

const cases = listTemplates().flatMap((template) =>
  targetsOf(template).map(([destination, shape, format]) => ({
    template: template.id,
    destination,
    shape,
    format,
    resource: resourceFor(template),
  })),
)

/** Ordinary fields of Coupa that hold secrets, or what nobody should copy without meaning to. */
const forbidden = /secret|password|social.security|cxml.http|bank|iban|routing/i

/** All paths of a field: `['supplier', 'id']`. */
function pathsOf(field: SourceField): readonly (readonly string[])[] {
  if (typeof field === 'string') return [[field]]
  return Object.entries(field).flatMap(([name, below]) =>
    Array.isArray(below) ? below.flatMap(pathsOf).map((path) => [name, ...path]) : [[name]],
  )
}

describe('createDefinition', () => {
  it.each(cases)('makes a valid definition of $template for $destination $shape $format', (wanted) => {
    const definition = createDefinition(wanted)

    const mapper = createMapper(parseDefinition(definition))
    expect(mapper.fields.length).toBeGreaterThan(1)
    expect(JSON.stringify([definition, mapper.fields])).not.toMatch(forbidden)
  })

  it.each(listTemplates().filter(({ fields }) => fields.length > 0))(
    '$id names only fields that Coupa has',
    (template) => {
      const { fields } = describeResource(template.resource ?? resourceFor(template) ?? '')

      const missing = template.fields.flatMap(pathsOf).filter((path) => 'problem' in followPath(path, fields))

      expect(missing).toEqual([])
    },
  )

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

  it('keeps resources of one name in several groups apart', () => {
    const payables = createDefinition({ template: 'E14', destination: 'postgresql' })
    const objects = createDefinition({
      template: 'E22',
      destination: 'postgresql',
      resource: 'custom_objects/7/object_instances',
    })

    expect(payables.mapping).toMatchObject({ tables: { payables_invoice: {} } })
    expect(objects).toMatchObject({
      process: 'custom-objects-7-object-instances',
      mapping: { tables: { custom_object_7_object_instance: {} } },
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
    [{ template: 'E03', destination: 'postgresql' }, 'sftp'],
    [{ template: 'E22', destination: 'files' }, 'custom_objects/7/object_instances'],
    [{ template: 'E22', destination: 'files', resource: 'suppliers' }, 'custom_objects/7/object_instances'],
    [{ template: 'E20', destination: 'files', resource: 'suppliers/:supplier_id/addresses' }, 'suppliers/7/addresses'],
  ])('says what is possible instead of %j', (wanted, advice) => {
    expect(() => createDefinition(wanted)).toThrow(advice)
  })
})
