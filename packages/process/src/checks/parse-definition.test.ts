import { describe, expect, it } from 'vitest'
import { DefinitionError, type DefinitionProblem } from '../definition/definition-error.ts'
import type { DefinitionInput } from '../definition/definition-schema.ts'
import { parseDefinition } from './parse-definition.ts'

const valid: DefinitionInput = {
  process: 'ok-to-pay',
  values: { target: { kind: 'files' } },
  source: { resource: 'invoices', mode: 'work-list', fields: ['id', 'status'] },
  mapping: { shape: 'nested' },
  acknowledge: { mode: 'after-commit' },
}

const flat = (columns: Record<string, unknown>, more: object = {}) => ({
  ...valid,
  source: { resource: 'invoices', mode: 'work-list' },
  mapping: { shape: 'flat', columns, ...more },
})

function problemsOf(input: unknown): readonly DefinitionProblem[] {
  try {
    parseDefinition(input)
    return []
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems
    throw error
  }
}

describe('parseDefinition', () => {
  it('tells a hundred faults of a definition with thousands, and is done at once', () => {
    const many = (count: number, of: (number: number) => readonly [string, unknown]) =>
      Object.fromEntries(Array.from({ length: count }, (_, number) => of(number)))
    const begunMs = performance.now()
    const names = problemsOf({ ...valid, ...many(20_000, (number) => [`directio${number}`, 1]) })
    const fields = problemsOf(flat(many(5_000, (number) => [`c${number}`, `invoice-numbr-${number}`])))
    const reads = Array.from({ length: 500 }, (_, number) => `invoicenumbr${number}`).join(' & ')
    problemsOf(flat({ one: { expr: reads } }))
    expect([names.length, fields.length]).toEqual([100, 100])
    expect(performance.now() - begunMs).toBeLessThan(2_000)
  })

  it('fills in the defaults', () => {
    const { source, destination, limits } = parseDefinition(valid)

    expect(source).toMatchObject({ connection: 'coupa', where: {}, overlapMinutes: 5 })
    expect(destination).toEqual({ connection: 'target' })
    expect(limits.batch).toEqual({ records: 500, bytes: 8_388_608, seconds: 60 })
  })

  it('has batches of more records and fewer bytes in a full refresh, unless the definition says how large', () => {
    const full = { ...valid, source: { ...valid.source, mode: 'full' }, acknowledge: { mode: 'none' } }
    const batchOf = (batch: object) => parseDefinition({ ...full, limits: { batch } }).limits.batch

    expect(batchOf({})).toEqual({ records: 2000, bytes: 2_621_440, seconds: 60 })
    expect(batchOf({ records: 100 })).toMatchObject({ records: 100, bytes: 2_621_440 })
    expect(batchOf({ bytes: 8_388_608 })).toMatchObject({ records: 2000, bytes: 8_388_608 })
  })

  it.each([
    [{ mode: 'after-commit' }, {}, 'acknowledge.answers'],
    [{}, { answers: undefined }, 'values.answers'],
    [{}, { answers: { kind: 'http' } }, 'values.answers'],
    [{}, { answers: { kind: 'postgresql' } }, 'acknowledge.answers.query'],
    [{ answers: { query: 'select 1' } }, {}, 'acknowledge.answers.query'],
    [{ answers: { connection: 'target' } }, {}, 'acknowledge.answers.connection'],
  ])('refuses a place of answers that cannot be one: %j with %j', (acknowledge, values, path) => {
    const place = { mode: 'after-answer', answers: {} }
    const own = { ...valid.values, answers: { kind: 'files' } }
    const definition = { ...valid, values: own, acknowledge: place }

    expect(problemsOf(definition)).toEqual([])
    const wrong = { ...definition, values: { ...own, ...values }, acknowledge: { ...place, ...acknowledge } }
    expect(problemsOf(JSON.parse(JSON.stringify(wrong))).map((problem) => problem.path)).toContain(path)
  })

  it('says everything that is wrong at once', () => {
    const problems = problemsOf({
      ...valid,
      process: 'Ok To Pay',
      sauce: {},
      source: { resource: 'invoices', mode: 'worklist' },
    })

    expect(problems.map(({ path }) => path).toSorted()).toEqual(['process', 'sauce', 'source.mode'])
  })

  it('says how a time is written', () => {
    const [problem] = problemsOf({ ...valid, source: { ...valid.source, mode: 'incremental', from: 'yesterday' } })

    expect(problem).toMatchObject({ path: 'source.from', message: expect.stringContaining('2026-01-31T08:00:00Z') })
  })

  it.each([
    ['a typing error in a name', { ...valid, limit: {} }, 'limit', 'Did you mean "limits"'],
    [
      'a typing error in a choice',
      { ...valid, acknowledge: { mode: 'after-comit' } },
      'acknowledge.mode',
      '"after-commit"',
    ],
    [
      'monitoring without an integration',
      { ...valid, coupaMonitoring: { level: 2 } },
      'coupaMonitoring.integration',
      'Setup > Integrations',
    ],
    [
      'a level that does not exist',
      { ...valid, coupaMonitoring: { level: 4, integration: 'ERP' } },
      'coupaMonitoring.level',
      'Choose one of 0, 1, 2, 3.',
    ],
    [
      'errors about records of which Coupa keeps none',
      {
        ...valid,
        source: { resource: 'departments', mode: 'full', fields: ['id'] },
        acknowledge: { mode: 'none' },
        coupaMonitoring: { level: 3, integration: 'ERP' },
      },
      'coupaMonitoring.level',
      'Use 1.',
    ],
    [
      'a history of full refreshes',
      {
        ...valid,
        source: { resource: 'suppliers', mode: 'full', fields: ['id'] },
        acknowledge: { mode: 'none' },
        coupaMonitoring: { level: 3, integration: 'ERP' },
      },
      'coupaMonitoring.level',
      'Use 2.',
    ],
    [
      'no table, which would mark everything and deliver nothing',
      { ...valid, source: { resource: 'invoices', mode: 'work-list' }, mapping: { shape: 'tables', tables: {} } },
      'mapping.tables',
      undefined,
    ],
    [
      'the flag beside a work list',
      { ...valid, source: { ...valid.source, where: { exported: true } } },
      'source.where.exported',
      'incremental',
    ],
    [
      'a second window',
      {
        ...valid,
        source: { ...valid.source, mode: 'incremental', where: { updated_at: { gt: '2026-01-01' } } },
        acknowledge: { mode: 'none' },
      },
      'source.where.updated_at',
      'source.from',
    ],
    [
      'ids beside those of the mode on-demand',
      { ...valid, source: { ...valid.source, mode: 'on-demand', ids: [7], where: { id: { gt: 5 } } } },
      'source.where.id',
      'source.ids',
    ],
    ['an unknown shape', { ...valid, mapping: { shape: 'nestd' } }, 'mapping.shape', 'nested, tables, flat'],
    ['a missing part', { ...valid, source: undefined }, 'source', undefined],
    [
      'a resource that Coupa does not have',
      { ...valid, source: { ...valid.source, resource: 'invocies' } },
      'source.resource',
      'invoices',
    ],
    ['a field that Coupa does not have', flat({ number: 'invoice-nmber' }), 'mapping.columns.number', 'invoice-number'],
    ['a field below an association', flat({ supplier: 'supplier.nane' }), 'mapping.columns.supplier', 'name'],
    [
      'a path of the record in a row of its lines',
      flat({ number: 'invoice-number' }, { each: 'invoice-lines' }),
      'mapping.columns.number',
      '^.invoice-number',
    ],
    ['a list that does not exist', flat({ id: 'id' }, { each: 'invoice-line' }), 'mapping.each', 'invoice-lines'],
    ['a key that is not a column', flat({ id: 'id' }, { key: ['number'] }), 'mapping.key', undefined],
    [
      'a function that does not exist',
      flat({ id: { path: 'id', apply: ['uper'] } }),
      'mapping.columns.id.apply',
      'upper',
    ],
    ['two origins of a value', flat({ id: { path: 'id', value: 1 } }), 'mapping.columns.id', 'exactly one'],
    [
      'a zone that does not exist',
      flat({ day: { path: 'invoice-date', zone: 'Berlin' } }),
      'mapping.columns.day.zone',
      'Europe/Berlin',
    ],
    [
      'a look-up table that nobody declared',
      flat({ a: { path: 'status', table: 'codes' } }),
      'mapping.columns.a.table',
      'values.codes',
    ],
    [
      'a hyphen without back-ticks',
      flat({ a: { expr: 'invoice-number' } }),
      'mapping.columns.a.expr',
      '`invoice-number`',
    ],
    ['a float of an amount', flat({ a: { expr: '$number(`gross-total`)' } }), 'mapping.columns.a.expr', '$decimalSum'],
    ['an expression that is none', flat({ a: { expr: 'status = ' } }), 'mapping.columns.a.expr', undefined],
    [
      'an acknowledgement of what has no flag',
      { ...valid, source: { resource: 'suppliers', mode: 'incremental', fields: ['id'] } },
      'acknowledge.mode',
      'none',
    ],
    ['a list that never gets shorter', { ...valid, acknowledge: { mode: 'none' } }, 'acknowledge.mode', 'after-commit'],
    [
      'a list of what has only the time of the export',
      { ...valid, source: { ...valid.source, resource: 'supplier_information' } },
      'source.mode',
      'incremental',
    ],
    [
      'a list of what cannot be marked',
      { ...valid, source: { ...valid.source, resource: 'payables/orders' } },
      'acknowledge.mode',
      'none',
    ],
    [
      'a mark before the delivery that cannot be taken back',
      {
        ...valid,
        source: { resource: 'payables/invoices', mode: 'incremental', fields: ['id'] },
        acknowledge: { mode: 'before-delivery' },
      },
      'acknowledge.mode',
      'after-commit',
    ],
    [
      'an acknowledgement of a reconciliation',
      { ...valid, source: { ...valid.source, mode: 'reconcile' } },
      'acknowledge.mode',
      'none',
    ],
    [
      'a delivery of what is marked without a look for changes',
      { ...valid, source: { ...valid.source, deliverMarked: true } },
      'source.deliverMarked',
      'watchChanges',
    ],
    [
      'files that a record does not have',
      { ...valid, source: { ...valid.source, resource: 'purchase_orders', files: ['image-scan'] } },
      'source.files',
      'attachments',
    ],
    [
      'files of what is marked before they are there',
      {
        ...valid,
        source: { ...valid.source, files: ['image-scan'] },
        acknowledge: { mode: 'before-delivery' },
      },
      'acknowledge.mode',
      'after-commit',
    ],
    [
      'files for what takes none',
      {
        ...valid,
        values: { target: { kind: 'http' } },
        source: { ...valid.source, files: ['attachments'] },
      },
      'source.files',
      'sftp',
    ],
    [
      'a resource without the id of its parent',
      {
        ...valid,
        source: { resource: 'suppliers/:supplier_id/addresses', mode: 'incremental', fields: ['id'] },
        acknowledge: { mode: 'none' },
      },
      'source.resource',
      'suppliers/7/addresses',
    ],
    ['columns of nested records', { ...valid, destination: { format: 'csv' } }, 'destination.format', 'flat'],
    ['an other end that is missing', { ...valid, values: {} }, 'values.target', 'files'],
    [
      'a secret in a default',
      { ...valid, values: { target: { kind: 'postgresql', default: { password: 'x' } } } },
      'values.target.default.password',
      'where the process runs',
    ],
    [
      'a password in a URL',
      {
        ...valid,
        mapping: { shape: 'flat', columns: { id: 'id' } },
        source: { resource: 'invoices', mode: 'work-list' },
        values: { target: { kind: 'postgresql', default: { url: 'postgresql://me:canary@db/x' } } },
      },
      'values.target.default.url',
      undefined,
    ],
  ])('names the place of %s, and what works', (_what, input, path, suggestion) => {
    const problems = problemsOf(input)

    expect(problems.map((problem) => problem.path)).toContain(path)
    const found = problems.find((problem) => problem.path === path)
    if (suggestion !== undefined) expect(found?.suggestion).toContain(suggestion)
    expect(JSON.stringify(problems)).not.toContain('canary')
  })

  it('puts a problem into one sentence', () => {
    expect(() => parseDefinition({ ...valid, process: 7 })).toThrow(
      'The definition has a problem:\n  process is 7, and has to be a text.',
    )
  })
})
