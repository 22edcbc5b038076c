import { describe, expect, it } from 'vitest'
import { NotFoundError } from '../errors/answer-errors.ts'
import { isCoupaError } from '../errors/is-coupa-error.ts'
import { NetworkError } from '../errors/network-error.ts'
import { OutcomeUnknownError } from '../errors/unfinished-errors.ts'
import type { CallRequest } from '../http/call.ts'
import { openResources, type Resources } from '../testing/open-resources.ts'
import { answerOf, createScriptedCaller, jsonAnswer, type ScriptedAnswer } from '../testing/scripted-caller.ts'

const lost = new NetworkError('reset', { failure: 'reset', method: 'PUT', url: 'https://x', delivery: 'unknown' })

async function run<Result>(
  answers: readonly ScriptedAnswer[],
  use: (resource: Resources) => Promise<Result>,
): Promise<{ result: Result; request: CallRequest | undefined; requests: readonly CallRequest[] }> {
  const caller = createScriptedCaller(...answers)
  const result = await use(openResources({ caller }))
  expect(caller.unused).toBe(0)
  return { result, request: caller.requests[0], requests: caller.requests }
}

describe('get', () => {
  it('reads one record with the fields that are wanted', async () => {
    const { result, request } = await run([jsonAnswer(200, { id: 7 })], (resource) =>
      resource('invoices').get(7, { fields: ['status', { supplier: ['name'] }] }),
    )

    expect(result).toEqual({ id: 7 })
    expect(request).toMatchObject({ method: 'GET', path: 'invoices/7' })
    expect(decodeURIComponent(request?.search ?? '')).toBe('fields=["id","status",{"supplier":["name"]}]')
  })

  it('throws for an id that Coupa does not know', async () => {
    await expect(
      run([jsonAnswer(404, { errors: {} })], (resource) => resource('invoices').get(7)),
    ).rejects.toBeInstanceOf(NotFoundError)
  })

  it.each([
    ['suppliers/7/addresses', 3, 'suppliers/7/addresses/3'],
    ['/api/purchase-orders/', '4', 'purchase_orders/4'],
    ['custom_objects/a b/object_instances', 'x/y', 'custom_objects/a%20b/object_instances/x%2Fy'],
  ])('finds %s', async (name, id, path) => {
    const { request } = await run([jsonAnswer(200, { id: 3 })], (resource) => resource(name).get(id))

    expect(request?.path).toBe(path)
  })

  it.each([
    ['invoces', 7, 'did you mean invoices'],
    ['suppliers/:supplier_id/addresses', 7, 'needs an id for :supplier_id'],
    ['custom_objects/../object_instances', 7, 'cannot be part of a path'],
    ['invoices', '..', 'cannot be part of a path'],
    ['invoices', ' ', 'is not the id'],
    ['invoices', Number.NaN, 'is not the id'],
  ])('sends nothing for %s %s', async (name, id, message) => {
    await expect(run([], async (resource) => resource(name).get(id))).rejects.toThrow(message)
  })
})

describe('update', () => {
  it('sends the fields that change and gives the record as it is now', async () => {
    const { result, request } = await run([jsonAnswer(200, { id: 7, status: 'active' })], (resource) =>
      resource('suppliers').update(7, { status: 'active', website: null, skipped: undefined }),
    )

    expect(result).toEqual({ id: 7, record: { id: 7, status: 'active' }, notices: [] })
    expect(request).toMatchObject({
      method: 'PUT',
      path: 'suppliers/7',
      body: '{"status":"active","website":null}',
      repeat: 'idempotent',
    })
  })

  it('is content with an answer that has no body', async () => {
    const { result } = await run([answerOf(200, '')], (resource) =>
      resource('suppliers').update(7, { status: 'active' }, { returnObject: 'none' }),
    )

    expect(result).toEqual({ id: 7, record: undefined, notices: [] })
  })

  it('sends a change once that adds a line, and says when its outcome is unknown', async () => {
    const change = { 'order-lines': [{ id: 911, quantity: '4' }, { description: 'Courier' }] }

    const attempt = run([lost], (resource) => resource('purchase_orders').update(8100, change))

    await expect(attempt).rejects.toBeInstanceOf(OutcomeUnknownError)
  })

  it('may repeat a change of lines that are there', async () => {
    const change = { 'order-lines': [{ id: 911, quantity: '4' }] }

    const { request } = await run([jsonAnswer(200, { id: 8100 })], (resource) =>
      resource('purchase_orders').update(8100, change),
    )

    expect(request?.repeat).toBe('idempotent')
  })

  it('throws a lost answer as it is where repeating did not help', async () => {
    await expect(run([lost], (resource) => resource('suppliers').update(7, { name: 'x' }))).rejects.toBe(lost)
  })
})

describe('markExported and unmarkExported', () => {
  it.each([
    ['markExported', 'exported=true'],
    ['unmarkExported', 'exported=false'],
  ] as const)('%s says so in the query of a request of its own', async (verb, search) => {
    const { request } = await run([jsonAnswer(200, { id: 7 })], (resource) => resource('invoices')[verb](7))

    expect(request).toMatchObject({ method: 'PUT', path: 'invoices/7' })
    expect(
      decodeURIComponent(request?.search ?? '')
        .split('&')
        .toSorted(),
    ).toEqual([search, 'fields=["id","exported","last_exported_at","updated_at"]'])
    expect(request?.body).toBeUndefined()
  })

  it('uses the action export for payables of invoices', async () => {
    const { request } = await run([jsonAnswer(200, { id: 7 })], (resource) =>
      resource('payables/invoices').markExported(7),
    )

    expect(request).toMatchObject({ method: 'PUT', path: 'payables/invoices/7/export' })
    expect(request?.search).not.toContain('exported=')
  })

  it('names only fields that the resource has', async () => {
    const { request } = await run([jsonAnswer(200, { id: 7 })], (resource) =>
      resource('supplier_information').markExported(7),
    )

    expect(decodeURIComponent(request?.search ?? '')).toContain('fields=["id","last_exported_at","updated_at"]')
  })

  it.each([
    ['suppliers', 'markExported'],
    ['payables/orders', 'markExported'],
    ['payables/invoices', 'unmarkExported'],
  ] as const)('sends nothing for a resource that cannot be marked: %s', async (name, verb) => {
    const attempt = run([], (resource) =>
      verb === 'unmarkExported' ? resource(name).unmarkExported(7) : resource(name).markExported(7),
    )

    await expect(attempt).rejects.toMatchObject({ code: 'COUPA_UNSUPPORTED_OPERATION', details: { resource: name } })
  })
})

describe('delete', () => {
  it('deletes where Coupa has that', async () => {
    const { request } = await run([answerOf(200, '')], (resource) => resource('requisitions').delete(7))

    expect(request).toMatchObject({ method: 'DELETE', path: 'requisitions/7' })
  })

  it('refuses where it has not', async () => {
    await expect(run([], (resource) => resource('suppliers').delete(7))).rejects.toMatchObject({
      code: 'COUPA_UNSUPPORTED_OPERATION',
      details: { resource: 'suppliers', operation: 'delete' },
    })
  })
})

describe('action', () => {
  it('puts a record into another state', async () => {
    const { result, request } = await run([jsonAnswer(200, { id: 7, status: 'pending_approval' })], (resource) =>
      resource('invoices').action(7, 'submit'),
    )

    expect(result).toEqual({ kind: 'record', record: { id: 7, status: 'pending_approval' } })
    expect(request).toMatchObject({ method: 'PUT', path: 'invoices/7/submit', repeat: 'idempotent' })
    expect(request?.body).toBeUndefined()
  })

  it('puts each parameter where the catalog says', async () => {
    const { request: approver } = await run([jsonAnswer(200, {})], (resource) =>
      resource('receipt_requests').action(7, 'add-approver', { 'approver-id': 5 }),
    )
    const { request: dispute } = await run([jsonAnswer(200, {})], (resource) =>
      resource('invoices').action(7, 'dispute', { 'dispute-reason': { code: 'price' }, comment: 'Too much' }),
    )
    const { request: attendee } = await run([answerOf(201, '')], (resource) =>
      resource('expense_lines').action(7, 'assign_attendee', { expense_attendee_id: 9 }),
    )

    expect(approver).toMatchObject({ path: 'receipt_requests/7/add_approver', search: 'approver_id=5', repeat: 'once' })
    expect(dispute?.body).toBe('{"dispute-reason":{"code":"price"},"comment":"Too much"}')
    expect(attendee?.path).toBe('expense_lines/7/assign_attendee/9')
  })

  it('acts on the collection where there is no id', async () => {
    const input = { justification: 'Spare gaskets', 'requisition-lines': [{ description: 'x' }] }

    const { request } = await run([jsonAnswer(201, { id: 1 })], (resource) =>
      resource('requisitions').action(undefined, 'submit_for_approval', input),
    )

    expect(request).toMatchObject({
      method: 'POST',
      path: 'requisitions/submit_for_approval',
      body: JSON.stringify(input),
      repeat: 'once',
    })
  })

  it('reads lists, empty ones too, and answers without a body', async () => {
    const empty = jsonAnswer(404, { errors: { base: ['No results match your search criteria.'] } })

    const { result: list } = await run([jsonAnswer(200, [{ id: 1 }])], (resource) =>
      resource('requisitions').action(undefined, 'mine'),
    )
    const { result: nobody } = await run([empty], (resource) => resource('requisitions').action(undefined, 'mine'))
    const { result: nothing } = await run([answerOf(200, '')], (resource) => resource('invoices').action(7, 'submit'))

    expect([list, nobody, nothing]).toEqual([
      { kind: 'records', records: [{ id: 1 }] },
      { kind: 'records', records: [] },
      { kind: 'nothing' },
    ])
  })

  it('does not repeat an action that must happen once, and says when its outcome is unknown', async () => {
    const submit = run([lost], (resource) => resource('receipt_requests').action(7, 'submit'))
    const adjust = run([lost], (resource) => resource('budget_lines').action(7, 'adjust', { amount: '5.00' }))

    await expect(submit).rejects.toMatchObject({ code: 'COUPA_OUTCOME_UNKNOWN', cause: lost })
    await expect(adjust).rejects.toMatchObject({ code: 'COUPA_OUTCOME_UNKNOWN', cause: lost })
  })

  it('fetches the file of an action that answers with one', async () => {
    const pdf = answerOf(200, '%PDF-1.7', { 'content-type': 'application/pdf', 'content-length': '8' })

    const { result } = await run([pdf], (resource) => resource('invoices').action(7, 'retrieve_legal_invoice_pdf'))

    expect(result).toMatchObject({ kind: 'file', file: { contentType: 'application/pdf', sizeBytes: 8 } })
  })

  it('uploads the file of an action that takes one', async () => {
    const { request } = await run([jsonAnswer(200, { id: 7 })], (resource) =>
      resource('invoices').action(7, 'image_scan', { file: { content: Buffer.from('scan'), fileName: 'a"b.png' } }),
    )

    expect(request?.contentType).toMatch(/^multipart\/form-data; boundary=/)
    expect(String(request?.body)).toContain('name="file"; filename="a%22b.png"')
  })

  it.each([
    ['invoices', 7, 'sumbit', {}, 'did you mean submit'],
    ['invoices', undefined, 'submit', {}, 'invoices has no action "submit"; it has none'],
    ['expense_lines', 7, 'assign_attendee', {}, 'needs expense_attendee_id'],
    ['quote_requests', undefined, 'create_from_source', { source_id: undefined }, 'needs source_id'],
    ['invoices', 7, 'image_scan', { file: 'scan.png' }, 'file must be a file'],
    ['approvals', 7, 'reject', { reason: ['a'] }, 'the parameter reason must be'],
  ] as const)('sends nothing for %s %s %s', async (name, id, action, parameters, message) => {
    await expect(run([], (resource) => resource(name).action(id, action, parameters))).rejects.toThrow(message)
  })

  it('says which action it is that a resource has not, and the nearest ones', async () => {
    const error = await run([], (resource) => resource('invoices').action(7, 'sumbit')).catch(
      (reason: unknown) => reason,
    )

    expect(isCoupaError(error)).toBe(true)
    expect(error).toMatchObject({
      code: 'COUPA_UNKNOWN_ACTION',
      details: { resource: 'invoices', action: 'sumbit', level: 'record', nearest: ['submit'] },
    })
  })
})

describe('every verb', () => {
  // As a program without types would give them.
  const options: object = { formt: 'xml', priority: 'high' }

  it.each<[string, (resource: Resources) => Promise<unknown>]>([
    ['get', (resource) => resource('invoices').get(7, options)],
    ['create', (resource) => resource('suppliers').create({ name: 'x' }, options)],
    ['update', (resource) => resource('suppliers').update(7, { name: 'x' }, options)],
    ['delete', (resource) => resource('requisitions').delete(7, options)],
    ['action', (resource) => resource('invoices').action(7, 'submit', {}, options)],
    ['markExported', (resource) => resource('invoices').markExported(7, options)],
    ['unmarkExported', (resource) => resource('invoices').unmarkExported(7, options)],
    ['createMany', async (resource) => resource('suppliers').createMany([], options)],
    ['updateMany', async (resource) => resource('suppliers').updateMany([], options)],
    ['attachments.list', (resource) => resource('invoices').attachments(7).list(options)],
    ['attachments.upload', (resource) => resource('invoices').attachments(7).upload({ text: 'x' }, options)],
    ['attachments.download', (resource) => resource('invoices').attachments(7).download(8, options)],
  ])('%s sends nothing under options that cannot be meant, and names them all', async (verb, use) => {
    const error = await run([], use).catch((reason: unknown) => reason)

    expect(error).toMatchObject({
      code: 'COUPA_OPTIONS_INVALID',
      details: {
        of: verb,
        problems: [
          { option: 'formt', message: 'formt is not known; did you mean format?', suggestion: 'Use format.' },
          { option: 'priority', message: 'priority must be "interactive" or "bulk", and is "high"' },
        ],
      },
    })
  })
})
