import { describe, expect, it } from 'vitest'
import { NetworkError } from '../errors/network-error.ts'
import { NotFoundError } from '../errors/not-found-error.ts'
import { OutcomeUnknownError } from '../errors/outcome-unknown-error.ts'
import type { CallRequest } from '../http/call.ts'
import { answerOf, createScriptedCaller, jsonAnswer, type ScriptedAnswer } from '../testing/scripted-caller.ts'
import { createWriter, type Writer } from './writer.ts'

const lost = new NetworkError('reset', { failure: 'reset', method: 'PUT', url: 'https://x', delivery: 'unknown' })

async function run<Result>(
  answers: readonly ScriptedAnswer[],
  use: (writer: Writer) => Promise<Result>,
): Promise<{ result: Result; request: CallRequest | undefined; requests: readonly CallRequest[] }> {
  const caller = createScriptedCaller(...answers)
  const result = await use(createWriter({ caller }))
  expect(caller.unused).toBe(0)
  return { result, request: caller.requests[0], requests: caller.requests }
}

describe('get', () => {
  it('reads one record with the fields that are wanted', async () => {
    const { result, request } = await run([jsonAnswer(200, { id: 7 })], (writer) =>
      writer.get('invoices', 7, { fields: ['status', { supplier: ['name'] }] }),
    )

    expect(result).toEqual({ id: 7 })
    expect(request).toMatchObject({ method: 'GET', path: 'invoices/7' })
    expect(decodeURIComponent(request?.search ?? '')).toBe('fields=["id","status",{"supplier":["name"]}]')
  })

  it('throws for an id that Coupa does not know', async () => {
    await expect(run([jsonAnswer(404, { errors: {} })], (writer) => writer.get('invoices', 7))).rejects.toBeInstanceOf(
      NotFoundError,
    )
  })

  it.each([
    ['suppliers/7/addresses', 3, 'suppliers/7/addresses/3'],
    ['/api/purchase-orders/', '4', 'purchase_orders/4'],
    ['custom_objects/a b/object_instances', 'x/y', 'custom_objects/a%20b/object_instances/x%2Fy'],
  ])('finds %s', async (resource, id, path) => {
    const { request } = await run([jsonAnswer(200, { id: 3 })], (writer) => writer.get(resource, id))

    expect(request?.path).toBe(path)
  })

  it.each([
    ['invoces', 7, 'did you mean invoices'],
    ['suppliers/:supplier_id/addresses', 7, 'needs an id for :supplier_id'],
    ['custom_objects/../object_instances', 7, 'cannot be part of a path'],
    ['invoices', '..', 'cannot be part of a path'],
    ['invoices', ' ', 'is not the id'],
    ['invoices', Number.NaN, 'is not the id'],
  ])('sends nothing for %s %s', async (resource, id, message) => {
    await expect(run([], (writer) => writer.get(resource, id))).rejects.toThrow(message)
  })
})

describe('update', () => {
  it('sends the fields that change and gives the record as it is now', async () => {
    const { result, request } = await run([jsonAnswer(200, { id: 7, status: 'active' })], (writer) =>
      writer.update('suppliers', 7, { status: 'active', website: null, skipped: undefined }),
    )

    expect(result).toEqual({ id: 7, record: { id: 7, status: 'active' } })
    expect(request).toMatchObject({
      method: 'PUT',
      path: 'suppliers/7',
      body: '{"status":"active","website":null}',
      repeat: 'idempotent',
    })
  })

  it('is content with an answer that has no body', async () => {
    const { result } = await run([answerOf(200, '')], (writer) =>
      writer.update('suppliers', 7, { status: 'active' }, { returnObject: 'none' }),
    )

    expect(result).toEqual({ id: 7, record: undefined })
  })

  it('sends a change once that adds a line, and says when its outcome is unknown', async () => {
    const change = { 'order-lines': [{ id: 911, quantity: '4' }, { description: 'Courier' }] }

    const attempt = run([lost], (writer) => writer.update('purchase_orders', 8100, change))

    await expect(attempt).rejects.toBeInstanceOf(OutcomeUnknownError)
  })

  it('may repeat a change of lines that are there', async () => {
    const change = { 'order-lines': [{ id: 911, quantity: '4' }] }

    const { request } = await run([jsonAnswer(200, { id: 8100 })], (writer) =>
      writer.update('purchase_orders', 8100, change),
    )

    expect(request?.repeat).toBe('idempotent')
  })

  it('throws a lost answer as it is where repeating did not help', async () => {
    await expect(run([lost], (writer) => writer.update('suppliers', 7, { name: 'x' }))).rejects.toBe(lost)
  })
})

describe('setExported', () => {
  it.each([true, false])('puts %s into the query of a request of its own', async (isExported) => {
    const { request } = await run([jsonAnswer(200, { id: 7 })], (writer) =>
      writer.setExported('invoices', 7, isExported),
    )

    expect(request).toMatchObject({ method: 'PUT', path: 'invoices/7', search: `exported=${isExported}` })
    expect(request?.body).toBeUndefined()
  })
})

describe('remove', () => {
  it('deletes where Coupa has that', async () => {
    const { request } = await run([answerOf(200, '')], (writer) => writer.remove('requisitions', 7))

    expect(request).toMatchObject({ method: 'DELETE', path: 'requisitions/7' })
  })

  it('refuses where it has not', async () => {
    await expect(run([], (writer) => writer.remove('suppliers', 7))).rejects.toThrow('no operation that deletes')
  })
})

describe('act', () => {
  it('puts a record into another state', async () => {
    const { result, request } = await run([jsonAnswer(200, { id: 7, status: 'pending_approval' })], (writer) =>
      writer.act('invoices', 7, 'submit'),
    )

    expect(result).toEqual({ kind: 'record', record: { id: 7, status: 'pending_approval' } })
    expect(request).toMatchObject({ method: 'PUT', path: 'invoices/7/submit', repeat: 'idempotent' })
    expect(request?.body).toBeUndefined()
  })

  it('puts each parameter where the catalog says', async () => {
    const { request: approver } = await run([jsonAnswer(200, {})], (writer) =>
      writer.act('receipt_requests', 7, 'add-approver', { 'approver-id': 5 }),
    )
    const { request: dispute } = await run([jsonAnswer(200, {})], (writer) =>
      writer.act('invoices', 7, 'dispute', { 'dispute-reason': { code: 'price' }, comment: 'Too much' }),
    )
    const { request: attendee } = await run([answerOf(201, '')], (writer) =>
      writer.act('expense_lines', 7, 'assign_attendee', { expense_attendee_id: 9 }),
    )

    expect(approver).toMatchObject({ path: 'receipt_requests/7/add_approver', search: 'approver_id=5', repeat: 'once' })
    expect(dispute?.body).toBe('{"dispute-reason":{"code":"price"},"comment":"Too much"}')
    expect(attendee?.path).toBe('expense_lines/7/assign_attendee/9')
  })

  it('acts on the collection where there is no id', async () => {
    const input = { justification: 'Spare gaskets', 'requisition-lines': [{ description: 'x' }] }

    const { request } = await run([jsonAnswer(201, { id: 1 })], (writer) =>
      writer.act('requisitions', undefined, 'submit_for_approval', input),
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

    const { result: list } = await run([jsonAnswer(200, [{ id: 1 }])], (writer) =>
      writer.act('requisitions', undefined, 'mine'),
    )
    const { result: nobody } = await run([empty], (writer) => writer.act('requisitions', undefined, 'mine'))
    const { result: nothing } = await run([answerOf(200, '')], (writer) =>
      writer.act('quote_requests', 7, 'award', {}, { endpoint: { method: 'POST', path: ':id/award' } }),
    )

    expect([list, nobody, nothing]).toEqual([
      { kind: 'records', records: [{ id: 1 }] },
      { kind: 'records', records: [] },
      { kind: 'nothing' },
    ])
  })

  it('does not repeat an action that must happen once, and says when its outcome is unknown', async () => {
    const submit = run([lost], (writer) => writer.act('receipt_requests', 7, 'submit'))
    const adjust = run([lost], (writer) => writer.act('budget_lines', 7, 'adjust', { amount: '5.00' }))

    await expect(submit).rejects.toMatchObject({ code: 'COUPA_OUTCOME_UNKNOWN', cause: lost })
    await expect(adjust).rejects.toMatchObject({ code: 'COUPA_OUTCOME_UNKNOWN', cause: lost })
  })

  it('fetches the file of an action that answers with one', async () => {
    const pdf = answerOf(200, '%PDF-1.7', { 'content-type': 'application/pdf', 'content-length': '8' })

    const { result } = await run([pdf], (writer) => writer.act('invoices', 7, 'retrieve_legal_invoice_pdf'))

    expect(result).toMatchObject({ kind: 'file', file: { contentType: 'application/pdf', sizeBytes: 8 } })
  })

  it('uploads the file of an action that takes one', async () => {
    const { request } = await run([jsonAnswer(200, { id: 7 })], (writer) =>
      writer.act('invoices', 7, 'image_scan', { file: { content: Buffer.from('scan'), fileName: 'a"b.png' } }),
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
  ] as const)('sends nothing for %s %s %s', async (resource, id, action, parameters, message) => {
    await expect(run([], (writer) => writer.act(resource, id, action, parameters))).rejects.toThrow(message)
  })

  it('calls an action that the catalog lacks by its method and path', async () => {
    const endpoint = { method: 'PUT', path: ':id/parts/:part/seal' } as const

    const { request } = await run([jsonAnswer(200, {})], (writer) =>
      writer.act('invoices', 7, 'seal', { part: 'a/b', why: 'x' }, { endpoint }),
    )

    expect(request).toMatchObject({ path: 'invoices/7/parts/a%2Fb/seal', body: '{"why":"x"}' })
  })
})
